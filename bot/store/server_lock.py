"""The lock of a name in a PostgreSQL database: an advisory lock on a connection of its own."""

import hashlib
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.service.ports import StoreError
from bot.store.postgres import postgres_engine


class ServerLock:
    """Implements `InstanceLock`; the server frees the lock when the connection ends."""

    def __init__(self, url: sa.URL, name: str) -> None:
        self._engine = postgres_engine(url)
        digest = hashlib.sha256(f"merit {name}".encode()).digest()
        self._key = int.from_bytes(digest[:8], signed=True)
        self._connection: AsyncConnection | None = None
        self._locked = False

    async def held(self) -> bool:
        """Whether this process holds the lock, taken again if the connection was lost and nobody else has it."""
        try:
            connection = await self._connected()
            if not self._locked:
                self._locked = await self._ask(connection, "SELECT pg_try_advisory_lock($1)")
            else:
                await connection.exec_driver_sql("SELECT 1")
        except Exception as error:
            await self._drop()
            raise StoreError(
                f"PostgreSQL does not answer ({type(error).__name__}). Check MERIT_DATABASE and the server."
            ) from error
        return self._locked

    async def _connected(self) -> AsyncConnection:
        if self._connection is None:
            connection = await self._engine.connect()
            self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        return self._connection

    async def _ask(self, connection: AsyncConnection, query: str) -> bool:
        return bool((await connection.exec_driver_sql(query, (self._key,))).scalar())

    async def holder(self) -> str:
        """Return who holds it, in words for a message."""
        connection = await self._connected()
        # A bigint key is shown by the server in two halves.
        query = (
            "SELECT a.pid, host(a.client_addr) FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid"
            " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
            " AND (l.classid::bigint << 32 | l.objid::bigint) = $1"
        )
        found: Any = (await connection.exec_driver_sql(query, (self._key,))).first()
        if found is None:
            return ""
        process, machine = found
        return f" (server process {process}, from {machine or 'this machine'})"

    async def release(self) -> None:
        """Close the connection, and the lock with it."""
        await self._drop()
        await self._engine.dispose()

    async def _drop(self) -> None:
        connection, self._connection, self._locked = self._connection, None, False
        if connection is not None:
            with suppress(Exception):
                await connection.close()
