"""Many units share one transaction and many questions one query."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from bot.service.ports import EraseUnit, StoreError
from bot.service.ticket_values import DeliveryState
from bot.store import reader, writer
from bot.store.apply import Misfit
from bot.store.database import ConnectionLost, Database, Work
from bot.store.sql_store import SqlStore
from bot.store.statements import Row, Statement
from bot.store.writer import LARGEST_BATCH
from tests.contract.units import TELEGRAM, after, moved, sent, settle, texts_of, turn

T = TypeVar("T")


@dataclass
class Counting:
    """A real database that counts what is asked of it."""

    database: Database
    writes: int = 0
    reads: int = 0
    statements: int = 0
    scrubs: int = 0

    async def write(self, work: Work[T]) -> T:
        self.writes += 1
        return await self.database.write(work)

    async def read(self, work: Work[T]) -> T:
        self.reads += 1
        return await self.database.read(work)

    def run(self, connection: sa.Connection, statement: Statement, rows: Sequence[Row]) -> int:
        self.statements += 1
        return self.database.run(connection, statement, rows)

    def find(self, connection: sa.Connection, indexes: Sequence[bytes]) -> Sequence[Any]:
        return self.database.find(connection, indexes)

    def blames(self, error: Exception) -> bool:
        return self.database.blames(error)

    async def scrub(self) -> bool:
        self.scrubs += 1
        return await self.database.scrub()

    async def close(self) -> None:
        await self.database.close()


def count(store: SqlStore) -> Counting:
    counting = Counting(store.database)
    store.database = store.writer.database = store.reader.database = counting
    return counting


async def test_people_who_write_at_the_same_time_share_a_commit_and_a_query(store: SqlStore):
    people = await asyncio.gather(*(settle(store, str(n)) for n in range(100)))
    counting = count(store)
    await asyncio.gather(*(store.load(TELEGRAM, person.address) for person in people))
    assert counting.reads == 1
    units = [turn(person, "x") for person in people]
    await asyncio.gather(*map(store.commit, units))
    assert (counting.writes, counting.statements) == (1, 2)
    people = [after(person, unit) for person, unit in zip(people, units, strict=True)]
    await asyncio.gather(*(store.commit(sent(person, 1)) for person in people))
    assert (counting.writes, counting.statements) == (2, 3)


async def test_a_delivery_and_the_next_turn_of_a_person_share_a_commit(store: SqlStore):
    person = await settle(store, "1", "a")
    counting = count(store)
    await asyncio.gather(store.commit(sent(person, 1)), store.commit(turn(person, "b")))
    assert (counting.writes, counting.statements) == (1, 3)


async def test_a_note_that_a_message_was_sent_waits_for_a_turn_but_not_for_long(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
):
    """With nobody else writing it is stored by itself; with somebody, in their commit."""
    person = await settle(store, "1", "a", "b")
    counting = count(store)
    await store.commit(sent(person, 1))
    assert counting.writes == 1
    monkeypatch.setattr(writer, "COMPANY_SECONDS", 3600)
    note = asyncio.create_task(store.commit(sent(person, 2)))
    await asyncio.sleep(0)
    await settle(store, "2")
    await note
    assert counting.writes == 2
    assert await texts_of(store, person.id) == []


async def test_a_batch_has_a_largest_size(store: SqlStore):
    counting = count(store)
    people = [store.fresh(TELEGRAM, str(n)) for n in range(LARGEST_BATCH + 1)]
    await asyncio.gather(*(store.commit(turn(person)) for person in people))
    assert counting.writes == 2
    await asyncio.gather(*(store.load(TELEGRAM, str(n)) for n in range(LARGEST_BATCH + 1)))
    assert counting.reads == 2


async def test_several_erasures_tidy_the_files_once(store: SqlStore):
    people = await asyncio.gather(*(settle(store, str(n)) for n in range(10)))
    counting = count(store)
    await asyncio.gather(*(store.commit(EraseUnit(person=person)) for person in people))
    assert (counting.writes, counting.scrubs) == (1, 1)


async def test_files_that_could_not_be_tidied_are_tidied_with_the_next_batch(store: SqlStore):
    person = await settle(store, "1")
    counting = count(store)
    refusals = [False, None]

    async def refuse_twice() -> bool:
        counting.scrubs += 1
        if not refusals:
            return True
        answer = refusals.pop(0)
        if answer is None:
            raise OSError("the disk is tired")
        return answer

    counting.scrub = refuse_twice  # type: ignore[method-assign]
    await store.commit(EraseUnit(person=person))
    for nth in range(4):
        await settle(store, f"other {nth}")
    assert counting.scrubs == 3


async def test_who_gives_up_waiting_does_not_disturb_the_others(store: SqlStore):
    people = [store.fresh(TELEGRAM, str(n)) for n in range(5)]
    tasks = [asyncio.create_task(store.commit(turn(person))) for person in people]
    loads = [asyncio.create_task(store.load(TELEGRAM, "0")) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[2].cancel()
    loads[1].cancel()
    await asyncio.gather(*tasks, *loads, return_exceptions=True)
    assert [task.cancelled() for task in tasks] == [False, False, True, False, False]
    assert all(task.exception() is None for n, task in enumerate(tasks) if n != 2)
    assert await store.load(TELEGRAM, "4") is not None


async def test_units_and_requests_are_carried_out_in_the_order_they_came(store: SqlStore):
    person = await settle(store, "1", "a", "b")
    blocked = [moved(person, n, DeliveryState.BLOCKED, reason="blocked") for n in (1, 2)]
    earlier = [asyncio.create_task(store.commit(unit)) for unit in blocked]
    back = asyncio.create_task(store.requeue_blocked(person.id))
    unit = moved(person, 2, DeliveryState.BLOCKED, reason="blocked")
    later = asyncio.create_task(store.commit(unit))
    again = asyncio.create_task(store.requeue_blocked(person.id))
    await asyncio.gather(*earlier, later)
    assert [queued.outgoing.sequence for queued in await back] == [1, 2]
    assert [queued.outgoing.sequence for queued in await again] == [2]


async def never(_work: object) -> Any:
    await asyncio.Event().wait()


async def test_closing_never_waits_for_ever(store: SqlStore, monkeypatch: pytest.MonkeyPatch):
    """Even when the database hangs: who waits is told, also who has not had their turn yet."""
    monkeypatch.setattr(writer, "CLOSING_SECONDS", 0.05)
    monkeypatch.setattr(reader, "CLOSING_SECONDS", 0.05)
    person = store.fresh(TELEGRAM, "1")
    hanging = count(store)
    hanging.write = hanging.read = never  # type: ignore[method-assign, assignment]
    waiting = [
        asyncio.create_task(store.commit(turn(person))),
        asyncio.create_task(store.requeue_blocked(person.id)),
        asyncio.create_task(store.load(TELEGRAM, "1")),
    ]
    await asyncio.sleep(0)
    waiting.append(asyncio.create_task(store.load(TELEGRAM, "2")))
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await store.close()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreError] * 4


async def test_a_commit_the_server_carries_out_late_counts_once(store: SqlStore):
    """The connection breaks, the first look finds nothing, and then the server finishes what it had been given."""
    person = await settle(store, "1", "one")
    late = count(store)
    given: list[Work[Any]] = []

    async def write(work: Work[Any]) -> Any:
        given.append(work)
        if len(given) == 1:
            raise ConnectionLost
        if len(given) == 2:
            await late.database.write(given[0])
            raise Misfit
        return await late.database.write(work)

    late.write = write  # type: ignore[method-assign]
    unit = turn(person, "two")
    await store.commit(unit)
    assert await store.load(TELEGRAM, "1") == after(person, unit)
    assert await texts_of(store, person.id) == ["one", "two"]
