"""SQLite: one file, two connections, each in a thread of its own.

The threads are ours, not aiosqlite's, so that a whole transaction is one trip to the thread instead of one per
statement: half the cost of a small batch, a fifth less of a large one (docs/decisions/0002-store.md).
"""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.service.ports import StoreError
from bot.store.database import Work
from bot.store.statements import FIND, Row, Statement

T = TypeVar("T")

OLDEST = (3, 35)
BUSY_MILLISECONDS = 5000
PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "cache_size=-32768",
)
_READING = ("query_only=ON", "cache_size=-4096")
"""Each commit of the other connection empties this one's cache, so a large one would only take memory."""


class _Thread:
    """A connection and the only thread that uses it."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"merit-store-{name}")
        self._connection: sa.Connection | None = None

    async def run(self, work: Work[T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, self._work, work)

    def _work(self, work: Work[T]) -> T:
        if self._connection is None:
            self._connection = self._engine.connect()
        return work(self._connection)

    async def close(self) -> None:
        try:
            if self._connection is not None:
                await self.run(lambda connection: connection.close())
        finally:
            self._connection = None
            self._executor.shutdown(wait=False)


class SqliteDatabase:
    """Implements `Database` on one file."""

    def __init__(self, path: Path) -> None:
        self._writing = _Thread(_engine(path, ()), "write")
        self._reading = _Thread(_engine(path, _READING), "read")

    async def write(self, work: Work[T]) -> T:
        """Carry out `work` in a transaction and return its result once it is on disk."""
        return await self._writing.run(partial(_transaction, work))

    async def read(self, work: Work[T]) -> T:
        """Carry out `work`, which sees everything that was committed."""
        return await self._reading.run(partial(_snapshot, work))

    def run(self, connection: sa.Connection, statement: Statement, rows: Sequence[Row]) -> int:
        """Carry out a statement once per row in one call."""
        return connection.exec_driver_sql(statement.sqlite, list(rows)).rowcount

    def find(self, connection: sa.Connection, indexes: Sequence[bytes]) -> Sequence[Any]:
        """Return the people at these address indexes."""
        # The number of places is a power of two, so that few different statements need to be prepared.
        places = 1 << (len(indexes) - 1).bit_length()
        padded = (*indexes, *(indexes[-1],) * (places - len(indexes)))
        query = FIND.sqlite.format(", ".join("?" * places))
        return connection.exec_driver_sql(query, padded).fetchall()

    def blames(self, error: Exception) -> bool:
        """Whether one unit may be at fault: not when the disk is full or the file is locked."""
        return not isinstance(error, sa.exc.OperationalError)

    async def scrub(self) -> bool:
        """Empty the write-ahead log; deleted rows themselves are overwritten by `secure_delete`."""
        return await self._writing.run(_empty_log)

    async def close(self) -> None:
        """Close both connections and end their threads."""
        try:
            await self._reading.close()
        finally:
            await self._writing.close()


def _engine(path: Path, more: Sequence[str]) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        poolclass=sa.NullPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "cached_statements": 256},
    )
    sa.event.listen(engine, "connect", partial(_prepare, (*PRAGMAS, *more)))
    return engine


def _prepare(pragmas: Sequence[str], connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, and IMMEDIATE
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _transaction(work: Work[T], connection: sa.Connection) -> T:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        result = work(connection)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return result


def _snapshot(work: Work[T], connection: sa.Connection) -> T:
    try:
        connection.exec_driver_sql("BEGIN")
        return work(connection)
    finally:
        connection.rollback()


def _empty_log(connection: sa.Connection) -> bool:
    try:
        busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    finally:
        connection.rollback()
    return not busy


def open_sqlite(path: Path) -> SqliteDatabase:
    """Return the database in the file, made if there is none, readable by its owner only."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(
            f"Python comes with SQLite {sqlite3.sqlite_version} here; Merit needs 3.35 or newer. "
            "Use a newer Python, or PostgreSQL."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"The database file {path} cannot be opened: {error.strerror}. Check MERIT_DATABASE or "
            "MERIT_DATA, and who may write there."
        ) from None
    return SqliteDatabase(path)
