"""A team of advisors: what it takes, whose languages it reads, when it is there, what it promises."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.core.hours import Hours, always
from bot.core.team_fields import team_fields
from bot.core.ticket import TeamId
from bot.core.week import week_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team; empty `topics`, `countries` or `languages` mean all.

    `languages` are the ones its advisors read (lower-case BCP 47). `holidays` is the region whose public holidays it
    keeps, such as NL or GB-SCT, or empty; they are not in `hours` until `hours_with` puts them there. `promise` is the
    working hours until a first answer is expected (0: none).
    """

    id: TeamId
    name: str
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    hours: Hours = field(default_factory=always)
    holidays: str = ""
    promise: int = 0

    @property
    def zone(self) -> str:
        """The name of the time zone its hours are in."""
        return str(self.hours.zone)

    def takes(self, topic: str, country: str, language: str) -> bool:
        """Whether it takes this topic in this country from a person with this language."""
        return (
            (not self.topics or topic in self.topics)
            and (not self.countries or country in self.countries)
            and self.reads(language)
        )

    def reads(self, language: str) -> bool:
        """Whether somebody in it reads a language; `fa` also stands for `fa-af`."""
        code = language.lower()
        known = any(code == each or code.startswith(f"{each}-") for each in self.languages)
        return known or not self.languages

    def hours_with(self, holidays: Iterable[date]) -> Hours:
        """Return its hours, closed on these days too."""
        return replace(self.hours, closed=self.hours.closed | frozenset(holidays))


def team_for(teams: Iterable[Team], topic: str, country: str, language: str) -> Team | None:
    """Return the team that fits and asks for most: by how much it names, then topic, country, fewest things, id."""
    fitting = (team for team in teams if team.takes(topic, country, language))
    return min(fitting, key=_generality, default=None)


def _generality(team: Team) -> tuple[int, bool, bool, int, str]:
    named = (team.topics, team.countries, team.languages)
    return (
        sum(not each for each in named),
        not team.topics,
        not team.countries,
        sum(map(len, named)),
        team.id,
    )


def team_to_json(team: Team) -> dict[str, Any]:
    """Return the team as JSON-ready values."""
    return {
        "id": team.id,
        "name": team.name,
        "topics": sorted(team.topics),
        "countries": sorted(team.countries),
        "languages": sorted(team.languages),
        "zone": team.zone,
        "hours": week_to_json(team.hours.week),
        "closed": [day.isoformat() for day in sorted(team.hours.closed)],
        "holidays": team.holidays,
        "promise": team.promise,
    }


def team_from_json(data: Mapping[str, Any], regions: Container[str] | None = None) -> Team:
    """Return the team that is written in `data`, with holidays of one of the `regions` if they are given.

    What is left out is as in `Team`: without `hours` somebody is always there. What is not known is passed over.
    Everything that cannot be used is in the one `UnfitTeam` that is raised.
    """
    read = team_fields(data, regions)
    usual = always()
    hours = Hours(
        zone=read.pop("zone", usual.zone),
        week=read.pop("hours", usual.week),
        closed=read.pop("closed", frozenset()),
    )
    return Team(**read, hours=hours)
