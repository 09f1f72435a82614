"""Changing the operator's key: every person's data key is sealed anew with the active one, nothing else changes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from bot.core.message import PersonId
from bot.store.advisors import ADVISOR_PLACE
from bot.store.changes import BODY_PLACE
from bot.store.desk_schema import ADVISOR
from bot.store.keyed import KeyedSealer
from bot.store.opening import key_ids_in_use
from bot.store.schema import PERSON, QUARANTINE, QUESTION
from bot.store.search import QUESTION_PLACE
from bot.store.sql_store import SqlStore

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many rows are sealed with the active key now, of how many that were not when the rotation began."""

    done: int
    total: int


async def rewrap(store: SqlStore) -> AsyncIterator[Progress]:
    """Seal everything the operator's keys seal with the active one, some rows at a time; yields after each step.

    It may be interrupted and begun again at any time. Merit may run meanwhile with the same key file: rows are sealed
    with the active key or an old one, and both open. In the end the old forms are gone from SQLite's files.
    """
    sealer = store.sealer
    done, total = 0, await store.writer.run(partial(_left, sealer=sealer))
    yield Progress(done=done, total=total)
    for step in _STEPS:
        while changed := await store.writer.run(partial(step, sealer=sealer)):
            done += changed
            yield Progress(done=done, total=max(done, total))
    await store.database.scrub()


async def keys_in_use(store: SqlStore) -> set[str]:
    """Return the ids of the operator's keys that are still needed; the others may be retired."""
    return await store.writer.run(key_ids_in_use)


def _left(connection: sa.Connection, sealer: KeyedSealer) -> int:
    return sum(
        connection.execute(
            sa.select(sa.func.count()).where(table.c.key_id.in_(_old(sealer)))
        ).scalar_one()
        for table in (PERSON, QUARANTINE, QUESTION, ADVISOR)
    )


def _old(sealer: KeyedSealer) -> list[str]:
    return sorted(sealer.key_ids - {sealer.active_key_id})


def _rewrap_people(connection: sa.Connection, sealer: KeyedSealer) -> int:
    query = sa.select(PERSON.c.person_id, PERSON.c.wrapped_key)
    rows = connection.execute(query.where(PERSON.c.key_id.in_(_old(sealer))).limit(BATCH))
    wrapped = [
        {
            "who": row.person_id,
            "wrapped": sealer.wrap(
                sealer.unwrap(row.wrapped_key, PersonId(row.person_id)), PersonId(row.person_id)
            ),
        }
        for row in rows
    ]
    if wrapped:
        change = (
            sa.update(PERSON)
            .where(PERSON.c.person_id == sa.bindparam("who"))
            .values(wrapped_key=sa.bindparam("wrapped"), key_id=sealer.active_key_id)
        )
        connection.execute(change, wrapped)
    return len(wrapped)


def _reseal(connection: sa.Connection, sealer: KeyedSealer, *, table: sa.Table, place: str) -> int:
    """Seal the bodies of some rows anew, in a table whose bodies are sealed for the operator as `place`."""
    keys = list(table.primary_key)
    query = sa.select(*keys, table.c.body).where(table.c.key_id.in_(_old(sealer))).limit(BATCH)
    query = query.with_for_update()  # an account may be changed meanwhile by another program
    sealed = [
        {
            **{f"old_{key.name}": row[key] for key in keys},
            "sealed": sealer.seal_for_operator(
                place, sealer.unseal_for_operator(place, row[table.c.body])
            ),
        }
        for row in connection.execute(query).mappings()
    ]
    if sealed:
        change = (
            sa.update(table)
            .where(*(key == sa.bindparam(f"old_{key.name}") for key in keys))
            .values(body=sa.bindparam("sealed"), key_id=sealer.active_key_id)
        )
        connection.execute(change, sealed)
    return len(sealed)


_STEPS = (
    _rewrap_people,
    partial(_reseal, table=QUARANTINE, place=BODY_PLACE),
    partial(_reseal, table=QUESTION, place=QUESTION_PLACE),
    partial(_reseal, table=ADVISOR, place=ADVISOR_PLACE),
)
