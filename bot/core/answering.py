"""Reading an answer: what a person typed, for one question."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.flow import Choice, ChoiceId
from bot.core.fold import fold, whole_number
from bot.core.render import without_bidi_controls
from bot.core.text import Text

INVISIBLE = " \t\r\n\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What shows nothing at the ends of an answer."""

Spell = Callable[[Text], Iterable[str]]
"""Gives a text in every language a person may type it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The answer does not fit; `reason` says kindly what would."""

    reason: Text


Given = str | int | tuple[str, ...] | Refusal


def read_words(words: str, spec: AnswerSpec, choices: Sequence[Choice], spell: Spell) -> Given:
    """Return the value `words` stand for under `spec`, or why they do not fit.

    For one choice this is always a refusal: a choice is a button, and typed buttons are recognised before.
    """
    match spec.type:
        case AnswerType.TEXT:
            return _text(words, spec)
        case AnswerType.NUMBER:
            return _number(words, spec)
        case AnswerType.ONE_OF:
            return Refusal(reason=phrases.CHOOSE)
        case AnswerType.SOME_OF:
            return _several(words, choices, spell)
        case _:
            assert_never(spec.type)


def _text(words: str, spec: AnswerSpec) -> Given:
    clean = without_bidi_controls(words).strip(INVISIBLE)
    if len(clean) > spec.most:
        return Refusal(reason=phrases.too_long(spec.most))
    if len(clean) < spec.least:
        return Refusal(reason=phrases.WRITE_MORE)
    return clean


def _number(words: str, spec: AnswerSpec) -> Given:
    number = whole_number(words)
    if number is None:
        return Refusal(reason=phrases.WHOLE_NUMBER)
    if not spec.least <= number <= spec.most:
        return Refusal(reason=phrases.number_range(spec.least, spec.most))
    return number


def read_choice(
    words: str, choices: Sequence[Choice], spell: Spell, *, counted: bool = True
) -> Choice | None:
    """Return the choice a person means, by its label in a language they know.

    If `counted`, its id and its place in the list (from 1) will do too.
    """
    wanted = fold(words) if choices else ""
    if not wanted:
        return None
    for choice in choices:
        labels = {fold(label) for label in spell(choice.label)}
        if wanted in labels or (counted and wanted == fold(choice.id)):
            return choice
    number = whole_number(words) if counted else None
    if number is not None and 1 <= number <= len(choices):
        return choices[number - 1]
    return None


def _several(words: str, choices: Sequence[Choice], spell: Spell) -> Given:
    whole = read_choice(words, choices, spell)
    pieces = (
        [words]
        if whole
        else [piece for piece in re.split(r"[,;،؛\n]+|\s+(?=\d)", words) if piece.strip()]
    )
    picked: set[ChoiceId] = set()
    for piece in pieces:
        choice = read_choice(piece, choices, spell)
        if choice is None:
            return Refusal(reason=phrases.CHOOSE)
        picked.add(choice.id)
    if not picked:
        return Refusal(reason=phrases.CHOOSE_SOME)
    return tuple(choice.id for choice in choices if choice.id in picked)
