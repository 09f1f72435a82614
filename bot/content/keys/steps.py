"""The keys of steps: one block for each thing a step can do, and for what stands inside."""

from bot.content.keys.form import Block, Form, Key, Names, Snippet
from bot.content.keys.reviews import VERIFY
from bot.core.flow import Action

ENDINGS = ("done", "quiet")

_WHEN = Key(
    name="when",
    means="The step is passed over unless this holds.",
    form=Form.CONDITION,
    examples=("country is nl", "age < 18", "known(papers)"),
)
_NEXT = Key(
    name="next",
    means="The step that follows; without it, the next one in the file.",
    form=Form.ID,
    names="step",
)
_CRITICAL = Key(
    name="critical",
    means="Whether the texts are about rights, deadlines, money or data, so that they must be exact in every language.",
    form=Form.YES_NO,
)
_WAS = Key(
    name="was",
    means="The id this had in earlier releases, so that conversations under way find it. `merit rename` writes it.",
    form=Form.ID,
)
_CHOICES = Key(
    name="choices",
    means="The buttons, in this order: `- id: words`, or `- id:` with more lines below. "
    "For countries and languages their codes are enough.",
    form=Form.CHOICES,
    holds=("choice",),
    plain=Form.LABEL,
)


def _step(first: Key, *others: Key, snippet: Snippet, onward: bool = True) -> Block:
    tail = (_WHEN, _CRITICAL, _WAS, *((_NEXT,) if onward else ()))
    return Block(
        name=f"step {first.name}",
        means=first.means,
        keys=(first, *others, *tail),
        snippet=snippet,
        label="${1:step}",
    )


def _does(
    name: str,
    means: str,
    form: Form = Form.WORDS,
    *,
    words: tuple[str, ...] = (),
    holds: tuple[str, ...] = (),
    names: Names = "",
) -> Key:
    return Key(
        name=name, means=means, form=form, needed=True, words=words, holds=holds, names=names
    )


STEPS: tuple[Block, ...] = (
    _step(
        _does("say", "Merit says this and goes on."),
        snippet={"say": "${2:Words.}"},
    ),
    _step(
        _does("ask", "Merit asks this and waits for an answer."),
        Key(
            name="why",
            means="Why it is asked, for a person who wants to know.",
            form=Form.WORDS,
        ),
        Key(
            name="help",
            means="An easier way to answer, shown after answers that did not fit.",
            form=Form.WORDS,
        ),
        Key(
            name="save",
            means="The answer under which it is kept, as declared under `answers:`.",
            form=Form.ID,
            names="answer",
            needed=True,
        ),
        _CHOICES,
        Key(
            name="depends_on",
            means="Answers that make this question worth asking again when they are corrected.",
            form=Form.IDS,
            names="answer",
            examples=("[country, status]",),
        ),
        snippet={
            "ask": "${2:Which papers do you have?}",
            "why": "${3:Why you ask.}",
            "save": "${4:papers}",
            "choices": [{"${5:all}": "${6:All of them}"}],
        },
    ),
    _step(
        _does("choose", "Merit offers ways to go on and waits; nothing is kept."),
        Key(
            name="choices",
            means="The buttons, in this order: `- id: words`, or `- id:` with more lines below.",
            form=Form.NAMED_LIST,
            needed=True,
            holds=("choice",),
            plain=Form.LABEL,
        ),
        snippet={
            "choose": "${2:What would you like to do?}",
            "choices": [{"${3:more}": {"label": "${4:Read more}", "next": "${5:step}"}}],
        },
    ),
    _step(
        _does(
            "route",
            "The first line that holds says where the conversation goes on; the last is `otherwise`.",
            Form.LIST,
            holds=("route when", "route otherwise"),
        ),
        snippet={
            "route": [
                {"when": "${2:country is nl}", "next": "${3:step}"},
                {"otherwise": "${4:step}"},
            ]
        },
        onward=False,
    ),
    _step(
        _does(
            "flow",
            "Another flow runs as a part of this one; then this one goes on.",
            Form.ID,
            names="flow",
        ),
        snippet={"flow": "${2:consent}"},
    ),
    _step(
        _does("plan", "Merit shows the items that fit this person as numbered steps."),
        Key(
            name="items",
            means="The items, in this order: `- id: words`, or `- id:` with more lines below.",
            form=Form.NAMED_LIST,
            needed=True,
            holds=("item",),
        ),
        Key(
            name="given",
            means="Answers that hold for this plan, whatever the person says later.",
            form=Form.VALUES,
            examples=("{country: nl}",),
        ),
        Key(
            name="keep",
            means="Whether it is kept among the person's steps, to tick off; `no` for what is only read.",
            form=Form.YES_NO,
        ),
        snippet={
            "plan": "${2:This is what you do next.}",
            "items": [{"${3:apply}": {"text": "${4:Words.}", "sources": "${5:source-id}"}}],
        },
    ),
    _step(
        _does("review", "A card with what the person answered; each answer can be corrected."),
        Key(
            name="answers",
            means="The answers on the card, in this order; without it, all this flow asked for.",
            form=Form.IDS,
            names="answer",
            examples=("[country, status]",),
        ),
        snippet={"review": "${2:Is this right?}"},
    ),
    _step(
        _does("collect", "A card with several things of a kind: add, correct or remove one."),
        Key(
            name="save",
            means="The `records:` answer they are kept under.",
            form=Form.ID,
            names="answer",
            needed=True,
        ),
        Key(
            name="summary",
            means="One of them in a line, with its answers in { }.",
            form=Form.WORDS,
            needed=True,
            examples=("{job}, {years}",),
        ),
        Key(name="add", means="The words on the button that adds one.", form=Form.LABEL),
        Key(
            name="begin",
            means="Whether the first one is asked for at once, without a tap on the button.",
            form=Form.YES_NO,
        ),
        snippet={
            "collect": "${2:Your jobs}",
            "save": "${3:jobs}",
            "summary": "${4:{job}, {years}}",
        },
    ),
    _step(
        _does("kept plan", "The steps of the person's own plan, to tick off."),
        Key(
            name="empty",
            means="Said when the person has no plan yet.",
            form=Form.WORDS,
            needed=True,
        ),
        snippet={"kept plan": "${2:Your steps}", "empty": "${3:You have no plan yet.}"},
    ),
    _step(
        _does(
            "stories",
            "Merit tells up to three stories of stories/, those of the person's country first.",
        ),
        Key(
            name="empty",
            means="Said while there is no story.",
            form=Form.WORDS,
            needed=True,
        ),
        snippet={"stories": "${2:Words.}", "empty": "${3:There are no stories yet.}"},
    ),
    _step(
        _does("profile", "Merit tells the whole skills profile, section by section."),
        Key(
            name="empty",
            means="Said while nothing is told in the profile.",
            form=Form.WORDS,
            needed=True,
        ),
        snippet={"profile": "${2:Your profile}", "empty": "${3:There is nothing yet.}"},
    ),
    _step(
        _does("advisors", "Merit tells what advisors added to the profile and looked at."),
        Key(
            name="empty",
            means="Said while no advisor did anything.",
            form=Form.WORDS,
            needed=True,
        ),
        snippet={"advisors": "${2:Words.}", "empty": "${3:Nobody looked yet.}"},
    ),
    _step(
        _does(
            "do",
            "Merit does something outside the conversation and goes on.",
            Form.ENUM,
            words=tuple(Action),
        ),
        snippet={"do": "${2:export data}"},
    ),
    _step(
        _does(
            "handoff",
            "The person's words go to the advisors; this answer says what they are about.",
            Form.ID,
            names="answer",
        ),
        Key(
            name="message",
            means="The text answer that holds the person's words.",
            form=Form.ID,
            names="answer",
            needed=True,
        ),
        Key(
            name="again",
            means="Whether the latest message to the advisors goes on where it can; otherwise a new one begins.",
            form=Form.YES_NO,
        ),
        snippet={"handoff": "${2:topic}", "message": "${3:message}"},
    ),
    _step(
        _does(
            "end",
            "The flow ends here. After `done` Merit offers the menu when no flow is left; after `quiet` it waits.",
            Form.ENUM,
            words=ENDINGS,
        ),
        snippet={"end": "${2:done}"},
        onward=False,
    ),
)
"""What a step can do; the first key of each block names it."""

CHOICE = Block(
    name="choice",
    means="A button with more than its words.",
    keys=(
        Key(name="label", means="The words on the button.", form=Form.LABEL, needed=True),
        Key(name="next", means="The step this button leads to.", form=Form.ID, names="step"),
        Key(
            name="flow",
            means="The flow this button runs; then the conversation goes on at `next`.",
            form=Form.ID,
            names="flow",
        ),
        Key(
            name="when",
            means="The button is there only if this holds.",
            form=Form.CONDITION,
            examples=_WHEN.examples,
        ),
        Key(
            name="sign",
            means="A pictogram before the words; it is no part of them and is not translated.",
            examples=("🥖",),
        ),
        Key(
            name="section",
            means="The section of the profile this button leads to: it shows whether something is told there, and is "
            "not there where the operator leaves the section out.",
            form=Form.ID,
        ),
    ),
)

ROUTE_WHEN = Block(
    name="route when",
    means="One way on, if its condition holds.",
    keys=(
        Key(
            name="when",
            means="The way is taken if this holds.",
            form=Form.CONDITION,
            needed=True,
            examples=_WHEN.examples,
        ),
        Key(
            name="next",
            means="The step this way leads to.",
            form=Form.ID,
            needed=True,
            names="step",
        ),
    ),
)

ROUTE_OTHERWISE = Block(
    name="route otherwise",
    means="The way on if no other holds; always the last line.",
    keys=(
        Key(
            name="otherwise",
            means="The step this leads to if nothing above holds.",
            form=Form.ID,
            names="step",
            needed=True,
        ),
    ),
)

ITEM = Block(
    name="item",
    means="One thing a person can do next.",
    keys=(
        Key(
            name="text",
            means="What to do, as people read it.",
            form=Form.WORDS,
            unless=("entry", ""),
        ),
        Key(
            name="entry",
            means="Instead of `text`: the entry of faq/ whose answer for this person stands here, with its sources.",
            form=Form.SLUG,
            examples=("recognition-cost",),
        ),
        Key(
            name="when",
            means="The item is shown only if this holds.",
            form=Form.CONDITION,
            examples=_WHEN.examples,
        ),
        Key(
            name="sources",
            means="The ids of the pages its facts come from, with commas between them.",
            examples=("idw-costs, idw-time",),
        ),
        _CRITICAL,
        *VERIFY,
    ),
)
