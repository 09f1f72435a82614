"""What the use cases need of content: the release in force and the languages it speaks. `bot.content` implements it."""

from datetime import date
from typing import Protocol

from bot.core.flow import Release
from bot.core.language import Language


class Catalog(Protocol):
    """One language's translations and ways of writing dates."""

    @property
    def language(self) -> Language:
        """The language."""

    def find(self, place: str, source: str) -> str | None:
        """Return the confirmed translation of `source` at `place`, or None if it is missing or outdated."""

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        """Return the confirmed form for `count`, or None."""

    def date(self, day: date) -> str:
        """Return the day in words, with Latin digits."""

    def recording(self, place: str) -> bytes | None:
        """Return the text at `place` as somebody spoke it (Ogg/Opus), or None if it cannot be heard."""


class Library(Protocol):
    """The content in force: swapped as a whole, never changed."""

    @property
    def release(self) -> Release:
        """The release new input is handled with."""

    def catalog(self, language: str) -> Catalog:
        """Return the catalog of `language`, or of the source language if there is none."""

    def edition(self, *, draft: bool) -> "Library":
        """Return what is in force now, for a whole turn; the release testers try if `draft` and there is one."""
