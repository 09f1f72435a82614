"""The sender of one channel's outbox: in order per person, at the channel's pace, until each message has an end."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from bot.core.message import PersonId
from bot.logs import logger
from bot.metrics import OUTBOX_WAITING, deliveries
from bot.service.pace import Pace
from bot.service.ports import (
    Channel,
    Delivery,
    DeliveryUnit,
    Later,
    Queued,
    Refused,
    Sent,
    Store,
    StoreError,
    Unreachable,
)
from bot.service.ticket_values import DeliveryState

LONGEST_PAUSE = 600.0
"""Seconds between two attempts at most."""
ATTEMPTS = 150
"""Attempts before a message is dead: with the longest pause that is about a day without the network."""
SWEEP = 60.0
"""Seconds between looks into the outbox for messages an operator put back."""

Key = tuple[str, int]
Became = Callable[[PersonId], Awaitable[None]]
"""Is told whose message of an advisor's has another state now."""


async def _tell_nobody(_person_id: PersonId) -> None:
    return


def pause_after(attempts: int, chance: float) -> float:
    """Return the seconds to wait after `attempts` failures: doubling, spread by `chance` (0 to 1)."""
    return min(LONGEST_PAUSE, 0.5 * float(2 ** min(attempts, 16))) * (0.5 + chance / 2)


@dataclass(slots=True)
class Deliverer:
    """Sends what it is handed. Messages are taken out of the outbox only after the channel has them."""

    channel: Channel
    store: Store
    monotonic: Callable[[], float]
    pace: Pace
    became: Became = _tell_nobody
    _queues: dict[str, deque[Queued]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _known: set[Key] = field(default_factory=set)
    _finished: set[Key] | None = None
    _slots: asyncio.Semaphore = field(init=False)
    _stopping: bool = False

    def __post_init__(self) -> None:
        """Allow as many calls at a time as the channel does."""
        self._slots = asyncio.Semaphore(self.channel.limits.in_flight)
        OUTBOX_WAITING.labels(self.channel.name).set_function(lambda: len(self._known))

    def hand(self, queued: Iterable[Queued]) -> None:
        """Take over messages that are durable in the outbox; each is sent after the earlier ones to the same person."""
        for item in queued:
            if self._stopping or _key(item) in self._known:
                continue
            self._known.add(_key(item))
            queue = self._queues.get(item.address)
            if queue is None:
                queue = self._queues[item.address] = deque()
                task = asyncio.create_task(self._drain(item.address, queue))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            queue.append(item)

    async def recover(self) -> int:
        """Take over what the outbox holds and return how much that was: at start, and for what was put back since."""
        self._finished = set()
        found = [item async for item in self.store.queued(self.channel.name)]
        fresh = [item for item in found if _key(item) not in self._finished]
        self._finished = None
        before = len(self._known)
        self.hand(fresh)
        return len(self._known) - before

    async def run(self) -> None:
        """Look into the outbox from time to time; ends when cancelled."""
        while True:
            await asyncio.sleep(SWEEP)
            self.pace.sweep(self.monotonic())
            try:
                await self.recover()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is looked again in a minute
                logger.warning("outbox_not_read", error=type(error).__name__)

    async def stop(self, seconds: float) -> None:
        """Take nothing more over and give what is under way `seconds`; the rest stays safely in the outbox."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drain(self, address: str, queue: deque[Queued]) -> None:
        while queue:
            item = queue[0]
            delay = self.pace.delay(address, self.monotonic())
            if delay > 0:
                await asyncio.sleep(delay)
            if queue[-1].closing and not item.closing:
                self._let_go(
                    queue
                )  # this person was deleted meanwhile: only the farewell is still sent
                continue
            async with self._slots:
                result = await self._try(item)
            deliveries(self.channel.name, type(result).__name__).inc()
            match result:
                case Sent(ref=ref):
                    last = item.closing and len(queue) == 1
                    number, recalled = item.outgoing.sequence, item.outgoing.message.recalled
                    unit = DeliveryUnit(
                        person_id=item.person_id,
                        sent=(number,),
                        refs=((number, ref),) if recalled and ref else (),
                        forget=last,
                    )
                    await self._finish(queue, unit)
                case Unreachable(reason=reason):
                    await self._block(queue, reason)
                case Refused(reason=reason):
                    await self._bury(queue, reason)
                case Later():
                    await self._wait(queue, result)
                case _:
                    assert_never(result)
        del self._queues[address]

    async def _try(self, item: Queued) -> Delivery:
        try:
            return await self.channel.deliver(item.address, item.outgoing.message)
        except Exception as error:  # noqa: BLE001 - a fault of a channel must not stop this person's messages for ever
            logger.error("channel_failed", person=item.person_id, error=type(error).__name__)
            return Later(reason=type(error).__name__)

    async def _finish(self, queue: deque[Queued], unit: DeliveryUnit) -> None:
        """Store what became of the first message and let go of it."""
        await self._commit(unit)
        by_advisor = queue[0].outgoing.message.recalled
        self._let_go(queue)
        if by_advisor:
            await self._tell(unit.person_id)

    async def _tell(self, person_id: PersonId) -> None:
        try:
            await self.became(person_id)
        except StoreError as error:  # whoever looks later sees it all the same
            logger.warning("delivery_not_told", error=type(error).__name__)

    def _let_go(self, queue: deque[Queued]) -> None:
        key = _key(queue.popleft())
        self._known.discard(key)
        if self._finished is not None:
            self._finished.add(key)

    async def _block(self, queue: deque[Queued], reason: str) -> None:
        logger.info(
            "person_unreachable", person=queue[0].person_id, reason=reason, count=len(queue)
        )
        # Only what waits now: what comes while this is stored was written after the person came back.
        for item in list(queue):
            unit = DeliveryUnit(
                person_id=item.person_id,
                sequence=item.outgoing.sequence,
                state=DeliveryState.BLOCKED,
                reason=reason,
                attempts=item.attempts,
                reachable=False,
                forget=item.closing,
            )
            await self._finish(queue, unit)

    async def _bury(self, queue: deque[Queued], reason: str) -> None:
        item = queue[0]
        logger.error(
            "message_dead", person=item.person_id, sequence=item.outgoing.sequence, reason=reason
        )
        unit = DeliveryUnit(
            person_id=item.person_id,
            sequence=item.outgoing.sequence,
            state=DeliveryState.DEAD,
            reason=reason,
            attempts=item.attempts + 1,
            forget=item.closing,
        )
        await self._finish(queue, unit)

    async def _wait(self, queue: deque[Queued], later: Later) -> None:
        item = queue[0]
        attempts = item.attempts + 1 if later.counts else item.attempts
        if attempts >= ATTEMPTS:
            await self._bury(queue, later.reason)
            return
        seconds = later.seconds
        if seconds is None:
            seconds = pause_after(attempts, random.random())  # noqa: S311 - spreads retries, guards no secret
        if later.everyone:
            self.pace.pause(seconds, self.monotonic())
        if attempts != item.attempts:
            queue[0] = replace(item, attempts=attempts)
            await self._commit(
                DeliveryUnit(
                    person_id=item.person_id,
                    sequence=item.outgoing.sequence,
                    state=DeliveryState.QUEUED,
                    reason=later.reason,
                    attempts=attempts,
                )
            )
        await asyncio.sleep(seconds)

    async def _commit(self, unit: DeliveryUnit) -> None:
        """Store what became of a message, however long the store needs to come back."""
        attempts = 0
        while True:
            try:
                await self.store.commit(unit)
            except StoreError as error:
                attempts += 1
                logger.warning("delivery_not_stored", error=type(error).__name__, attempts=attempts)
                await asyncio.sleep(pause_after(attempts, random.random()))  # noqa: S311
            else:
                return


def _key(item: Queued) -> Key:
    return (item.person_id, item.outgoing.sequence)
