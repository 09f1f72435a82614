"""A SQLite file under a store: how it is opened, and what happens when it cannot be written."""

import asyncio
import sqlite3
import stat
import threading
from datetime import date
from pathlib import Path

import pytest

from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.service.ports import EraseUnit, StoreError
from bot.store import sql_store, sqlite
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from tests.contract.units import TELEGRAM, after, queue_of, settle, turn


async def test_the_file_is_as_safe_as_sqlite_can_make_it(store: SqlStore):
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "trusted_schema": 0,
        "temp_store": 2, "busy_timeout": 5000,
    }  # fmt: skip
    for run in (store.database.write, store.database.read):
        found = await run(
            lambda connection: {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted
            }
        )
        assert found == wanted


async def test_the_reading_connection_cannot_write(store: SqlStore):
    with pytest.raises(Exception, match="readonly"):
        await store.database.read(
            lambda connection: connection.exec_driver_sql("DELETE FROM person")
        )


async def test_the_files_are_readable_by_their_owner_only(store: SqlStore, database: Path):
    await settle(store, "1")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()}
    assert modes == dict.fromkeys([f"{database.name}{end}" for end in ("", "-wal", "-shm")], 0o600)


async def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(store: SqlStore):
    """`max_page_count` gives the very error of a full disk."""
    person = await settle(store, "1", "one")

    async def limit(pages: int) -> None:
        await store.writer.run(
            lambda connection: connection.exec_driver_sql(
                f"PRAGMA max_page_count = {pages}"
            ).scalar()
        )

    await limit(1)
    answers = {"answers": "x" * 100_000}
    units = [turn(store.fresh(TELEGRAM, str(n)), session=answers) for n in range(2, 12)]
    outcomes = await asyncio.gather(*map(store.commit, units), return_exceptions=True)
    assert all(isinstance(outcome, StoreError) for outcome in outcomes)
    assert await store.load(TELEGRAM, "1") == person
    assert await store.load(TELEGRAM, "2") is None

    await limit(1_000_000)
    await asyncio.gather(*map(store.commit, units))
    unit = turn(person, "two")
    await store.commit(unit)
    assert await store.load(TELEGRAM, "1") == after(person, unit)
    assert await store.load(TELEGRAM, "2") is not None


async def test_a_file_locked_by_another_program_is_an_error_that_passes(
    database: Path, sealer: KeySealer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "PRAGMAS", ("busy_timeout=20", *sqlite.PRAGMAS[1:]))
    store = await open_store(str(database), sealer)
    try:
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        unit = turn(store.fresh(TELEGRAM, "1"), "one")
        with pytest.raises(StoreError, match="OperationalError"):
            await store.commit(unit)
        other.close()
        await store.commit(unit)
        assert len(await queue_of(store)) == 1
    finally:
        await store.close()


def size_of_log(database: Path) -> int:
    return Path(f"{database}-wal").stat().st_size


async def test_a_program_that_reads_only_delays_the_tidying(
    database: Path, sealer: KeySealer, monkeypatch: pytest.MonkeyPatch
):
    """A backup in progress must not make a deletion fail; the log is emptied after it, with the next batch."""
    monkeypatch.setattr(sqlite, "PRAGMAS", ("busy_timeout=20", *sqlite.PRAGMAS[1:]))
    store = await open_store(str(database), sealer)
    try:
        person = await settle(store, "1", "one")
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT * FROM person").fetchall()
        await store.commit(EraseUnit(person=person))
        assert await store.load(TELEGRAM, "1") is None
        assert size_of_log(database) > 0
        other.close()
        await settle(store, "2")
        assert size_of_log(database) == 0
    finally:
        await store.close()


async def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path, sealer: KeySealer):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Merit, " * 1000)
    with pytest.raises(StoreError, match=r"letter\.txt cannot be used: file is not a database"):
        await open_store(str(path), sealer)
    assert path.read_text().startswith("Dear Merit")


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, sealer: KeySealer):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        await open_store(str(tmp_path / "file" / "merit.sqlite3"), sealer)


async def test_an_old_sqlite_is_refused(
    tmp_path: Path, sealer: KeySealer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "OLDEST", (99, 0))
    with pytest.raises(StoreError, match="needs 3.35 or newer"):
        await open_store(str(tmp_path / "x.db"), sealer)


async def test_a_failed_start_leaves_no_thread_behind(tmp_path: Path, sealer: KeySealer):
    store = await open_store(str(tmp_path / "x.db"), sealer)
    await settle(store, "1")
    await store.close()
    with pytest.raises(Exception, match="not in the key file"):
        await open_store(str(tmp_path / "x.db"), KeySealer(new_keys(date(2026, 1, 1))))
    for thread in threading.enumerate():
        if thread.name.startswith("merit-store"):
            thread.join(timeout=5)
            assert not thread.is_alive()


async def test_daily_tidying_goes_on_after_a_failure(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
):
    """A day is nothing here; the first two tries fail."""
    tries: list[int] = []
    done = asyncio.Event()

    async def tidy(_store: SqlStore) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise StoreError
        done.set()

    monkeypatch.setattr(sql_store, "TIDY_SECONDS", 0)
    monkeypatch.setattr(SqlStore, "tidy", tidy)
    store.tidy_daily()
    async with asyncio.timeout(5):
        await done.wait()
