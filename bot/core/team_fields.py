"""The fields of a team as somebody wrote them: each one is read, or said what would do instead."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.hosts import HOSTS
from bot.core.text import Text, pgettext
from bot.core.week import WEEKDAYS, day_from_json

LONGEST_NAME = 60
LONGEST_PROMISE = 400
"""Working hours; ten weeks of forty hours."""

_REQUIRED = frozenset({"id", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A field of a team that cannot be used, such as `hours.mon`, and what would do."""

    field: str
    would_do: Text


class UnfitTeam(ValueError):
    """What was written is no team."""

    def __init__(self, unfit: tuple[Unfit, ...]) -> None:
        self.unfit = unfit
        super().__init__("; ".join(f"{each.field}: {each.would_do.source}" for each in unfit))


ID = pgettext("desk/team/id", "Use small letters a to z, digits and -. At most 40.")
NAME = pgettext("desk/team/name", "Write a name on one line, with at most 60 letters.")
TOPICS = pgettext("desk/team/topics", "Choose topics from the list. None means all.")
COUNTRIES = pgettext("desk/team/countries", "Choose countries from the list. None means all.")
LANGUAGES = pgettext(
    "desk/team/languages", "Give codes of languages, such as ar or fa. None means all."
)
ZONE = pgettext("desk/team/zone", "Give a time zone, such as Europe/Brussels.")
HOURS = pgettext("desk/team/hours", "Give the hours for each day of the week.")
DAY = pgettext(
    "desk/team/day",
    "Write times such as 09:00-12:30. They must not overlap. The end of the day is 24:00.",
)
CLOSED = pgettext("desk/team/closed", "Give days as year, month and day, such as 2026-12-24.")
HOLIDAYS = pgettext(
    "desk/team/holidays", "Choose a country or a region from the list, or leave this empty."
)
PROMISE = pgettext("desk/team/promise", "Give whole working hours, from 0 to 400. 0 means none.")


def team_fields(data: Mapping[str, Any], regions: Container[str] | None) -> dict[str, Any]:
    """Return the values of the known fields in `data`; `UnfitTeam` names every field that cannot be used."""
    read = {
        name: reader(data.get(name))
        for name, reader in _READERS.items()
        if name in data or name in _REQUIRED
    }
    region = read.get("holidays")
    if isinstance(region, str) and region and regions is not None and region not in regions:
        read["holidays"] = HOLIDAYS
    unfit = tuple(Unfit(field=name, would_do=what) for name, what in _refused(read))
    if unfit:
        raise UnfitTeam(unfit)
    return read


def _refused(read: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    for name, value in read.items():
        if isinstance(value, Text):
            yield name, value
        elif name == "hours":
            days = ((f"hours.{WEEKDAYS[day]}", spans) for day, spans in value.items())
            yield from ((each, spans) for each, spans in days if isinstance(spans, Text))


_Reader = Callable[[object], Any]
"""Returns the value that was written, or a `Text` that says what would do."""


def _fitting(pattern: str, otherwise: Text) -> _Reader:
    def read(value: object) -> Any:
        fits = isinstance(value, str) and re.fullmatch(pattern, value)
        return value if fits else otherwise

    return read


def _several(fits: Callable[[str], object], otherwise: Text) -> _Reader:
    def read(values: object) -> Any:
        if not isinstance(values, list | tuple):
            return otherwise
        good = all(isinstance(each, str) and fits(each) for each in values)
        return frozenset(values) if good else otherwise

    return read


def _name(value: object) -> str | Text:
    name = value.strip() if isinstance(value, str) else ""
    return name if 0 < len(name) <= LONGEST_NAME and name.isprintable() else NAME


def _zone(value: object) -> tzinfo | Text:
    try:
        return ZoneInfo(value) if isinstance(value, str) else ZONE
    # A folder of zones is no zone, and a name too long for a file is none either.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZONE


def _week(value: object) -> Any:
    if not isinstance(value, Mapping) or not set(value) <= set(WEEKDAYS):
        return HOURS
    read = {day: day_from_json(value.get(name, ())) for day, name in enumerate(WEEKDAYS)}
    return {day: DAY if spans is None else spans for day, spans in read.items() if spans != ()}


def _closed(values: object) -> frozenset[date] | Text:
    if not isinstance(values, list | tuple):
        return CLOSED
    try:
        return frozenset(map(date.fromisoformat, values))
    except (TypeError, ValueError):
        return CLOSED


def _promise(value: object) -> int | Text:
    if not isinstance(value, int) or isinstance(value, bool):
        return PROMISE
    return value if 0 <= value <= LONGEST_PROMISE else PROMISE


_READERS: Mapping[str, _Reader] = {
    "id": _fitting(r"[a-z0-9-]{1,40}", ID),
    "name": _name,
    "topics": _several(re.compile(r"[a-z][a-z0-9_-]{0,39}").fullmatch, TOPICS),
    "countries": _several(HOSTS.__contains__, COUNTRIES),
    "languages": _several(re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*").fullmatch, LANGUAGES),
    "zone": _zone,
    "hours": _week,
    "closed": _closed,
    "holidays": _fitting(r"([A-Z]{2}(-[A-Za-z]{2,12})?)?", HOLIDAYS),
    "promise": _promise,
}
