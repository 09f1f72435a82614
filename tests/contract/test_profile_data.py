"""Who has been silent is found by their last word, page by page; a photo for a paper is read back opened."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.core.message import PersonId
from bot.service.ports import KeptFile, Person, SealError
from bot.store.schema import FILE
from bot.store.sql_store import SqlStore
from tests.contract.units import NOW, TELEGRAM, after, turn

HOUR = timedelta(hours=1)
HEARD = int(NOW.timestamp())
FILES = (
    KeptFile(id="f_0123456789abcdef_2", media_type="image/jpeg", content=b"\x00jpeg"),
    KeptFile(id="f_1123456789abcdef_2", media_type="application/pdf", content=b"%PDF"),
)


async def kept(store: SqlStore, address: str, **session: int) -> Person:
    """Store a person with this session."""
    person = store.fresh(TELEGRAM, address)
    unit = turn(person, session={"turns": 1, **session})
    await store.commit(unit)
    return after(person, unit)


async def test_people_are_found_who_were_silent_since_a_moment_in_the_order_of_their_ids(
    store: SqlStore,
):
    people = [await kept(store, f"{n}", heard_at=HEARD - n * 3600) for n in range(5)]
    silent = sorted(person.id for person in people[2:])
    since = NOW - HOUR - timedelta(minutes=1)
    assert await store.silent(since, after="", most=9) == silent
    assert await store.silent(since, after="", most=2) == silent[:2]
    assert await store.silent(since, after=silent[1], most=2) == silent[2:]
    assert await store.silent(since, after=silent[2], most=2) == []
    assert await store.silent(NOW - 9 * HOUR, after="", most=9) == []


async def test_what_is_stored_later_without_a_word_of_the_person_makes_nobody_less_silent(
    store: SqlStore,
):
    """An advisor who looks, or a reminder, does not keep a profile any longer than the person was told."""
    person = await kept(store, "1", heard_at=HEARD)
    looked = replace(turn(person, session={"turns": 2, "heard_at": HEARD}), at=NOW + 9 * HOUR)
    await store.commit(looked)
    assert await store.silent(NOW + HOUR, after="", most=9) == [person.id]
    spoke = {"turns": 3, "heard_at": HEARD + 9 * 3600}
    await store.commit(turn(after(person, looked), session=spoke))
    assert await store.silent(NOW + HOUR, after="", most=9) == []


async def test_a_session_that_does_not_say_when_counts_from_when_it_was_stored(store: SqlStore):
    person = await kept(store, "1")
    assert await store.silent(NOW + HOUR, after="", most=9) == [person.id]
    assert await store.silent(NOW - HOUR, after="", most=9) == []


async def test_a_file_is_read_back_as_it_was_kept(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    unit = turn(person, files=FILES)
    await store.commit(unit)
    other = await kept(store, "2")
    for file in FILES:
        assert await store.file(person.id, file.id) == file
        assert await store.file(other.id, file.id) is None
    assert await store.file(person.id, "f_gone") is None
    assert await store.file(PersonId("nobody"), FILES[0].id) is None
    person = after(person, unit)
    await store.commit(turn(person, dropped=(FILES[0].id,)))
    assert await store.file(person.id, FILES[0].id) is None
    assert await store.file(person.id, FILES[1].id) == FILES[1]


async def test_a_damaged_file_does_not_open(store: SqlStore):
    person = store.fresh(TELEGRAM, "1")
    await store.commit(turn(person, files=FILES))
    await store.database.write(
        lambda connection: connection.execute(sa.update(FILE).values(content=b"\x01" * 50))
    )
    with pytest.raises(SealError):
        await store.file(person.id, FILES[0].id)
