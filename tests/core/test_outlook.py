"""What a person is told about waiting: on their own clock, in plain words, and never as a promise."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.answer_times import BUCKETS, LONGER, LONGEST, at_most, bucket_of, times_of
from bot.core.counted import answered, closed, opened
from bot.core.hours import Hours, always
from bot.core.outlook import CITIES, NO_PROMISE, Outlook, outlook_says
from bot.core.reminders import ZONES
from bot.core.render import without_bidi_controls
from bot.core.ticket import PERSON, Actor, AdvisorId, Details, Move, Reason, Role, Ticket, moved
from bot.core.waiting import usual_wait
from tests.core.samples import LANGUAGES
from tests.core.two_languages import Spoken

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = Hours(
    zone=AMSTERDAM,
    week=dict.fromkeys(range(5), ((time(9), time(17)),)),
    closed=frozenset({date(2026, 11, 30)}),
)
FRIDAY_EVENING = datetime(2026, 11, 27, 19, tzinfo=AMSTERDAM)
ENGLISH = Spoken(LANGUAGES["en"])


def said(outlook: Outlook, country: str = "nl", now: datetime = FRIDAY_EVENING) -> list[str]:
    lines = outlook_says(outlook, now, country).paragraphs
    return [without_bidi_controls(ENGLISH(line)) for paragraph in lines for line in paragraph]


def test_the_hours_are_told_with_whose_clock_it_is_and_when_it_opens_next():
    assert said(Outlook(hours=OFFICE)) == [
        "Advisors read messages at these times (the time in Amsterdam):",
        "Monday to Friday: 09:00–17:00",
        "Advisors are there again on 2026-12-01 en at 09:00.",
        NO_PROMISE.source,
    ]


def test_they_are_told_on_the_clock_of_the_persons_country():
    lines = said(Outlook(hours=OFFICE), "ie")
    assert lines[:2] == [
        "Advisors read messages at these times (the time in Dublin):",
        "Monday to Friday: 08:00–16:00",
    ]
    assert lines[2].endswith("at 08:00.")


def test_elsewhere_the_clock_is_utc_and_called_so():
    lines = said(Outlook(hours=OFFICE), "other")
    assert "in UTC" in lines[0]
    assert lines[1] == "Monday to Friday: 08:00–16:00"


def test_different_days_have_lines_of_their_own():
    week = {0: ((time(9), time(12)), (time(13), time(17))), 2: ((time(10), time()),)}
    lines = said(Outlook(hours=Hours(zone=AMSTERDAM, week=week)))
    assert lines[1:3] == ["Monday: 09:00–12:00, 13:00–17:00", "Wednesday: 10:00–00:00"]


@pytest.mark.parametrize("hours", [None, always()])
def test_of_hours_nobody_declared_nothing_is_said(hours: Hours | None):
    assert said(Outlook(hours=hours)) == [NO_PROMISE.source]


def test_the_place_and_what_was_usual_are_told_as_far_as_they_are_known():
    usual = usual_wait([timedelta(hours=each) for each in (1, 1, 2, 2, 3, 3, 5, 6, 8, 30)])
    assert usual is not None
    lines = said(Outlook(place=4, usual=usual))
    assert lines[0] == "3 people are before you in the queue."
    assert "most people got a first answer within 1 working day." in lines[1]
    lines = said(Outlook(hours=OFFICE, usual=usual))
    assert "within 1 working day." in lines[3]


def test_every_clock_has_a_name():
    assert set(CITIES) == set(ZONES.values())


# ------------------------------------------------------------------ counted


def test_a_time_is_counted_as_one_it_does_not_exceed():
    for name, most in BUCKETS:
        assert bucket_of(most) == name
        assert at_most(name) == most
    assert bucket_of(timedelta()) == "15m"
    assert bucket_of(timedelta(hours=81)) == LONGER
    assert at_most(LONGER) == LONGEST
    assert times_of([("1h", 2), ("4h", 1)]) == [timedelta(hours=each) for each in (1, 1, 4)]


ADA = Actor(role=Role.ADVISOR, id=AdvisorId("ada"))


def after(ticket: Ticket, move: Move, by: Actor = ADA, at: int = 10) -> Ticket:
    found = moved(ticket, move, by, at, Details(reason=Reason.ANSWERED))
    assert isinstance(found, Ticket), found
    return found


def test_what_is_counted_of_a_ticket_is_counted_once():
    begun = Ticket(number=1, code="K7-M2", topic="work", opened_at=1)
    sent = after(begun, Move.SEND, PERSON)
    taken = after(sent, Move.CLAIM)
    told = after(taken, Move.ANSWER)
    again = after(told, Move.ANSWER)
    over = after(again, Move.CLOSE)
    ways = [(None, begun), (None, sent), (begun, sent), (sent, taken), (taken, told)]
    ways += [(told, again), (again, over), (over, over)]
    assert [opened(*way) for way in ways] == [False, True, True] + [False] * 5
    assert [answered(*way) for way in ways] == [False] * 4 + [True] + [False] * 3
    assert [closed(*way) for way in ways] == [False] * 6 + [True, False]


def test_a_reopened_ticket_is_no_new_one_and_a_second_one_is():
    begun = Ticket(number=1, code="K7-M2", topic="work", opened_at=1)
    over = after(after(after(begun, Move.SEND, PERSON), Move.CLAIM), Move.CLOSE)
    assert not opened(over, after(over, Move.WRITE, PERSON))
    second = after(Ticket(number=2, code="C2-C2", topic="work", opened_at=2), Move.SEND, PERSON)
    assert opened(over, second)
    assert not closed(over, second)


def test_what_nobody_sent_is_not_closed_and_danger_that_is_taken_is_opened():
    begun = Ticket(number=1, code="K7-M2", topic="danger", opened_at=1, danger="child")
    assert not closed(begun, after(begun, Move.WITHDRAW, PERSON))
    assert opened(begun, after(begun, Move.CLAIM))
