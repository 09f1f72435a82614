"""Everything kept about a person is in the registry, comes out for them, and goes away with them."""

import json
from base64 import b64decode

import sqlalchemy as sa

from bot.core.message import OutboundMessage, PersonId
from bot.service.ports import EraseUnit, Outgoing, QuarantineUnit
from bot.service.ticket_values import DeliveryState
from bot.store.opening import VERSION_TABLE
from bot.store.registry import ABOUT_ADVISORS, ABOUT_NOBODY, REGISTRY
from bot.store.schema import METADATA
from bot.store.sql_store import SqlStore
from tests.contract.units import (
    MARKER,
    NOW,
    TELEGRAM,
    everything,
    line,
    moved,
    seed,
    settle,
)


async def test_every_table_is_in_the_registry(store: SqlStore):
    """In the schema as well as in the database itself: nothing is kept that export and erasure do not know."""
    registered = {kept.table.name for kept in REGISTRY} | {
        table.name for table in (*ABOUT_NOBODY, *ABOUT_ADVISORS)
    }
    assert set(METADATA.tables) == registered
    found = await store.database.read(lambda connection: sa.inspect(connection).get_table_names())
    assert set(found) - {VERSION_TABLE} == registered


def test_a_table_about_nobody_names_no_person():
    for table in ABOUT_NOBODY:
        assert "person_id" not in table.c
        assert not table.foreign_keys


def test_the_registry_says_what_why_and_how_long_and_names_real_columns():
    for kept in REGISTRY:
        for text in (kept.what, kept.why, kept.how_long):
            assert text.place.startswith(f"privacy/{kept.table.name}/")
            assert text.source.endswith(".")
        assert {*kept.sealed, *kept.sealed_for_operator, *kept.moments, *kept.secret} <= set(
            kept.table.c.keys()
        )
        assert "person_id" in kept.table.primary_key.columns


def test_every_column_that_could_hold_words_is_sealed():
    """What is not sealed is listed here by name: ids, counts, states. A new column has to be thought about."""
    plain = {
        "person_id", "key_id", "created_on", "closing", "channel", "address_index", "reachable", "version",
        "sequence", "updated_at", "state", "attempts", "reason", "created_at", "speaker", "at", "number", "code",
        "open", "look_at", "changed_at", "nth", "ref", "face", "place", "update_id",
        "wrapped_key", "remind_at", "file_id", "media_type",
    }  # fmt: skip
    for kept in REGISTRY:
        assert set(kept.table.c.keys()) - set(kept.sealed) - kept.sealed_for_operator <= plain


async def test_a_person_gets_everything_that_is_kept_about_them(store: SqlStore):
    person = await seed(store)
    exported = await store.export(person.id)
    assert set(exported) == {kept.table.name for kept in REGISTRY}
    text = json.dumps(exported)
    for place in ("address", "session", "outbox", "transcript", "topic", "ticket", "quarantine"):
        assert f"{MARKER}-{place}" in text
    assert b64decode(exported["file"][0]["content"]) == f"{MARKER}-file".encode()
    assert exported["session"][0]["updated_at"] == NOW.isoformat()
    assert "wrapped_key" not in text


async def test_a_person_gets_nothing_of_others(store: SqlStore):
    await seed(store)
    other = await settle(store, "2", "hello")
    assert MARKER not in json.dumps(await store.export(other.id))
    assert await store.export(PersonId("0" * 32)) == {}


async def test_after_erasure_no_row_is_left(store: SqlStore):
    person = await seed(store)
    other = await settle(store, "2", "hello")
    await store.commit(moved(person, 3, DeliveryState.BLOCKED, reason=f"{MARKER}-reason"))
    await store.commit(EraseUnit(person=person))
    left = await everything(store)
    assert person.id not in repr(left)
    assert MARKER not in repr(left)
    assert {table: len(rows) for table, rows in left.items() if rows} == {
        "person": 1, "contact": 1, "session": 1, "outbox": 1, "desk_removal": 1,
    }  # fmt: skip
    assert await store.load(TELEGRAM, person.address) is None
    assert await store.load(TELEGRAM, "2") == other
    assert await store.export(person.id) == {}


async def test_erasing_twice_is_no_error(store: SqlStore):
    person = await seed(store)
    await store.commit(EraseUnit(person=person))
    await store.commit(EraseUnit(person=person))


async def test_last_words_in_a_kept_conversation_are_kept_with_the_successor(store: SqlStore):
    person = await settle(store, "1")
    heir = store.fresh(TELEGRAM, "1")
    farewell = Outgoing(sequence=1, message=OutboundMessage(text="bye"))
    unit = EraseUnit(person=person, successor=heir, farewell=farewell, line=line(1, "bye"))
    await store.commit(unit)
    assert await store.transcript(heir.id) == [line(1, "bye")]


async def test_nothing_a_person_said_is_readable_in_the_database(store: SqlStore):
    await seed(store)
    await store.commit(
        QuarantineUnit(
            channel=TELEGRAM, update_id="9", body=f"{MARKER}-body".encode(), reason="E", at=NOW
        )
    )
    assert MARKER not in repr(await everything(store))
