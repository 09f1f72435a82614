"""The question cards a person has not answered yet: the first one was asked, the others come one after the other."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

MOST_WAITING = 10
"""Cards that wait for one person at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCards:
    """The ids of the cards in the order they are asked.

    `number` counts the cards this person was asked, so that a button belongs to one of them; `pending` is what the
    answer to the first one leaves open (the calendar of a date).
    """

    ids: tuple[str, ...] = ()
    number: int = 0
    pending: str = ""

    @property
    def first(self) -> str:
        """The card that is asked now, or nothing."""
        return next(iter(self.ids), "")

    def with_more(self, ids: tuple[str, ...]) -> "WaitingCards":
        """Return this with more cards behind; one that waits already is not asked twice."""
        new = dict.fromkeys(each for each in ids if each not in self.ids)
        whole = (*self.ids, *new)[:MOST_WAITING]
        asked = self.number if self.ids else self.number + 1
        return replace(self, ids=whole, number=asked)

    def answered(self) -> "WaitingCards":
        """Return this without the first one; the next one is asked now."""
        left = self.ids[1:]
        return WaitingCards(ids=left, number=self.number + (1 if left else 0))

    def among(self, known: Container[str]) -> "WaitingCards":
        """Return this without cards that are not known any more."""
        left = tuple(each for each in self.ids if each in known)
        if left[:1] == self.ids[:1]:
            return replace(self, ids=left)
        return WaitingCards(ids=left, number=self.number + (1 if left else 0))

    def dropped(self) -> "WaitingCards":
        """Return this with no card that waits; the buttons of those there were answer nothing any more."""
        return WaitingCards(number=self.number)


NO_CARDS = WaitingCards()


def waiting_cards_to_json(cards: WaitingCards) -> dict[str, Any]:
    """Return them as JSON-ready values; nothing is an empty mapping."""
    data = {"ids": list(cards.ids), "number": cards.number, "pending": cards.pending}
    return {name: value for name, value in data.items() if value}


def waiting_cards_from_json(data: Mapping[str, Any]) -> WaitingCards:
    """Return what `waiting_cards_to_json` wrote."""
    return WaitingCards(
        ids=tuple(data.get("ids", ())),
        number=data.get("number", 0),
        pending=data.get("pending", ""),
    )
