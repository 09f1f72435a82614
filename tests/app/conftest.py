"""A database in a file, and a content folder an editor changes."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.content.pack import Files
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store
from bot.store.releases import SqlReleases
from bot.store.sql_store import SqlStore


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An open store with nothing in it."""
    opened = await open_store(
        str(tmp_path / "merit.sqlite3"), KeySealer(new_keys(date(2026, 11, 23)))
    )
    yield opened
    await opened.close()


@pytest.fixture
def releases(store: SqlStore) -> SqlReleases:
    return SqlReleases(store=store)


def lay(folder: Path, content: Files) -> None:
    """Write the files of a content folder."""
    for path, data in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
