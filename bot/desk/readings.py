"""Reading the queue once for many pages: a change wakes all of them in the same moment."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from bot.core.waiting import Waiter, queue_order
from bot.service.desk.desk import Desk
from bot.service.desk.news import News
from bot.service.ticket_values import KeptTicket

T = TypeVar("T")

Placed = tuple[KeptTicket, bool]
"""A ticket of the queue, and whether its promised time is over."""


class Readings:
    """Shares what is being read with pages that ask after the same change."""

    def __init__(self) -> None:
        self._running: dict[str, tuple[str, asyncio.Task[Any]]] = {}

    async def queue(
        self, desk: Desk, news: News, overdue: Callable[[KeptTicket], bool]
    ) -> Sequence[Placed]:
        """Return the queue as it was at the latest change, or later, the most urgent ticket first."""

        async def read() -> Sequence[Placed]:
            return in_order([(each, overdue(each)) for each in await desk.queue()])

        return await self.shared("queue", news.place, read)

    async def shared(self, what: str, place: str, read: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what `read` reads; who asks for the same at the same place while it is read gets it, too."""
        before = self._running.get(what)
        if before is None or before[0] != place or before[1].done():
            before = self._running[what] = (place, asyncio.create_task(read()))
        found: T = await asyncio.shield(before[1])
        return found


def in_order(found: Sequence[Placed]) -> Sequence[Placed]:
    """Return tickets in the order they should be answered."""
    return sorted(
        found, key=lambda each: queue_order(Waiter(ticket=each[0].ticket, overdue=each[1]))
    )
