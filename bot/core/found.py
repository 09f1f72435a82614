"""What a search found for a question, and what may be said because of it: an answer, a few choices, or an honest no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.answer import Answers
from bot.core.entry import Entry, EntryId, Match
from bot.core.language import LanguageCode

DIRECT = 0.90
"""Probability from which on an entry is answered without asking."""
DIRECT_CRITICAL = 0.95
"""The same for an answer about rights, deadlines, money or safety."""
WORTH_A_CHOICE = 0.35
"""Probability that the right entry is among the first three from which on they are offered."""
CHOICES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The entries a question may ask for, best first.

    `among_three` is the probability that the right one is among the first three, `language` the one of the question
    (empty when unknown). A `foreign` question is not surely in the language of the interface, or is typed in Latin
    letters though that language is not. `exact`: it is word for word a known phrase.
    """

    matches: tuple[Match, ...] = ()
    among_three: float = 0.0
    language: LanguageCode = ""
    foreign: bool = False
    exact: bool = False


NOTHING_FOUND = Found()


class Verdict(StrEnum):
    """What is done about a question."""

    ANSWER = "answer"
    """The first entry is given."""
    CHOICES = "choices"
    """A few entries are offered by their titles, and none of them."""
    NO_ANSWER = "no answer"
    """There is none: a stub says whom to ask, or Merit says so itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is done, with which entries: the answer, the choices, or the stub that says whom to ask."""

    verdict: Verdict
    entries: tuple[EntryId, ...] = ()


def decide(found: Found, entries: Mapping[EntryId, Entry], answers: Answers) -> Decision:
    """Return what is done about a question.

    Only a probable entry is answered without asking, never one that was asked for in another language or alphabet.
    A stub is said where it is the most probable: then there is no answer.
    """
    matches = [match for match in found.matches if match.entry in entries]
    if not matches:
        return Decision(verdict=Verdict.NO_ANSWER)
    first = entries[matches[0].entry]
    if first.stub:
        return _near_a_stub(matches, found, entries)
    needed = DIRECT_CRITICAL if _critical(first, answers) else DIRECT
    if not found.foreign and (found.exact or matches[0].probability >= needed):
        return Decision(verdict=Verdict.ANSWER, entries=(first.id,))
    if found.among_three >= WORTH_A_CHOICE or found.exact:
        return Decision(verdict=Verdict.CHOICES, entries=_some(matches))
    return Decision(verdict=Verdict.NO_ANSWER)


def _near_a_stub(matches: list[Match], found: Found, entries: Mapping[EntryId, Entry]) -> Decision:
    """Say the stub; offer it among others where one of those is about as probable."""
    real = [match for match in matches[1:CHOICES] if not entries[match.entry].stub]
    close = real and real[0].probability > matches[0].probability / 2
    if found.exact or (matches[0].probability >= WORTH_A_CHOICE and not close):
        return Decision(verdict=Verdict.NO_ANSWER, entries=(matches[0].entry,))
    if real and found.among_three >= WORTH_A_CHOICE:
        return Decision(verdict=Verdict.CHOICES, entries=_some(matches))
    return Decision(verdict=Verdict.NO_ANSWER, entries=(matches[0].entry,))


def _some(matches: Iterable[Match]) -> tuple[EntryId, ...]:
    return tuple(match.entry for match in matches)[:CHOICES]


def _critical(entry: Entry, answers: Answers) -> bool:
    return entry.variant(answers).text.critical
