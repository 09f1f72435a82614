"""Tiny bad flows whose form is in order: what goes wrong on a way, in a condition, under a question, with a source."""

from tests.content.folder import GOOD_STEPS, flow
from tests.content.mistakes import AGE, ASK_FRUIT, END, FRUIT, SOURCE, TRIP, Mistake

ASK_AGE = "ask_age:\n  ask: How old are you?\n  save: age\n"
PERSONAL_AGE = AGE.replace("personal: no", "purpose: to tell you the price")
NOTE = (
    "answers:\n  about:\n    one of: [work, other]\n    personal: no\n"
    "  note:\n    text: 1-99\n    purpose: so that an advisor can read it\n"
)
MENU = "menu:\n  choose: What now?\n  choices:\n"
BOTH = f"{AGE}  fruit:\n    one of: [apple, pear]\n    personal: no\n"


def bad(code: str, steps: str, caret: str, says: str, head: str = AGE) -> Mistake:
    """Return a flow that begins with `head` and ends with the step `bye`."""
    return Mistake(code, flow(steps + END, head=head), caret, says=says)


def when(condition: str, head: str = BOTH) -> str:
    return f"{ASK_AGE}{ASK_FRUIT}x:\n  say: x\n  when: {condition}\n"


def menu(*choices: str) -> str:
    return MENU + "".join(f"    - {choice}\n" for choice in choices)


ORDER = [
    bad("F070", f"hello:\n  say: You are {{age}}.\n{ASK_AGE}", "{age}", "Ask for it first"),
    bad("F070", f"hello:\n  review: Right?\n  answers: [age]\n{ASK_AGE}", "age]", "behind"),
    bad(
        "F070",
        "send:\n  handoff: about\n  message: note\nask:\n  ask: What?\n  save: note\n",
        "note\n",
        "Ask for it first",
        NOTE,
    ),
    bad(
        "F070",
        f"hello:\n  plan: x\n  items:\n    - a: Pay for {{age}}.\n{ASK_AGE}",
        "{age}",
        "Ask for it first",
    ),
    bad(
        "F070",
        menu(
            "a:\n        label: A\n        next: ask_age",
            "b:\n        label: B\n        next: told",
        )
        + f"{ASK_AGE}  next: bye\ntold:\n  say: You are {{age}}.\n",
        "{age}",
        "behind the question",
    ),
    bad(
        "F071",
        f"{ASK_AGE}told:\n  say: You are {{age}}.\n",
        "{age}",
        "when: known(age)",
        PERSONAL_AGE,
    ),
    bad(
        "F071",
        menu(
            "a:\n        label: A\n        next: ask_age",
            "b:\n        label: B\n        next: told",
        )
        + f"{ASK_AGE}told:\n  say: You are {{age}}.\n",
        "{age}",
        "not every way asks for it",
    ),
    bad(
        "F071",
        "ask:\n  ask: What?\n  save: note\nsend:\n  handoff: about\n  message: note\n",
        "send:",
        "when: not known(note)",
        NOTE,
    ),
    bad("F072", f"x:\n  say: x\n  when: age < 12\n{ASK_AGE}", "age < 12", "Ask for it first"),
    bad(
        "F072",
        f"x:\n  route:\n    - when: known(consent) and age < 12\n      next: bye\n    - otherwise: ask_age\n{ASK_AGE}",
        "age < 12",
        "behind the question",
    ),
    bad("F073", f"{ASK_AGE}again:\n  ask: Your age?\n  save: age\n", "again:", "not known(age)"),
    bad(
        "F097",
        menu("a:\n        label: A\n        next: ask_age", "b:\n        label: B\n        next: x")
        + f"{ASK_AGE}x:\n  say: x\n  when: age < 12\n",
        "age < 12",
        "Is that what you mean?",
    ),
]

CONDITIONS = [
    bad("F074", when("fruit is apple and fruit is pear"), "fruit is", "apple, pear", BOTH),
    bad("F074", when("age > 120"), "age > 120", "0 to 120", BOTH),
    bad("F074", when("age < 18 and age > 30"), "age < 18", "never holds", BOTH),
    bad("F074", when("known(age) and not known(age)"), "known", "passed over", BOTH),
    bad("F074", f"x:\n  say: x\n  when: known(age)\n{ASK_AGE}", "known", "not asked for before"),
    bad(
        "F074",
        f"{ASK_AGE}p:\n  plan: x\n  when: age < 18\n  items:\n    - a:\n        text: A\n        when: age > 60\n",
        "age > 60",
        "nobody ever sees this item",
    ),
    bad(
        "F074",
        ASK_AGE + menu("a: A", "b:\n        label: B\n        when: age > 130"),
        "age > 130",
        "nobody ever sees this button",
    ),
    bad("F075", when("fruit is apple or not (fruit is apple)"), "fruit", "Delete it", BOTH),
    bad("F075", when("age >= 0"), "age >= 0", "known(age)", BOTH),
    bad("F075", when("fruit in (apple, pear)"), "fruit in", "known(fruit)", BOTH),
    bad("F075", f"x:\n  say: x\n  when: not known(age)\n{ASK_AGE}", "not known", "not asked for"),
    bad(
        "F076",
        f"{ASK_AGE}r:\n  route:\n    - when: age < 18\n      next: bye\n    - when: age < 12\n      next: x\n"
        "    - otherwise: bye\nx:\n  say: x\n",
        "age < 12",
        "Put it before them",
    ),
    bad(
        "F077",
        ASK_AGE
        + menu(
            "a:\n        label: A\n        when: age < 18",
            "b:\n        label: B\n        when: age > 60",
        ),
        "menu:",
        "without `when:`",
    ),
    bad(
        "F077",
        menu("a:\n        label: A\n        when: consent is yes"),
        "menu:",
        "'consent' is not known",
    ),
]

WAYS = [
    Mistake(
        "F078",
        flow("a:\n  say: x\n" + menu("b: B", "c: C").replace("menu:", "m:") + "  next: a\n"),
        "a:",
        says="end: done",
    ),
    bad("F079", menu("a: A", "b:\n        label: B\n        next: menu"), "B\n", "Give it another"),
    bad(
        "F080",
        menu("a: Something else", "b: something ELSE."),
        "something ELSE",
        "what is different",
    ),
    bad(
        "F081",
        ASK_FRUIT.replace("pear: Pear", "pear: I prefer not to say"),
        "I prefer",
        "other words",
        FRUIT,
    ),
    bad("F082", ASK_AGE + menu("a: I am {age}", "b: B"), "{age}", "Put it into the question"),
    Mistake(
        "F087",
        flow(
            f"{ASK_AGE}r:\n  route:\n    - when: age < 18\n      next: ask_age\n    - otherwise: bye\n{END}",
            head=f"progress: yes\n{AGE}",
        ),
        "ask_age:",
        says="Delete `progress:`",
    ),
    bad(
        "F089",
        "a:\n  ask: Where do you live?\n  save: note\nb:\n  ask: Where do you live now?\n  save: town\n",
        "Where do you live now",
        "Say what is different",
        NOTE + "  town:\n    text: 1-99\n    purpose: to find an office\n",
    ),
]

PERSONAL = [
    Mistake(
        "F083",
        flow(
            f"{ASK_AGE}{END}",
            "base",
            head=f"start_on:\n  need: idle\n{PERSONAL_AGE}",
        ),
        "ask_age:",
        path="flows/base.yaml",
        says="need: consent",
    ),
    bad(
        "F084",
        "ask:\n  ask: What?\n  save: note\nsend:\n  handoff: about\n  message: note\n",
        "note\n",
        "purpose",
        NOTE.replace("purpose: so that an advisor can read it", "personal: no"),
    ),
    *(
        Mistake(
            "F085",
            f"answers:\n  jobs:\n    records: {name}\n    purpose: to make your profile\n",
            "base\n",
            path="flows/answers.yaml",
            says=says,
        )
        for name, says in (("base", "review:"), ("base", "Delete the command"))
    ),
    bad("F086", "go:\n  do: resume\n", "go:", "paused is yes"),
    bad("F088", f"{ASK_AGE}card:\n  review: Right?\n  answers: [age]\n", "age]", "label:"),
]

HEAD = flow(GOOD_STEPS)
SOURCES = [
    bad("F090", "p:\n  plan: x\n  items:\n    - a: Pay 5 euro.\n", "Pay 5", "sources:"),
    Mistake(
        "F091",
        flow(f"p:\n  plan: x\n  items:\n    - a: Pay.\n{END}", head=SOURCE.format("https://a.org")),
        "id: a",
        says="delete",
    ),
    Mistake("F092", HEAD.replace("never", "2026-05-01"), "2026-05-01", says="Ask the owner"),
    Mistake("F092", HEAD.replace("never", "2025-05-01"), "2025-05-01", says="have it read now"),
    Mistake("F093", HEAD.replace("never", "2062-11-01"), "2062", says="Is the year right?"),
    Mistake(
        "F093",
        flow(GOOD_STEPS, head=SOURCE.format("https://a.org").replace("2026-01", "2062-01")),
        "read:",
        says="Is the year right?",
    ),
    Mistake(
        "F093",
        flow(GOOD_STEPS, head=SOURCE.format("https://a.org") + "    published: 2019 to 2062\n"),
        "published:",
        says="Is the year right?",
    ),
    Mistake("F098", flow(GOOD_STEPS, head=SOURCE.format("http://a.org")), "http:", says="https://"),
    Mistake(
        "F094",
        flow(GOOD_STEPS, head=SOURCE.format("https://me@a.org")),
        "https://me@",
        says="Name a public page",
    ),
    Mistake("F095", HEAD, "never", says="write the day here"),
    bad(
        "F096", "x:\n  say: It costs 20 euro.\n  critical: yes\n", "20 euro", "where it comes from"
    ),
]

ALL = [*ORDER, *CONDITIONS, *WAYS, *PERSONAL, *SOURCES]
__all__ = ["ALL", "TRIP"]
