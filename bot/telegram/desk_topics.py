"""Where tickets stand in the advisors' group, read and changed by one after the other."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.service.desk.place_ports import KeptPlace, Places
from bot.telegram.desk_place import Place, place_from_text, place_to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A ticket's place in the group."""

    kept: KeptPlace
    place: Place

    @property
    def code(self) -> str:
        """The code of the ticket."""
        return self.kept.code


class Topics:
    """The places of one group; whoever reads one to change it holds its lock until it is kept."""

    def __init__(self, places: Places, chat: int) -> None:
        self._places = places
        self._chat = chat
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def lock(self, code: str) -> asyncio.Lock:
        """Return the lock of a ticket's place; it is never held while Telegram is asked."""
        return self._locks.setdefault(code, asyncio.Lock())

    async def in_thread(self, thread: int) -> Standing | None:
        """Return the ticket whose topic this is."""
        return await self._first(f'"thread":{thread}', lambda place: place.thread == thread)

    async def with_message(self, message: int) -> Standing | None:
        """Return the ticket this message belongs to, as its card or one of its messages."""
        return await self._first(
            str(message),
            lambda place: place.card == message or place.nth_of(message) is not None,
        )

    async def at(self, code: str) -> Standing | None:
        """Return where a ticket stands, or None if it stands nowhere yet."""
        return next((each for each in await self._all() if each.code == code), None)

    async def change(self, code: str, change: Callable[[Place], Place]) -> None:
        """Keep a place as it is after the change; the caller holds its lock."""
        standing = await self.at(code)
        if standing is not None:
            text = place_to_text(change(standing.place))
            kept = standing.kept
            await self._places.keep(kept.person_id, kept.number, text)

    async def _first(self, part: str, fits: Callable[[Place], bool]) -> Standing | None:
        return next((each for each in await self._all(part) if fits(each.place)), None)

    async def _all(self, part: str = "") -> list[Standing]:
        """Return the places in this group that have `part` in them."""
        read = (
            (kept, place_from_text(kept.place))
            for kept in await self._places.all()
            if part in kept.place
        )
        return [
            Standing(kept=kept, place=place)
            for kept, place in read
            if place is not None and place.chat == self._chat
        ]
