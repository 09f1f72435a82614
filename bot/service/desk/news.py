"""What changed at the desk, so that open pages can show it: the latest changes, numbered."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from bot.core.ticket import Ticket

KEPT = 1000
"""Changes that are remembered; a page that missed more loads everything again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A ticket as it became, or None for those of somebody who deleted everything; `id` is where a page goes on."""

    id: str
    ticket: Ticket | None


class News:
    """Remembers changes and wakes whoever waits for one. Its ids mean nothing to another process."""

    def __init__(self, *, kept: int = KEPT) -> None:
        self._run = token_hex(4)
        self._last = 0
        self._changes: deque[Change] = deque(maxlen=kept)
        self._rung = asyncio.Event()

    @property
    def place(self) -> str:
        """The id of the latest change, or of the beginning."""
        return self._id(self._last)

    def publish(self, ticket: Ticket | None) -> None:
        """Remember that a ticket changed, or that somebody's are gone, and wake everybody."""
        self._last += 1
        self._changes.append(Change(id=self._id(self._last), ticket=ticket))
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    def since(self, place: str) -> Sequence[Change] | None:
        """Return the changes after this place, or None if some of them are forgotten."""
        run, _, number = place.partition("-")
        seen = int(number) if number.isascii() and number.isdecimal() else -1
        first = self._last - len(self._changes)
        if run != self._run or not first <= seen <= self._last:
            return None
        return list(self._changes)[seen - first :]

    async def wait(self, place: str, seconds: float) -> bool:
        """Wait until there is something after this place; False when `seconds` went by without it."""
        if place != self.place:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        return True

    def _id(self, number: int) -> str:
        return f"{self._run}-{number}"
