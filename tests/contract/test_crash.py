"""What was acknowledged is there, whatever happens to the process or the server."""

import asyncio
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.crypto.files import create_keys
from bot.crypto.sealer import KeySealer
from bot.service.ports import StoreError
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from tests.contract.crash_child import PEOPLE
from tests.contract.units import TELEGRAM, after, queue_of, settle, turn
from tests.databases import PostgresServer

KILLS = 4


def run_until_killed(address: str, key_file: Path, lines: int) -> Counter[str]:
    """Start the writing program, kill -9 it in mid-sentence, and return the last version acknowledged per person."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.contract.crash_child", address, str(key_file)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    acknowledged: Counter[str] = Counter()
    with child.stdout as output:
        for number, line in enumerate(output, start=1):
            if line.endswith("\n"):
                who, version = line.split()
                acknowledged[who] = int(version)
            if number == lines:
                child.kill()
    child.wait(timeout=10)
    return acknowledged


def test_kill_9_in_the_middle_of_commits_loses_nothing_that_was_acknowledged(
    address: str, tmp_path: Path
):
    """Each person's turns are counted and their messages numbered: a half-stored turn would show."""
    key_file = tmp_path / "merit.key"
    sealer = KeySealer(create_keys(key_file, date(2026, 11, 23)))
    chance = random.Random(7)
    acknowledged: Counter[str] = Counter()
    for _ in range(KILLS):
        acknowledged |= run_until_killed(address, key_file, chance.randint(100, 900))
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(check(address, sealer, acknowledged))


async def check(address: str, sealer: KeySealer, acknowledged: Counter[str]) -> None:
    store = await open_store(address, sealer)
    try:
        waiting = await queue_of(store)
        assert len(acknowledged) == PEOPLE
        for who, version in acknowledged.items():
            person = await store.load(TELEGRAM, who)
            assert person is not None
            assert version <= person.version <= version + KILLS
            texts = [q.outgoing.message.text for q in waiting if q.person_id == person.id]
            assert texts == [f"{who} {n}" for n in range(1, person.version + 1)]
    finally:
        await store.close()


@pytest.fixture
def connected(request: pytest.FixtureRequest, address: str) -> PostgresServer:
    if "://" not in address:
        pytest.skip("SQLite has no server to lose")
    server: PostgresServer = request.getfixturevalue("postgres")
    return server


async def test_a_server_that_drops_its_connections_loses_and_doubles_nothing(
    store: SqlStore, address: str, connected: PostgresServer
):
    """Commits cut off half-way are recognised: every turn is stored once, and no caller hears of an error."""
    done = 0

    async def talk(who: str) -> int:
        nonlocal done
        person = await settle(store, who, f"{who} 1")
        for number in range(2, 31):
            unit = turn(person, f"{who} {number}")
            await store.commit(unit)
            person = after(person, unit)
            assert await store.load(TELEGRAM, who) == person
            done += 1
        return person.version

    async def disturb() -> int:
        killed, last = 0, 0
        while killed < 12:
            while done < last + 60 and not talking.done():
                await asyncio.sleep(0.001)
            if talking.done():
                break
            last = done
            killed += await connected.disconnect(address)
        return killed

    talking = asyncio.gather(*(talk(str(number)) for number in range(32)))
    killed, versions = await asyncio.gather(disturb(), talking)
    assert killed >= 8
    assert versions == [30] * 32
    waiting = Counter(queued.outgoing.message.text for queued in await queue_of(store))
    assert waiting == Counter(f"{who} {n}" for who in range(32) for n in range(1, 31))


async def test_a_turn_cut_off_after_it_was_stored_is_not_stored_again(
    store: SqlStore, address: str, connected: PostgresServer
):
    """The server carries the commit out, and the connection breaks before it can say so."""
    person = await settle(store, "1", "one")
    other = await settle(store, "2", "one")
    database = store.writer.database
    real = database.write
    cut = 0

    async def write(work):
        nonlocal cut
        result = await real(work)
        if not cut:
            cut = await connected.disconnect(address)
            await real(work)  # fails: the connection is gone
        return result

    database.write = write  # type: ignore[method-assign]
    unit = turn(person, "two")
    await asyncio.gather(store.commit(unit), store.commit(turn(other, "two")))
    assert cut
    assert await store.load(TELEGRAM, "1") == after(person, unit)
    assert len(await queue_of(store)) == 4


async def test_while_the_server_is_away_callers_hear_of_it_and_afterwards_all_goes_on(
    opened, address: str, connected: PostgresServer
):
    store = await opened(patience=0.3)
    person = await settle(store, "1", "one")
    name = address.split("/")[3].split("?", maxsplit=1)[0]
    await connected.execute_now(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await connected.disconnect(address)
    unit = turn(person, "two")
    with pytest.raises(StoreError, match="PostgreSQL"):
        await store.commit(unit)
    with pytest.raises(StoreError):
        await store.load(TELEGRAM, "1")
    with pytest.raises(StoreError):
        await store.ping()
    await connected.execute_now(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    await store.commit(unit)
    await store.ping()
    assert await store.load(TELEGRAM, "1") == after(person, unit)
