"""Opening hours: whether somebody is there, when next, and how much of a span is working time.

Every moment is an aware datetime. Hours are local times of a zone; when the clocks change a day has an hour more or
less, and working time is what really goes by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

LONGEST = 400
"""Days that are looked ahead: who is closed for longer has no hours."""

Span = tuple[time, time]
"""From and to, on one day; 24:00 is written as 00:00 of the day after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of a team: `week` by weekday (0 is Monday), local times in `zone`; on a day in `closed` there are none.

    The spans of a day are in order and do not overlap.
    """

    zone: tzinfo
    week: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()

    def open_at(self, at: datetime) -> bool:
        """Whether somebody is there at this moment."""
        return any(start <= at < end for start, end in self._on(at.astimezone(self.zone).date()))

    def opening(self, at: datetime) -> datetime | None:
        """Return when somebody is there next, in the team's zone: `at` itself while it is open, None for never."""
        for start, end in self._from(at):
            if at < end:
                return max(start, at).astimezone(self.zone)
        return None

    def closing(self, at: datetime) -> datetime | None:
        """Return until when it stays open, in the team's zone; None while it is closed."""
        ends = (
            end for start, end in self._on(at.astimezone(self.zone).date()) if start <= at < end
        )
        return next((end.astimezone(self.zone) for end in ends), None)

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return from when to when somebody is there on a day, in UTC."""
        return tuple(self._on(day))

    def working(self, start: datetime, end: datetime) -> timedelta:
        """Return how much of the time from `start` to `end` is working time."""
        # In one zone Python subtracts what the clocks show; in UTC what really went by.
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        total = timedelta()
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        while day <= last:
            for opens, closes in self._on(day):
                total += max(min(closes, end) - max(opens, start), timedelta())
            day += timedelta(days=1)
        return total

    def after(self, start: datetime, working: timedelta) -> datetime | None:
        """Return the moment when this much working time went by since `start`; None if that is never."""
        start, left = start.astimezone(UTC), working
        for opens, closes in self._from(start):
            begins = max(opens, start)
            if begins >= closes:
                continue
            if left <= closes - begins:
                return (begins + left).astimezone(self.zone)
            left -= closes - begins
        return None

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans from the day of `at` on, for as long as is looked ahead."""
        day = at.astimezone(self.zone).date()
        for later in range(LONGEST):
            yield from self._on(day + timedelta(days=later))

    def _on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of a day as moments in UTC: in local time their length would be wrong when clocks change."""
        if day in self.closed:
            return
        for start, end in self.week.get(day.weekday(), ()):
            next_day = day + timedelta(days=1) if end == time() else day
            opens, closes = self._moment(day, start), self._moment(next_day, end)
            if opens < closes:
                yield opens, closes

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)


def always(zone: tzinfo = UTC) -> Hours:
    """Return hours without an end: for whoever declared none."""
    return Hours(zone=zone, week={day: ((time(), time()),) for day in range(7)})
