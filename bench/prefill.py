"""Fills a database with people Merit knows already, through its own tables and sealing.

    python -m bench.prefill --database data/merit.sqlite3 --keys data/merit.key --persons 100000

The key file is made if there is none. Person number n has the Telegram address `str(n)`.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.core.answer import Answers
from bot.core.message import ChannelName
from bot.core.session import Consent, Session, session_to_json
from bot.crypto.files import create_keys, read_keys
from bot.crypto.sealer import KeySealer
from bot.service.ports import TurnUnit
from bot.store.apply import apply
from bot.store.changes import Change, change_of
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore

AT_ONCE = 5000
FIRST = 1_000_000_000
SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def talked(person: int) -> Mapping[str, Any]:
    """Return the session of somebody who finished a conversation of fifteen messages."""
    consent = Consent(given=True, text="start/consent", language="ar", at=SINCE.isoformat())
    answers: Answers = {
        "language": "ar",
        "country": "nl",
        "profession": "nurse",
        "papers": ("diploma",),
    }
    seen = tuple(str(700_000_000 + person % 1_000_000 + n) for n in range(15))
    return session_to_json(
        Session(language="ar", consent=consent, answers=answers, asked=9, seen=seen)
    )


async def prefill(
    database: str,
    key_file: Path,
    persons: Sequence[int],
    session: Mapping[str, Any] | None = None,
) -> None:
    """Store every one of `persons`, each with `session` or one of a usual size; the key file is made if missing."""
    if not key_file.exists():  # noqa: ASYNC240 - nothing else runs here
        create_keys(key_file, SINCE.date())
    store = await open_store(database, KeySealer(read_keys(key_file)))
    try:
        for start in range(0, len(persons), AT_ONCE):
            changes = list(_changes(store, persons[start : start + AT_ONCE], session))
            await store.database.write(partial(apply, run=store.database.run, changes=changes))
        await store.database.write(_measured)
    finally:
        await store.close()


def _changes(
    store: SqlStore, numbers: Sequence[int], session: Mapping[str, Any] | None
) -> Iterator[Change]:
    for number in numbers:
        person = store.fresh(ChannelName.TELEGRAM, str(number))
        unit = TurnUnit(person=person, session=session or talked(number), sequence=20, at=SINCE)
        yield change_of(unit, store.sealer, store.now)


def _measured(connection: sa.Connection) -> None:
    """Tell PostgreSQL how large its tables have become, as it would find out by itself some minutes later."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


def main() -> None:
    """Fill a database from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", required=True)
    parser.add_argument("--keys", required=True, type=Path)
    parser.add_argument("--persons", required=True, type=int)
    asked = parser.parse_args()
    began = time.perf_counter()
    persons = range(FIRST, FIRST + asked.persons)
    asyncio.run(prefill(asked.database, asked.keys, persons))
    print(f"{asked.persons} persons in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
