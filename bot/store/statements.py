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
    DESK_PLACE,
    FILE,
    OUTBOX,
    PERSON,
    QUARANTINE,
    SESSION,
    TICKET,
    TICKET_MESSAGE,
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
    REF = 1
    DELIVERY = 2
    REACHED = 3
    LEFT = 4
    FORGET = 5
    ERASE = 6
    PERSON = 7
    CONTACT = 8
    NEW_SESSION = 9
    SESSION = 10
    RETURNED = 11
    REACHABLE = 12
    WITHDRAWN = 13
    OUTBOX = 14
    TRANSCRIPT = 15
    TICKET = 16
    SAID = 17
    RESAID = 18
    QUARANTINE = 19
    FILE = 20
    DROPPED = 21
    LEFT_TICKET = 22
    PURGED = 23
    RELINED = 24


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

_TICKET_COLUMNS = ", ".join(TICKET.c.keys())
_NO_TWIN = (
    "NOT EXISTS (SELECT 1 FROM ticket AS t WHERE t.code = {0}.code"
    " AND NOT (t.person_id = {0}.person_id AND t.number = {0}.number))"
    " AND NOT ({0}.open AND EXISTS (SELECT 1 FROM ticket AS t"
    " WHERE t.person_id = {0}.person_id AND t.open AND t.number <> {0}.number))"
)
_AS_IT_IS = ", ".join(
    f"{name} = excluded.{name}" for name in ("open", "ticket", "look_at", "changed_at")
)
# A code that another ticket has, and a second open ticket of one person, do not fit: the turn is made again.
_PUT_TICKET = Statement(
    sqlite=(
        f"INSERT INTO ticket ({_TICKET_COLUMNS}) SELECT * FROM (SELECT "
        + ", ".join(f"?{n} AS {name}" for n, name in enumerate(TICKET.c.keys(), start=1))
        + f") AS given WHERE {_NO_TWIN.format('given')}"
        f" ON CONFLICT (person_id, number) DO UPDATE SET {_AS_IT_IS}"
    ),
    postgres=(
        f"INSERT INTO ticket ({_TICKET_COLUMNS})"
        f" SELECT * FROM unnest({_arrays(TICKET, TICKET.c.keys())}) AS given({_TICKET_COLUMNS})"
        f" WHERE {_NO_TWIN.format('given')}"
        f" ON CONFLICT (person_id, number) DO UPDATE SET {_AS_IT_IS}"
    ),
    exact=True,
)
# A row has the place of the message within its turn; what is stored is its place within the ticket.
_SAID_INTO = f"INSERT INTO ticket_message ({', '.join(TICKET_MESSAGE.c.keys())})"
_LAST_SAID = (
    "COALESCE((SELECT MAX(m.nth) FROM ticket_message AS m"
    " WHERE m.person_id = {0} AND m.number = {1}), 0)"
)
_SAID_COLUMNS = ", ".join(TICKET_MESSAGE.c.keys())
_ADD_SAID = Statement(
    sqlite=f"{_SAID_INTO} SELECT ?1, ?2, {_LAST_SAID.format('?1', '?2')} + 1, ?4, ?5, ?6, ?7",
    postgres=(
        f"{_SAID_INTO} SELECT given.person_id, given.number,"
        f" {_LAST_SAID.format('given.person_id', 'given.number')} + given.nth,"
        " given.message, given.sequence, given.ref, given.at"
        f" FROM unnest({_arrays(TICKET_MESSAGE, TICKET_MESSAGE.c.keys())})"
        f" AS given({_SAID_COLUMNS})"
    ),
)

# What a face of the desk shows of somebody who is deleted has to go there, too; whose it was is forgotten at once.
_LEAVING = (
    "INSERT INTO desk_removal (face, place, at) SELECT p.face, p.place, {at} FROM desk_place AS p"
)
_LEAVE_PLACES = Statement(
    sqlite=f"{_LEAVING.format(at='?2')} WHERE p.person_id = ?1 ON CONFLICT DO NOTHING",
    postgres=(
        f"{_LEAVING.format(at='given.at')} JOIN unnest($1::text[], $2::bigint[]) AS given(person_id, at)"
        " ON p.person_id = given.person_id ON CONFLICT DO NOTHING"
    ),
)

_LEAVE_TICKET = Statement(
    sqlite=f"{_LEAVING.format(at='?3')} WHERE p.person_id = ?1 AND p.number = ?2 ON CONFLICT DO NOTHING",
    postgres=(
        f"{_LEAVING.format(at='given.at')}"
        " JOIN unnest($1::text[], $2::integer[], $3::bigint[]) AS given(person_id, number, at)"
        " ON p.person_id = given.person_id AND p.number = given.number ON CONFLICT DO NOTHING"
    ),
)

STATEMENTS: Mapping[Step, tuple[Statement, ...]] = {
    Step.SENT: (delete(OUTBOX, ("person_id", "sequence")),),
    Step.REF: (update(TICKET_MESSAGE, ("ref",), ("person_id", "sequence")),),
    Step.DELIVERY: (update(OUTBOX, ("state", "attempts", "reason"), ("person_id", "sequence")),),
    Step.REACHED: (update(CONTACT, ("reachable",), ("person_id",)),),
    Step.LEFT: (_LEAVE_PLACES,),
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
    Step.TICKET: (_PUT_TICKET,),
    Step.SAID: (_ADD_SAID,),
    Step.RESAID: (update(TICKET_MESSAGE, ("message",), ("person_id", "number", "nth")),),
    Step.QUARANTINE: (insert(QUARANTINE, exact=False),),
    Step.FILE: (insert(FILE),),
    Step.DROPPED: (delete(FILE, ("person_id", "file_id")),),
    Step.RELINED: (update(TRANSCRIPT, ("message",), ("person_id", "sequence")),),
    Step.LEFT_TICKET: (_LEAVE_TICKET,),
    Step.PURGED: tuple(
        delete(table, ("person_id", "number")) for table in (DESK_PLACE, TICKET_MESSAGE, TICKET)
    ),
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
