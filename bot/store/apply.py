"""Many units in one transaction: their rows are sorted by step, and each step is one call of the database."""

from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa

from bot.store.changes import Change
from bot.store.schema import SESSION
from bot.store.statements import STATEMENTS, Row, Statement, Step

Run = Callable[[sa.Connection, Statement, Sequence[Row]], int]
"""Carries out one statement for many rows and returns how many rows of the table it changed."""


class Misfit(Exception):
    """A row did not find what it was made for: some unit of the batch was overtaken by another."""


def apply(connection: sa.Connection, run: Run, changes: Sequence[Change]) -> None:
    """Carry out the changes in order; raise Misfit, with the transaction to be undone, if one does not fit."""
    for wave in waves(changes):
        rows: list[list[Row]] = [[] for _ in Step]
        for change in wave:
            for step, row in change.rows:
                rows[step].append(row)
        for step, given in zip(Step, rows, strict=True):
            for statement in STATEMENTS[step] if given else ():
                done = run(connection, statement, given)
                if statement.exact and done != len(given):
                    raise Misfit


def waves(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Yield the changes in runs within which sorting by step keeps each person's order."""
    wave: list[Change] = []
    ranks: dict[str, int] = {}
    for change in changes:
        last = max(ranks.get(person, -1) for person in change.people)
        if change.rank < last or change.rank == last > 0:
            yield wave
            wave, ranks = [], {}
        wave.append(change)
        ranks |= dict.fromkeys(change.people, change.rank)
    yield wave


def apply_missing(connection: sa.Connection, run: Run, changes: Sequence[Change]) -> None:
    """Carry out what an interrupted commit of the same changes did not: call it when nobody knows whether it did."""
    turns = [change for change in changes if change.sealed is not None]
    people = [person for change in turns for person in change.people]
    query = sa.select(SESSION.c.person_id, SESSION.c.session).where(SESSION.c.person_id.in_(people))
    stored = {(person_id, sealed) for person_id, sealed in connection.execute(query)}
    done = {
        change.people[0]: number
        for number, change in enumerate(changes)
        if (change.people[0], change.sealed) in stored
    }
    apply(
        connection,
        run,
        [
            change
            for number, change in enumerate(changes)
            if number > done.get(change.people[0], -1)
        ],
    )
