"""Questions without a helpful answer, left for the editors by people who agreed to that, without who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.event import Event, QuestionKept
from bot.core.language import LanguageCode
from bot.core.render import without_bidi_controls


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """The words of a question and the day they were left on, nothing else about who asked.

    `entry` is what was answered or is nearest; `unhelpful`: it was answered and did not help.
    """

    text: str
    language: LanguageCode
    entry: str
    unhelpful: bool
    day: date

    def __repr__(self) -> str:
        """Return nothing of what it says."""
        return f"KeptQuestion(language={self.language!r}, day={self.day!r})"


class Questions(Protocol):
    """The memory of such questions."""

    async def keep(self, question: KeptQuestion) -> None:
        """Keep a question."""

    async def all(self) -> Sequence[KeptQuestion]:
        """Return every question that is kept, in no order that tells who asked."""

    async def forget(self, today: date, days: int) -> int:
        """Delete the questions that are older than so many days; return how many."""


def kept_questions(events: Iterable[Event], day: date) -> list[KeptQuestion]:
    """Return the questions that were left in a turn."""
    return [
        KeptQuestion(
            text=without_bidi_controls(event.text),
            language=event.language,
            entry=event.entry,
            unhelpful=event.unhelpful,
            day=day,
        )
        for event in events
        if isinstance(event, QuestionKept)
    ]
