"""PostgreSQL through asyncpg: one connection that writes, one that reads, both opened again when they break."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.database import ConnectionLost, Work
from bot.store.statements import FIND, Row, Statement

T = TypeVar("T")

CONNECT_SECONDS = 10
STATEMENT_SECONDS = 30
"""A statement of ours takes milliseconds; one that takes longer than this waits for a server that is gone."""
CLOSE_SECONDS = 2


class _Line:
    """A connection, used by one task at a time and opened when it is needed."""

    def __init__(self, engine: AsyncEngine, *, autocommit: bool) -> None:
        self._engine = engine
        self._server = f"PostgreSQL at {engine.url.host or 'the local socket'}"
        self._autocommit = autocommit
        self._turn = asyncio.Lock()
        self._connection: AsyncConnection | None = None

    async def run(self, work: Work[T]) -> T:
        """Carry out `work` and commit."""
        async with self._turn:
            connection = await self._connected()
            try:
                return await connection.run_sync(_committed, work)
            except BaseException as error:
                if await self._broken(connection):
                    raise ConnectionLost(f"The connection to {self._server} broke.") from error
                raise

    async def _connected(self) -> AsyncConnection:
        if self._connection is None:
            try:
                connection = await self._engine.connect()
                if self._autocommit:
                    connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
            except Exception as error:
                raise ConnectionLost(
                    f"{self._server} cannot be reached: {type(error).__name__}."
                ) from error
            self._connection = connection
        return self._connection

    async def _broken(self, connection: AsyncConnection) -> bool:
        """Undo what failed; True, and the connection given up, if it cannot be used any more."""
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_SECONDS):
                await connection.rollback()
                # One that SQLAlchemy has found dead would be opened anew by the next statement, unnoticed.
                if not connection.invalidated:
                    await connection.exec_driver_sql("SELECT 1")
                    await connection.rollback()
                    return False
        await self.close()
        return True

    async def close(self) -> None:
        """Close the connection, politely if the server still answers."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_SECONDS):
                await connection.close()
                return
        with suppress(Exception):
            await connection.invalidate()


def _committed(connection: sa.Connection, work: Work[T]) -> T:
    result = work(connection)
    connection.commit()
    return result


class PostgresDatabase:
    """Implements `Database` on a server."""

    def __init__(self, url: sa.URL) -> None:
        self._engine = postgres_engine(url)
        self._writing = _Line(self._engine, autocommit=False)
        self._reading = _Line(self._engine, autocommit=True)

    async def write(self, work: Work[T]) -> T:
        """Carry out `work` in a transaction and return its result once it is on disk."""
        return await self._writing.run(work)

    async def read(self, work: Work[T]) -> T:
        """Carry out `work`, which sees everything that was committed."""
        return await self._reading.run(work)

    def run(self, connection: sa.Connection, statement: Statement, rows: Sequence[Row]) -> int:
        """Carry out a statement with all rows as arrays."""
        columns = tuple(map(list, zip(*rows, strict=True)))
        return connection.exec_driver_sql(statement.postgres, columns).rowcount

    def find(self, connection: sa.Connection, indexes: Sequence[bytes]) -> Sequence[Any]:
        """Return the people at these address indexes."""
        return connection.exec_driver_sql(FIND.postgres, (list(indexes),)).fetchall()

    def blames(self, error: Exception) -> bool:
        """Whether one unit may be at fault: the server tells too little to rule it out."""
        return not isinstance(error, ConnectionLost)

    async def scrub(self) -> bool:
        """Nothing is to be done: the server reuses the space of deleted rows at its own time."""
        return True

    async def close(self) -> None:
        """Close both connections."""
        try:
            await self._reading.close()
            await self._writing.close()
        finally:
            await self._engine.dispose()


def postgres_engine(url: sa.URL) -> AsyncEngine:
    """Return an engine that opens a connection each time it is asked for one."""
    return create_async_engine(
        url,
        poolclass=sa.NullPool,
        hide_parameters=True,
        connect_args={
            "timeout": CONNECT_SECONDS,
            "command_timeout": STATEMENT_SECONDS,
            "server_settings": {"application_name": "merit", "jit": "off"},
        },
    )
