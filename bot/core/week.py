"""A week of opening hours as it is written: `{"mon": ["09:00-12:30", "13:00-17:00"]}`."""

import re
from collections.abc import Mapping
from datetime import time
from itertools import pairwise

from bot.core.hours import Span

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as they are written; Monday is 0 in `Hours.week`."""

Week = Mapping[int, tuple[Span, ...]]

_SPAN = re.compile(r"([0-9]{1,2}:[0-9]{2}) ?[-–] ?([0-9]{1,2}:[0-9]{2})")
_MIDNIGHT = "24:00"
_LAST_HOUR, _LAST_MINUTE = 23, 59


def week_to_json(week: Week) -> dict[str, list[str]]:
    """Return the days with hours, in order; a day's end is written 24:00."""
    return {
        name: [f"{start:%H:%M}-{_end_of(end)}" for start, end in week[day]]
        for day, name in enumerate(WEEKDAYS)
        if week.get(day)
    }


def day_from_json(spans: object) -> tuple[Span, ...] | None:
    """Return the spans of a day in order; None if they cannot be read, or overlap."""
    if not isinstance(spans, list | tuple):
        return None
    read = [_span(each) for each in spans]
    day = sorted(each for each in read if each is not None)
    if len(day) < len(read) or any(not _apart(*two) for two in pairwise(day)):
        return None
    return tuple(day)


def _end_of(end: time) -> str:
    return _MIDNIGHT if end == time() else f"{end:%H:%M}"


def _span(written: object) -> Span | None:
    found = _SPAN.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None:
        return None
    start = _time(found[1])
    end = time() if found[2] == _MIDNIGHT else _time(found[2])
    if start is None or end is None:
        return None
    return (start, end) if start < end or end == time() else None


def _time(written: str) -> time | None:
    hour, minute = map(int, written.split(":"))
    return time(hour, minute) if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None


def _apart(earlier: Span, later: Span) -> bool:
    return earlier[1] != time() and earlier[1] <= later[0]
