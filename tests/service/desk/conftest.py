"""The desk's accounts on a SQLite file of their own."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store
from tests.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """Every use case around accounts, and nobody who works there."""
    sealer = KeySealer(new_keys(date(2026, 11, 27)))
    store = await open_store(str(tmp_path / "merit.sqlite3"), sealer)
    yield Office(store=store)
    await store.close()
