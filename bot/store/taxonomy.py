"""Occupations and skills of ESCO in the database, found by the words of a person."""

import asyncio
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import starmap
from typing import Any

import sqlalchemy as sa

from bot.service.taxonomy import Concept
from bot.store.schema import CONCEPT, CONCEPT_TERM, CONCEPT_WORD, TAXONOMY
from bot.store.sql_store import SqlStore
from bot.store.taxonomy_terms import Asked, asked, near_lengths, nearest

NEW, LIVE, OLD = "new", "live", "old"
"""A taxonomy is written as new, comes into force as a whole, and is old before its rows are deleted."""

MOST = 60
"""Concepts that are looked at more closely."""
_ENOUGH = 0.6
"""How much of a question must be found."""
_MOST_UNKNOWN = 2
"""Words that may be misspelt, the longest ones, in what is looked for again."""
_IDS = 500
_SHAPES = 64
"""Queries that are kept: making one takes as long as carrying it out."""
_LAST = "\U0010ffff"

Near = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlConcepts:
    """Implements `Concepts` on the tables `taxonomy`, `concept` and `concept_term`; raises StoreError."""

    store: SqlStore

    async def find(
        self, words: str, kind: str, languages: Sequence[str], *, most: int = 5
    ) -> tuple[Concept, ...]:
        """Return what the first 60 letters of `words` may name, the best first."""
        question = asked(words)
        if not question.words:
            return ()
        search = _Search(question=question, kind=str(kind), languages=tuple(languages))
        rows = await self.store.read(partial(search.rows, near={}))
        if all(row.covered < question.weight for row in rows):
            known = await self.store.read(search.alike)
            near = await asyncio.to_thread(_nearest, known) if known else {}
            if near:
                rows = await self.store.read(partial(search.rows, near=near))
        return search.best(rows)[:most]

    async def labels(self, ids: Collection[str], language: str) -> Mapping[str, str]:
        """Return the preferred names by id, only those known."""
        wanted = sorted(set(ids))
        pages = [wanted[start : start + _IDS] for start in range(0, len(wanted), _IDS)]
        found: dict[str, str] = {}
        for page in pages:
            found.update(await self.store.read(partial(_labels, ids=page, language=language)))
        return found


def _labels(connection: sa.Connection, ids: Sequence[str], language: str) -> dict[str, str]:
    query = (
        sa.select(CONCEPT.c.id, CONCEPT.c.label)
        .join(TAXONOMY, TAXONOMY.c.number == CONCEPT.c.taxonomy)
        .where(TAXONOMY.c.language == language, TAXONOMY.c.state == LIVE, CONCEPT.c.id.in_(ids))
    )
    return {row.id: row.label for row in connection.execute(query)}


def _nearest(known: Near) -> Near:
    found = {word: nearest(word, words) for word, words in known.items()}
    return {word: words for word, words in found.items() if words}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """One question, put to the taxonomies of one kind in some languages."""

    question: Asked
    kind: str
    languages: tuple[str, ...]

    def rows(self, connection: sa.Connection, near: Near) -> Sequence[Any]:
        """Return the concepts of which enough is found, with how much (`covered`) and how badly (`late`)."""
        numbers = self._numbers(connection)
        if not numbers:
            return ()
        ways = tuple(self.question.ways(near))
        values: dict[str, Any] = {
            "numbers": numbers,
            "least": math.ceil(_ENOUGH * self.question.weight),
            "most": MOST * len(numbers),
        }
        for place, way in enumerate(ways):
            values |= {
                f"part{place}": way.part,
                f"weight{place}": way.weight,
                f"late{place}": way.late,
                f"terms{place}": way.terms[0] if way.begins else way.terms,
            }
            if way.begins:
                values[f"end{place}"] = way.terms[0] + _LAST
        return connection.execute(_finding(tuple(way.begins for way in ways)), values).all()

    def alike(self, connection: sa.Connection) -> dict[str, list[str]]:
        """Return for each word that is nowhere what it may have been meant to be, by length and first letters."""
        numbers = self._numbers(connection)
        long = [word for word in self.question.words if near_lengths(word)] if numbers else []
        unknown = [word for word in long if not _is_there(connection, word, numbers)]
        return {
            word: list(connection.execute(_about(word, numbers)).scalars())
            for word in sorted(unknown, key=len)[-_MOST_UNKNOWN:]
        }

    def _numbers(self, connection: sa.Connection) -> list[int]:
        query = sa.select(TAXONOMY.c.number).where(
            TAXONOMY.c.kind == self.kind,
            TAXONOMY.c.language.in_(self.languages),
            TAXONOMY.c.state == LIVE,
        )
        return list(connection.execute(query).scalars())

    def best(self, rows: Sequence[Any]) -> tuple[Concept, ...]:
        """Return the concepts in order, each in the language it is found best in.

        Where something names all that was asked for, what names only a part of it is left out.
        """
        all_of_it = self.question.weight
        if any(row.covered >= all_of_it for row in rows):
            rows = [row for row in rows if row.covered >= all_of_it]

        def order(row: Any) -> tuple[Any, ...]:
            language = self.languages.index(row.language)
            return -row.covered, row.late, language, len(row.label), row.label

        found: dict[str, Concept] = {}
        for row in sorted(rows, key=order):
            concept = Concept(
                id=row.id, kind=self.kind, label=row.label, language=row.language, isco=row.isco
            )
            found.setdefault(row.id, concept)
        return tuple(found.values())


@lru_cache(maxsize=_SHAPES)
def _finding(shape: tuple[bool, ...]) -> sa.Select[Any]:
    """Return the query for a question with so many ways, each looking for a beginning or not."""
    hits = sa.union_all(*starmap(_hits, enumerate(shape))).subquery()
    key = (hits.c.taxonomy, hits.c.number)
    best = (sa.func.max(hits.c.weight).label("weight"), sa.func.min(hits.c.late).label("late"))
    parts = sa.select(*key, *best).group_by(*key, hits.c.part).subquery()
    key = (parts.c.taxonomy, parts.c.number)
    covered, late = sa.func.sum(parts.c.weight), sa.func.sum(parts.c.late)
    found = (
        sa.select(*key, covered.label("covered"), late.label("late"))
        .group_by(*key)
        .having(covered >= sa.bindparam("least", type_=sa.Integer))
        .order_by(covered.desc(), late, *key)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .subquery()
    )
    same = (CONCEPT.c.taxonomy == found.c.taxonomy) & (CONCEPT.c.number == found.c.number)
    return (
        sa.select(TAXONOMY.c.language, CONCEPT, found.c.covered, found.c.late)
        .join(found, same)
        .join(TAXONOMY, TAXONOMY.c.number == found.c.taxonomy)
    )


def _hits(place: int, begins: bool) -> sa.Select[Any]:  # noqa: FBT001 - from a tuple of them
    """Return what is found in one way: `late` is the rank of the term, and what this way is worse by."""
    term, rank = CONCEPT_TERM.c.term, CONCEPT_TERM.c.rank
    worse = rank + sa.bindparam(f"late{place}", type_=sa.Integer)
    wanted: sa.BindParameter[Any] = sa.bindparam(f"terms{place}", expanding=not begins)
    fits: sa.ColumnElement[bool]
    if begins:
        fits = (term >= wanted) & (term < sa.bindparam(f"end{place}"))
        late: sa.ColumnElement[Any] = sa.case((term == wanted, rank), else_=worse)
    else:
        fits, late = term.in_(wanted), worse
    return sa.select(
        CONCEPT_TERM.c.taxonomy,
        CONCEPT_TERM.c.number,
        sa.bindparam(f"part{place}", type_=sa.Integer).label("part"),
        sa.bindparam(f"weight{place}", type_=sa.Integer).label("weight"),
        late.label("late"),
    ).where(CONCEPT_TERM.c.taxonomy.in_(sa.bindparam("numbers", expanding=True)), fits)


def _between(column: sa.Column[str], first: str) -> sa.ColumnElement[bool]:
    """Return the condition that it begins so, in a form that both databases answer from the key."""
    return (column >= first) & (column < first + _LAST)


def _is_there(connection: sa.Connection, word: str, numbers: Sequence[int]) -> bool:
    query = sa.select(CONCEPT_TERM.c.number).where(
        CONCEPT_TERM.c.taxonomy.in_(numbers), _between(CONCEPT_TERM.c.term, word)
    )
    return connection.execute(query.limit(1)).first() is not None


def _about(word: str, numbers: Sequence[int]) -> sa.CompoundSelect[Any]:
    """Return the words of about its length that begin with its first letter, or with its first two swapped."""
    lengths, known = near_lengths(word), CONCEPT_WORD.c.word
    length = sa.func.length(known).between(lengths[0], lengths[-1])
    mine = CONCEPT_WORD.c.taxonomy.in_(numbers)
    # Not one query with OR, for which SQLite would read all of the table.
    return sa.union(
        *(
            sa.select(known).where(mine, length, _between(known, first))
            for first in (word[0], word[1] + word[0])
        )
    )
