"""The keys of a declared answer: one block for each kind."""

from bot.content.keys.form import Block, Form, Key
from bot.core.answer import Sensitivity
from bot.core.destinations import places
from bot.core.profile import Export

_PROFILE = (
    Key(
        name="section",
        means="The section of the skills profile it belongs to; the answers of a record are in that of their records.",
        form=Form.ID,
        examples=("work",),
    ),
    Key(
        name="sensitivity",
        means="What harm it can do in other hands: ordinary (stands in any CV), private (who you are, how to reach "
        "you), sensitive (origin, status, health, belief, or could say something about them).",
        form=Form.ENUM,
        words=tuple(Sensitivity),
    ),
    Key(
        name="keep_for",
        means="How long after the person's last word it is forgotten.",
        examples=("24 months", "2 years"),
    ),
    Key(
        name="pdf",
        means="Where it stands in the document, or `no`.",
        form=Form.ENUM,
        words=(*sorted(places(Export.PDF)), "no"),
    ),
    Key(
        name="europass",
        means="Where it goes in the Europass file, or `no`.",
        form=Form.ENUM,
        words=(*sorted(places(Export.EUROPASS)), "no"),
    ),
    Key(
        name="only_on_paper",
        means="Values with which the entry is in no file for other programs, such as what somebody wants to learn.",
        form=Form.IDS,
        examples=("[learn]",),
    ),
    Key(
        name="json_resume",
        means="Where it goes in the JSON Resume file, or `no`.",
        form=Form.ENUM,
        words=(*sorted(places(Export.JSON_RESUME)), "no"),
    ),
)

_MORE = (
    Key(
        name="personal",
        means="Whether it is about the person: then it is asked only with consent, can be skipped and needs a "
        "purpose. Yes unless you say no.",
        form=Form.YES_NO,
    ),
    Key(
        name="purpose",
        means="What it is for, in plain English; /mydata shows it to the person.",
        unless=("personal", "no"),
        examples=("to show the rules of the country you are in",),
    ),
    Key(
        name="label",
        means="The answer's name on a card, at most 30 letters.",
        examples=("Your country",),
    ),
    Key(
        name="forgets",
        means="Answers that are forgotten when this one changes, because they held only for the former one.",
        form=Form.IDS,
        names="answer",
        examples=("[status]",),
    ),
)
_WAS = Key(
    name="was",
    means="What values were called in earlier releases, as `old: new`. `merit rename` writes it.",
    form=Form.RENAMES,
)
_DATE = ("2019", "2019-05", "2019-05-03", "today")


def _answer(first: Key, *others: Key, example: str) -> Block:
    return Block(
        name=f"answer {first.name}",
        means=first.means,
        keys=(first, *others, *_MORE, *_PROFILE),
        snippet={first.name: example, "purpose": "${3:to …}"},
        label="${1:name}",
    )


def _kind(name: str, means: str, form: Form = Form.ENUM, words: tuple[str, ...] = ()) -> Key:
    return Key(name=name, means=means, form=form, needed=True, words=words)


def _most(means: str) -> Key:
    return Key(name="at most", means=means, form=Form.COUNT)


ANSWERS: tuple[Block, ...] = (
    _answer(
        _kind("text", "Words of the person, with the least and the most letters.", Form.RANGE),
        example="${2:1-2000}",
    ),
    _answer(
        _kind("number", "A whole number from the first to the second.", Form.RANGE),
        example="${2:0-120}",
    ),
    _answer(
        _kind("one of", "One choice of these.", Form.IDS), _WAS, example="[${2:first, second}]"
    ),
    _answer(
        _kind("some of", "Several choices of these.", Form.IDS),
        _WAS,
        example="[${2:first, second}]",
    ),
    _answer(
        _kind("yes or no", "Yes or no, with Merit's own buttons.", words=("any",)), example="any"
    ),
    _answer(
        _kind("date", "A date, as exact as this says.", words=("day", "month", "year")),
        Key(name="from", means="The earliest date.", form=Form.DATE, examples=_DATE),
        Key(name="to", means="The latest date.", form=Form.DATE, examples=_DATE),
        example="${2:month}",
    ),
    _answer(
        _kind("country", "A country, typed in the person's language.", words=("any",)),
        example="any",
    ),
    _answer(
        _kind("language", "A language and how well it is spoken.", words=("with level",)),
        example="with level",
    ),
    _answer(
        _kind("contact", "How to reach the person.", words=("any", "phone", "email")),
        example="${2:any}",
    ),
    _answer(
        _kind("occupation", "A job, by buttons or in the person's own words.", words=("any",)),
        example="any",
    ),
    _answer(
        _kind("skill", "A skill, by buttons or in the person's own words.", words=("any",)),
        example="any",
    ),
    _answer(
        _kind("place", "A town in words, or a shared location.", words=("any",)), example="any"
    ),
    _answer(
        _kind("file", "Photos or documents.", words=("any", "photo", "document", "profile")),
        _most(
            "How many there may be: 1 unless you say otherwise, at most 5; a profile is always one."
        ),
        example="${2:photo}",
    ),
    _answer(
        Key(
            name="records",
            means="Several things of a kind; this flow asks for one of them.",
            form=Form.ID,
            needed=True,
            names="flow",
        ),
        _most("How many there may be: 12 unless you say otherwise, at most 20."),
        example="${2:flow}",
    ),
)
"""The kinds of answers; the first key of each block names it."""
