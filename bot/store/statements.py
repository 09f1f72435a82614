"""The statements every message goes through, made from the tables once, in each database's fastest form.

SQLite runs a statement once per row in one call; PostgreSQL gets all rows at once as arrays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import sqlalchemy as sa

from bot.store.registry import REGISTRY
from bot.store.schema import (
    CONTACT,
    FILE,
    OUTBOX,
    PERSON,
    QUARANTINE,
    SESSION,
    TICKET,
    TRANSCRIPT,
)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statement:
    """One statement in two dialects. `exact`: each row given must change exactly one row, or the unit does not fit."""

    sqlite: str
    postgres: str
    exact: bool = False


class Step(IntEnum):
    """What is done to the tables for a batch of units, in this order."""

    SENT = 0
    DELIVERY = 1
    REACHED = 2
    FORGET = 3
    ERASE = 4
    PERSON = 5
    CONTACT = 6
    NEW_SESSION = 7
    SESSION = 8
    RETURNED = 9
    REACHABLE = 10
    WITHDRAWN = 11
    OUTBOX = 12
    TRANSCRIPT = 13
    TICKET = 14
    QUARANTINE = 15
    FILE = 16
    DROPPED = 17


_ARRAYS: Mapping[type[sa.types.TypeEngine[Any]], str] = {
    sa.String: "text[]",
    sa.Text: "text[]",
    sa.LargeBinary: "bytea[]",
    sa.BigInteger: "bigint[]",
    sa.Integer: "integer[]",
    sa.Boolean: "boolean[]",
}


def _arrays(table: sa.Table, names: Iterable[str]) -> str:
    kinds = [_ARRAYS[type(table.c[name].type)] for name in names]
    return ", ".join(f"${number}::{kind}" for number, kind in enumerate(kinds, start=1))


def _matches(table: sa.Table, keys: Iterable[str], right: str) -> str:
    return " AND ".join(f"{table.name}.{key} = {right.format(key)}" for key in keys)


def insert(table: sa.Table, *, exact: bool = True) -> Statement:
    """Return the statement that adds rows with all columns; rows whose key is taken are left out."""
    names = list(table.c.keys())
    into = f"INSERT INTO {table.name} ({', '.join(names)})"
    return Statement(
        sqlite=f"{into} VALUES ({', '.join('?' * len(names))}) ON CONFLICT DO NOTHING",
        postgres=f"{into} SELECT * FROM unnest({_arrays(table, names)}) ON CONFLICT DO NOTHING",
        exact=exact,
    )


def update(
    table: sa.Table,
    changed: Sequence[str],
    keys: Sequence[str],
    *,
    also: str = "",
    exact: bool = False,
) -> Statement:
    """Return the statement that sets `changed` where `keys` match; a row has the changed values, then the keys."""
    names = [*changed, *keys]
    one = ", ".join(filter(None, [also, *(f"{name} = ?" for name in changed)]))
    many = ", ".join(filter(None, [also, *(f"{name} = given.{name}" for name in changed)]))
    return Statement(
        sqlite=f"UPDATE {table.name} SET {one} WHERE {_matches(table, keys, '?')}",
        postgres=(
            f"UPDATE {table.name} SET {many} "
            f"FROM unnest({_arrays(table, names)}) AS given({', '.join(names)}) "
            f"WHERE {_matches(table, keys, 'given.{}')}"
        ),
        exact=exact,
    )


def delete(table: sa.Table, keys: Sequence[str], *, only: str = "") -> Statement:
    """Return the statement that deletes the rows whose `keys` match, if the condition `only` holds too."""
    condition = f" AND {only}" if only else ""
    return Statement(
        sqlite=f"DELETE FROM {table.name} WHERE {_matches(table, keys, '?')}{condition}",
        postgres=(
            f"DELETE FROM {table.name} "
            f"USING unnest({_arrays(table, keys)}) AS given({', '.join(keys)}) "
            f"WHERE {_matches(table, keys, 'given.{}')}{condition}"
        ),
    )


_LEFT_FOR_GOOD = (
    "EXISTS (SELECT 1 FROM person AS p WHERE p.person_id = {table}.person_id AND p.closing)"
    " AND NOT EXISTS (SELECT 1 FROM outbox AS o"
    " WHERE o.person_id = {table}.person_id AND o.state = 'queued')"
)

# The number counts a person's tickets; a row has the place of the ticket within its turn instead.
_TICKET_INTO = "INSERT INTO ticket (person_id, number, topic, closed, note, at)"
_NEXT_TICKET = "COALESCE((SELECT MAX(t.number) FROM ticket AS t WHERE t.person_id = {}), 0)"
_TICKET_ARRAYS = _arrays(TICKET, TICKET.c.keys())
_ADD_TICKET = Statement(
    sqlite=f"{_TICKET_INTO} SELECT ?1, {_NEXT_TICKET.format('?1')} + 1, ?3, ?4, ?5, ?6",
    postgres=(
        f"{_TICKET_INTO} SELECT given.person_id, {_NEXT_TICKET.format('given.person_id')} + given.nth,"
        " given.topic, given.closed, given.note, given.at"
        f" FROM unnest({_TICKET_ARRAYS}) AS given(person_id, nth, topic, closed, note, at)"
    ),
)

STATEMENTS: Mapping[Step, tuple[Statement, ...]] = {
    Step.SENT: (delete(OUTBOX, ("person_id", "sequence")),),
    Step.DELIVERY: (update(OUTBOX, ("state", "attempts", "reason"), ("person_id", "sequence")),),
    Step.REACHED: (update(CONTACT, ("reachable",), ("person_id",)),),
    Step.FORGET: tuple(
        delete(kept.table, ("person_id",), only=_LEFT_FOR_GOOD.format(table=kept.table.name))
        for kept in REGISTRY
    ),
    Step.ERASE: tuple(delete(kept.table, ("person_id",)) for kept in REGISTRY),
    Step.PERSON: (insert(PERSON),),
    Step.CONTACT: (insert(CONTACT),),
    Step.NEW_SESSION: (insert(SESSION),),
    Step.SESSION: (
        update(
            SESSION,
            ("sequence", "session", "updated_at", "remind_at"),
            ("person_id", "version"),
            also="version = session.version + 1",
            exact=True,
        ),
    ),
    Step.RETURNED: (update(PERSON, ("closing",), ("person_id",)),),
    Step.REACHABLE: (update(CONTACT, ("reachable",), ("person_id", "channel")),),
    Step.WITHDRAWN: (delete(TRANSCRIPT, ("person_id",)),),
    Step.OUTBOX: (insert(OUTBOX),),
    Step.TRANSCRIPT: (insert(TRANSCRIPT),),
    Step.TICKET: (_ADD_TICKET,),
    Step.QUARANTINE: (insert(QUARANTINE, exact=False),),
    Step.FILE: (insert(FILE),),
    Step.DROPPED: (delete(FILE, ("person_id", "file_id")),),
}
"""The rows of a step are the columns its statements name, in that order."""

_FIND = (
    "SELECT c.address_index, c.channel, c.reachable, p.person_id, p.wrapped_key, p.closing,"
    " s.version, s.sequence, s.session"
    " FROM contact AS c"
    " JOIN person AS p ON p.person_id = c.person_id"
    " JOIN session AS s ON s.person_id = c.person_id"
    " WHERE c.address_index "
)
FIND = Statement(sqlite=_FIND + "IN ({})", postgres=_FIND + "= ANY($1::bytea[])")
"""Everything needed to take up a conversation, by address index."""
