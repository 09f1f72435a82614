"""Each case runs on a SQLite file and on a PostgreSQL database of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from tests.databases import TEMPLATE, PostgresServer, postgres_server, with_our_tables

Open = Callable[..., Awaitable[SqlStore]]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this session, with our tables in its template database."""
    with postgres_server() as server:
        yield with_our_tables(server)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield str(tmp_path / "merit.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(TEMPLATE) as url:
        yield url


@pytest.fixture
def sealer() -> KeySealer:
    """Fresh keys."""
    return KeySealer(new_keys(date(2026, 11, 23)))


@pytest.fixture
async def opened(address: str, sealer: KeySealer) -> AsyncIterator[Open]:
    """Opens the store; what a test leaves open is closed afterwards."""
    stores: list[SqlStore] = []

    async def open_it(with_sealer: KeySealer = sealer, *, patience: float = 5.0) -> SqlStore:
        store = await open_store(address, with_sealer, patience=patience)
        stores.append(store)
        return store

    yield open_it
    for store in stores:
        await store.close()


@pytest.fixture
async def store(opened: Open) -> SqlStore:
    """An open store with nothing in it."""
    return await opened()
