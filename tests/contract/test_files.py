"""Files are kept sealed, with the turn that takes them, and go with the turn in which no answer holds them any more."""

from base64 import b64decode
from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.core.message import PersonId
from bot.crypto.sealer import KeySealer
from bot.service.ports import Conflict, EraseUnit, SealError
from bot.store.changes import FILE_PLACE
from bot.store.schema import FILE
from bot.store.sql_store import SqlStore
from tests.contract.units import MARKER, after, everything, photo, seed, settle, turn

LARGE = bytes(range(256)) * 40_000
"""Ten megabytes."""


async def files_of(store: SqlStore, person_id: PersonId) -> dict[str, bytes]:
    exported = await store.export(person_id)
    return {row["file_id"]: b64decode(row["content"]) for row in exported["file"]}


async def test_a_file_of_ten_megabytes_is_kept_byte_by_byte(store: SqlStore) -> None:
    person = await settle(store, "1")
    await store.commit(turn(person, files=(photo(1, LARGE), photo(2))))
    assert await files_of(store, person.id) == {photo(1).id: LARGE, photo(2).id: b"a photo"}


async def test_a_file_is_sealed_for_its_person_and_its_place(
    store: SqlStore, sealer: KeySealer
) -> None:
    person = await seed(store)
    other = await settle(store, "2")
    ((_, _, media_type, content, _),) = (await everything(store))["file"]
    assert media_type == "image/jpeg"
    assert MARKER.encode() not in content
    opened = sealer.unseal(person.key, FILE_PLACE, person.id, content)
    assert opened == f"{MARKER}-file".encode()
    for key, place, whose in (
        (other.key, FILE_PLACE, person.id),
        (person.key, "session.session", person.id),
        (person.key, FILE_PLACE, other.id),
    ):
        with pytest.raises(SealError):
            sealer.unseal(key, place, whose, content)


async def test_files_no_answer_holds_any_more_go_and_others_stay(store: SqlStore) -> None:
    person, other = await settle(store, "1"), await settle(store, "2")
    await store.commit(turn(other, files=(photo(1),)))
    unit = turn(person, files=(photo(1), photo(2)))
    await store.commit(unit)
    await store.commit(turn(after(person, unit), dropped=(photo(1).id, photo(9).id)))
    assert set(await files_of(store, person.id)) == {photo(2).id}
    assert set(await files_of(store, other.id)) == {photo(1).id}


async def test_one_file_can_take_the_place_of_another_in_one_turn(store: SqlStore) -> None:
    person = await settle(store, "1")
    unit = turn(person, files=(photo(1),))
    await store.commit(unit)
    await store.commit(turn(after(person, unit), files=(photo(2),), dropped=(photo(1).id,)))
    assert set(await files_of(store, person.id)) == {photo(2).id}


async def test_a_turn_that_came_too_late_leaves_no_file(store: SqlStore) -> None:
    """The file and the session it belongs to are one transaction."""
    person = await settle(store, "1")
    await store.commit(turn(person))
    with pytest.raises(Conflict):
        await store.commit(turn(person, files=(photo(1),)))
    assert await files_of(store, person.id) == {}


async def test_a_turn_that_fails_half_way_neither_keeps_nor_drops_a_file(store: SqlStore) -> None:
    """A second file of the same name does not fit: nothing of the turn is stored, and others are."""
    person, other = await settle(store, "1"), await settle(store, "2")
    first = turn(person, files=(photo(1),))
    await store.commit(first)
    person = after(person, first)
    broken = turn(person, files=(photo(1), photo(2)), session={"broken": True})
    with pytest.raises(Exception):  # noqa: B017, PT011 - which error is the store's own affair
        await store.commit(broken)
    await store.commit(turn(other, files=(photo(1),)))
    assert set(await files_of(store, person.id)) == {photo(1).id}
    stored = await store.person(person.id)
    assert stored is not None
    assert stored.session == person.session


async def test_a_newcomer_can_send_a_file_with_their_first_turn(store: SqlStore) -> None:
    person = store.fresh((await settle(store, "1")).channel, "9")
    await store.commit(turn(person, files=(photo(1),)))
    assert set(await files_of(store, person.id)) == {photo(1).id}


async def test_deleting_everything_deletes_every_file(store: SqlStore) -> None:
    person = await seed(store)
    await store.commit(turn(person, files=(photo(2, LARGE),)))
    await store.commit(EraseUnit(person=replace(person, version=person.version + 1)))
    count = sa.select(sa.func.count()).select_from(FILE)
    assert await store.database.read(lambda connection: connection.execute(count).scalar_one()) == 0


async def test_a_database_from_before_there_were_files_gets_their_table(store: SqlStore) -> None:
    """Down one step and up again: what people told stays, and files can be kept."""
    from alembic import command  # noqa: PLC0415 - as slow to load as it is rarely needed

    from bot.store.migrations.upgrade import configuration  # noqa: PLC0415

    person = await settle(store, "1", "hello")

    def before_and_after(connection: sa.Connection) -> tuple[bool, bool]:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        before = sa.inspect(connection).has_table("file")
        command.upgrade(config, "head")
        return before, sa.inspect(connection).has_table("file")

    assert await store.database.write(before_and_after) == (False, True)
    await store.commit(turn(person, files=(photo(1),)))
    assert set(await files_of(store, person.id)) == {photo(1).id}
