"""Reminders in the advisors' group: who has a ticket is called when it is time, and its lead when it is late."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.core.desk_clock import Due
from bot.core.text import Text
from bot.core.ticket import Move, Ticket
from bot.logs import logger
from bot.service.desk import card_words
from bot.service.desk.colleagues import Colleague
from bot.service.desk.forum_buttons import DeskPress, Press
from bot.service.desk.leaving import Leaving
from bot.telegram import desk_words as words
from bot.telegram.desk_calls import Operation, said
from bot.telegram.desk_place import Place
from bot.telegram.desk_room import Room

LOOK = 60.0
"""Seconds between two looks for advisors who do not work here any more."""


@dataclass(slots=True, kw_only=True)
class Reminding:
    """Says one line for each; one that a crash loses is not said again."""

    room: Room
    _waiting: asyncio.Queue[tuple[Ticket, Due | None]] = field(default_factory=asyncio.Queue)

    def reminds(self, ticket: Ticket, due: Due) -> None:
        """Call whoever it concerns."""
        self._waiting.put_nowait((ticket, due))

    def released(self, ticket: Ticket) -> None:
        """Tell the lead that a ticket waits again, as whoever had it left."""
        self._waiting.put_nowait((ticket, None))

    async def run(self) -> NoReturn:
        """Say what is to be said, as it comes."""
        while True:
            ticket, due = await self._waiting.get()
            try:
                await self.call(ticket, due)
            except Exception as error:  # noqa: BLE001 - one damaged ticket must not keep the others waiting
                logger.error("advisors_not_reminded", code=ticket.code, error=type(error).__name__)

    async def call(self, ticket: Ticket, due: Due | None) -> None:
        """Say one line in the topic of a ticket."""
        if due is Due.HALF:
            text, called = await self._half(ticket)
        else:
            text, called = await self._late(ticket, due)
        await self._say(ticket, text.with_values(code=ticket.code), called)

    async def _half(self, ticket: Ticket) -> tuple[Text, Sequence[Colleague]]:
        """Call who has it; of somebody who is away the leads."""
        if not ticket.assignee:
            return words.HALF_OVER_NOBODY, ()
        today = self.room.now().date()
        found = await self.room.colleagues.present(ticket.assignee, today)
        called = [found] if found else await self.room.colleagues.leads(ticket.team, today)
        return words.HALF_OVER.with_values(advisor=_names(called)), called

    async def _late(self, ticket: Ticket, due: Due | None) -> tuple[Text, Sequence[Colleague]]:
        leads = await self.room.colleagues.leads(ticket.team, self.room.now().date())
        known, nobody = (
            (words.ALL_OVER, words.ALL_OVER_NOBODY)
            if due is Due.WHOLE
            else (words.IN_QUEUE_AGAIN, words.IN_QUEUE_AGAIN_NOBODY)
        )
        if not leads:
            return nobody, ()
        return known.with_values(leads=_names(leads)), leads

    async def _say(self, ticket: Ticket, text: Text, called: Sequence[Colleague]) -> None:
        room = self.room
        standing = await room.topics.at(ticket.code)
        place = Place() if standing is None else standing.place
        (line, *_) = room.looks.parts([[text]])
        take = room.looks.button(
            card_words.MOVES[Move.CLAIM], DeskPress(code=ticket.code, press=Press.CLAIM)
        )
        operation = said(
            room.group,
            line,
            thread=place.thread,
            buttons=None if ticket.assignee else [[take]],
            reply_to=0 if place.thread else place.card,
        )
        named = _mentions(line, called)
        parameters = {**operation.parameters, **({"entities": named} if named else {})}
        room.voice.soon(Operation(method=operation.method, parameters=parameters))


def _names(called: Sequence[Colleague]) -> str:
    return ", ".join(each.name for each in called) or "…"


def _mentions(line: str, called: Sequence[Colleague]) -> list[dict[str, Any]]:
    """Return where the names stand, so that Telegram tells whoever is named."""
    found = []
    for each in called:
        start = line.find(each.name)
        if each.user and start >= 0:
            found.append(
                {
                    "type": "text_mention",
                    "offset": _units(line[:start]),
                    "length": _units(each.name),
                    "user": {"id": each.user, "is_bot": False, "first_name": each.name},
                }
            )
    return found


def _units(text: str) -> int:
    """Return how long Telegram takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


async def look_after(leaving: Leaving) -> NoReturn:
    """Give back the tickets of advisors who do not work here any more, whoever closed their account."""
    while True:
        try:
            await leaving.look()
        except Exception as error:  # noqa: BLE001 - whatever is wrong, it is tried again
            logger.error("tickets_not_given_back", error=type(error).__name__)
        await asyncio.sleep(LOOK)
