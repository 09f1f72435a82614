"""What time itself does to a ticket: reminders, apologies, notices, closing and forgetting.

`due` says what is to be done now, `look_again` when anything can be due next. What is promised counts in working time,
but in danger every hour counts. Every moment is a whole second.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, assert_never

from bot.core.hours import Hours, always
from bot.core.ticket import Move, State, Ticket


class Due(StrEnum):
    """What is to be done for a ticket, in this order."""

    WAKE = "wake"
    """The snoozed ticket comes back."""
    HALF = "half"
    """Who has it, or the team, is reminded: half of the promised time is over."""
    WHOLE = "whole"
    """The lead is told: all of it is over."""
    APOLOGY = "apology"
    """The person is told that nobody came, and what else there is."""
    EXPIRE = "expire"
    """The request was never sent and ends."""
    NOTICE = "notice"
    """The person is told that the ticket will be closed."""
    LAPSE = "lapse"
    """The person did not write, and it is closed."""
    PURGE = "purge"
    """The messages of the closed ticket are deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How long things take: an operator's choice."""

    apology_hours: int = 24
    """Working hours in the queue until the person gets an apology."""
    unsent_days: int = 2
    """Until a request that was not sent ends."""
    notice_days: int = 14
    """Of the person's silence until the notice."""
    lapse_days: int = 7
    """From the notice until it is closed."""
    keep_days: int = 30
    """From closing until its messages are deleted."""
    undo_hours: int = 48
    """In which an advisor can take back a message; Telegram lets a bot delete no older one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What was done for a ticket since the present turn began, at `since`; moments in seconds since 1970."""

    since: int = 0
    half: bool = False
    whole: bool = False
    apology: bool = False
    notice: int = 0
    """When the person got the notice (0: not yet)."""
    purged: bool = False


NO_MARKS = Marks()


def turned(marks: Marks, before: Ticket, after: Ticket, move: Move, now: datetime) -> Marks:
    """Return the marks after a move: new ones when it begins another turn."""
    begins = move is Move.ANSWER or after.turn_at != before.turn_at or after.open != before.open
    return Marks(since=int(now.timestamp())) if begins else marks


def marked(marks: Marks, done: Due, now: datetime) -> Marks:
    """Return the marks with what was done; a move of the ticket needs none."""
    match done:
        case Due.HALF | Due.WHOLE | Due.APOLOGY:
            return replace(marks, **{str(done): True})
        case Due.NOTICE:
            return replace(marks, notice=int(now.timestamp()))
        case Due.PURGE:
            return replace(marks, purged=True)
        case Due.WAKE | Due.EXPIRE | Due.LAPSE:
            return marks
        case _ as unknown:
            assert_never(unknown)


def due(
    ticket: Ticket, marks: Marks, hours: Hours, promise: int, periods: Periods, now: datetime
) -> tuple[Due, ...]:
    """Return what is to be done at `now`, in order; `promise` is in working hours (0: none)."""
    coming = dict(_coming(ticket, marks, hours, promise, periods))
    ready = {each for each, at in coming.items() if at <= now}
    if Due.WHOLE in ready:
        ready.discard(Due.HALF)  # once the lead knows, a reminder says nothing new
    return tuple(each for each in Due if each in ready)


def look_again(
    ticket: Ticket, marks: Marks, hours: Hours, promise: int, periods: Periods, now: datetime
) -> datetime | None:
    """Return the next moment anything is due: `now` while something is, None for never."""
    coming = _coming(ticket, marks, hours, promise, periods)
    earliest = min((at for _, at in coming), default=None)
    return None if earliest is None else max(earliest, now).astimezone(UTC)


def answer_by(ticket: Ticket, hours: Hours, promise: int) -> datetime | None:
    """Return until when an answer is promised; None when it is not the advisors' turn, or nothing was promised."""
    if not (ticket.turn_at and promise):
        return None
    return _clock(ticket, hours).after(_moment(ticket.turn_at), timedelta(hours=promise))


def overdue(ticket: Ticket, hours: Hours, promise: int, now: datetime) -> bool:
    """Whether the promised time is over."""
    at = answer_by(ticket, hours, promise)
    return at is not None and at <= now


_Coming = Iterator[tuple[Due, datetime]]


def _coming(ticket: Ticket, marks: Marks, hours: Hours, promise: int, periods: Periods) -> _Coming:
    """Yield everything that is not done yet, and from when on it is due."""
    match ticket.state:
        case State.REQUESTED if ticket.danger:
            # Nobody may miss it; the person did not ask for it, so it ends by itself in the end.
            yield Due.EXPIRE, _days(ticket.opened_at, periods.keep_days)
            yield from _promised(ticket, marks, hours, promise)
        case State.REQUESTED:
            yield Due.EXPIRE, _days(ticket.opened_at, periods.unsent_days)
        case State.WAITING if marks.notice:
            yield Due.LAPSE, _days(marks.notice, periods.lapse_days)
        case State.WAITING:
            yield Due.NOTICE, _days(marks.since or ticket.answered_at, periods.notice_days)
        case State.CLOSED:
            if not marks.purged:
                yield Due.PURGE, _days(ticket.closed_at, periods.keep_days)
        case State.QUEUED | State.ACTIVE | State.SNOOZED:
            yield from _advisors_turn(ticket, marks, hours, promise, periods)
        case _ as unknown:
            assert_never(unknown)


def _advisors_turn(
    ticket: Ticket, marks: Marks, hours: Hours, promise: int, periods: Periods
) -> _Coming:
    if ticket.state is State.SNOOZED:
        yield Due.WAKE, _moment(ticket.until)
    if ticket.state is State.QUEUED:
        yield from _in_queue(ticket, marks, hours, periods)
    yield from _promised(ticket, marks, hours, promise)


def _promised(ticket: Ticket, marks: Marks, hours: Hours, promise: int) -> _Coming:
    """Yield the reminders; who put it away is not reminded before it comes back, but the lead is told."""
    whole = answer_by(ticket, hours, promise)
    if whole is None or marks.whole:
        return
    yield Due.WHOLE, whole
    half = _clock(ticket, hours).after(_moment(ticket.turn_at), timedelta(hours=promise) / 2)
    if half is not None and not marks.half:
        yield Due.HALF, max(half, _moment(ticket.until))


def _in_queue(ticket: Ticket, marks: Marks, hours: Hours, periods: Periods) -> _Coming:
    """Yield the apology, counted from when the person began to wait: being released does not begin it anew."""
    if not ticket.turn_at or marks.apology:
        return
    long = timedelta(hours=periods.apology_hours)
    at = _clock(ticket, hours).after(_moment(ticket.turn_at), long)
    if at is not None:
        yield Due.APOLOGY, at


def _clock(ticket: Ticket, hours: Hours) -> Hours:
    return always() if ticket.danger else hours


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _days(since: int, days: int) -> datetime:
    return _moment(since) + timedelta(days=days)


def marks_to_json(marks: Marks) -> dict[str, Any]:
    """Return the marks as JSON-ready values; what is empty is left out."""
    return {name: value for name, value in asdict(marks).items() if value}


def marks_from_json(data: Mapping[str, Any]) -> Marks:
    """Return the marks that `marks_to_json` wrote; what a later version added is passed over."""
    known = {each.name for each in fields(Marks)}
    return Marks(**{name: value for name, value in data.items() if name in known})


LONGEST_PERIOD = 3650
"""The largest number in `Periods`: ten years of days."""


def periods_to_json(periods: Periods) -> dict[str, Any]:
    """Return the periods as JSON-ready values."""
    return asdict(periods)


def periods_from_json(data: Mapping[str, Any]) -> Periods:
    """Return the periods that `periods_to_json` wrote; what is no number from 1 to ten years is as usual."""
    known = {each.name for each in fields(Periods)}
    sound = {
        name: value
        for name, value in data.items()
        if name in known and type(value) is int and 0 < value <= LONGEST_PERIOD
    }
    return Periods(**sound)
