"""The form of a team: what stands in its fields, what was written into them, and what is wrong with which."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from bot.core.team import Team, team_to_json
from bot.core.ticket import TeamId
from bot.core.week import WEEKDAYS
from bot.desk.visit import Visit

LONGEST = 2000
"""Letters of a field that are read."""
LONGEST_ID = 24
USUAL_ZONE = "Europe/Amsterdam"
ZONES = (
    "Europe/Amsterdam",
    "Europe/Bratislava",
    "Europe/Brussels",
    "Europe/Budapest",
    "Europe/Dublin",
    "Europe/Ljubljana",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Rome",
    "Atlantic/Canary",
)
"""Those of the countries Merit helps in; any other can be written too."""
USUAL_DAYS = dict.fromkeys(WEEKDAYS[:5], "09:00-17:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamForm:
    """The fields as somebody reads and writes them; `days` by the day as `WEEKDAYS` has it."""

    name: str = ""
    topics: Sequence[str] = ()
    countries: Sequence[str] = ()
    languages: Sequence[str] = ()
    zone: str = USUAL_ZONE
    days: Mapping[str, str] = field(default_factory=lambda: USUAL_DAYS)
    closed: str = ""
    holidays: str = ""
    promise: str = "0"


def form_of(team: Team) -> TeamForm:
    """Return the form of a team there is."""
    data = team_to_json(team)
    return TeamForm(
        name=team.name,
        topics=data["topics"],
        countries=data["countries"],
        languages=data["languages"],
        zone=team.zone,
        days={day: ", ".join(spans) for day, spans in data["hours"].items()},
        closed="\n".join(data["closed"]),
        holidays=team.holidays,
        promise=str(team.promise),
    )


def sent_form(visit: Visit) -> TeamForm:
    """Return the form as it was sent."""
    return TeamForm(
        name=_words(visit, "name"),
        topics=visit.fields("topics"),
        countries=visit.fields("countries"),
        languages=visit.fields("languages"),
        zone=_words(visit, "zone"),
        days={day: _words(visit, day) for day in WEEKDAYS},
        closed=_words(visit, "closed"),
        holidays=_words(visit, "holidays"),
        promise=_words(visit, "promise"),
    )


def written(form: TeamForm, team_id: TeamId) -> Mapping[str, Any]:
    """Return the form as `bot.core.team.team_from_json` reads it."""
    promise = form.promise or "0"
    return {
        "id": team_id,
        "name": form.name,
        "topics": list(form.topics),
        "countries": list(form.countries),
        "languages": list(form.languages),
        "zone": form.zone,
        "hours": {day: _several(form.days.get(day, "")) for day in WEEKDAYS},
        "closed": form.closed.replace(",", " ").split(),
        "holidays": form.holidays,
        "promise": int(promise) if promise.isdecimal() else promise,
    }


def new_id(name: str, taken: Sequence[TeamId]) -> TeamId:
    """Return an id nobody has, made of the name as far as that can be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    made = TeamId(stem or f"team-{token_hex(3)}")
    return TeamId(f"{made}-{token_hex(3)}") if made in {*taken, "new"} else made


def _words(visit: Visit, name: str) -> str:
    """Return what stands in a field, with digits as computers write them."""
    return "".join(map(_digit, visit.field(name).strip()[:LONGEST]))


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _several(day: str) -> list[str]:
    return [each.strip() for each in re.split(r"[,;،\n]", day) if each.strip()]
