"""A question that waits, and what comes of reading an answer to it: a value, a kind refusal, or one more question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.core.answer import AnswerSpec
from bot.core.flow import Choice
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.taxonomy import TermGroup
from bot.core.text import Text

Spell = Callable[[Text], Iterable[str]]
"""Gives a text in every language a person may type it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The answer does not fit; `reason` says kindly what would."""

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarify:
    """One more thing has to be asked: `text`, with `choices`; `credit` says where their names come from.

    `pending` is all that has to be remembered until it is answered; it names the choices, so that they can be offered
    again at any time.
    """

    pending: str
    text: Text
    choices: tuple[Choice, ...]
    credit: Text | None = None


Given = str | int | tuple[str, ...] | Refusal | Clarify


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question for `spec`, with the `choices` it offers, and what is needed to read an answer.

    `pending` is what an earlier input left open. `countries` and `tongues` are English names by code, `also` the
    choices by other words for them, in any language. Of a job or skill `groups` are the terms there are, `concepts`
    those of ESCO that were found for the words, as they are kept.
    """

    spec: AnswerSpec
    choices: Sequence[Choice]
    spell: Spell
    today: date
    language: LanguageCode = SOURCE_LANGUAGE
    pending: str = ""
    countries: Mapping[str, str] = field(default_factory=dict)
    tongues: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[TermGroup, ...] = ()
    concepts: tuple[str, ...] = ()


def as_written(text: Text) -> tuple[str, ...]:
    """Return the English words of `text`."""
    return (str(text.values["words"]) if not text.place else text.source,)
