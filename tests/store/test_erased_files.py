"""What is erased is gone from SQLite's files too, not only from its tables."""

import asyncio
from dataclasses import replace
from pathlib import Path

from bot.core.message import OutboundMessage
from bot.crypto.sealer import KeySealer
from bot.service.ports import DeliveryUnit, EraseUnit, Outgoing
from bot.store.sql_store import SqlStore
from tests.contract.units import (
    MARKER,
    TELEGRAM,
    after,
    everything,
    photo,
    queue_of,
    seed,
    settle,
    turn,
)

SIZES = (10, 3000, 30_000, 200)
"""Letters of the answers in a person's successive turns: within a page, and over several."""


def found_in_files(database: Path, wanted: set[bytes]) -> set[bytes]:
    files = [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]
    return {each for each in wanted if any(each in content for content in files)}


async def sealed_pieces(store: SqlStore, person_id: str) -> set[bytes]:
    """Return pieces, short enough to lie in one page, of all that is sealed for a person now."""
    return {
        value[start : start + 40]
        for rows in (await everything(store)).values()
        for row in rows
        if row[0] == person_id
        for value in row
        if isinstance(value, bytes)
        for start in range(0, len(value), 1000)
    }


async def test_after_erasure_the_files_hold_neither_words_nor_sealed_values(
    store: SqlStore, database: Path
):
    """The database file and its log are searched for the plain marker and for each sealed value, byte by byte."""
    await asyncio.gather(*(settle(store, str(n), "hello") for n in range(50)))
    person = await seed(store)
    sealed = await sealed_pieces(store, person.id)
    for size in SIZES:
        unit = turn(person, MARKER, session={"answer": MARKER * (size // len(MARKER))})
        await store.commit(unit)
        person = after(person, unit)
        now = await sealed_pieces(store, person.id)
        assert found_in_files(database, now) >= {piece for piece in now if len(piece) == 40}
        sealed |= now
    marked = {person.id.encode()}
    assert found_in_files(database, marked) == marked

    await store.commit(EraseUnit(person=person))
    traces = {piece for piece in sealed if len(piece) > 20} | marked | {MARKER.encode()}
    assert len(traces) > 40
    assert found_in_files(database, traces) == set()
    assert len(await queue_of(store)) == 50


async def test_after_the_last_words_the_files_hold_nothing_of_the_successor(
    store: SqlStore, database: Path, sealer: KeySealer
):
    person = await seed(store)
    heir = replace(store.fresh(TELEGRAM, person.address), closing=True)
    farewell = Outgoing(sequence=1, message=OutboundMessage(text=f"{MARKER}-bye"))
    await store.commit(EraseUnit(person=person, successor=heir, farewell=farewell))
    traces = {heir.id.encode(), sealer.index(TELEGRAM, person.address)}
    assert found_in_files(database, traces) == traces
    await store.commit(DeliveryUnit(person_id=heir.id, sent=(1,), forget=True))
    assert found_in_files(database, traces) == set()


async def test_after_a_file_was_dropped_the_database_holds_no_piece_of_it(
    store: SqlStore, database: Path
):
    """A photo of a megabyte lies on hundreds of pages; each is looked for."""
    person = await seed(store)
    unit = turn(person, files=(photo(2, bytes(1_000_000)),), session=person.session)
    await store.commit(unit)
    pieces = {
        row[3][start : start + 40]
        for row in (await everything(store))["file"]
        if row[1] == photo(2).id
        for start in range(0, len(row[3]), 4000)
    }
    assert len(pieces) > 200
    assert len(found_in_files(database, pieces)) > 200
    await store.commit(turn(after(person, unit), dropped=(photo(2).id,)))
    assert found_in_files(database, {piece for piece in pieces if len(piece) > 20}) == set()
    assert photo(1).id in str(await everything(store))
