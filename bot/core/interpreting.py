"""The wish for an interpreter: for which ticket, between the language of the person and that of the advisor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpret:
    """A ticket by its number, with the language the person writes, and the one its advisor does."""

    ticket: int
    person: LanguageCode
    advisor: LanguageCode

    def fits(self, languages: Sequence[LanguageCode]) -> bool:
        """Whether somebody who knows these languages can do it."""
        return {self.person, self.advisor} <= set(languages)


def interpret_to_json(wish: Interpret | None) -> list[Any]:
    """Return it as JSON-ready values; no wish is an empty list."""
    return [] if wish is None else [wish.ticket, wish.person, wish.advisor]


def interpret_from_json(data: Sequence[Any]) -> Interpret | None:
    """Return what `interpret_to_json` wrote."""
    if not data:
        return None
    ticket, person, advisor = data
    return Interpret(ticket=ticket, person=person, advisor=advisor)
