"""A PostgreSQL server may drop connections, restart or be away: nothing is lost, nothing is stored twice."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from bot.service.ports import StoreError
from bot.service.ticket_values import DeliveryState
from bot.store.database import Work
from bot.store.sql_store import SqlStore
from tests.contract.conftest import Open
from tests.contract.units import TELEGRAM, after, moved, queue_of, settle, turn
from tests.databases import PostgresServer

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("address", ["postgres"], indirect=True),
]


async def test_a_server_that_drops_its_connections_loses_and_doubles_nothing(
    store: SqlStore, address: str, postgres: PostgresServer
):
    """Commits cut off half-way are recognised: every turn is stored once, and no caller hears of an error."""
    stored = 0
    milestones: asyncio.Queue[int] = asyncio.Queue()

    async def talk(who: str) -> int:
        nonlocal stored
        person = await settle(store, who, f"{who} 1")
        for number in range(2, 31):
            unit = turn(person, f"{who} {number}")
            await store.commit(unit)
            person = after(person, unit)
            assert await store.load(TELEGRAM, who) == person
            stored += 1
            if stored % 70 == 0:
                milestones.put_nowait(stored)
        return person.version

    async def disturb() -> int:
        killed = 0
        while await milestones.get() < 840:
            killed += await postgres.disconnect(address)
        return killed

    killed, *versions = await asyncio.gather(disturb(), *(talk(str(n)) for n in range(32)))
    assert killed >= 11
    assert versions == [30] * 32
    waiting = Counter(queued.outgoing.message.text for queued in await queue_of(store))
    assert waiting == Counter(f"{who} {n}" for who in range(32) for n in range(1, 31))


def cut_off_once(store: SqlStore, address: str, postgres: PostgresServer) -> list[str]:
    """Break the connection after the next write was carried out and before its caller hears of it."""
    database = store.writer.database
    real = database.write
    cut: list[str] = []

    async def write(work: Work[Any]) -> Any:
        result = await real(work)
        if not cut:
            cut.append("cut")
            await postgres.disconnect(address)
            await real(work)  # fails: the connection is gone
        return result

    database.write = write  # type: ignore[method-assign]
    return cut


async def test_a_turn_cut_off_after_it_was_stored_is_not_stored_again(
    store: SqlStore, address: str, postgres: PostgresServer
):
    """The server carries the commit out, and the connection breaks before it can say so."""
    person = await settle(store, "1", "one")
    other = await settle(store, "2", "one")
    cut = cut_off_once(store, address, postgres)
    unit = turn(person, "two")
    await asyncio.gather(store.commit(unit), store.commit(turn(other, "two")))
    assert cut == ["cut"]
    assert await store.load(TELEGRAM, "1") == after(person, unit)
    assert len(await queue_of(store)) == 4


async def test_blocked_messages_brought_back_by_a_cut_off_request_are_still_returned(
    store: SqlStore, address: str, postgres: PostgresServer
):
    """Otherwise they would wait in the outbox unsent until somebody looks there again."""
    person = await settle(store, "1", "a", "b")
    for sequence in (1, 2):
        await store.commit(moved(person, sequence, DeliveryState.BLOCKED, reason="blocked"))
    cut = cut_off_once(store, address, postgres)
    back = await store.requeue_blocked(person.id)
    assert cut == ["cut"]
    assert [queued.outgoing.message.text for queued in back] == ["a", "b"]


async def test_while_the_server_is_away_callers_hear_of_it_and_afterwards_all_goes_on(
    opened: Open, address: str, postgres: PostgresServer
):
    store = await opened(patience=0.3)
    person = await settle(store, "1", "one")
    name = address.split("/")[3].split("?", maxsplit=1)[0]
    await postgres.execute_now(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await postgres.disconnect(address)
    unit = turn(person, "two")
    with pytest.raises(StoreError, match="PostgreSQL"):
        await store.commit(unit)
    with pytest.raises(StoreError):
        await store.load(TELEGRAM, "1")
    with pytest.raises(StoreError):
        await store.ping()
    await postgres.execute_now(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    await store.commit(unit)
    await store.ping()
    assert await store.load(TELEGRAM, "1") == after(person, unit)
