"""Translating what people write as soon as it comes, for the advisor who has the ticket and does not read it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.core.ticket import AdvisorId, Ticket
from bot.logs import logger
from bot.service.desk.advisor import Advisor
from bot.service.desk.translating import Translating
from bot.service.ports import StoreError

One = Callable[[AdvisorId], Awaitable[Advisor | None]]
"""Finds an advisor."""


class TranslatesHeard:
    """Looks at every ticket that changes; where nobody agreed to machine translation, it does nothing."""

    def __init__(self, translating: Translating, one: One, now: Callable[[], datetime]) -> None:
        self._translating = translating
        self._one = one
        self._now = now
        self._changed: asyncio.Queue[tuple[str, AdvisorId]] = asyncio.Queue()
        self._waiting: set[tuple[str, AdvisorId]] = set()

    def changed(self, ticket: Ticket | None) -> None:
        """Note that a ticket changed; it returns at once."""
        if ticket is None or not ticket.assignee or not self._translating.on:
            return
        wanted = (ticket.code, ticket.assignee)
        if wanted not in self._waiting:
            self._waiting.add(wanted)
            self._changed.put_nowait(wanted)

    async def run(self) -> None:
        """Translate for as long as Merit runs."""
        while True:
            await self.next()

    async def next(self) -> None:
        """Wait for a ticket that changed, and translate what is to be translated in it."""
        wanted = await self._changed.get()
        self._waiting.discard(wanted)
        code, assignee = wanted
        try:
            advisor = await self._one(assignee)
            if advisor is not None:
                await self._translating.translate_heard(code, advisor, self._now())
        except StoreError as error:
            logger.warning("translation_not_kept", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - one damaged ticket must not stop Merit
            logger.error("ticket_not_translated", code=code, error=type(error).__name__)
