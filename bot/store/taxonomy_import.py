"""Bringing a language of ESCO into the database, and taking it out.

Merit goes on beside it: everything is written in short transactions under numbers nobody looks at yet, comes into
force in one, and what was there before is deleted afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from bot.service.ports import StoreError
from bot.service.taxonomy import ConceptKind
from bot.store.apply import Run
from bot.store.codec import from_microseconds, to_microseconds
from bot.store.esco_files import Download, EscoRow
from bot.store.schema import CONCEPT, CONCEPT_TERM, CONCEPT_WORD, TAXONOMY
from bot.store.sql_store import SqlStore
from bot.store.statements import Row, insert
from bot.store.taxonomy import LIVE, NEW, OLD
from bot.store.taxonomy_terms import terms_of

BATCH = 4000
"""Terms that are written or deleted in one transaction: some hundredths of a second."""
_CONCEPTS = insert(CONCEPT, exact=False)
_TERMS = insert(CONCEPT_TERM, exact=False)
_WORDS = insert(CONCEPT_WORD, exact=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A language that is in force: of which version of ESCO (empty: not known), since when, how many concepts."""

    language: str
    version: str
    at: datetime
    occupations: int
    skills: int


async def imported(store: SqlStore) -> Sequence[Imported]:
    """Return the languages in force."""
    query = sa.select(TAXONOMY).where(TAXONOMY.c.state == LIVE).order_by(TAXONOMY.c.language)
    rows = await store.read(lambda connection: connection.execute(query).all())
    kinds = {(row.language, row.kind): row for row in rows}
    return [
        Imported(
            language=language,
            version=row.version,
            at=from_microseconds(row.at),
            occupations=row.concepts,
            skills=kinds[language, ConceptKind.SKILL].concepts,
        )
        for (language, kind), row in kinds.items()
        if kind == ConceptKind.OCCUPATION
    ]


async def import_language(
    store: SqlStore, download: Download, named: str, language: str
) -> Imported:
    """Put what the download has under the language `named` in force as `language`; all of it, or nothing changes."""
    await sweep(store)
    at, counts = to_microseconds(store.now()), dict[ConceptKind, int]()
    begin = partial(_begin, language=language, version=download.version, at=at)
    numbers = await store.writer.run(begin)
    try:
        for kind, number in numbers.items():
            counts[kind] = await _write(store, number, download.rows(named, kind))
        counted = {numbers[kind]: count for kind, count in counts.items()}
        await store.writer.run(partial(_put_in_force, language=language, counts=counted))
    except Exception:
        await store.writer.run(partial(_give_up, numbers=list(numbers.values())))
        await sweep(store)
        raise
    await sweep(store)
    return Imported(
        language=language,
        version=download.version,
        at=from_microseconds(at),
        occupations=counts[ConceptKind.OCCUPATION],
        skills=counts[ConceptKind.SKILL],
    )


async def remove_language(store: SqlStore, language: str) -> bool:
    """Delete a language; False if there is none."""
    gone = (
        sa.update(TAXONOMY)
        .where(TAXONOMY.c.language == language, TAXONOMY.c.state == LIVE)
        .values(state=OLD)
    )
    count = await store.writer.run(lambda connection: connection.execute(gone).rowcount)
    await sweep(store)
    return bool(count)


async def sweep(store: SqlStore) -> None:
    """Delete what is not in force: what was replaced, and what an import left that was stopped."""
    for number in await store.writer.run(_retired):
        while await store.writer.run(partial(_delete_some, number=number)):
            pass


def _begin(
    connection: sa.Connection, language: str, version: str, at: int
) -> dict[ConceptKind, int]:
    highest = connection.execute(sa.select(sa.func.max(TAXONOMY.c.number))).scalar() or 0
    numbers = {kind: highest + place for place, kind in enumerate(ConceptKind, start=1)}
    rows = [
        {"number": number, "kind": kind.value, "language": language, "version": version}
        | {"state": NEW, "concepts": 0, "at": at}
        for kind, number in numbers.items()
    ]
    connection.execute(sa.insert(TAXONOMY), rows)
    return numbers


async def _write(store: SqlStore, number: int, rows: Iterable[EscoRow]) -> int:
    count = 0
    for batch in _batches(number, rows):
        await store.writer.run(partial(_keep, number=number, batch=batch, run=store.database.run))
        count += len(batch.concepts)
    return count


@dataclass(slots=True, kw_only=True)
class _Batch:
    """What is written in one transaction."""

    concepts: list[Row] = field(default_factory=list)
    terms: list[Row] = field(default_factory=list)
    words: set[Row] = field(default_factory=set)


def _batches(number: int, rows: Iterable[EscoRow]) -> Iterator[_Batch]:
    """Yield the rows of our tables, some thousand at a time."""
    batch = _Batch()
    for place, row in enumerate(rows, start=1):
        found = terms_of(row.names)
        batch.concepts.append((number, place, row.id, row.names[0], row.isco))
        batch.terms += [(number, term, place, rank) for term, rank in found.ranks.items()]
        batch.words.update((number, word) for word in found.words)
        if len(batch.terms) >= BATCH:
            yield batch
            batch = _Batch()
    if batch.concepts:
        yield batch


def _keep(connection: sa.Connection, number: int, batch: _Batch, run: Run) -> None:
    _still_new(connection, [number])
    run(connection, _CONCEPTS, batch.concepts)
    for statement, rows in ((_TERMS, batch.terms), (_WORDS, list(batch.words))):
        if rows:
            run(connection, statement, rows)


def _still_new(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Raise StoreError if another import has swept these away; until the commit none can."""
    query = sa.select(TAXONOMY.c.number).where(
        TAXONOMY.c.number.in_(numbers), TAXONOMY.c.state != OLD
    )
    if len(connection.execute(query.with_for_update()).all()) < len(numbers):
        raise StoreError(
            "Another import began while this one was under way, so this one was given up. Start it again when the "
            "other is done."
        )


def _put_in_force(connection: sa.Connection, language: str, counts: dict[int, int]) -> None:
    _still_new(connection, list(counts))
    connection.execute(
        sa.update(TAXONOMY)
        .where(
            TAXONOMY.c.language == language,
            TAXONOMY.c.state == LIVE,
            TAXONOMY.c.number.not_in(counts),
        )
        .values(state=OLD)
    )
    for number, count in counts.items():
        done = sa.update(TAXONOMY).where(TAXONOMY.c.number == number)
        connection.execute(done.values(state=LIVE, concepts=count))
    if connection.dialect.name == "postgresql":  # or it would plan the first searches blindly
        connection.exec_driver_sql("ANALYZE concept, concept_term, concept_word")


def _give_up(connection: sa.Connection, numbers: Sequence[int]) -> None:
    mine = sa.update(TAXONOMY).where(TAXONOMY.c.number.in_(numbers), TAXONOMY.c.state == NEW)
    connection.execute(mine.values(state=OLD))


def _retired(connection: sa.Connection) -> list[int]:
    """Return the numbers of all that is not in force, and let nobody add to it."""
    connection.execute(sa.update(TAXONOMY).where(TAXONOMY.c.state == NEW).values(state=OLD))
    query = sa.select(TAXONOMY.c.number).where(TAXONOMY.c.state == OLD)
    return list(connection.execute(query.order_by(TAXONOMY.c.number)).scalars())


def _delete_some(connection: sa.Connection, number: int) -> bool:
    """Delete a batch of a taxonomy's rows; False when nothing is left of it."""
    mine = CONCEPT_TERM.c.taxonomy == number
    query = sa.select(CONCEPT_TERM.c.term).where(mine).order_by(CONCEPT_TERM.c.term)
    last = connection.execute(query.limit(1).offset(BATCH)).scalar()
    if last is not None:
        connection.execute(sa.delete(CONCEPT_TERM).where(mine, CONCEPT_TERM.c.term <= last))
        return True
    connection.execute(sa.delete(CONCEPT_TERM).where(mine))
    for table in (CONCEPT_WORD, CONCEPT):
        connection.execute(sa.delete(table).where(table.c.taxonomy == number))
    connection.execute(sa.delete(TAXONOMY).where(TAXONOMY.c.number == number))
    return False
