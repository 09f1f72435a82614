"""Opening the database: its tables brought up to date, the key file checked against what is in it."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.core.message import ChannelName, PersonId
from bot.service.ports import SealError, StoreError
from bot.store.address import parse_address, shown
from bot.store.changes import ADDRESS_PLACE
from bot.store.database import Database
from bot.store.desk_schema import ADVISOR
from bot.store.keyed import KeyedSealer
from bot.store.reader import Reader
from bot.store.schema import CONTACT, HEAD, PERSON, QUARANTINE, QUESTION
from bot.store.sql_store import SqlStore
from bot.store.writer import Writer

VERSION_TABLE = "alembic_version"


async def open_store(address: str, sealer: KeyedSealer, *, patience: float = 5.0) -> SqlStore:
    """Return the store at a path or database URL, made if there is none.

    Raises StoreError if it cannot be reached or was written by a newer Merit, and SealError if the key file is not
    the one its rows were sealed with. `patience` is how many seconds a lost server is looked for again.
    """
    place = parse_address(address)
    database = _database(place)
    try:
        if await database.read(schema_revision) != HEAD:
            await database.write(_migrated)
        await database.read(partial(check_keys, sealer=sealer))
        store = SqlStore(
            database=database,
            sealer=sealer,
            writer=Writer(database=database, patience=patience),
            reader=Reader(database=database, sealer=sealer, patience=patience),
        )
        await store.tidy()
    except BaseException as error:
        with suppress(Exception):
            await database.close()
        if isinstance(error, sa.exc.SQLAlchemyError):
            raise StoreError(
                f"The database at {shown(place)} cannot be used: {_cause(error)}"
            ) from error
        raise
    store.tidy_daily()
    return store


def _cause(error: sa.exc.SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or type(error).__name__)


def _database(place: Path | sa.URL) -> Database:
    if isinstance(place, Path):
        from bot.store.sqlite import open_sqlite  # noqa: PLC0415 - only one of the two is loaded

        return open_sqlite(place)
    from bot.store.postgres import PostgresDatabase  # noqa: PLC0415 - only one of the two is loaded

    return PostgresDatabase(place)


def schema_revision(connection: sa.Connection) -> str | None:
    """Return the migration the database is at, or None for an empty one."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608


def _migrated(connection: sa.Connection) -> None:
    from bot.store.migrations.upgrade import upgrade  # noqa: PLC0415 - Alembic takes a third of a second

    upgrade(connection)


def check_keys(connection: sa.Connection, sealer: KeyedSealer) -> None:
    """Raise SealError unless every operator's key in use, and the index key, is in the key file."""
    missing = key_ids_in_use(connection) - sealer.key_ids
    if missing:
        raise SealError(
            f"This database was sealed with keys that are not in the key file: {', '.join(sorted(missing))}. "
            "Put them back from your copy of the key file, or correct MERIT_KEY_FILE. Nothing was changed."
        )
    _check_index(connection, sealer)


def key_ids_in_use(connection: sa.Connection) -> set[str]:
    """Return the ids of the operator's keys that rows are sealed with, without reading every row."""
    found: set[str] = set()
    last: str | None = ""
    while last is not None:
        query = sa.select(sa.func.min(PERSON.c.key_id)).where(PERSON.c.key_id > last)
        last = connection.execute(query).scalar()
        found |= {last} if last is not None else set()
    for table in (QUARANTINE, QUESTION, ADVISOR):
        found.update(connection.execute(sa.select(table.c.key_id).distinct()).scalars())
    return found


def _check_index(connection: sa.Connection, sealer: KeyedSealer) -> None:
    """With another index key nobody would be found again, and everybody would start anew."""
    query = sa.select(CONTACT, PERSON.c.wrapped_key).join(
        PERSON, PERSON.c.person_id == CONTACT.c.person_id
    )
    row: Any = connection.execute(query.limit(1)).first()
    if row is None:
        return
    key = sealer.unwrap(row.wrapped_key, PersonId(row.person_id))
    address = sealer.unseal(key, ADDRESS_PLACE, PersonId(row.person_id), row.address).decode()
    if sealer.index(ChannelName(row.channel), address) != row.address_index:
        raise SealError(
            "The index key in the key file is not the one this database was written with, so nobody would be "
            "found in it. Put the right one back from your copy of the key file. Nothing was changed."
        )
