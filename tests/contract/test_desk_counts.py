"""Counts of the desk, in both databases."""

import asyncio
from datetime import date
from typing import TypedDict

from bot.service.desk.count_ports import Count, DeskCounts, Kind
from bot.store.desk_counts import SqlDeskCounts
from bot.store.sql_store import SqlStore

THURSDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (26, 27, 28))


class Said(TypedDict):
    topic: str
    country: str
    language: str


ARABIC = Said(topic="work", country="nl", language="ar")


async def test_the_same_on_the_same_day_is_one_number(store: SqlStore):
    counts: DeskCounts = SqlDeskCounts(store=store)
    await counts.add(Kind.OPENED, FRIDAY, **ARABIC)
    await counts.add(Kind.OPENED, FRIDAY, **ARABIC, n=2)
    await counts.add(Kind.CLOSED, FRIDAY, **ARABIC, bucket="answered")
    await counts.add(Kind.CLOSED, FRIDAY, **ARABIC, bucket="no_reply")
    assert await counts.read(FRIDAY, FRIDAY) == [
        Count(kind="closed", day=FRIDAY, **ARABIC, bucket="answered"),
        Count(kind="closed", day=FRIDAY, **ARABIC, bucket="no_reply"),
        Count(kind="opened", day=FRIDAY, **ARABIC, n=3),
    ]


async def test_both_ends_of_the_days_are_read_and_nothing_else(store: SqlStore):
    counts = SqlDeskCounts(store=store)
    for day in (SATURDAY, THURSDAY, FRIDAY):
        await counts.add(Kind.OPENED, day, topic="work", country="", language="ar")
    assert [each.day for each in await counts.read(THURSDAY, FRIDAY)] == [THURSDAY, FRIDAY]
    assert await counts.read(date(2025, 1, 1), date(2025, 12, 31)) == []


async def test_counting_at_the_same_time_loses_nothing(store: SqlStore):
    counts = SqlDeskCounts(store=store)
    await asyncio.gather(*(counts.add(Kind.OPENED, FRIDAY, **ARABIC) for _ in range(50)))
    assert [each.n for each in await counts.read(FRIDAY, FRIDAY)] == [50]
