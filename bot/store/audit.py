"""The audit trail in the database: lines are added at its end and never changed; triggers refuse the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot.core.ticket import AdvisorId
from bot.service.desk.audit import FIRST, KEPT, Check, Entry, Line, Verdict, chained
from bot.store.codec import from_microseconds, to_microseconds
from bot.store.desk_schema import AUDIT
from bot.store.sql_store import SqlStore

ONE_AT_A_TIME = 7_270_118_331_540_021
"""The PostgreSQL lock that gives two writers different numbers and chains; SQLite's own write lock does."""

PAGE = 1000

NOT_AN_ENTRY = "not_an_entry"
"""Stands for a line that Merit did not write."""

MARGIN = timedelta(days=1)
"""The triggers go by the database's clock, which may be behind ours."""


def alone(connection: sa.Connection) -> None:
    """Let no other program change the register or the trail until this transaction is over."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))


def append(connection: sa.Connection, entry: Entry) -> int:
    """Put an entry at the end of the trail, in the transaction of the connection; return its number."""
    alone(connection)
    query = sa.select(AUDIT.c.number, AUDIT.c.chain).order_by(AUDIT.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    number, before = (1, FIRST) if last is None else (last.number + 1, last.chain)
    row = {
        "number": number,
        "at": to_microseconds(entry.at),
        "who": entry.who,
        "deed": str(entry.deed),
        "code": entry.code,
        "about": entry.about,
        "chain": chained(before, number, entry),
    }
    connection.execute(sa.insert(AUDIT).values(row))
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEnd:
    """Implements `AuditRows` within a transaction."""

    connection: sa.Connection

    def add(self, entry: Entry) -> None:
        """Put an entry at the end."""
        append(self.connection, entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlAudit:
    """Implements `Audit` on the table `audit`; raises StoreError."""

    store: SqlStore

    async def note(self, entry: Entry) -> None:
        """Put an entry at the end of the trail."""
        await self.store.writer.run(partial(append, entry=entry))

    async def lines(self, *, before: int | None = None, most: int = 100) -> Sequence[Line]:
        """Return lines, the newest first, those with a number below `before`."""
        query = sa.select(AUDIT).order_by(AUDIT.c.number.desc()).limit(most)
        if before is not None:
            query = query.where(AUDIT.c.number < before)
        return await self.store.read(
            lambda connection: [_line(row) for row in connection.execute(query)]
        )

    async def verify(self) -> Verdict:
        """Check every line that is kept, some at a time."""
        check, after = Check(self.store.now()), 0
        while lines := await self.store.read(partial(_page, after=after)):
            check.follow(lines)
            after = lines[-1].number
        return check.verdict

    async def forget(self, now: datetime) -> int:
        """Delete what is older than `KEPT`, but for the last of it, which the rest is chained to."""
        return await self.store.writer.run(partial(_forget, now=now))


def _page(connection: sa.Connection, after: int) -> list[Line]:
    query = sa.select(AUDIT).where(AUDIT.c.number > after).order_by(AUDIT.c.number).limit(PAGE)
    return [_line(row) for row in connection.execute(query)]


def _forget(connection: sa.Connection, now: datetime) -> int:
    alone(connection)
    oldest = to_microseconds(now - KEPT - MARGIN)
    young = sa.select(sa.func.min(AUDIT.c.number)).where(AUDIT.c.at >= oldest)
    end = connection.execute(young).scalar()
    if end is None:
        end = connection.execute(sa.select(sa.func.max(AUDIT.c.number))).scalar() or 0
        end += 1
    return connection.execute(sa.delete(AUDIT).where(AUDIT.c.number < end - 1)).rowcount


def _line(row: Any) -> Line:
    at = from_microseconds(row.at)
    try:
        entry = Entry(at=at, who=AdvisorId(row.who), deed=row.deed, code=row.code, about=row.about)
    except ValueError:  # somebody wrote into the table, which the chain then shows
        entry = Entry(at=at, who=AdvisorId("unknown"), deed=NOT_AN_ENTRY)
    return Line(number=row.number, entry=entry, chain=row.chain)
