"""Conversations, messages for advisors and unreadable updates are kept and read back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.core.message import ChannelName
from bot.crypto.sealer import KeySealer
from bot.service.ports import Conflict, SealError, Speaker
from bot.service.ticket_values import DeliveryState
from bot.store.changes import BODY_PLACE
from bot.store.quarantine import KEPT
from bot.store.schema import NOBODY, SESSION
from bot.store.sql_store import SqlStore
from tests.contract.conftest import Open
from tests.contract.units import (
    NOW,
    TELEGRAM,
    after,
    asks,
    everything,
    line,
    moved,
    settle,
    turn,
    unreadable,
)


async def test_a_kept_conversation_is_read_in_order_and_from_any_line(store: SqlStore):
    person = store.fresh(ChannelName.WEB, "visitor")
    lines = tuple(line(n, f"line {n}", Speaker.MERIT) for n in (1, 2, 3))
    await store.commit(replace(turn(person), sequence=3, lines=lines))
    assert await store.transcript(person.id) == list(lines)
    assert await store.transcript(person.id, after=2) == [lines[2]]
    assert await store.transcript(person.id, after=3) == []


async def test_withdrawn_consent_deletes_the_conversation_kept_so_far(store: SqlStore):
    """Only what the turn itself says stays, and nobody else's lines go."""
    person = store.fresh(ChannelName.WEB, "visitor")
    other = store.fresh(ChannelName.WEB, "other")
    await store.commit(turn(other, lines=(line(1, "other"),)))
    await store.commit(replace(turn(person), sequence=1, lines=(line(1, "said with consent"),)))
    person = replace(person, version=1, sequence=1)
    last = line(2, "as you wish", Speaker.MERIT)
    await store.commit(replace(turn(person), sequence=2, lines=(last,), withdrawn=True))
    assert await store.transcript(person.id) == [last]
    assert await store.transcript(other.id) == [line(1, "other")]


async def test_nobody_has_no_conversation(store: SqlStore):
    assert await store.transcript(store.fresh(ChannelName.WEB, "x").id) == []


async def test_an_unreadable_update_is_put_away_sealed_and_listed_once(
    store: SqlStore, sealer: KeySealer
):
    await store.commit(unreadable("7"))
    await store.commit(unreadable("7"))
    (dead,) = await store.dead()
    assert (dead.kind, dead.number, dead.reason, dead.at) == ("update", "7", "KeyError", NOW)
    ((_, _, _, body, *_),) = (await everything(store))["quarantine"]
    assert sealer.unseal_for_operator(BODY_PLACE, body) == b"{broken"
    with pytest.raises(SealError):
        sealer.unseal_for_operator("outbox.message", body)


async def test_an_unreadable_update_cannot_be_tried_again(store: SqlStore):
    await store.commit(unreadable("7"))
    (dead,) = await store.dead()
    assert await store.retry_dead(dead.person_id, dead.number) is False


async def test_dead_messages_and_unreadable_updates_are_listed_oldest_first(store: SqlStore):
    person = await settle(store, "1", "a")
    await store.commit(unreadable("8", at=NOW + timedelta(hours=1)))
    await store.commit(unreadable("7", at=NOW - timedelta(hours=1)))
    await store.commit(moved(person, 1, DeliveryState.DEAD, reason="refused"))
    assert [dead.number for dead in await store.dead()] == ["7", "1", "8"]


async def test_an_unreadable_update_is_deleted_after_a_month(opened: Open):
    store = await opened()
    store.now = lambda: NOW
    await store.commit(unreadable("7", at=NOW - KEPT - timedelta(seconds=1)))
    await store.commit(unreadable("8", at=NOW - KEPT + timedelta(seconds=1)))
    await store.tidy()
    rows = (await everything(store))["quarantine"]
    assert [(row[0], row[2]) for row in rows] == [(NOBODY, "8")]


async def test_what_a_turn_carries_is_stored_with_it_or_not_at_all(store: SqlStore):
    """A conflict keeps the ticket and the line out as well."""
    person = await settle(store, "1")
    unit = turn(person, "ok")
    await store.commit(unit)
    late = turn(person, "late", ticket=asks("work", "late"), lines=(line(9, "late"),))
    with pytest.raises(Conflict):
        await store.commit(late)
    assert await store.open_tickets() == []
    assert await store.transcript(person.id) == []
    assert await store.load(TELEGRAM, "1") == after(person, unit)


async def test_a_damaged_value_is_told_apart_from_a_broken_database(store: SqlStore):
    """Only this person is affected, and the words say where to look."""
    person = await settle(store, "1")
    other = await settle(store, "2")
    await store.database.write(
        lambda connection: connection.execute(
            sa.update(SESSION).where(SESSION.c.person_id == person.id).values(session=b"\x01" * 50)
        )
    )
    with pytest.raises(SealError, match=r"session\.session does not open"):
        await store.export(person.id)
    with pytest.raises(SealError, match=r"session\.session does not open"):
        await store.load(TELEGRAM, "1")
    assert await store.load(TELEGRAM, "2") == other


async def test_people_are_found_when_their_reminder_is_due_the_longest_waiting_first(
    store: SqlStore,
):
    people = []
    for number, seconds in enumerate((300, 100, 0, 200)):
        person = store.fresh(TELEGRAM, f"remind{number}")
        session = {"turns": 1, "remind_at": seconds} if seconds else {"turns": 1}
        await store.commit(turn(person, session=session))
        people.append(person)
    at = datetime.fromtimestamp(250, UTC)
    assert await store.due(at, most=5) == [people[1].id, people[3].id]
    assert await store.due(at, most=1) == [people[1].id]
    await store.commit(turn(after(people[1], turn(people[1])), session={"turns": 2}))
    assert await store.due(at, most=5) == [people[3].id]


async def test_a_line_that_was_changed_says_only_what_it_says_now(store: SqlStore):
    person = store.fresh(ChannelName.WEB, "1")
    unit = turn(person, lines=(line(1, "wrong"), line(2, "next")))
    await store.commit(unit)
    await store.commit(turn(after(person, unit), relined=(line(1, "right"),)))
    assert await store.transcript(person.id) == [line(1, "right"), line(2, "next")]
