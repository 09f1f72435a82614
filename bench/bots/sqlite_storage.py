"""Where the aiogram peer keeps its state: one SQLite table, one commit for each write."""

import json
from collections.abc import Mapping
from typing import Any

import aiosqlite
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS fsm (key TEXT PRIMARY KEY, state TEXT, data TEXT) WITHOUT ROWID"
)
SET_STATE = "INSERT INTO fsm (key, state) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state"
SET_DATA = (
    "INSERT INTO fsm (key, data) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data"
)


class SQLiteStorage(BaseStorage):
    """aiogram's states in SQLite; what was set is on disk when the call returns."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Use an open connection."""
        self._db = connection
        self._keys = DefaultKeyBuilder()

    @classmethod
    async def open(cls, path: str) -> "SQLiteStorage":
        """Return a storage on the file at a path; the file is made if there is none."""
        connection = await aiosqlite.connect(path)
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=FULL")
        await connection.execute(SCHEMA)
        await connection.commit()
        return cls(connection)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Write the state and commit."""
        value = state.state if isinstance(state, State) else state
        await self._db.execute(SET_STATE, (self._keys.build(key), value))
        await self._db.commit()

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the stored state."""
        value: str | None = await self._column("state", key)
        return value

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Write the data and commit."""
        await self._db.execute(SET_DATA, (self._keys.build(key), json.dumps(data)))
        await self._db.commit()

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return the stored data, empty if there is none."""
        found: dict[str, Any] = json.loads(await self._column("data", key) or "{}")
        return found

    async def close(self) -> None:
        """Close the connection."""
        await self._db.close()

    async def _column(self, column: str, key: StorageKey) -> Any:
        statement = f"SELECT {column} FROM fsm WHERE key = ?"
        async with self._db.execute(statement, (self._keys.build(key),)) as cursor:
            row = await cursor.fetchone()
        return None if row is None else row[0]
