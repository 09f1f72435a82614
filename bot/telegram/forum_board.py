"""Where every ticket stands in the advisors' group: kept in the store, changed by one at a time."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.service.desk.place_ports import Places
from bot.service.ticket_values import KeptTicket
from bot.telegram.desk_place import Place, place_from_text, place_to_text
from bot.telegram.desk_topics import Topics

Change = Callable[[Place], Place]


@dataclass(slots=True, kw_only=True)
class Held:
    """The place of a ticket that nobody else changes meanwhile; what is put here is kept."""

    place: Place


class Board:
    """The places of the group `chat`; raises StoreError. `topics` has the locks.

    `left` is called when something is to be removed.
    """

    def __init__(self, places: Places, topics: Topics, chat: int, left: Callable[[], None]) -> None:
        self._places = places
        self._topics = topics
        self._chat = chat
        self._left = left
        self._owed: defaultdict[str, list[Change]] = defaultdict(list)

    @asynccontextmanager
    async def changing(self, kept: KeptTicket) -> AsyncIterator[Held]:
        """Give the place of a ticket and keep what it is afterwards; never to be held over a call to Telegram.

        If the ticket was deleted meanwhile, what stands there is to be removed.
        """
        code = kept.ticket.code
        async with self._topics.lock(code):
            stored = await self._read(kept)
            held = Held(place=stored)
            for change in self._owed.get(code, ()):
                held.place = change(held.place)
            yield held
            if held.place != stored:
                await self._keep(kept, held.place)
            self._owed.pop(code, None)

    async def note(self, kept: KeptTicket, change: Change) -> None:
        """Keep what was done at Telegram; if the store cannot now, it is kept with the next change."""
        self._owed[kept.ticket.code].append(change)
        async with self.changing(kept):
            pass

    async def done_by_another(self, rule: str) -> list[str]:
        """Return the codes of tickets that were done when another rule said what may stand in the group."""
        read = ((kept.code, place_from_text(kept.place)) for kept in await self._places.all())
        return [code for code, place in read if place and place.done and place.rule != rule]

    async def leave(self, place: Place) -> None:
        """Keep in mind that something in the group is to be removed."""
        await self._places.remove(place_to_text(place))
        self._left()

    async def _read(self, kept: KeptTicket) -> Place:
        text = await self._places.place(kept.person_id, kept.ticket.number)
        place = place_from_text(text) or Place(chat=self._chat)
        if place.chat == self._chat:
            return place
        # The operator has another group now: what stands in the one before goes.
        await self.leave(place)
        place = Place(chat=self._chat)
        await self._keep(kept, place)
        return place

    async def _keep(self, kept: KeptTicket, place: Place) -> None:
        if not await self._places.keep(kept.person_id, kept.ticket.number, place_to_text(place)):
            self._left()
