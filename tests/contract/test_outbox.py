"""Messages stay in the outbox, in order, until each has an end."""

import asyncio
from dataclasses import replace

from bot.core.message import ChannelName
from bot.service.ports import EraseUnit
from bot.service.ticket_values import DeliveryState
from bot.store.outbox import PAGE
from bot.store.sql_store import SqlStore
from tests.contract.units import (
    NOW,
    TELEGRAM,
    after,
    moved,
    queue_of,
    sent,
    settle,
    texts_of,
    turn,
)


async def test_what_waits_comes_per_person_in_order(store: SqlStore):
    people = await asyncio.gather(*(settle(store, str(n), "a", "b", "c") for n in range(5)))
    waiting = await queue_of(store)
    for person in people:
        mine = [queued for queued in waiting if queued.person_id == person.id]
        assert [each.outgoing.message.text for each in mine] == ["a", "b", "c"]
        assert {each.address for each in mine} == {person.address}


async def test_more_than_a_page_of_messages_is_read_whole(store: SqlStore):
    texts = [str(number) for number in range(PAGE + 7)]
    person = await settle(store, "1", *texts)
    await settle(store, "2", "last")
    assert await texts_of(store, person.id) == texts
    assert len(await queue_of(store)) == PAGE + 8


async def test_another_channel_sees_only_its_own_messages(store: SqlStore):
    await settle(store, "1", "a")
    assert await queue_of(store, ChannelName.WEB) == []


async def test_sent_messages_leave_the_outbox(store: SqlStore):
    person = await settle(store, "1", "a", "b", "c")
    await store.commit(sent(person, 1, 3))
    assert await texts_of(store, person.id) == ["b"]
    await store.commit(sent(person, 1, 2))
    assert await texts_of(store, person.id) == []
    assert await store.load(TELEGRAM, "1") == person


async def test_an_attempt_is_counted_and_the_message_still_waits(store: SqlStore):
    person = await settle(store, "1", "a")
    await store.commit(moved(person, 1, DeliveryState.QUEUED, attempts=3, reason="timeout"))
    (queued,) = await queue_of(store)
    assert queued.attempts == 3


async def test_blocked_messages_wait_for_the_persons_return(store: SqlStore):
    person = await settle(store, "1", "a", "b")
    other = await settle(store, "2", "c")
    for sequence in (1, 2):
        unit = moved(person, sequence, DeliveryState.BLOCKED, reason="blocked", reachable=False)
        await store.commit(unit)
    assert [queued.person_id for queued in await queue_of(store)] == [other.id]
    loaded = await store.load(TELEGRAM, "1")
    assert loaded is not None
    assert not loaded.reachable

    back = await store.requeue_blocked(person.id)
    assert [each.outgoing.message.text for each in back] == ["a", "b"]
    assert await texts_of(store, person.id) == ["a", "b"]
    assert await store.requeue_blocked(person.id) == []


async def test_a_dead_message_is_listed_and_can_be_tried_again(store: SqlStore):
    person = await settle(store, "1", "a", "b")
    await store.commit(moved(person, 2, DeliveryState.DEAD, attempts=9, reason="refused"))
    (dead,) = await store.dead()
    assert (dead.kind, dead.person_id, dead.number) == ("message", person.id, "2")
    assert (dead.reason, dead.attempts, dead.at) == ("refused", 9, NOW)
    assert await texts_of(store, person.id) == ["a"]

    assert await store.retry_dead(person.id, "2") is True
    assert await store.dead() == []
    assert [queued.attempts for queued in await queue_of(store)] == [0, 0]


async def test_only_dead_messages_can_be_tried_again(store: SqlStore):
    person = await settle(store, "1", "a")
    for number in ("1", "2", "x", ""):
        assert await store.retry_dead(person.id, number) is False
    assert await texts_of(store, person.id) == ["a"]


async def test_a_long_or_broken_reason_stops_no_delivery(store: SqlStore):
    person = await settle(store, "1", "a")
    reason = "x\0\ud800" + "y" * 5000
    await store.commit(moved(person, 1, DeliveryState.DEAD, reason=reason))
    (dead,) = await store.dead()
    assert dead.reason.startswith("x?y")
    assert len(dead.reason) < 250


async def test_last_words_are_the_only_thing_left_until_they_are_delivered(store: SqlStore):
    person = await settle(store, "1", "a")
    heir = await say_goodbye(store, person.address)
    loaded = await store.load(TELEGRAM, "1")
    assert loaded is not None
    assert (loaded.id, loaded.key, loaded.closing) == (heir.id, heir.key, True)
    assert (loaded.session, loaded.sequence) == (None, 1)
    (queued,) = await queue_of(store)
    assert (queued.outgoing.message.text, queued.closing) == ("bye", True)

    await store.commit(sent(heir, 1, forget=True))
    assert await store.load(TELEGRAM, "1") is None
    assert await store.export(heir.id) == {}


async def test_who_writes_again_before_the_last_words_arrive_is_a_person_again(store: SqlStore):
    await settle(store, "1")
    await say_goodbye(store, "1")
    returned = await store.load(TELEGRAM, "1")
    assert returned is not None
    unit = turn(returned, "welcome")
    await store.commit(unit)
    await store.commit(sent(returned, 1, forget=True))
    assert await store.load(TELEGRAM, "1") == after(returned, unit)
    assert await texts_of(store, returned.id) == ["welcome"]


async def test_last_words_that_can_never_arrive_are_forgotten_too(store: SqlStore):
    await settle(store, "1")
    heir = await say_goodbye(store, "1")
    unit = moved(heir, 1, DeliveryState.BLOCKED, reason="blocked", forget=True)
    await store.commit(unit)
    assert await store.load(TELEGRAM, "1") is None
    assert await store.export(heir.id) == {}


async def test_nobody_is_forgotten_while_something_is_left_to_send(store: SqlStore):
    await settle(store, "1")
    heir = await say_goodbye(store, "1")
    await store.commit(sent(heir, forget=True))
    assert [queued.person_id for queued in await queue_of(store)] == [heir.id]


async def test_forgetting_does_not_touch_a_person_who_is_not_leaving(store: SqlStore):
    person = await settle(store, "1", "a")
    await store.commit(sent(person, 1, forget=True))
    assert await store.load(TELEGRAM, "1") == person


async def say_goodbye(store: SqlStore, address: str):
    """Delete the person at `address` with last words; return who stands in for them."""
    person = await store.load(TELEGRAM, address)
    assert person is not None
    heir = replace(store.fresh(TELEGRAM, address), closing=True)
    farewell = turn(heir, "bye").outgoing[0]
    await store.commit(EraseUnit(person=person, successor=heir, farewell=farewell))
    return heir
