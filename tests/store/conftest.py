"""A store on a SQLite file of its own."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The file of the database."""
    return tmp_path / "merit.sqlite3"


@pytest.fixture
def sealer() -> KeySealer:
    """Fresh keys."""
    return KeySealer(new_keys(date(2026, 11, 23)))


@pytest.fixture
async def store(database: Path, sealer: KeySealer) -> AsyncIterator[SqlStore]:
    """An open store with nothing in it."""
    store = await open_store(str(database), sealer)
    yield store
    await store.close()
