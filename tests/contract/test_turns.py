"""A turn is stored whole, once, and in order."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.language import Direction
from bot.core.message import Attachment, Button, ChannelName, OutboundKind, OutboundMessage
from bot.service.ports import Conflict, EraseUnit, Outgoing, StoreError, Unit
from bot.store.sql_store import SqlStore
from tests.contract.conftest import Open
from tests.contract.units import (
    TELEGRAM,
    after,
    queue_of,
    sent,
    settle,
    texts_of,
    turn,
)

FULL = OutboundMessage(
    kind=OutboundKind.KEYBOARD,
    text="أهلاً \u2066A\u2069 <b>",
    language="ar",
    direction=Direction.RIGHT_TO_LEFT,
    rows=((Button(label="نعم", token="a/b/c/1"), Button(label="لا", token="x")), ()),
    on="17",
    attachment=Attachment(filename="a.json", media_type="application/json", content=b"\0\xff{}"),
)


async def test_an_unknown_address_has_no_person(store: SqlStore):
    assert await store.load(TELEGRAM, "1") is None


async def test_a_stored_turn_is_loaded_as_it_was(store: SqlStore):
    session = {"v": 1, "answers": {"name": "سامر \U0001f600", "papers": ["diploma"]}, "at": None}
    person = store.fresh(TELEGRAM, "1")
    unit = turn(person, "one", "two", session=session)
    await store.commit(unit)
    assert await store.load(TELEGRAM, "1") == after(person, unit)


async def test_a_person_is_found_by_their_id_too(store: SqlStore):
    person = await settle(store, "1")
    assert await store.person(person.id) == person
    assert await store.person(store.fresh(TELEGRAM, "1").id) is None


async def test_another_opening_of_the_database_finds_it_too(opened: Open):
    person = await settle(await opened(), "1", "one")
    again = await opened()
    assert await again.load(TELEGRAM, "1") == person
    assert await texts_of(again, person.id) == ["one"]


async def test_the_same_number_in_another_channel_is_somebody_else(store: SqlStore):
    await settle(store, "1")
    assert await store.load(ChannelName.WEB, "1") is None


async def test_a_message_comes_back_with_every_detail(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    out = Outgoing(sequence=1, message=FULL)
    await store.commit(replace(turn(person), sequence=1, outgoing=(out,)))
    (queued,) = await queue_of(store)
    assert (queued.outgoing, queued.address, queued.channel) == (out, "1", TELEGRAM)
    assert (queued.attempts, queued.closing) == (0, False)


async def test_half_a_surrogate_pair_is_kept_and_stops_nobody(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    await store.commit(turn(person, "\ud83d broken", session={"text": "\ude00"}))
    assert await texts_of(store, person.id) == ["\ud83d broken"]
    loaded = await store.load(TELEGRAM, "1")
    assert loaded is not None
    assert loaded.session == {"text": "\ude00"}


async def test_a_turn_of_an_old_version_changes_nothing(store: SqlStore):
    person = await settle(store, "1", "one")
    second = turn(person, "two")
    await store.commit(second)
    with pytest.raises(Conflict):
        await store.commit(turn(person, "other", session={"turns": "wrong"}))
    assert await store.load(TELEGRAM, "1") == after(person, second)
    assert await texts_of(store, person.id) == ["one", "two"]


async def test_of_two_first_messages_at_one_address_one_is_a_conflict(store: SqlStore):
    units = [turn(store.fresh(TELEGRAM, "1"), text) for text in ("a", "b")]
    outcomes = await asyncio.gather(*map(store.commit, units), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), Conflict]
    assert [q.outgoing.message.text for q in await queue_of(store)] == ["a"]


async def test_a_turn_of_a_deleted_person_is_a_conflict(store: SqlStore):
    person = await settle(store, "1", "one")
    await store.commit(EraseUnit(person=person))
    with pytest.raises(Conflict):
        await store.commit(turn(person, "two"))
    assert await queue_of(store) == []


async def test_a_message_number_is_never_used_twice(store: SqlStore):
    """Two turns that both claim sequence 1 contradict each other; the second is refused whole."""
    person = await settle(store, "1", "one")
    with pytest.raises(Conflict):
        await store.commit(turn(replace(person, sequence=0), "again"))
    assert await store.load(TELEGRAM, "1") == person


async def test_units_of_one_person_in_one_batch_keep_their_order(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    units: list[Unit] = []
    for number in range(6):
        unit = turn(person, f"{number}")
        person = after(person, unit)
        units += [unit, sent(person, unit.sequence)] if number % 2 else [unit]
    await asyncio.gather(*map(store.commit, units))
    assert await store.load(TELEGRAM, "1") == person
    assert await texts_of(store, person.id) == ["0", "2", "4"]


async def test_a_conflict_fails_alone_among_many(store: SqlStore):
    people = await asyncio.gather(*(settle(store, str(n)) for n in range(40)))
    stale = {7, 8, 31}
    units = [turn(replace(p, version=5) if n in stale else p, "x") for n, p in enumerate(people)]
    outcomes = await asyncio.gather(*map(store.commit, units), return_exceptions=True)
    assert {n for n, outcome in enumerate(outcomes) if outcome is not None} == stale
    assert all(isinstance(outcomes[n], Conflict) for n in stale)
    assert len(await queue_of(store)) == 37


async def test_a_unit_no_database_takes_fails_alone_among_many(store: SqlStore):
    people = [store.fresh(TELEGRAM, str(n)) for n in range(40)]
    units = [replace(turn(p, "x"), sequence=2**70 if n == 11 else 1) for n, p in enumerate(people)]
    outcomes = await asyncio.gather(*map(store.commit, units), return_exceptions=True)
    assert [n for n, outcome in enumerate(outcomes) if outcome is not None] == [11]
    assert isinstance(outcomes[11], StoreError)
    assert not isinstance(outcomes[11], Conflict)
    assert await store.load(TELEGRAM, "11") is None
    assert await store.load(TELEGRAM, "12") is not None


async def test_a_unit_that_cannot_even_be_written_down_fails_where_it_was_made(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    with pytest.raises(TypeError):
        await store.commit(turn(person, session={"when": object()}))
    await store.commit(turn(person))


async def test_who_is_reachable_is_kept_with_the_turn(store: SqlStore):
    person = await settle(store, "1")
    gone = turn(person, reachable=False)
    await store.commit(gone)
    person = after(person, gone)
    assert await store.load(TELEGRAM, "1") == person
    back = turn(person, reachable=True)
    await store.commit(back)
    assert await store.load(TELEGRAM, "1") == after(person, back)


async def test_people_are_told_apart_when_many_are_loaded_at_once(store: SqlStore):
    people = await asyncio.gather(*(settle(store, str(n)) for n in range(300)))
    asked = [str(n) for n in range(310)] + ["7", "7"]
    found = await asyncio.gather(*(store.load(TELEGRAM, each) for each in asked))
    assert found[:300] == people
    assert found[300:310] == [None] * 10
    assert found[310:] == [people[7], people[7]]


async def test_a_load_sees_what_was_committed_before_it(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    for _ in range(20):
        unit = turn(person)
        await store.commit(unit)
        person = after(person, unit)
        assert await store.load(TELEGRAM, "1") == person


async def test_a_closed_store_takes_nothing_and_says_so(opened: Open):
    store = await opened()
    person = store.fresh(TELEGRAM, "1")
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.commit(turn(person))
    with pytest.raises(StoreError, match="closed"):
        await store.load(TELEGRAM, "1")
    await store.close()


async def test_closing_finishes_what_is_under_way(opened: Open):
    store = await opened()
    people = [store.fresh(TELEGRAM, str(n)) for n in range(600)]
    under_way = [asyncio.create_task(store.commit(turn(person, "x"))) for person in people]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*under_way)
    again = await opened()
    assert len(await queue_of(again)) == 600


async def test_the_store_answers_a_ping(store: SqlStore):
    await store.ping()


async def test_the_printed_form_of_a_person_tells_nothing(store: SqlStore):
    person = store.fresh(TELEGRAM, "4711")
    assert "4711" not in repr(person)
    assert repr(person.key) not in repr(person)
