"""The audit trail on both databases: lines are only added, whatever a program tries."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.core.ticket import AdvisorId
from bot.service.desk.audit import FIRST, KEPT, Deed, Entry
from bot.store import audit as trail
from bot.store.audit import SqlAudit
from bot.store.desk_schema import AUDIT
from bot.store.sql_store import SqlStore
from tests.contract.conftest import Open

YOUNG = datetime(2100, 1, 1, tzinfo=UTC)
"""The triggers read the database's own clock; by any of them this is no year ago."""
OLD = datetime(2001, 1, 1, tzinfo=UTC)
NOOR = AdvisorId("0123456789abcdef")


def entry(at: datetime = YOUNG, about: str = "") -> Entry:
    return Entry(at=at, who=NOOR, deed=Deed.LOGGED_IN, code="K7-M2", about=about)


async def test_entries_come_back_newest_first_some_at_a_time(store: SqlStore):
    audit = SqlAudit(store=store)
    assert await audit.lines() == []
    entries = [entry(about=str(n)) for n in range(5)]
    for each in entries:
        await audit.note(each)
    newest = await audit.lines(most=3)
    assert [line.number for line in newest] == [5, 4, 3]
    assert [line.entry for line in newest] == entries[:1:-1]
    rest = await audit.lines(before=3)
    assert [line.entry for line in rest] == entries[1::-1]


async def test_a_trail_is_whole_over_any_number_of_pages(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(trail, "PAGE", 2)
    audit = SqlAudit(store=store)
    assert (await audit.verify()).head == FIRST
    for n in range(5):
        await audit.note(entry(about=str(n)))
    verdict = await audit.verify()
    assert (verdict.lines, verdict.broken) == (5, None)
    assert verdict.head == (await audit.lines(most=1))[0].chain


async def test_two_programs_that_write_at_once_write_one_chain(opened: Open):
    audits = [SqlAudit(store=await opened()) for _ in range(2)]
    await asyncio.gather(*(audits[n % 2].note(entry(about=str(n))) for n in range(40)))
    verdict = await audits[0].verify()
    assert (verdict.lines, verdict.broken) == (40, None)


CHANGES: dict[str, Callable[[], sa.Executable]] = {
    "update": lambda: sa.update(AUDIT).values(about="nothing"),
    "update_old": lambda: sa.update(AUDIT).where(AUDIT.c.number == 1).values(deed="other"),
    "delete": lambda: sa.delete(AUDIT).where(AUDIT.c.number == 3),
    "delete_all": lambda: sa.delete(AUDIT),
}


@pytest.mark.parametrize("what", CHANGES)
async def test_the_database_itself_refuses_to_change_a_line_or_delete_a_young_one(
    store: SqlStore, what: str
):
    audit = SqlAudit(store=store)
    for at in (OLD, OLD, YOUNG):
        await audit.note(entry(at))
    with pytest.raises(Exception, match="audit trail"):
        await store.database.write(lambda connection: connection.execute(CHANGES[what]()))
    assert (await audit.verify()).lines == 3


async def test_neither_a_replacement_nor_emptying_the_table_gets_round_it(store: SqlStore):
    await SqlAudit(store=store).note(entry())

    def get_round(connection: sa.Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO audit SELECT number, at, who, 'other', code, about, chain FROM audit"
            )
        else:
            connection.exec_driver_sql("TRUNCATE audit")

    with pytest.raises(Exception, match="audit trail"):
        await store.database.write(get_round)
    assert (await SqlAudit(store=store).lines())[0].entry == entry()


async def test_what_is_older_than_a_year_goes_and_the_rest_can_still_be_checked(store: SqlStore):
    store.now = lambda: YOUNG
    audit = SqlAudit(store=store)
    assert await audit.forget(YOUNG) == 0
    for n in range(4):
        await audit.note(entry(OLD + timedelta(days=n)))
    await audit.note(entry())
    assert await audit.forget(YOUNG) == 3
    assert await audit.forget(YOUNG) == 0
    verdict = await audit.verify()
    assert (verdict.lines, verdict.broken) == (2, None)
    assert [line.number for line in await audit.lines()] == [5, 4]


async def test_a_trail_that_is_old_from_end_to_end_keeps_its_last_line(store: SqlStore):
    audit = SqlAudit(store=store)
    for n in range(3):
        await audit.note(entry(OLD + timedelta(days=n)))
    assert await audit.forget(OLD + KEPT * 3) == 2
    assert [line.number for line in await audit.lines()] == [3]


@pytest.mark.parametrize("who", ["other", "zoë", "words of somebody"])
async def test_a_line_changed_behind_the_triggers_is_found(store: SqlStore, who: str):
    audit = SqlAudit(store=store)
    for n in range(4):
        await audit.note(entry(about=str(n)))

    def tamper(connection: sa.Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER audit_unchanged")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER USER")
        change = sa.update(AUDIT).where(AUDIT.c.number == 3).values(who=who)
        connection.execute(change)

    await store.database.write(tamper)
    assert (await audit.verify()).broken == 3
    assert len(await audit.lines()) == 4
