"""Time and tickets: what is due, when to look again, and that nothing is done twice or too early."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.desk_clock import (
    Due,
    Marks,
    Periods,
    answer_by,
    due,
    look_again,
    marked,
    marks_from_json,
    marks_to_json,
    overdue,
    periods_from_json,
    periods_to_json,
    turned,
)
from bot.core.hours import Hours, always
from bot.core.ticket import (
    MERIT,
    PERSON,
    Actor,
    AdvisorId,
    Details,
    Move,
    Role,
    State,
    Ticket,
    moved,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
OFFICE = Hours(zone=BRUSSELS, week=dict.fromkeys(range(5), ((time(9), time(17)),)))
NEVER = Hours(zone=BRUSSELS)
PERIODS = Periods()
ADA = Actor(role=Role.ADVISOR, id=AdvisorId("ada"))


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BRUSSELS)


def seconds(words: str) -> int:
    return int(at(words).timestamp())


FRIDAY = "2026-11-27 15:00"
NEW = Ticket(number=1, code="K7-M2", topic="work", opened_at=seconds(FRIDAY))


def after(*moves: tuple[Move, str], until: str = "") -> tuple[Ticket, Marks]:
    """Return a ticket and its marks after these moves at these moments."""
    ticket, marks = NEW, Marks()
    for move, when in moves:
        by = PERSON if move in {Move.SEND, Move.WRITE, Move.WITHDRAW} else ADA
        details = Details(until=seconds(until) if until else 0)
        result = moved(ticket, move, by, seconds(when), details)
        assert isinstance(result, Ticket)
        ticket, marks = result, turned(marks, ticket, result, move, at(when))
    return ticket, marks


QUEUED = after((Move.SEND, FRIDAY))
ACTIVE = after((Move.SEND, FRIDAY), (Move.CLAIM, FRIDAY))
WAITING = after((Move.SEND, FRIDAY), (Move.CLAIM, FRIDAY), (Move.ANSWER, "2026-11-27 16:00"))


def ready(
    of: tuple[Ticket, Marks], when: str, hours: Hours = OFFICE, promise: int = 8
) -> tuple[Due, ...]:
    return due(*of, hours, promise, PERIODS, at(when))


def again(
    of: tuple[Ticket, Marks], when: str, hours: Hours = OFFICE, promise: int = 8
) -> datetime | None:
    return look_again(*of, hours, promise, PERIODS, at(when))


def test_reminders_count_working_time_over_the_weekend():
    assert again(QUEUED, FRIDAY) == at("2026-11-30 11:00")
    assert ready(QUEUED, "2026-11-30 10:59") == ()
    assert ready(QUEUED, "2026-11-30 11:00") == (Due.HALF,)
    ticket, marks = QUEUED
    half = ticket, marked(marks, Due.HALF, at("2026-11-30 11:00"))
    assert ready(half, "2026-11-30 11:00") == ()
    assert again(half, "2026-11-30 11:00") == at("2026-11-30 15:00")
    assert ready(half, "2026-11-30 15:00") == (Due.WHOLE,)


def test_once_the_whole_promise_is_over_nobody_is_reminded_of_its_half():
    ticket, marks = ACTIVE
    assert ready(ACTIVE, "2026-12-01 09:00") == (Due.WHOLE,)
    whole = ticket, marked(marks, Due.WHOLE, at("2026-12-01 09:00"))
    assert ready(whole, "2026-12-01 09:00") == ()
    assert again(whole, "2026-12-01 09:00") is None


def test_while_something_is_due_it_is_looked_at_now():
    assert again(ACTIVE, "2026-12-01 09:00") == at("2026-12-01 09:00")


def test_in_danger_every_hour_counts():
    ticket, marks = QUEUED
    danger = replace(ticket, danger="violence"), marks
    assert ready(danger, "2026-11-27 19:00") == (Due.HALF,)
    assert ready(danger, "2026-11-27 23:00") == (Due.WHOLE,)
    assert ready(danger, "2026-11-28 15:00") == (Due.WHOLE, Due.APOLOGY)


def test_nobody_is_reminded_where_nothing_was_promised():
    assert ready(ACTIVE, "2027-11-27 15:00", promise=0) == ()
    assert again(ACTIVE, FRIDAY, promise=0) is None
    assert ready(QUEUED, "2027-11-27 15:00", promise=0) == (Due.APOLOGY,)


def test_the_person_gets_an_apology_after_24_working_hours_in_the_queue_once():
    ticket, marks = QUEUED
    assert Due.APOLOGY not in ready(QUEUED, "2026-12-02 14:59")
    assert ready(QUEUED, "2026-12-02 15:00") == (Due.WHOLE, Due.APOLOGY)
    done = ticket, marked(marked(marks, Due.WHOLE, at(FRIDAY)), Due.APOLOGY, at(FRIDAY))
    assert ready(done, "2027-12-02 15:00") == ()


def test_being_taken_and_released_does_not_begin_the_wait_anew():
    released = after((Move.SEND, FRIDAY), (Move.CLAIM, FRIDAY), (Move.RELEASE, "2026-12-02 14:00"))
    assert Due.APOLOGY in ready(released, "2026-12-02 15:00")


def test_what_was_given_back_is_looked_after_like_what_just_came():
    ticket, marks = WAITING
    released = moved(ticket, Move.RELEASE, ADA, seconds("2026-11-27 16:30"))
    assert isinstance(released, Ticket)
    assert ready((released, marks), "2027-11-27 15:00") == (Due.WHOLE, Due.APOLOGY)


def test_a_team_that_is_never_there_is_not_reminded():
    assert again(QUEUED, FRIDAY, hours=NEVER) is None
    assert ready(QUEUED, "2030-01-01 00:00", hours=NEVER) == ()


def test_who_put_a_ticket_away_is_left_alone_until_it_comes_back_but_the_lead_is_told():
    snoozed = after(
        (Move.SEND, FRIDAY),
        (Move.CLAIM, FRIDAY),
        (Move.SNOOZE, FRIDAY),
        until="2026-11-30 13:00",
    )
    assert ready(snoozed, "2026-11-30 12:59") == ()
    assert again(snoozed, FRIDAY) == at("2026-11-30 13:00")
    assert ready(snoozed, "2026-11-30 13:00") == (Due.WAKE, Due.HALF)
    ticket, marks = snoozed
    long = replace(ticket, until=seconds("2026-12-10 13:00")), marks
    assert ready(long, "2026-11-30 15:00") == (Due.WHOLE,)


def test_a_request_that_is_not_sent_ends_after_two_days():
    new = NEW, Marks()
    assert ready(new, "2026-11-29 14:59") == ()
    assert again(new, FRIDAY) == at("2026-11-29 15:00")
    assert ready(new, "2026-11-29 15:00") == (Due.EXPIRE,)


def test_after_silence_comes_a_notice_then_the_end_then_the_messages_are_deleted():
    ticket, marks = WAITING
    noticed = at("2026-12-11 16:00")
    assert again(WAITING, "2026-11-27 16:00") == noticed
    assert ready(WAITING, "2026-12-11 16:00") == (Due.NOTICE,)
    marks = marked(marks, Due.NOTICE, noticed)
    assert ready((ticket, marks), "2026-12-18 15:59") == ()
    assert ready((ticket, marks), "2026-12-18 16:00") == (Due.LAPSE,)
    closed = moved(ticket, Move.LAPSE, MERIT, seconds("2026-12-18 16:00"))
    assert isinstance(closed, Ticket)
    marks = turned(marks, ticket, closed, Move.LAPSE, at("2026-12-18 16:00"))
    assert ready((closed, marks), "2027-01-17 15:59") == ()
    assert ready((closed, marks), "2027-01-17 16:00") == (Due.PURGE,)
    purged = closed, marked(marks, Due.PURGE, at("2027-01-17 16:00"))
    assert ready(purged, "2030-01-01 00:00") == ()
    assert again(purged, FRIDAY) is None


def test_without_a_mark_the_silence_counts_from_the_first_answer():
    ticket, _ = WAITING
    assert again((ticket, Marks()), FRIDAY) == at("2026-12-11 16:00")


def test_another_answer_begins_the_silence_anew():
    more = after(
        (Move.SEND, FRIDAY),
        (Move.CLAIM, FRIDAY),
        (Move.ANSWER, "2026-11-27 16:00"),
        (Move.ANSWER, "2026-12-10 16:00"),
    )
    assert again(more, FRIDAY) == at("2026-12-24 16:00")


def test_words_of_the_person_begin_a_turn_and_more_of_them_do_not():
    said = after(
        (Move.SEND, FRIDAY),
        (Move.CLAIM, FRIDAY),
        (Move.ANSWER, "2026-11-27 16:00"),
        (Move.WRITE, "2026-11-30 09:00"),
    )
    ticket, marks = said
    assert marks == Marks(since=seconds("2026-11-30 09:00"))
    marks = marked(marks, Due.HALF, at("2026-11-30 13:00"))
    assert turned(marks, ticket, ticket, Move.WRITE, at("2026-11-30 14:00")) == marks


@pytest.mark.parametrize("done", [Due.WAKE, Due.EXPIRE, Due.LAPSE])
def test_what_moves_the_ticket_needs_no_mark(done):
    assert marked(Marks(since=5), done, at(FRIDAY)) == Marks(since=5)


def test_until_when_an_answer_is_promised():
    ticket, _ = QUEUED
    assert answer_by(ticket, OFFICE, 8) == at("2026-11-30 15:00")
    assert answer_by(ticket, OFFICE, 0) is None
    assert answer_by(WAITING[0], OFFICE, 8) is None
    assert not overdue(ticket, OFFICE, 8, at("2026-11-30 14:59"))
    assert overdue(ticket, OFFICE, 8, at("2026-11-30 15:00"))
    assert not overdue(ticket, NEVER, 8, at("2030-01-01 00:00"))


moments = st.integers(seconds("2026-01-01 00:00"), seconds("2027-12-31 00:00"))
maybe = st.just(0) | moments
tickets = st.builds(
    Ticket,
    number=st.just(1),
    code=st.just("K7-M2"),
    topic=st.just("work"),
    opened_at=moments,
    state=st.sampled_from(State),
    danger=st.sampled_from(["", "violence"]),
    turn_at=maybe,
    answered_at=moments,
    until=maybe,
    closed_at=moments,
)
all_marks = st.builds(
    Marks,
    since=maybe,
    half=st.booleans(),
    whole=st.booleans(),
    apology=st.booleans(),
    notice=maybe,
    purged=st.booleans(),
)
all_hours = st.sampled_from([OFFICE, NEVER, always()])
periods = st.builds(
    Periods,
    apology_hours=st.integers(0, 100),
    unsent_days=st.integers(0, 9),
    notice_days=st.integers(0, 30),
    lapse_days=st.integers(0, 30),
    keep_days=st.integers(0, 99),
)


@given(
    st.tuples(tickets, all_marks, all_hours, st.integers(0, 60), periods),
    moments,
    st.floats(0, 1),
)
def test_nothing_is_due_before_it_is_looked_at_again_and_something_is_then(case, moment, share):
    ticket, marks, hours, promise, every = case
    now = datetime.fromtimestamp(moment, UTC)
    look = look_again(ticket, marks, hours, promise, every, now)
    if look is None:
        assert due(ticket, marks, hours, promise, every, now + timedelta(days=2000)) == ()
        return
    assert look >= now
    assert due(ticket, marks, hours, promise, every, look)
    assert look.microsecond == 0
    if look > now:
        last = look - timedelta(microseconds=1)
        for earlier in (now, min(now + (look - now) * share, last), last):
            assert due(ticket, marks, hours, promise, every, earlier) == ()


@given(tickets, all_marks, all_hours, st.integers(0, 60), periods, moments)
def test_what_is_done_is_not_due_again(ticket, marks, hours, promise, every, moment):
    now = datetime.fromtimestamp(moment, UTC)
    before = due(ticket, marks, hours, promise, every, now)
    for each in before:
        marks = marked(marks, each, now)
    left = set(due(ticket, marks, hours, promise, every, now))
    assert left <= {Due.WAKE, Due.EXPIRE, Due.LAPSE}
    assert list(before) == sorted(before, key=list(Due).index)


@given(all_marks)
def test_marks_go_through_json_unchanged(marks):
    data = json.loads(json.dumps(marks_to_json(marks)))
    assert marks_from_json({**data, "added_later": 1}) == marks


def test_periods_can_be_written_and_read_and_what_makes_no_sense_is_as_usual():
    assert periods_from_json(periods_to_json(Periods(keep_days=7))) == Periods(keep_days=7)
    odd = {"keep_days": 0, "undo_hours": True, "lapse_days": 3651, "notice_days": "3", "new": 1}
    assert periods_from_json(odd) == Periods()
