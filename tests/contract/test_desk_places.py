"""Where the desk's faces show tickets, in both databases: a place never outlives what it shows unseen."""

from dataclasses import replace

from bot.core.ticket import State
from bot.service.desk.place_ports import KeptPlace
from bot.service.ports import EraseUnit, Person
from bot.store.desk_places import SqlPlaces
from bot.store.sql_store import SqlStore
from tests.contract.units import TELEGRAM, after, asks, turn


async def left(store: SqlStore, address: str = "1", code: str = "K7-M2") -> Person:
    person = store.fresh(TELEGRAM, address)
    unit = turn(person, ticket=asks("work", "one", code=code))
    await store.commit(unit)
    return after(person, unit)


async def test_a_place_is_kept_changed_and_found_again_each_face_its_own(store: SqlStore):
    person = await left(store)
    forum, other = SqlPlaces(store=store, face="forum"), SqlPlaces(store=store, face="other")
    assert await forum.place(person.id, 1) == ""
    assert await forum.keep(person.id, 1, "a")
    assert await forum.keep(person.id, 1, "b")
    assert await other.keep(person.id, 1, "c")
    assert await forum.place(person.id, 1) == "b"
    assert await forum.all() == [KeptPlace(person_id=person.id, number=1, code="K7-M2", place="b")]


async def test_what_an_erased_person_leaves_in_a_face_is_to_be_removed_until_it_is(store: SqlStore):
    person = await left(store)
    forum = SqlPlaces(store=store, face="forum")
    await forum.keep(person.id, 1, "a")
    await store.commit(EraseUnit(person=person))
    assert await forum.all() == []
    assert await forum.removals() == ["a"]
    assert await SqlPlaces(store=store, face="other").removals() == []
    await forum.removed("a")
    assert await forum.removals() == []


async def test_a_place_that_comes_after_the_person_was_erased_is_removed_too(store: SqlStore):
    person = await left(store)
    forum = SqlPlaces(store=store, face="forum")
    await store.commit(EraseUnit(person=person))
    assert not await forum.keep(person.id, 1, "late")
    assert await forum.place(person.id, 1) == ""
    assert await forum.removals() == ["late"]


async def test_a_place_is_to_be_removed_only_once(store: SqlStore):
    forum = SqlPlaces(store=store, face="forum")
    await forum.remove("a")
    await forum.remove("a")
    assert await forum.removals() == ["a"]


async def test_closed_tickets_are_looked_at_until_their_place_says_that_they_are_done(
    store: SqlStore,
):
    person = await left(store)
    await left(store, "2", "22-22")
    forum = SqlPlaces(store=store, face="forum")
    await forum.keep(person.id, 1, "%_a")
    assert await forum.unfinished("done%") == []
    change = asks("work")
    closed = replace(change, ticket=replace(change.ticket, state=State.CLOSED))
    await store.commit(turn(person, ticket=closed))
    assert await forum.unfinished("done%") == ["K7-M2"]
    assert await forum.unfinished("__a") == ["K7-M2"]
    await forum.keep(person.id, 1, "done% and more")
    assert await forum.unfinished("done%") == []
