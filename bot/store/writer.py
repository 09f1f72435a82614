"""The one writer: units that wait are stored together, in one transaction, and each learns its own outcome."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from bot.logs import logger
from bot.service.ports import Conflict, SealError, StoreError
from bot.store.apply import Misfit, apply, apply_missing
from bot.store.changes import Change
from bot.store.database import ConnectionLost, Database, Work
from bot.store.patience import FIRST_PAUSE, pauses

T = TypeVar("T")

LARGEST_BATCH = 256
CLOSING_SECONDS = 30.0
COMPANY_SECONDS = 0.01
"""How long a note that a message was sent waits for a turn to be stored with: it halves the number of commits."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Waiting:
    """Something to be stored and who waits for it."""

    work: Change | Work[Any]
    done: asyncio.Future[Any]
    can_wait: bool


@dataclass(slots=True, kw_only=True)
class Writer:
    """Stores changes in the order they come, as many together as are waiting.

    `patience` is how many seconds a broken connection is opened again and again before the waiting units fail.
    """

    database: Database
    patience: float = 5.0
    _queue: deque[_Waiting] = field(default_factory=deque)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None
    _pressing: int = 0
    """How many in the queue must not wait for company."""
    _timer: asyncio.TimerHandle | None = None
    _due: bool = False
    _closing: bool = False
    _unscrubbed: bool = False

    async def commit(self, change: Change) -> None:
        """Return when the change is on disk; raise Conflict or StoreError if it is not."""
        await self._enqueue(change)

    async def run(self, work: Work[T]) -> T:
        """Carry out `work` in a transaction of its own, after everything that waits already."""
        result: T = await self._enqueue(work)
        return result

    def _enqueue(self, work: Change | Work[Any]) -> asyncio.Future[Any]:
        if self._closing:
            raise StoreError("The store is closed.")
        if self._task is None:
            self._task = asyncio.create_task(self._work(), name="store writer")
        loop = asyncio.get_running_loop()
        can_wait = isinstance(work, Change) and work.can_wait
        waiting = _Waiting(work=work, done=loop.create_future(), can_wait=can_wait)
        self._queue.append(waiting)
        if can_wait:
            if self._timer is None:
                self._timer = loop.call_later(COMPANY_SECONDS, self._time_is_up)
        else:
            self._pressing += 1
            self._wake.set()
        return waiting.done

    def _time_is_up(self) -> None:
        self._timer, self._due = None, True
        self._wake.set()

    async def close(self) -> None:
        """Store what waits, then stop; what could not be stored in time fails."""
        self._closing = True
        self._wake.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=CLOSING_SECONDS)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for waiting in self._queue:
            _fail(waiting, StoreError("The store was closed before this could be stored."))
        self._queue.clear()

    async def _work(self) -> None:
        while True:
            while not (self._pressing or (self._queue and (self._due or self._closing))):
                if self._closing:
                    return
                self._wake.clear()
                await self._wake.wait()
            batch = self._next()
            self._pressing -= sum(not waiting.can_wait for waiting in batch)
            self._due = self._due and bool(self._queue)
            try:
                await self._store(batch)
            finally:  # nobody waits for ever, not even when this task is cancelled
                for waiting in batch:
                    _fail(waiting, StoreError("The store stopped in the middle of its work."))

    def _next(self) -> list[_Waiting]:
        """Take the changes that wait, or the one piece of work that is not a change."""
        batch = [self._queue.popleft()]
        if isinstance(batch[0].work, Change):
            while self._queue and len(batch) < LARGEST_BATCH:
                if not isinstance(self._queue[0].work, Change):
                    break
                batch.append(self._queue.popleft())
        return batch

    async def _store(self, batch: Sequence[_Waiting], *, doubt: bool = False) -> None:
        """Store the batch, or else its halves, so that one that cannot be stored fails alone."""
        attempt = _Attempt(doubt=doubt)
        try:
            result = await self._patiently(batch, attempt)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            if len(batch) == 1 or not self.database.blames(error):
                if not isinstance(error, Misfit):
                    logger.error("units_not_stored", error=type(error).__name__, count=len(batch))
                for waiting in batch:
                    _fail(waiting, _told(error))
                return
            middle = len(batch) // 2
            await self._store(batch[:middle], doubt=attempt.doubt)
            await self._store(batch[middle:], doubt=attempt.doubt)
            return
        await self._scrub(batch)
        for waiting in batch:
            if not waiting.done.done():
                waiting.done.set_result(result)

    async def _patiently(self, batch: Sequence[_Waiting], attempt: "_Attempt") -> Any:
        left = pauses(self.patience)
        while True:
            try:
                return await self.database.write(self._transaction(batch, doubt=attempt.doubt))
            except ConnectionLost:
                attempt.doubt = True
                pause = next(left, None)
                if pause is None:
                    raise
                logger.warning("database_connection_lost", delay=pause, count=len(batch))
            except Misfit:
                # A commit that was cut off may be carried out by the server only after we looked.
                if not attempt.doubt or attempt.repeated:
                    raise
                attempt.repeated, pause = True, FIRST_PAUSE
            await asyncio.sleep(pause)

    def _transaction(self, batch: Sequence[_Waiting], *, doubt: bool) -> Work[Any]:
        changes = [waiting.work for waiting in batch if isinstance(waiting.work, Change)]
        if not changes:
            (work,) = (waiting.work for waiting in batch if not isinstance(waiting.work, Change))
            return work
        how = apply_missing if doubt else apply
        return partial(how, run=self.database.run, changes=changes)

    async def _scrub(self, batch: Sequence[_Waiting]) -> None:
        """Remove deleted rows from the files before anybody is told that they are deleted."""
        if self._unscrubbed or any(
            isinstance(waiting.work, Change) and waiting.work.erases for waiting in batch
        ):
            self._unscrubbed = True
            try:
                self._unscrubbed = not await self.database.scrub()
            except Exception as error:  # noqa: BLE001 - the rows are gone; the files are tidied with the next batch
                logger.warning("erased_rows_not_tidied", error=type(error).__name__)


@dataclass(slots=True, kw_only=True)
class _Attempt:
    """What is known about a batch: `doubt` if it may have been stored without our hearing of it."""

    doubt: bool
    repeated: bool = False


def _fail(waiting: _Waiting, error: Exception) -> None:
    if not waiting.done.done():
        waiting.done.set_exception(error)


def _told(error: Exception) -> Exception:
    """Return an error of its own for each who waits."""
    match error:
        case Misfit():
            return Conflict("Another turn of this person was stored first.")
        case SealError():
            return error
        case StoreError():
            return type(error)(*error.args)
        case _:
            told = StoreError(f"The database could not store this: {type(error).__name__}.")
            told.__cause__ = error
            return told
