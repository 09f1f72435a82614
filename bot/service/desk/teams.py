"""Which team a ticket belongs to, when it is there, and what it promises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from bot.core.desk_clock import Periods
from bot.core.hours import Hours, always
from bot.core.team import Team, team_for
from bot.core.ticket import NO_TEAM, TeamId, Ticket
from bot.service.ticket_values import TicketFacts

Holidays = Callable[[str, Iterable[int]], frozenset[date]]
"""Gives the public holidays of a region in some years."""


class Teams(Protocol):
    """The teams, and how long things take, as an admin wrote them down."""

    async def all(self) -> tuple[Team, ...]:
        """Return every team, by its id."""

    async def put(self, team: Team) -> None:
        """Keep a team, in place of the one with its id."""

    async def remove(self, team_id: TeamId) -> bool:
        """Forget a team; False if there was none."""

    async def periods(self) -> Periods:
        """Return how long things take."""

    async def decide(self, periods: Periods) -> None:
        """Keep how long things take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """The teams as they were when they were last looked at, with the holidays around that day.

    Without a team every hour counts and nothing is promised.
    """

    teams: tuple[Team, ...] = ()
    periods: Periods = field(default_factory=Periods)

    def hours(self, ticket: Ticket) -> tuple[Hours, int]:
        """Return the hours of the team a ticket belongs to, and how many working hours it promises an answer in."""
        team = next((each for each in self.teams if each.id == ticket.team), None)
        return (always(), 0) if team is None else (team.hours, team.promise)

    def placed(self, ticket: Ticket, facts: TicketFacts) -> Ticket:
        """Return the ticket with the team it belongs to, where none has it; whose team is gone has none."""
        if any(each.id == ticket.team for each in self.teams):
            return ticket
        team = team_for(self.teams, ticket.topic, facts.country, facts.language) or team_for(
            (replace(each, languages=frozenset()) for each in self.teams),
            ticket.topic,
            facts.country,
            facts.language,
        )
        return replace(ticket, team=NO_TEAM if team is None else team.id)


async def rota(teams: Teams, holidays: Holidays, now: datetime) -> Rota:
    """Return the rota of this moment: with holidays from the year before to the next."""
    years = (now.year - 1, now.year, now.year + 1)  # a ticket of December waits on in January
    found = tuple(
        replace(team, hours=team.hours_with(holidays(team.holidays, years)))
        if team.holidays
        else team
        for team in await teams.all()
    )
    return Rota(teams=found, periods=await teams.periods())
