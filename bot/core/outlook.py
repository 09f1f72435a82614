"""How long it may take until an advisor answers, as far as that is known: hours, place in the queue, real figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.hours import Hours, always
from bot.core.reminders import ZONES
from bot.core.text import Text, pgettext
from bot.core.turn import Say
from bot.core.waiting import Wait, opening_words, place_words, wait_words, working_day

UTC = "UTC"
WEEK = 7

CITIES: Mapping[str, Text] = {
    "Europe/Amsterdam": pgettext("ui/city/amsterdam", "Amsterdam"),
    "Europe/Bratislava": pgettext("ui/city/bratislava", "Bratislava"),
    "Europe/Brussels": pgettext("ui/city/brussels", "Brussels"),
    "Europe/Budapest": pgettext("ui/city/budapest", "Budapest"),
    "Europe/Dublin": pgettext("ui/city/dublin", "Dublin"),
    "Europe/Ljubljana": pgettext("ui/city/ljubljana", "Ljubljana"),
    "Europe/London": pgettext("ui/city/london", "London"),
    "Europe/Madrid": pgettext("ui/city/madrid", "Madrid"),
    "Europe/Rome": pgettext("ui/city/rome", "Rome"),
}
"""Whose clock the times are read on; in every other place it is UTC."""
DAYS: tuple[Text, ...] = (
    pgettext("ui/day/monday", "Monday"),
    pgettext("ui/day/tuesday", "Tuesday"),
    pgettext("ui/day/wednesday", "Wednesday"),
    pgettext("ui/day/thursday", "Thursday"),
    pgettext("ui/day/friday", "Friday"),
    pgettext("ui/day/saturday", "Saturday"),
    pgettext("ui/day/sunday", "Sunday"),
)

USUALLY = pgettext(
    "ui/waiting/usually", "Advisors read messages at these times (the time in {city}):"
)
USUALLY_UTC = pgettext(
    "ui/waiting/usually_utc",
    "Advisors read messages at these times (in UTC; your own clock may show another time):",
)
ON_A_DAY = pgettext("ui/waiting/on_a_day", "{day}: {times}")
ON_DAYS = pgettext("ui/waiting/on_days", "{first} to {last}: {times}")
NO_PROMISE = pgettext("ui/waiting/no_promise", "I cannot promise when an advisor answers you.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is known: `hours` if there are any, the `place` in the queue (0: not in it), how long others waited."""

    hours: Hours | None = None
    place: int = 0
    usual: Wait | None = None


def outlook_says(outlook: Outlook, now: datetime, country: str) -> Say:
    """Return what a person is told, on the clock of their country; never a promise."""
    hours, usual = outlook.hours, outlook.usual
    paragraphs = []
    if hours is not None and hours.week != always().week:
        name = ZONES.get(country, UTC)
        zone = ZoneInfo(name)
        paragraphs += [(_clock(name), *_week(hours, now, zone)), (opening_words(hours, now, zone),)]
    if outlook.place:
        paragraphs.append((place_words(outlook.place),))
    if usual is not None:
        day = working_day(always() if hours is None else hours)
        paragraphs.append((wait_words(usual, day),))
    return Say(paragraphs=(*paragraphs, (NO_PROMISE,)))


def _clock(zone: str) -> Text:
    city = CITIES.get(zone)
    return USUALLY_UTC if city is None else USUALLY.with_values(city=city)


def _week(hours: Hours, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Yield the usual hours, days with the same ones together."""
    times = _times(hours, now, zone)
    for said, alike in groupby(range(WEEK), key=lambda day: times.get(day, "")):
        days = list(alike)
        if said and len(days) == 1:
            yield ON_A_DAY.with_values(day=DAYS[days[0]], times=said)
        elif said:
            yield ON_DAYS.with_values(first=DAYS[days[0]], last=DAYS[days[-1]], times=said)


def _times(hours: Hours, now: datetime, zone: tzinfo) -> Mapping[int, str]:
    """Return the hours of each weekday on another clock, as this week has them, whatever days are closed."""
    usual, today = replace(hours, closed=frozenset()), now.astimezone(hours.zone).date()
    times: dict[int, list[str]] = {}
    for later in range(WEEK):
        for start, end in usual.spans(today + timedelta(days=later)):
            opens, closes = start.astimezone(zone), end.astimezone(zone)
            times.setdefault(opens.weekday(), []).append(f"{opens:%H:%M}–{closes:%H:%M}")
    return {day: ", ".join(sorted(several)) for day, several in times.items()}
