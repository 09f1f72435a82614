"""Counts of the desk in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import sqlalchemy as sa

from bot.service.desk.count_ports import Count
from bot.store.desk_schema import DESK_COUNT
from bot.store.sql_store import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlDeskCounts:
    """Implements `DeskCounts`; raises StoreError."""

    store: SqlStore

    async def add(  # noqa: PLR0913 - what tells one count from another
        self,
        kind: str,
        day: date,
        *,
        topic: str,
        country: str,
        language: str,
        bucket: str = "",
        n: int = 1,
    ) -> None:
        """Count something `n` more times."""
        key = {
            "day": day.isoformat(),
            "kind": str(kind),
            "topic": topic,
            "country": country,
            "language": language,
            "bucket": bucket,
        }
        await self.store.writer.run(partial(_add, key=key, n=n))

    async def read(self, since: date, until: date) -> Sequence[Count]:
        """Return the counts of these days, both of them included, the oldest first."""
        query = (
            sa.select(DESK_COUNT)
            .where(DESK_COUNT.c.day.between(since.isoformat(), until.isoformat()))
            .order_by(*DESK_COUNT.primary_key.columns)
        )
        rows = await self.store.read(lambda connection: connection.execute(query).mappings().all())
        return [Count(**{**row, "day": date.fromisoformat(row["day"])}) for row in rows]


def _add(connection: sa.Connection, key: Mapping[str, str], n: int) -> None:
    same = sa.and_(*(DESK_COUNT.c[name] == value for name, value in key.items()))
    more = sa.update(DESK_COUNT).where(same).values(n=DESK_COUNT.c.n + n)
    if not connection.execute(more).rowcount:
        connection.execute(sa.insert(DESK_COUNT).values(**key, n=n))
