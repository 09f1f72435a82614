"""What a person is told about waiting: from the hours of the team, the queue as it is, and how long others waited."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.answer_times import times_of
from bot.core.desk_clock import overdue
from bot.core.outlook import Outlook, outlook_says
from bot.core.session import Session
from bot.core.ticket import NO_TEAM, State, Ticket
from bot.core.turn import Say
from bot.core.waiting import Wait, Waiter, place_in_queue, usual_wait
from bot.service.desk.count_ports import DeskCounts, Kind
from bot.service.desk.teams import Rota
from bot.service.ports import Store
from bot.service.ticket_changes import facts_of

LATELY = timedelta(days=30)
"""Whose first answers say what is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlooks:
    """What it takes: the open tickets, whose hours count, and the counts of first answers."""

    store: Store
    rota: Callable[[], Awaitable[Rota]]
    counts: DeskCounts

    async def says(self, session: Session, now: datetime) -> tuple[Say, ...]:
        """Return what a person is told whose message is with the advisors, or will be after this turn."""
        ticket = session.talk.live
        if session.draft or ticket is None:
            return ()
        rota, facts = await self.rota(), facts_of(session)
        ticket = rota.placed(ticket, facts)
        hours = None if ticket.team == NO_TEAM else rota.hours(ticket)[0]
        place = await self._place(ticket, rota, now) if ticket.state is State.QUEUED else 0
        outlook = Outlook(hours=hours, place=place, usual=await self._usual(now))
        return (outlook_says(outlook, now, facts.country),)

    async def _place(self, ticket: Ticket, rota: Rota, now: datetime) -> int:
        """Return the place among those who wait for the same team."""
        others = [
            rota.placed(each.ticket, each.facts)
            for each in await self.store.open_tickets()
            if each.ticket.code != ticket.code and each.ticket.state is State.QUEUED
        ]
        queue = [_waiter(each, rota, now) for each in others if each.team == ticket.team]
        return place_in_queue(queue, _waiter(ticket, rota, now))

    async def _usual(self, now: datetime) -> Wait | None:
        counted = await self.counts.read((now - LATELY).date(), now.date())
        answers = ((each.bucket, each.n) for each in counted if each.kind == Kind.ANSWERED)
        return usual_wait(times_of(answers))


def _waiter(ticket: Ticket, rota: Rota, now: datetime) -> Waiter:
    return Waiter(ticket=ticket, overdue=overdue(ticket, *rota.hours(ticket), now))
