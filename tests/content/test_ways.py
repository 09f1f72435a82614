"""What the check knows at each step: no false alarm for what editors rightly do, and follow-ups are not listed."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.causes import causes
from bot.content.knowing import learn
from bot.content.load import load
from bot.content.worlds import known_under, possible, worlds
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.condition import parse_condition
from bot.core.finding import Finding, Severity
from bot.core.flow import FlowId, StepId
from tests.content.folder import SIX_FORMS, findings, flow, write
from tests.content.mistakes import AGE, ASK_FRUIT, END, FRUIT, TRIP

BOTH = f"{AGE}  fruit:\n    one of: [apple, pear]\n    personal: no\n"
ASK_AGE = "ask_age:\n  ask: How old are you?\n  save: age\n"
TOLD = "told:\n  say: You are {age}.\n"
SHARED = "answers:\n  age:\n    number: 0-120\n    personal: no\n"
SPECS = {
    "age": AnswerSpec(name="age", type=AnswerType.NUMBER, most=120),
    "fruit": AnswerSpec(name="fruit", type=AnswerType.ONE_OF, values=("apple", "pear", "plum")),
    "bag": AnswerSpec(name="bag", type=AnswerType.SOME_OF, values=("cup", "map", "rope", "tent")),
    "born": AnswerSpec(name="born", type=AnswerType.DATE),
    "home": AnswerSpec(name="home", type=AnswerType.COUNTRY),
    "note": AnswerSpec(name="note", type=AnswerType.TEXT),
    **{
        f"n{number}": AnswerSpec(name=f"n{number}", type=AnswerType.NUMBER, most=9)
        for number in range(9)
    },
}

SOUND = {
    "a step with the condition its question has": (
        f"{ASK_FRUIT}{ASK_AGE}  when: fruit is apple\n{TOLD}  when: fruit is apple\n"
    ),
    "a step with a narrower condition": (
        f"{ASK_FRUIT}{ASK_AGE}  when: not (fruit is pear)\n{TOLD}  when: fruit is apple and known(consent)\n"
    ),
    "a route that leads only those who answered": (
        "r:\n  route:\n    - when: consent is yes\n      next: ask_age\n    - otherwise: sort\n"
        f"{ASK_AGE}sort:\n  route:\n    - when: not known(age)\n      next: bye\n    - otherwise: told\n{TOLD}"
    ),
    "a condition that the answer must be known for": f"{ASK_FRUIT}{ASK_AGE}  when: fruit is pear\n"
    f"{TOLD}  when: age < 12\n",
    "a way back to the question": f"{ASK_AGE}{TOLD}m:\n  choose: x\n  choices:\n    - a:\n        label: A\n"
    "        next: ask_age\n    - b: B\n",
    "an item of a plan": f"{ASK_AGE}  when: consent is yes\np:\n  plan: x\n  items:\n    - a:\n"
    "        text: You are {age}.\n        when: age > 3\n        sources: a\n",
}


@pytest.mark.parametrize("steps", SOUND.values(), ids=SOUND)
def test_what_is_known_where_it_is_shown_is_no_finding(steps: str, tmp_path: Path):
    source = "sources:\n  - id: a\n    title: A\n    link: https://a.org\n    read: 2026-01-01\n"
    head = BOTH + (source if "sources: a" in steps else "")
    found = findings(tmp_path, {TRIP: flow(steps + END, head=head)})
    lacking = {"F049", "F062", "F039"}
    assert [str(each) for each in found if each.code not in lacking] == []


def test_what_a_flow_asks_is_known_after_it_was_run(tmp_path: Path):
    files = {
        "flows/answers.yaml": SHARED,
        "flows/old.yaml": flow(ASK_AGE + END, "old"),
        TRIP: flow(f"o:\n  flow: old\n{TOLD}{END}"),
    }
    assert "F071" not in {each.code for each in findings(tmp_path, dict(files))}
    skipped = {**files, TRIP: flow(f"o:\n  flow: old\n  when: consent is yes\n{TOLD}{END}")}
    assert "F071" in {each.code for each in findings(tmp_path / "skipped", dict(skipped))}


def test_what_every_caller_has_asked_for_is_known_in_the_flow_it_runs(tmp_path: Path):
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": SHARED,
        "flows/tell.yaml": flow(TOLD + END, "tell"),
        TRIP: flow(f"{ASK_AGE}t:\n  flow: tell\n{END}", head="start_on:\n  command: trip\n"),
    }
    assert "F071" not in {each.code for each in findings(tmp_path, files)}
    other = flow(f"t:\n  flow: tell\n{END}", "other", head="start_on:\n  command: other\n")
    found = findings(tmp_path / "other", {**files, "flows/other.yaml": other})
    assert "F071" in {each.code for each in found}


def test_flows_that_run_one_another_are_learnt_too(tmp_path: Path):
    menu = "m:\n  choose: x\n  choices:\n    - a:\n        label: A\n        flow: {}\n    - b: B\n"
    files: dict[str, str | bytes] = {
        TRIP: flow(menu.format("back") + END, head="start_on:\n  command: trip\n"),
        "flows/back.yaml": flow(menu.format("trip") + END, "back"),
    }
    release, _, _ = load(write(tmp_path, files))
    assert release is not None
    known = learn(release)
    assert StepId("bye") in known[FlowId("back")]


def test_worlds_tell_apart_what_conditions_tell_apart():
    def world(*sources: str) -> int:
        found = worlds([parse_condition(source, SPECS) for source in sources], SPECS)
        return 0 if found is None else len(found)

    assert world("fruit is apple") == 3
    assert world("age < 18") == 6
    assert world("cup in bag and map in bag") == 8
    assert world("known(note)") == 2
    assert world("before(born, 2000)") == 4
    assert world("home is sy") == 4
    assert world("known(fruit)", "known(age)") == 4
    assert world(" or ".join(f"n{number} < 5" for number in range(9))) == 0


def test_what_conditions_imply_is_found_by_trying():
    young, old = parse_condition("age < 18", SPECS), parse_condition("age > 60", SPECS)
    assert known_under(((young, True),), SPECS) == {"age"}
    assert known_under(((young, False),), SPECS) == frozenset()
    assert not possible(((young, True), (old, True)), SPECS)
    assert possible(((young, False), (old, False)), SPECS)
    many = parse_condition(" or ".join(f"n{number} < 5" for number in range(9)), SPECS)
    assert possible(((many, True),), SPECS)
    assert known_under(((many, True),), SPECS) == many.names


def finding(code: str, line: int, message: str, path: str = TRIP, meant: str = "") -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        path=path,
        line=line,
        column=1,
        message=message,
        suggestion=meant,
    )


def test_a_cause_is_named_once():
    same = [finding("F030", line, "There is no step called 'x'.") for line in (9, 4, 7)]
    assert [str(each) for each in causes(same)] == [
        f"{TRIP}:4:1 F030 There is no step called 'x'. It is the same in lines 7 and 9."
    ]
    misspelt = [
        finding("F021", 4, "The step 'q' needs 'save:'."),
        finding("F020", 6, "'svae'", meant="save"),
    ]
    assert [each.code for each in causes(misspelt)] == ["F020"]


def test_conversations_that_go_differently_for_one_cause_are_counted():
    tests = [
        *(finding("F061", line, "Differently.", "flows/tests/a.yaml") for line in (3, 9, 12)),
        *(finding("F061", 5, "Differently.", f"flows/tests/{name}.yaml") for name in "bcd"),
        finding("F062", 1, "Nobody was here."),
    ]
    assert [f"{each.path}: {each.message}" for each in causes(tests)] == [
        "flows/tests/a.yaml: Differently. 2 more conversations of this file go differently.",
        "flows/tests/b.yaml: Differently. Also in flows/tests/c.yaml:5, flows/tests/d.yaml:5.",
    ]


PO_HEAD = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {SIX_FORMS};\\n"\n'


def po(**texts: tuple[str, str]) -> str:
    """Return a file with a translation for each place (`__` stands for `/`)."""
    return PO_HEAD + "".join(
        f'\nmsgctxt "{place.replace("__", "/")}"\nmsgid "{english}"\nmsgstr "{words}"\n'
        for place, (english, words) in texts.items()
    )


def test_buttons_that_read_the_same_in_one_language_are_found_there(tmp_path: Path):
    words = po(
        trip__ask_fruit__choices__apple=("Apple", "Vrucht"),
        trip__ask_fruit__choices__pear=("Pear", "vrucht."),
    )
    files: dict[str, str | bytes] = {
        TRIP: flow(ASK_FRUIT + END, head=FRUIT),
        "locales/nl/LC_MESSAGES/flows.po": words.replace(SIX_FORMS, "nplurals=2; plural=(n != 1)"),
    }
    found = [each for each in findings(tmp_path, files) if each.code == "L030"]
    assert [(each.path, each.line) for each in found] == [
        ("locales/nl/LC_MESSAGES/flows.po", words[: words.index("vrucht.")].count("\n") + 1)
    ]


def test_a_message_that_the_longest_answer_makes_too_long_is_found(tmp_path: Path):
    note = "answers:\n  note:\n    text: 1-4000\n    personal: no\n"
    steps = "q:\n  ask: x\n  save: note\nh:\n  say: You wrote {note}.\n"
    files: dict[str, str | bytes] = {TRIP: flow(steps + END, head=note)}
    assert "L032" in {each.code for each in findings(tmp_path, files)}


def test_the_review_of_every_kind_of_file_is_due_and_its_texts_get_hints(tmp_path: Path):
    entry = (
        "entry: card\nowner: team\nreviewed: 2025-01-01\nreview_every: 6 months\n"
        "question: What is this card!\nanswer: Submit it.\nsources: a\n"
    )
    reply = (
        "reply: soon\ntitle: Soon\nowner: team\nreviewed: 2025-01-01\nreview_every: 6 months\n"
        "text: We answer shortly.\n"
    )
    sources = "sources:\n  - id: a\n    title: A\n    link: https://a.org\n    read: 2026-01-01\n"
    files: dict[str, str | bytes] = {
        "faq/card.yaml": entry,
        "faq/sources.yaml": sources,
        "replies/soon.yaml": reply,
    }
    found = findings(tmp_path, files, today=date(2026, 11, 26), hints=True)
    assert {(each.path, each.line, each.code) for each in found if each.code in WANTED} == {
        ("faq/card.yaml", 3, "F092"),
        ("faq/card.yaml", 5, "P009"),
        ("faq/card.yaml", 6, "P003"),
        ("replies/soon.yaml", 4, "F092"),
        ("replies/soon.yaml", 6, "P012"),
    }


WANTED = {"F092", "P003", "P009", "P012"}
