"""The sender: order, pauses, blocked people, dead letters, recovery."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.message import ChannelName, OutboundMessage, PersonId
from bot.service import deliver
from bot.service.deliver import ATTEMPTS, LONGEST_PAUSE, Deliverer, pause_after
from bot.service.pace import Pace
from bot.service.ports import (
    Delivery,
    DeliveryUnit,
    Later,
    Outgoing,
    Person,
    Queued,
    Refused,
    Sent,
    StoreError,
    TurnUnit,
    Unit,
    Unreachable,
)
from bot.service.ticket_values import DeliveryState
from tests.core.samples import NOW
from tests.memory import MemoryStore, ScriptedChannel


async def stored(store: MemoryStore, address: str, *texts: str) -> list[Queued]:
    """Put messages for `address` into the outbox, as a turn does."""
    person = await store.load(ChannelName.TELEGRAM, address) or store.fresh(
        ChannelName.TELEGRAM, address
    )
    outgoing = tuple(
        Outgoing(sequence=number, message=OutboundMessage(text=text))
        for number, text in enumerate(texts, person.sequence + 1)
    )
    unit = TurnUnit(
        person=person, session={}, sequence=person.sequence + len(texts), at=NOW, outgoing=outgoing
    )
    await store.commit(unit)
    return [
        Queued(person_id=person.id, channel=ChannelName.TELEGRAM, address=address, outgoing=out)
        for out in outgoing
    ]


@asynccontextmanager
async def sending(
    *script: Delivery | Exception,
) -> AsyncIterator[tuple[Deliverer, MemoryStore, ScriptedChannel]]:
    """A sender with a scripted channel and no pauses of its own."""
    store, channel = MemoryStore(), ScriptedChannel()
    channel.script.extend(script)
    pace = Pace(per_second=0, contact_per_second=0, contact_burst=0)
    sender = Deliverer(
        channel=channel, store=store, monotonic=asyncio.get_running_loop().time, pace=pace
    )
    yield sender, store, channel
    await sender.stop(1)


async def emptied(sender: Deliverer) -> None:
    """Wait until nothing is under way."""
    async with asyncio.timeout(5):
        while sender._tasks:
            await asyncio.wait(sender._tasks)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "LONGEST_PAUSE", 0.001)


async def test_messages_to_one_person_arrive_in_order_and_leave_the_outbox() -> None:
    async with sending() as (sender, store, channel):
        sender.hand(await stored(store, "1", "a", "b", "c"))
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["a", "b", "c"]
    assert store.outbox == {}


async def test_a_message_handed_over_twice_is_sent_once() -> None:
    async with sending() as (sender, store, channel):
        queued = await stored(store, "1", "a")
        sender.hand(queued)
        sender.hand(queued)
        await emptied(sender)
    assert len(channel.arrived) == 1


async def test_a_pause_for_one_person_does_not_stop_another() -> None:
    async with sending(Later(seconds=0.05, counts=False)) as (sender, store, channel):
        sender.hand(await stored(store, "1", "a", "b"))
        await asyncio.sleep(0)
        sender.hand(await stored(store, "2", "x"))
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["x", "a", "b"]
    assert not any(isinstance(unit, DeliveryUnit) and unit.attempts for unit in store.committed)


async def test_a_pause_for_everyone_stops_everybody() -> None:
    async with sending(Later(seconds=0.05, everyone=True)) as (sender, store, channel):
        sender.hand(await stored(store, "1", "a"))
        await asyncio.sleep(0.01)
        before = asyncio.get_running_loop().time()
        sender.hand(await stored(store, "2", "x"))
        await emptied(sender)
        assert asyncio.get_running_loop().time() - before > 0.02
    assert len(channel.arrived) == 2


async def test_a_fault_is_tried_again_and_counted() -> None:
    faults: list[Delivery | Exception] = [Later(reason="TimedOut"), RuntimeError("boom")]
    async with sending(*faults) as (sender, store, channel):
        sender.hand(await stored(store, "1", "a", "b"))
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["a", "b"]
    attempts = [
        unit.attempts for unit in store.committed if isinstance(unit, DeliveryUnit) and unit.state
    ]
    assert attempts == [1, 2]


async def test_a_message_is_dead_after_many_faults_and_the_next_one_goes_out() -> None:
    async with sending(*[Later(reason="TimedOut", seconds=0)] * ATTEMPTS) as (
        sender,
        store,
        channel,
    ):
        sender.hand(await stored(store, "1", "a", "b"))
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["b"]
    ((_, state, attempts),) = store.outbox.values()
    assert (state, attempts) == (DeliveryState.DEAD, ATTEMPTS)


async def test_a_refused_message_is_dead_at_once() -> None:
    async with sending(Refused(reason="bad")) as (sender, store, channel):
        sender.hand(await stored(store, "1", "a", "b"))
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["b"]
    assert [state for _, state, _ in store.outbox.values()] == [DeliveryState.DEAD]


async def test_a_person_who_blocked_the_bot_is_written_to_no_more() -> None:
    async with sending(Unreachable(reason="blocked")) as (sender, store, channel):
        sender.hand(await stored(store, "1", "a", "b"))
        await emptied(sender)
    assert channel.arrived == []
    assert channel.tried == ["1"]
    assert [state for _, state, _ in store.outbox.values()] == [DeliveryState.BLOCKED] * 2
    (person,) = store.people.values()
    assert not person.reachable


@pytest.mark.parametrize("result", [Sent(), Unreachable(reason="blocked"), Refused(reason="bad")])
async def test_after_a_farewell_the_person_is_forgotten_whatever_became_of_it(
    result: Delivery,
) -> None:
    async with sending(result) as (sender, store, _):
        farewell = Outgoing(sequence=1, message=OutboundMessage(text="bye"))
        person = Person(
            id=PersonId("z"), key=bytes(32), channel=ChannelName.TELEGRAM, address="1", closing=True
        )
        store.people[person.id] = person
        store.outbox[person.id, 1] = (farewell, DeliveryState.QUEUED, 0)
        assert await sender.recover() == 1
        await emptied(sender)
    assert store.people == {}
    assert store.outbox == {}


async def test_what_the_outbox_holds_is_sent_after_a_restart() -> None:
    async with sending() as (sender, store, channel):
        await stored(store, "1", "a", "b")
        await stored(store, "2", "x")
        assert await sender.recover() == 3
        assert await sender.recover() == 0
        await emptied(sender)
    assert len(channel.arrived) == 3


async def test_a_message_sent_while_the_outbox_is_read_is_not_sent_again() -> None:
    async with sending() as (sender, store, channel):
        queued = await stored(store, "1", "a")

        async def slow(_: ChannelName) -> AsyncIterator[Queued]:
            sender.hand(queued)
            await emptied(sender)
            yield queued[0]

        store.queued = slow  # type: ignore[method-assign, assignment]
        await sender.recover()
        await emptied(sender)
    assert len(channel.arrived) == 1


async def test_a_store_that_is_down_after_sending_does_not_send_again() -> None:
    async with sending() as (sender, store, channel):
        queued = await stored(store, "1", "a")
        store.failing.extend([StoreError(), StoreError()])
        sender.hand(queued)
        await emptied(sender)
    assert len(channel.arrived) == 1
    assert store.outbox == {}


async def test_stopping_leaves_the_rest_in_the_outbox() -> None:
    async with sending(Later(seconds=60, counts=False)) as (sender, store, channel):
        queued = await stored(store, "1", "a", "b")
        sender.hand(queued)
        await asyncio.sleep(0.01)
        await sender.stop(0.01)
        sender.hand(queued)
    assert channel.arrived == []
    assert len(store.outbox) == 2


async def test_messages_an_operator_put_back_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "SWEEP", 0.001)
    async with sending() as (sender, store, channel):
        await stored(store, "1", "a")
        first = True

        real = store.queued

        async def once_down(channel: ChannelName) -> AsyncIterator[Queued]:
            nonlocal first
            if first:
                first = False
                raise StoreError
            async for item in real(channel):
                yield item

        store.queued = once_down  # type: ignore[method-assign]
        running = asyncio.create_task(sender.run())
        async with asyncio.timeout(5):
            while not channel.arrived:  # noqa: ASYNC110 - a condition, with a limit around it
                await asyncio.sleep(0.001)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert [message.text for _, message in channel.arrived] == ["a"]


@given(st.integers(0, 1000), st.floats(0, 1))
def test_pauses_grow_to_a_limit(attempts: int, chance: float) -> None:
    assert 0 < pause_after(attempts, chance) <= LONGEST_PAUSE


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 2)), max_size=60))
def test_the_pace_never_exceeds_the_limits(steps: list[tuple[str, float]]) -> None:
    """Whatever is asked for when: in any second at most 5 + burst to all, and 1 + burst to one."""
    pace = Pace(per_second=5, contact_per_second=1, contact_burst=3)
    now, sent = 100.0, []
    for address, gap in steps:
        now += gap
        sent.append((now + pace.delay(address, now), address))
    for moment, address in sent:
        window = [a for at, a in sent if moment <= at < moment + 1]
        assert len(window) <= 5 + 5 + 1
        assert window.count(address) <= 1 + 3 + 1


def test_a_pause_holds_everybody_and_quiet_contacts_are_forgotten() -> None:
    pace = Pace(per_second=0, contact_per_second=1, contact_burst=1)
    pace.delay("a", 10)
    pace.pause(5, 10)
    assert pace.delay("b", 11) == pytest.approx(4)
    pace.sweep(1000)
    assert pace._contacts == {}


async def test_after_a_deletion_only_the_farewell_is_still_sent() -> None:
    async with sending(Later(seconds=0.02, counts=False)) as (sender, store, channel):
        sender.hand(await stored(store, "1", "my data", "more"))
        await asyncio.sleep(0.005)
        farewell = Outgoing(sequence=1, message=OutboundMessage(text="bye"))
        heir = store.fresh(ChannelName.TELEGRAM, "1")
        store.people = {heir.id: heir}
        store.outbox = {(heir.id, 1): (farewell, DeliveryState.QUEUED, 0)}
        sender.hand(
            [
                Queued(
                    person_id=heir.id,
                    channel=ChannelName.TELEGRAM,
                    address="1",
                    outgoing=farewell,
                    closing=True,
                )
            ]
        )
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["bye"]


async def test_what_comes_while_a_block_is_stored_is_not_blocked() -> None:
    async with sending(Unreachable(reason="blocked")) as (sender, store, channel):
        queued = await stored(store, "1", "a", "b")
        real = store.commit

        async def commit(unit: Unit) -> None:
            if (
                isinstance(unit, DeliveryUnit)
                and unit.state is DeliveryState.BLOCKED
                and unit.sequence == 2
            ):
                sender.hand(await stored(store, "1", "welcome back"))
            await real(unit)

        store.commit = commit  # type: ignore[method-assign]
        sender.hand(queued)
        await emptied(sender)
    assert [message.text for _, message in channel.arrived] == ["welcome back"]


@pytest.mark.parametrize("result", [Sent(), Unreachable(reason="blocked"), Refused(reason="bad")])
async def test_the_desk_hears_what_became_of_an_advisors_message_and_of_no_other(
    result: Delivery,
) -> None:
    async with sending(result, result) as (sender, store, _):
        told: list[PersonId] = []

        async def became(person_id: PersonId) -> None:
            told.append(person_id)
            raise StoreError

        sender.became = became
        merits, advisors = await stored(store, "1", "a"), await stored(store, "2", "b")
        sender.hand(merits)
        await emptied(sender)
        assert told == []
        sender.hand([_by_advisor(each) for each in advisors])
        await emptied(sender)
    assert told == [advisors[0].person_id]


async def test_without_a_desk_an_advisors_message_arrives_all_the_same() -> None:
    async with sending() as (sender, store, channel):
        sender.hand([_by_advisor(each) for each in await stored(store, "1", "a")])
        await emptied(sender)
    assert len(channel.arrived) == 1


def _by_advisor(item: Queued) -> Queued:
    """The same message, as an advisor's: it can be taken back."""
    message = replace(item.outgoing.message, recalled=True)
    return replace(item, outgoing=replace(item.outgoing, message=message))
