"""Tickets and what is said about them, in both databases."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from bot.core.message import OutboundMessage
from bot.core.ticket import AdvisorId, State
from bot.core.ticket_message import Side, TicketMessage
from bot.service.ports import Conflict, DeliveryUnit, EraseUnit, Outgoing, Person, TurnUnit
from bot.service.ticket_values import DeliveryState, Said, TicketChange
from bot.store.schema import DESK_PLACE, TICKET
from bot.store.sql_store import SqlStore
from tests.contract.units import NOW, TELEGRAM, after, asks, everything, moved, sent, turn

ANSWER = TicketMessage(side=Side.ADVISOR, at=5, text="Come on Monday.", language="en", by="ada")


async def left(store: SqlStore, address: str, change: TicketChange, *texts: str) -> Person:
    """Somebody new leaves a ticket; Merit says these texts."""
    person = store.fresh(TELEGRAM, address)
    unit = turn(person, *texts, ticket=change)
    await store.commit(unit)
    return after(person, unit)


async def texts(store: SqlStore, person: Person, number: int = 1) -> list[str]:
    return [kept.message.text for kept in await store.said(person.id, number)]


async def test_a_ticket_comes_back_by_its_code_with_all_that_was_said(store: SqlStore):
    change = asks("work", "one", "two")
    person = await left(store, "1", change)
    kept = await store.ticket("K7-M2")
    assert kept is not None
    assert (kept.person_id, kept.ticket, kept.facts) == (person.id, change.ticket, change.facts)
    assert kept.changed_at == NOW
    said = await store.said(person.id, 1)
    assert [(each.nth, each.message) for each in said] == [
        (nth, each.message) for nth, each in enumerate(change.said, start=1)
    ]
    assert await store.ticket("22-22") is None
    assert await store.said(store.fresh(TELEGRAM, "9").id, 1) == []


async def test_what_is_said_later_stands_behind_what_was_said_before(store: SqlStore):
    person = await left(store, "1", asks("work", "one"))
    for words in (("two", "three"), ("four",)):
        unit = turn(person, ticket=asks("work", *words))
        await store.commit(unit)
        person = after(person, unit)
    assert await texts(store, person) == ["one", "two", "three", "four"]
    assert [each.nth for each in await store.said(person.id, 1)] == [1, 2, 3, 4]


async def test_a_message_that_changed_is_the_same_message(store: SqlStore):
    person = await left(store, "1", asks("work", "one", "two"))
    (first, _) = await store.said(person.id, 1)
    change = replace(asks("work"), changed=((1, first.message.edited("ONE", 9)),))
    await store.commit(turn(person, ticket=change))
    assert await texts(store, person) == ["ONE", "two"]
    assert (await store.said(person.id, 1))[0].message.earlier == (("one", 9),)


async def test_only_open_tickets_are_in_the_queue_those_that_waited_longest_first(store: SqlStore):
    person = await left(store, "1", asks("work", "one"))
    await left(store, "2", asks("papers", "two", code="22-22"))
    assert [kept.ticket.code for kept in await store.open_tickets()] == ["22-22", "K7-M2"]
    change = asks("work")
    closed = replace(change, ticket=replace(change.ticket, state=State.CLOSED))
    await store.commit(turn(person, ticket=closed))
    assert [kept.ticket.code for kept in await store.open_tickets()] == ["22-22"]
    kept = await store.ticket("K7-M2")
    assert kept is not None
    assert not kept.ticket.open


async def test_the_queue_opens_again_only_what_changed_since_it_was_read(store: SqlStore):
    person = await left(store, "1", asks("work", "one"))
    other = await left(store, "2", asks("papers", "two", code="22-22"))
    before = {kept.ticket.code: kept for kept in await store.open_tickets()}
    change = asks("work", "three")
    taken = replace(change, ticket=replace(change.ticket, assignee=AdvisorId("ada")))
    await store.commit(turn(person, ticket=taken))
    now = {kept.ticket.code: kept for kept in await store.open_tickets()}
    assert now["K7-M2"].ticket.assignee == "ada"
    assert now["22-22"] is before["22-22"]
    await store.commit(EraseUnit(person=other))
    assert [kept.ticket.code for kept in await store.open_tickets()] == ["K7-M2"]


async def test_a_damaged_ticket_keeps_advisors_from_no_other(store: SqlStore):
    await left(store, "1", asks("work", "one"))
    await left(store, "2", asks("papers", "two", code="22-22"))
    change = sa.update(TICKET).where(TICKET.c.code == "K7-M2").values(ticket=b"x" * 40)
    await store.database.write(lambda connection: connection.execute(change))
    assert [kept.ticket.code for kept in await store.open_tickets()] == ["22-22"]


async def test_a_person_has_one_open_ticket_whatever_a_program_tries(store: SqlStore):
    person = await left(store, "1", asks("work", "one"))
    second = turn(person, "late", ticket=asks("work", "two", number=2, code="22-22"))
    with pytest.raises(Conflict):
        await store.commit(second)
    assert [kept.ticket.number for kept in await store.open_tickets()] == [1]
    assert await store.said(person.id, 2) == []


async def test_a_code_that_is_in_use_makes_the_turn_again(store: SqlStore):
    await left(store, "1", asks("work", "one"))
    with pytest.raises(Conflict):
        await left(store, "2", asks("work", "two"))
    assert await store.load(TELEGRAM, "2") is None
    await left(store, "2", asks("work", "two", code="22-22"))


async def test_a_ticket_of_a_turn_that_comes_too_late_is_not_kept(store: SqlStore):
    person = await left(store, "1", asks("work", "one"))
    await store.commit(turn(person))
    with pytest.raises(Conflict):
        await store.commit(turn(person, ticket=asks("work", "late")))
    assert await texts(store, person) == ["one"]


async def answered(store: SqlStore) -> Person:
    """Somebody whose ticket was answered; the answer waits in the outbox."""
    person = await left(store, "1", asks("work", "one"))
    number = person.sequence + 1
    message = OutboundMessage(text="Come on Monday.", recalled=True)
    unit = TurnUnit(
        person=person,
        session={},
        sequence=number,
        at=NOW,
        outgoing=(Outgoing(sequence=number, message=message),),
        ticket=replace(asks("work"), said=(Said(message=ANSWER, sequence=number),)),
    )
    await store.commit(unit)
    return after(person, unit)


async def test_how_far_an_answer_is_can_be_seen(store: SqlStore):
    person = await answered(store)
    number = person.sequence
    assert [each.delivery for each in await store.said(person.id, 1)] == [
        None,
        DeliveryState.QUEUED,
    ]
    await store.commit(moved(person, number, DeliveryState.DEAD, reason="chat not found"))
    last = (await store.said(person.id, 1))[-1]
    assert (last.delivery, last.reason, last.ref) == (DeliveryState.DEAD, "chat not found", "")


async def test_what_the_channel_calls_an_answer_is_remembered_when_it_is_sent(store: SqlStore):
    person = await answered(store)
    number = person.sequence
    unit = DeliveryUnit(person_id=person.id, sent=(number,), refs=((number, "4711"),))
    await store.commit(unit)
    last = (await store.said(person.id, 1))[-1]
    assert (last.delivery, last.ref, last.sequence) == (None, "4711", number)
    await store.commit(sent(person, number))


async def test_with_the_person_the_ticket_goes(store: SqlStore):
    person = await answered(store)
    await store.commit(EraseUnit(person=person))
    assert await store.ticket("K7-M2") is None
    assert await store.open_tickets() == []
    assert await store.said(person.id, 1) == []


async def test_tickets_are_looked_after_when_their_time_has_come(store: SqlStore):
    late = replace(asks("work", "one"), look_at=NOW)
    person = await left(store, "1", late)
    await left(store, "2", replace(asks("work", code="22-22"), look_at=NOW - timedelta(hours=1)))
    await left(store, "3", replace(asks("work", code="33-33"), look_at=NOW + timedelta(hours=1)))
    await left(store, "4", replace(asks("work", code="44-44"), look_at=None))
    ripe = await store.tickets_to_look_at(NOW, most=9)
    assert [kept.ticket.code for kept in ripe] == ["22-22", "K7-M2"]
    assert [kept.ticket.code for kept in await store.tickets_to_look_at(NOW, most=1)] == ["22-22"]
    await store.commit(turn(person, ticket=replace(asks("work"), look_at=None)))
    ripe = await store.tickets_to_look_at(NOW, most=9)
    assert [kept.ticket.code for kept in ripe] == ["22-22"]


async def test_a_purged_ticket_is_gone_and_leaves_only_where_it_has_to_go_too(store: SqlStore):
    person = await left(store, "1", asks("work", "one"))
    for number, place in ((1, "-100/7"), (2, "-100/8")):
        row = sa.insert(DESK_PLACE).values(
            person_id=person.id, number=number, face="forum", place=place
        )
        await store.writer.run(partial(_carried_out, row=row))
    await store.commit(turn(person, purged=(1,)))
    assert await store.ticket("K7-M2") is None
    rows = await everything(store)
    assert rows["ticket_message"] == []
    assert [row[3] for row in rows["desk_place"]] == ["-100/8"]
    assert [row[:2] for row in rows["desk_removal"]] == [("forum", "-100/7")]


def _carried_out(connection: sa.Connection, row: sa.Insert) -> None:
    connection.execute(row)
