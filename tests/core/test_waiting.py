"""Waiting: the place in the queue, the usual wait in coarse words, and when advisors are there."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import Hours, always
from bot.core.text import Text
from bot.core.ticket import State, Ticket
from bot.core.waiting import (
    BACK_UNKNOWN,
    THERE,
    Wait,
    Waiter,
    opening_words,
    place_in_queue,
    place_words,
    queue_order,
    usual_wait,
    wait_words,
    working_day,
)
from tests.core.samples import LANGUAGES
from tests.core.two_languages import Spoken

BRUSSELS, LONDON = ZoneInfo("Europe/Brussels"), ZoneInfo("Europe/London")
DAY = ((time(9), time(12, 30)), (time(13), time(17)))
OFFICE = Hours(zone=BRUSSELS, week=dict.fromkeys(range(5), DAY))
ENGLISH = Spoken(LANGUAGES["en"])


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BRUSSELS)


def waiter(code: str, since: int, *, danger: str = "", overdue: bool = False) -> Waiter:
    ticket = Ticket(
        number=1,
        code=code,
        topic="work",
        opened_at=1,
        state=State.QUEUED,
        danger=danger,
        queued_at=since,
        turn_at=since,
    )
    return Waiter(ticket=ticket, overdue=overdue)


def test_danger_comes_first_then_overdue_then_who_waits_longest():
    first = waiter("C2-C2", 900, danger="violence")
    late = waiter("C3-C3", 500, overdue=True)
    old, new = waiter("C4-C4", 100), waiter("C5-C5", 200)
    returned = replace(old, ticket=replace(old.ticket, code="C6-C6", queued_at=50, turn_at=0))
    queue = [new, returned, late, old, first]
    ordered = sorted(queue, key=queue_order)
    assert ordered == [first, late, old, new, returned]
    assert [place_in_queue(queue, each) for each in ordered] == [1, 2, 3, 4, 5]


def test_a_ticket_that_comes_into_the_queue_has_its_place_too():
    queue = [waiter("C2-C2", 100), waiter("C3-C3", 300)]
    assert place_in_queue(queue, waiter("C4-C4", 200)) == 2
    assert place_in_queue([], waiter("C4-C4", 200)) == 1


waiters = st.builds(
    waiter,
    st.text("23456789", min_size=4, max_size=4),
    st.integers(1, 5),
    danger=st.sampled_from(["", "violence"]),
    overdue=st.booleans(),
)


@given(st.lists(waiters, max_size=8, unique_by=lambda each: each.ticket.code))
def test_everybody_has_a_place_of_their_own(queue):
    places = sorted(place_in_queue(queue, each) for each in queue)
    assert places == list(range(1, len(queue) + 1))


def test_the_place_is_said_as_the_people_before():
    assert ENGLISH(place_words(1)) == "Nobody is before you in the queue."
    assert ENGLISH(place_words(2)) == "1 person is before you in the queue."
    assert ENGLISH(place_words(8)) == "7 people are before you in the queue."


def hours_of(*numbers: float) -> list[timedelta]:
    return [timedelta(hours=each) for each in numbers]


def test_many_before_somebody_are_said_roughly_and_never_as_too_few():
    assert ENGLISH(place_words(11)) == "10 people are before you in the queue."
    assert ENGLISH(place_words(12)) == "About 20 people are before you in the queue."
    assert ENGLISH(place_words(51)) == "About 50 people are before you in the queue."
    assert ENGLISH(place_words(52)) == "Very many people are before you in the queue."


def test_of_fewer_than_ten_answers_nothing_is_said():
    assert usual_wait(hours_of(1, 2, 3, 4, 5, 6, 7, 8, 9)) is None
    assert usual_wait([]) is None


def test_the_usual_wait_is_what_half_and_what_nine_of_ten_had_at_most():
    wait = usual_wait(hours_of(10, 1, 2, 3, 4, 5, 6, 7, 8, 9))
    assert wait == Wait(half=timedelta(hours=5.5), most=timedelta(hours=9))
    assert usual_wait(hours_of(*range(11, 0, -1))) == Wait(
        half=timedelta(hours=6), most=timedelta(hours=10)
    )


durations = st.timedeltas(timedelta(), timedelta(days=60))


@given(st.lists(durations, min_size=10, max_size=40))
def test_nine_of_ten_really_waited_no_longer_than_is_said(answers):
    wait = usual_wait(answers)
    assert wait is not None
    assert sum(each <= wait.most for each in answers) >= 0.9 * len(answers)
    assert sum(each <= wait.half + timedelta(microseconds=1) for each in answers) * 2 >= len(
        answers
    )


def said(most: float, day: timedelta = timedelta(hours=8)) -> str:
    return ENGLISH(wait_words(Wait(half=timedelta(), most=timedelta(hours=most)), day))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "within 1 working hour."),
        (1, "within 1 working hour."),
        (1.1, "within 2 working hours."),
        (4, "within 4 working hours."),
        (4.1, "within 1 working day."),
        (8, "within 1 working day."),
        (9, "within 2 working days."),
        (30, "within 5 working days."),
        (80, "within 10 working days."),
    ],
)
def test_the_wait_is_said_coarsely_and_rounded_up(hours, words):
    assert said(hours) == f"In the last 30 days, most people got a first answer {words}"


def test_a_wait_of_many_days_is_not_made_shorter():
    assert said(81) == (
        "In the last 30 days, some people waited longer than 10 working days for a first answer."
    )


def test_a_team_with_short_days_is_measured_in_its_own_days():
    assert said(4, timedelta(hours=3)).endswith("within 2 working days.")
    assert said(2, timedelta(hours=2)).endswith("within 1 working day.")


@given(durations, st.timedeltas(timedelta(hours=1), timedelta(days=1)))
def test_what_is_said_is_never_less_than_what_was(most, day):
    text = wait_words(Wait(half=timedelta(), most=most), day)
    if text.place == "ui/waiting/longer":
        assert most > text.count * day
    else:
        unit = timedelta(hours=1) if text.place == "ui/waiting/hours" else day
        assert most <= text.count * unit


def test_a_working_day_is_the_shortest_of_the_team():
    week = {0: DAY, 1: ((time(14), time()),), 2: (), 3: ((time(9), time(12)),)}
    assert working_day(Hours(zone=BRUSSELS, week=week)) == timedelta(hours=3)
    assert working_day(Hours(zone=BRUSSELS, week={1: ((time(14), time()),)})) == timedelta(hours=10)
    assert working_day(always()) == timedelta(hours=24)
    assert working_day(Hours(zone=BRUSSELS)) == timedelta(hours=8)


def opening(now: str, hours: Hours = OFFICE, zone: ZoneInfo = BRUSSELS) -> str:
    return ENGLISH(opening_words(hours, at(now), zone))


def test_while_somebody_is_there_the_end_is_said_on_the_clock_of_the_person():
    assert opening("2026-11-26 10:00") == "Advisors are there now, until 12:30."
    assert opening("2026-11-26 15:00", zone=LONDON) == "Advisors are there now, until 16:00."


def test_while_nobody_is_there_the_next_time_is_said():
    assert opening("2026-11-26 12:45") == "Advisors are there again today at 13:00."
    assert opening("2026-11-26 17:00") == "Advisors are there again tomorrow at 09:00."
    assert opening("2026-11-27 17:00") == "Advisors are there again on 2026-11-30 en at 09:00."
    assert opening("2026-11-27 17:00", zone=LONDON).endswith("at 08:00.")


def test_the_day_is_that_of_the_person():
    late = Hours(zone=LONDON, week={3: ((time(23, 30), time()),)})
    now = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
    text = opening_words(late, now, BRUSSELS)
    assert ENGLISH(text) == "Advisors are there again tomorrow at 00:30."
    assert opening_words(late, now - timedelta(days=2), BRUSSELS).values["day"] == date(
        2026, 11, 27
    )


def test_hours_that_go_on_past_midnight_are_one():
    night = Hours(zone=BRUSSELS, week={3: ((time(20), time()),), 4: ((time(), time(2)),)})
    assert opening("2026-11-26 21:00", night) == "Advisors are there now, until 02:00."


def test_who_is_there_for_long_has_no_end_that_is_said():
    assert opening_words(always(), at("2026-11-26 10:00"), BRUSSELS) == THERE
    long = Hours(zone=BRUSSELS, week={3: ((time(6), time(22)),)})
    assert opening_words(long, at("2026-11-26 07:00"), BRUSSELS) == THERE


def test_of_who_is_never_there_no_time_is_said():
    assert opening_words(Hours(zone=BRUSSELS), at("2026-11-26 10:00"), BRUSSELS) == BACK_UNKNOWN


starts = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(starts, st.sampled_from([OFFICE, always(), Hours(zone=LONDON)]))
def test_that_advisors_are_there_is_said_only_when_they_are(now, hours):
    text: Text = opening_words(hours, now, BRUSSELS)
    assert text.place.startswith("ui/waiting/there") == hours.open_at(now)
