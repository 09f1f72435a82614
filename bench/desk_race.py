"""The claim race: several advisors take the same ticket in the same moment; exactly one of them has it then."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.desk_office import ask, opened
from bot import clock
from bot.app.parts import content_of
from bot.content.load import ContentLibrary
from bot.core.ticket import Actor, AdvisorId, Move, Role, State, Ticket, Why
from bot.service.desk.desk import Desk, Outcome, Signed
from bot.settings import read_settings
from bot.store.sql_store import SqlStore

STORES = 2
"""Stores on the same database (in one process), so that advisors meet in the database and not in one writer."""


@dataclass(slots=True, kw_only=True)
class Race:
    """What came of it. `winners` counts races by how many won, `refused` the others by why; `broken`: what is kept is
    not what the winner was told."""

    advisors: int
    races: int = 0
    winners: Counter[int] = field(default_factory=Counter)
    refused: Counter[Why] = field(default_factory=Counter)
    broken: int = 0
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether every race had exactly one winner, and all others were told that it is taken."""
        lost = self.races * (self.advisors - 1)
        return (
            self.winners == {1: self.races}
            and self.refused == {Why.TAKEN: lost}
            and not self.broken
        )


async def race(address: str, folder: Path, *, races: int, advisors: int) -> Race:
    """Run so many races between so many advisors."""
    stores = [await opened(address, folder) for _ in range(STORES)]
    library = content_of(read_settings({}, folder))
    found, began = Race(advisors=advisors), time.monotonic()
    try:
        for number in range(races):
            ticket = await ask(stores[0], number)
            await _one(stores, library, ticket, found)
    finally:
        for store in stores:
            await store.close()
    found.seconds = time.monotonic() - began
    return found


async def _one(
    stores: Sequence[SqlStore], library: ContentLibrary, ticket: Ticket, found: Race
) -> None:
    desks = [Desk(store=each, library=library, sealer=each.sealer) for each in stores]
    outcomes = await asyncio.gather(
        *(
            desks[number % len(desks)].move(ticket.code, Move.CLAIM, _advisor(number), clock.now())
            for number in range(found.advisors)
        )
    )
    won = [number for number, each in enumerate(outcomes) if isinstance(each, Ticket)]
    found.races += 1
    found.winners[len(won)] += 1
    found.refused.update(_whys(outcomes))
    kept = await stores[-1].ticket(ticket.code)
    as_told = kept is not None and kept.ticket.state is State.ACTIVE
    holder = None if kept is None else kept.ticket.assignee
    found.broken += not (as_told and holder in {_advisor(number).actor.id for number in won})


def _whys(outcomes: Sequence[Outcome]) -> list[Why]:
    return [each.why for each in outcomes if not isinstance(each, Ticket)]


def _advisor(number: int) -> Signed:
    return Signed(
        actor=Actor(role=Role.ADVISOR, id=AdvisorId(f"advisor-{number}")), name=f"A{number}"
    )
