"""Counting what happens at the desk: numbers by day that stay when a ticket is deleted, and say nothing of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What is counted; each kind says what its `bucket` is."""

    OPENED = "opened"
    """A ticket came into the queue for the first time; no bucket."""
    ANSWERED = "answered"
    """It got its first answer; the bucket is how much working time that took (`bot.core.answer_times`)."""
    PROMISED = "promised"
    """It got its first answer where a time was promised; the bucket is `kept` or `late`."""
    CLOSED = "closed"
    """The bucket is the reason."""
    HELPED = "helped"
    """The person said whether it helped; the bucket is `yes`, `little` or `no`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often the same happened on a day; `country` is empty where the person did not say it."""

    kind: str
    day: date
    topic: str = ""
    country: str = ""
    language: str = ""
    bucket: str = ""
    n: int = 1


class DeskCounts(Protocol):
    """The counts of the desk, kept for years."""

    async def add(  # noqa: PLR0913 - what tells one count from another
        self,
        kind: str,
        day: date,
        *,
        topic: str,
        country: str,
        language: str,
        bucket: str = "",
        n: int = 1,
    ) -> None:
        """Count something `n` more times."""

    async def read(self, since: date, until: date) -> Sequence[Count]:
        """Return the counts of these days, both of them included."""
