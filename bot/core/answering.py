"""Reading an answer: what a person typed or pressed, for one question.

Four functions are all the engine needs. `read` and `read_choice_of` return a value, a `Refusal`, or a `Clarify` whose
`pending` has to be remembered; `clarified` turns that back into its text and choices, and while it waits, `offered` are
the choices there are.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.asked import Asked, Clarify, Given, Refusal, Spell
from bot.core.contacts import read_contact, read_place
from bot.core.dates import of_calendar, read_date, which_calendar
from bot.core.flow import Choice, ChoiceId
from bot.core.fold import skeleton, whole_number
from bot.core.levels import LEVELS
from bot.core.names import (
    COUNTRY,
    TONGUE,
    choice_kind,
    did_you_mean,
    how_well,
    read_country,
    read_name,
    read_tongue,
)
from bot.core.render import without_bidi_controls
from bot.core.terms import TERMS, chosen_term, open_term, read_term
from bot.core.text import pgettext

INVISIBLE = " \t\r\n\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What shows nothing at the ends of an answer."""

TYPED = frozenset(
    {
        *(AnswerType.TEXT, AnswerType.NUMBER, AnswerType.DATE),
        *(AnswerType.CONTACT, AnswerType.PLACE),
    }
)
"""Types whose answers are typed, so that a number is an answer and not the number of a button."""

SEND_FILE = pgettext(
    "ui/send_file",
    "Please send it as a photo or as a file. You can also skip this question.",
)

YES_OR_NO = (
    Choice(id=ChoiceId("yes"), label=phrases.YES),
    Choice(id=ChoiceId("no"), label=phrases.NO),
)
"""Merit's own buttons of a question for yes or no."""


def read(words: str, asked: Asked) -> Given:
    """Return the value `words` stand for, why they do not fit, or what has to be asked besides.

    For one choice it is a refusal unless a choice is named: a choice is a button. Where choices have other names too,
    a near miss leads to one more question.
    """
    if asked.pending:
        choice = read_choice(words, offered(asked), asked.spell)
        found = None if choice is None else read_choice_of(choice.id, asked)
        if found is not None:
            return found
    return _READERS[asked.spec.type](words, asked)


def read_choice_of(choice: str, asked: Asked) -> Given | None:
    """Return the value a pressed choice stands for, or what has to be asked besides; None if it is not offered."""
    kind, _, kept = asked.pending.partition(" ")
    if kind == "date":
        return of_calendar(kept, choice)
    if kind == "level":
        return f"{kept}/{choice}" if choice in LEVELS else None
    if choice not in {each.id for each in offered(asked)}:
        return None
    if asked.spec.type in TERMS:
        return chosen_term(choice, asked)
    if asked.spec.type is AnswerType.SPOKEN:
        return how_well(choice, asked.tongues)
    return choice


def offered(asked: Asked) -> Sequence[Choice]:
    """Return the choices there are now: those of the open question, or else those of the question itself."""
    open_ = clarified(asked)
    if open_ is not None:
        return open_.choices
    return YES_OR_NO if asked.spec.type is AnswerType.YES_NO else asked.choices


def clarified(asked: Asked) -> Clarify | None:
    """Return what `pending` leaves open, to be asked (again); None when nothing is, or content no longer knows it."""
    kind, _, kept = asked.pending.partition(" ")
    match kind:
        case "date":
            return which_calendar(kept)
        case "level" if kept in asked.tongues:
            return how_well(kept, asked.tongues)
        case "country":
            return did_you_mean(COUNTRY, kept.split(), asked.countries)
        case "tongue":
            return did_you_mean(TONGUE, kept.split(), asked.tongues)
        case "choice":
            labels = {str(choice.id): choice.label.source for choice in asked.choices}
            return did_you_mean(choice_kind(asked), kept.split(), labels)
        case "group" | "near" if asked.spec.type in TERMS:
            return open_term(asked)
        case _:
            return None


def _text(words: str, asked: Asked) -> Given:
    clean = without_bidi_controls(words).strip(INVISIBLE)
    if len(clean) > asked.spec.most:
        return Refusal(reason=phrases.too_long(asked.spec.most))
    if len(clean) < asked.spec.least:
        return Refusal(reason=phrases.WRITE_MORE)
    return clean


def _number(words: str, asked: Asked) -> Given:
    spec, number = asked.spec, whole_number(words)
    if number is None:
        return Refusal(reason=phrases.WHOLE_NUMBER)
    if not spec.least <= number <= spec.most:
        return Refusal(reason=phrases.number_range(spec.least, spec.most))
    return number


def _one(words: str, asked: Asked) -> Given:
    choice = read_choice(words, asked.choices, asked.spell)
    if choice is not None:
        return str(choice.id)
    return read_name(words, asked) if asked.also else Refusal(reason=phrases.CHOOSE)


_YES = """
y yes yeah ja jawohl oui si sì sí نعم اي ايوه ايوا أجل بله بلی آره هو هوکې هاں جی haa haye
እወ አዎ ኣወ так да erê belê evet áno da igen ndiyo ano بەڵێ ئەرێ
"""
_NO = """
n no nee nein non لا لأ كلا نه نخیر خیر نا نہیں maya ኣይፋል ኣይኮነን አይ አይደለም ні нет na hayır nie nem ne hapana نەخێر
"""
_SAID = {skeleton(word): "yes" for word in _YES.split()} | {
    skeleton(word): "no" for word in _NO.split()
}


def _yes_or_no(words: str, asked: Asked) -> Given:
    choice = read_choice(words, YES_OR_NO, asked.spell)
    if choice is not None:
        return str(choice.id)
    return _SAID.get(skeleton(words)) or Refusal(reason=phrases.CHOOSE)


def _dated(words: str, asked: Asked) -> Given:
    choice = read_choice(words, asked.choices, asked.spell, counted=False)
    return read_date(words, asked) if choice is None else str(choice.id)


def _country(words: str, asked: Asked) -> Given:
    choice = read_choice(words, asked.choices, asked.spell)
    return read_country(words, asked) if choice is None else str(choice.id)


def _tongue(words: str, asked: Asked) -> Given:
    choice = read_choice(words, asked.choices, asked.spell)
    return read_tongue(words, asked) if choice is None else how_well(choice.id, asked.tongues)


def _several(words: str, asked: Asked) -> Given:
    whole = read_choice(words, asked.choices, asked.spell)
    pieces = (
        [words]
        if whole
        else [piece for piece in re.split(r"[,;،؛፣፤\n]+|\s+(?=\d)", words) if piece.strip()]
    )
    picked: set[ChoiceId] = set()
    for piece in pieces:
        choice = read_choice(piece, asked.choices, asked.spell)
        if choice is None:
            return Refusal(reason=phrases.CHOOSE)
        picked.add(choice.id)
    if not picked:
        return Refusal(reason=phrases.CHOOSE_SOME)
    return tuple(str(choice.id) for choice in asked.choices if choice.id in picked)


def _file(_words: str, _asked: Asked) -> Given:
    return Refusal(reason=SEND_FILE)


def _records(_words: str, _asked: Asked) -> Given:
    return Refusal(reason=phrases.CHOOSE)


_READERS: Mapping[AnswerType, Callable[[str, Asked], Given]] = {
    AnswerType.TEXT: _text,
    AnswerType.NUMBER: _number,
    AnswerType.ONE_OF: _one,
    AnswerType.SOME_OF: _several,
    AnswerType.YES_NO: _yes_or_no,
    AnswerType.DATE: _dated,
    AnswerType.COUNTRY: _country,
    AnswerType.SPOKEN: _tongue,
    AnswerType.CONTACT: read_contact,
    AnswerType.OCCUPATION: read_term,
    AnswerType.SKILL: read_term,
    AnswerType.PLACE: read_place,
    AnswerType.FILE: _file,
    AnswerType.RECORDS: _records,
}


@lru_cache(maxsize=4096)
def _label(label: str) -> str:
    """Return the skeleton of a label; labels are few, and what a person typed is never remembered."""
    return skeleton(label)


def read_choice(
    words: str, choices: Sequence[Choice], spell: Spell, *, counted: bool = True
) -> Choice | None:
    """Return the choice a person means, by its label in a language they know.

    If `counted`, its id and its place in the list (from 1) will do too.
    """
    wanted = skeleton(words) if choices else ""
    if not wanted:
        return None
    for choice in choices:
        labels = {_label(label) for label in spell(choice.label)}
        if wanted in labels or (counted and wanted == skeleton(choice.id)):
            return choice
    number = whole_number(words) if counted else None
    if number is not None and 1 <= number <= len(choices):
        return choices[number - 1]
    return None
