"""The store on a SQL database: implements the service's `Store` port."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Any, TypeVar

from bot.clock import now
from bot.core.message import ChannelName, PersonId
from bot.logs import logger
from bot.service.ports import (
    DeadMessage,
    KeptFile,
    Line,
    Person,
    Queued,
    SealError,
    StoreError,
    Unit,
)
from bot.service.ticket_values import KeptMessage, KeptTicket
from bot.store import kept, kept_tickets, outbox
from bot.store.changes import change_of
from bot.store.database import Database, Work
from bot.store.keyed import KeyedSealer
from bot.store.patience import patiently
from bot.store.quarantine import forget_old
from bot.store.reader import Reader, unread
from bot.store.writer import Writer

T = TypeVar("T")

TIDY_SECONDS = 24 * 3600.0


@dataclass(slots=True, kw_only=True, eq=False)
class SqlStore:
    """Durable memory in one database; `sealer` opens and seals what it holds."""

    database: Database
    sealer: KeyedSealer
    writer: Writer
    reader: Reader
    now: Callable[[], datetime] = now
    _tidying: asyncio.Task[None] | None = None
    _open: kept_tickets.OpenTickets = field(default_factory=kept_tickets.OpenTickets)

    async def load(self, channel: ChannelName, address: str) -> Person | None:
        """Return the person at `address`, or None. Many calls in flight share one query."""
        return await self.reader.load(channel, address)

    async def person(self, person_id: PersonId) -> Person | None:
        """Return a person by their id, or None."""
        found = await self.read(partial(kept.address_of, person_id=person_id, sealer=self.sealer))
        if found is None:
            return None
        person = await self.load(*found)
        return person if person is not None and person.id == person_id else None

    async def commit(self, unit: Unit) -> None:
        """Make the unit durable or raise StoreError; a unit that fails does not harm others."""
        await self.writer.commit(change_of(unit, self.sealer, self.now))

    async def queued(self, channel: ChannelName) -> AsyncIterator[Queued]:
        """Yield the messages waiting in the outbox, per person in order."""
        after = outbox.START
        while page := await self.read(partial(outbox.waiting_page, channel=channel, after=after)):
            for row in page:
                try:
                    yield outbox.unsealed(row, self.sealer)
                except (
                    SealError
                ) as error:  # one damaged row must not keep the others from being sent
                    logger.error(
                        "message_not_readable", person=row.person_id, error=type(error).__name__
                    )
            after = (page[-1].person_id, page[-1].sequence)

    async def requeue_blocked(self, person_id: PersonId) -> Sequence[Queued]:
        """Return a person's blocked messages to the queue, in order."""
        found: list[Any] = []
        rows = await self.writer.run(partial(outbox.requeue, person_id=person_id, found=found))
        return [outbox.unsealed(row, self.sealer) for row in rows]

    async def transcript(self, person_id: PersonId, *, after: int = 0) -> Sequence[Line]:
        """Return the kept lines with a sequence above `after`, in order."""
        work = partial(kept.transcript, person_id=person_id, after=after, sealer=self.sealer)
        return await self.read(work)

    async def export(self, person_id: PersonId) -> Mapping[str, Any]:
        """Return everything kept about a person as JSON-ready values, table by table."""
        return await self.read(partial(kept.export, person_id=person_id, sealer=self.sealer))

    async def dead(self) -> Sequence[DeadMessage]:
        """Return what an operator has to look at, oldest first: dead messages and quarantined updates."""
        return await self.read(outbox.dead_messages)

    async def retry_dead(self, person_id: PersonId, number: str) -> bool:
        """Put a dead message back in the queue; False if there is none. Quarantined updates stay where they are."""
        return await self.writer.run(partial(outbox.revive, person_id=person_id, number=number))

    async def open_tickets(self) -> Sequence[KeptTicket]:
        """Return the tickets that are not closed, those that changed first before the others."""
        return await self.read(partial(self._open.read, sealer=self.sealer))

    async def ticket(self, code: str) -> KeptTicket | None:
        """Return the ticket with this code, or None."""
        work = partial(kept_tickets.ticket_of_code, code=code, sealer=self.sealer)
        return await self.read(work)

    async def tickets_to_look_at(self, at: datetime, *, most: int) -> Sequence[KeptTicket]:
        """Return tickets whose time to be looked at has come, at most `most` of them, the longest waiting first."""
        work = partial(kept_tickets.to_look_at, at=at, most=most, sealer=self.sealer)
        return await self.read(work)

    async def said(self, person_id: PersonId, number: int) -> Sequence[KeptMessage]:
        """Return what was said about a person's ticket with this number, in order."""
        work = partial(kept_tickets.said, person_id=person_id, number=number, sealer=self.sealer)
        return await self.read(work)

    async def due(self, at: datetime, *, most: int) -> Sequence[PersonId]:
        """Return the people whose reminder is due at `at`, at most `most` of them, the longest waiting first."""
        return await self.read(partial(kept.due, at=at, most=most))

    async def silent(self, since: datetime, *, after: str, most: int) -> Sequence[PersonId]:
        """Return people whose last word came before `since`, by their ids, those behind `after`."""
        return await self.read(partial(kept.silent, since=since, after=after, most=most))

    async def file(self, person_id: PersonId, file_id: str) -> KeptFile | None:
        """Return a file a person sent, or None when it is not kept (any more)."""
        return await self.read(
            lambda connection: kept.file_of(connection, person_id, file_id, self.sealer)
        )

    async def ping(self) -> None:
        """Return if the store answers; raise StoreError otherwise."""
        await self.read(lambda connection: connection.exec_driver_sql("SELECT 1").one())

    def fresh(self, channel: ChannelName, address: str) -> Person:
        """Return a new person with a random id and a random key; nothing is stored yet."""
        return Person(
            id=PersonId(token_hex(16)),
            key=self.sealer.new_key(),
            channel=channel,
            address=address,
        )

    async def tidy(self) -> None:
        """Delete what was kept for a limited time that is over."""
        await self.writer.run(partial(forget_old, now=self.now()))

    def tidy_daily(self) -> None:
        """Tidy once a day from now on, until the store is closed."""
        self._tidying = asyncio.create_task(self._tidy_daily(), name="store tidying")

    async def _tidy_daily(self) -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            try:
                await self.tidy()
            except StoreError:
                continue  # tomorrow, then

    async def close(self) -> None:
        """Finish what is queued and close every connection."""
        if self._tidying is not None:
            self._tidying.cancel()
        try:
            await self.writer.close()
            await self.reader.close()
        finally:
            await self.database.close()

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads, tried again while the connection is lost; raise StoreError if it stays lost."""
        try:
            return await patiently(lambda: self.database.read(work), self.reader.patience)
        except SealError:
            raise
        except Exception as error:
            raise unread(error) from error
