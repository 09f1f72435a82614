"""Honest waiting: the place in the queue, how long others waited, when advisors are there. Never a promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import ceil
from statistics import median

from bot.core.hours import Hours
from bot.core.text import Text, npgettext, pgettext
from bot.core.ticket import Ticket

LEAST_ANSWERS = 10
"""Fewer say nothing about what is usual."""
WORKING_DAY = timedelta(hours=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    """A ticket that waits, and whether its promised time is over (`bot.core.desk_clock.overdue`)."""

    ticket: Ticket
    overdue: bool = False


def queue_order(waiter: Waiter) -> tuple[bool, bool, bool, int, str]:
    """Return what the queue is sorted by: danger, overdue, who waits longest; then those who wait for no answer."""
    ticket = waiter.ticket
    since = ticket.turn_at or ticket.queued_at
    return (not ticket.danger, not waiter.overdue, not ticket.turn_at, since, ticket.code)


def place_in_queue(queue: Iterable[Waiter], waiter: Waiter) -> int:
    """Return its place, from 1, whether it is in `queue` or comes into it."""
    own = queue_order(waiter)
    return 1 + sum(queue_order(each) < own for each in queue)


EXACT = 10
"""Up to so many the people before somebody are counted, then in tens."""
MANY = 50
"""More are only many."""


def place_words(place: int) -> Text:
    """Say how many are before this one in the queue, roughly where they are more than a few."""
    before = place - 1
    if before == 0:
        return pgettext("ui/waiting/first", "Nobody is before you in the queue.")
    if before > MANY:
        return pgettext("ui/waiting/many", "Very many people are before you in the queue.")
    if before > EXACT:
        return npgettext(
            "ui/waiting/about",
            "About {count} person is before you in the queue.",
            "About {count} people are before you in the queue.",
            -(-before // EXACT) * EXACT,
        )
    return npgettext(
        "ui/waiting/place",
        "{count} person is before you in the queue.",
        "{count} people are before you in the queue.",
        before,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long people waited for a first answer, in working time: half of them at most `half`, nine of ten `most`."""

    half: timedelta
    most: timedelta


def usual_wait(first_answers: Sequence[timedelta]) -> Wait | None:
    """Return how long these people waited; None when there are too few to say."""
    if len(first_answers) < LEAST_ANSWERS:
        return None
    ordered = sorted(first_answers)
    seconds = median(each.total_seconds() for each in ordered)
    return Wait(half=timedelta(seconds=seconds), most=ordered[ceil(0.9 * len(ordered)) - 1])


def working_day(hours: Hours) -> timedelta:
    """Return the shortest of a team's days: in these, a wait is never said too short."""
    days = (
        sum((_length(start, end) for start, end in spans), timedelta())
        for spans in hours.week.values()
    )
    return min((day for day in days if day), default=WORKING_DAY)


def _length(start: time, end: time) -> timedelta:
    day = date.min + timedelta(days=end == time())
    return datetime.combine(day, end) - datetime.combine(date.min, start)


_HOURS = (1, 2, 4)
_DAYS = (1, 2, 3, 5, 10)
_MOST_DAYS = _DAYS[-1]


def wait_words(wait: Wait, day: timedelta = WORKING_DAY) -> Text:
    """Say in coarse words how long most people waited, rounded up; `day` is a working day of the team."""
    for count in _HOURS:
        if wait.most <= timedelta(hours=count) < day:
            return _within_hours(count)
    for count in _DAYS:
        if wait.most <= count * day:
            return _within_days(count)
    return npgettext(
        "ui/waiting/longer",
        "In the last 30 days, some people waited longer than {count} working day for a first answer.",
        "In the last 30 days, some people waited longer than {count} working days for a first answer.",
        _MOST_DAYS,
    )


def _within_hours(count: int) -> Text:
    return npgettext(
        "ui/waiting/hours",
        "In the last 30 days, most people got a first answer within {count} working hour.",
        "In the last 30 days, most people got a first answer within {count} working hours.",
        count,
    )


def _within_days(count: int) -> Text:
    return npgettext(
        "ui/waiting/days",
        "In the last 30 days, most people got a first answer within {count} working day.",
        "In the last 30 days, most people got a first answer within {count} working days.",
        count,
    )


THERE = pgettext("ui/waiting/there", "Advisors are there now.")
THERE_UNTIL = pgettext("ui/waiting/there_until", "Advisors are there now, until {time}.")
BACK_TODAY = pgettext("ui/waiting/back_today", "Advisors are there again today at {time}.")
BACK_TOMORROW = pgettext("ui/waiting/back_tomorrow", "Advisors are there again tomorrow at {time}.")
BACK_ON = pgettext("ui/waiting/back_on", "Advisors are there again on {day} at {time}.")
BACK_UNKNOWN = pgettext(
    "ui/waiting/back_unknown",
    "I do not know when advisors are there again. You can write: I keep what you write for them.",
)

_SOON = timedelta(hours=12)
"""A time of day is said only if it cannot be taken for that of another day."""


def opening_words(hours: Hours, now: datetime, zone_of_person: tzinfo) -> Text:
    """Say until when advisors are there, or from when again, on the clock of the person."""
    if hours.open_at(now):
        end = _end(hours, now)
        return THERE if end is None else THERE_UNTIL.with_values(time=_clock(end, zone_of_person))
    opens = hours.opening(now)
    if opens is None:
        return BACK_UNKNOWN
    day, today = (each.astimezone(zone_of_person).date() for each in (opens, now))
    at = _clock(opens, zone_of_person)
    match (day - today).days:
        case 0:
            return BACK_TODAY.with_values(time=at)
        case 1:
            return BACK_TOMORROW.with_values(time=at)
        case _:
            return BACK_ON.with_values(day=day, time=at)


def _end(hours: Hours, now: datetime) -> datetime | None:
    """Return the end of the time that is open now, also past midnight; None if it is not soon."""
    latest, end = now.astimezone(UTC) + _SOON, hours.closing(now)
    while end is not None and end <= latest:
        later = hours.closing(end)
        if later is None:
            return end
        end = later
    return None


def _clock(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"
