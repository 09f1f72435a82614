"""The one reader of conversations: calls that come together share one query."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.core.message import ChannelName, PersonId
from bot.json_bytes import from_json
from bot.service.ports import Person, StoreError
from bot.store.changes import SESSION_PLACE
from bot.store.database import Database, Work
from bot.store.keyed import KeyedSealer
from bot.store.patience import patiently

LARGEST_QUERY = 256
CLOSING_SECONDS = 10.0

Found = dict[tuple[bytes, str], Any]


@dataclass(slots=True, kw_only=True)
class Reader:
    """Loads people by address; each sees everything committed before it was asked for."""

    database: Database
    sealer: KeyedSealer
    patience: float = 5.0
    _wanted: list[tuple[bytes, asyncio.Future[Found]]] = field(default_factory=list)
    _task: asyncio.Task[None] | None = None
    _closed: bool = False

    async def load(self, channel: ChannelName, address: str) -> Person | None:
        """Return the person at `address`, or None."""
        if self._closed:
            raise StoreError("The store is closed.")
        index = self.sealer.index(channel, address)
        future: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        self._wanted.append((index, future))
        if self._task is None:
            self._task = asyncio.create_task(self._work(), name="store reader")
        row = (await future).get((index, channel))
        return None if row is None else self._person(row, channel, address)

    def _person(self, row: Any, channel: ChannelName, address: str) -> Person:
        _, _, reachable, person_id, wrapped, closing, version, sequence, sealed = row
        key = self.sealer.unwrap(wrapped, PersonId(person_id))
        session = None
        if sealed is not None:
            session = from_json(self.sealer.unseal(key, SESSION_PLACE, person_id, sealed))
        return Person(
            id=PersonId(person_id),
            key=key,
            channel=channel,
            address=address,
            version=version,
            sequence=sequence,
            reachable=bool(reachable),
            closing=bool(closing),
            session=session,
        )

    async def close(self) -> None:
        """Answer who waits, then stop."""
        self._closed = True
        task = self._task
        if task is not None:
            await asyncio.wait({task}, timeout=CLOSING_SECONDS)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _work(self) -> None:
        try:
            while self._wanted:
                batch = self._wanted[:LARGEST_QUERY]
                del self._wanted[:LARGEST_QUERY]
                await self._answer(batch)
        finally:
            self._task = None
            for _, future in self._wanted:  # only when this task was cancelled
                _fail(future, StoreError("The store was closed before this could be read."))

    async def _answer(self, batch: Sequence[tuple[bytes, asyncio.Future[Found]]]) -> None:
        indexes = list(dict.fromkeys(index for index, _ in batch))
        find: Work[Sequence[Any]] = partial(self.database.find, indexes=indexes)
        try:
            rows = await patiently(lambda: self.database.read(find), self.patience)
        except BaseException as error:
            for _, future in batch:  # whatever it is, somebody waits for an answer
                _fail(future, unread(error))
            if not isinstance(error, Exception):
                raise
            return
        found = {(bytes(row[0]), row[1]): row for row in rows}
        for _, future in batch:
            if not future.done():
                future.set_result(found)


def _fail(future: asyncio.Future[Found], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


def unread(error: BaseException) -> StoreError:
    """Return what to tell somebody whose reading failed."""
    words = str(error) if isinstance(error, StoreError) else type(error).__name__
    told = StoreError(f"The database could not be read: {words}")
    told.__cause__ = error
    return told
