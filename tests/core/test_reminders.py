"""Reminders come at most as often as agreed, in the morning of the country, and end by themselves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.engine import due
from bot.core.event import Reminded
from bot.core.reminders import DAYS, next_reminder
from bot.core.turn import Turn
from tests.core.form import RELEASE, agreed, at_card
from tests.core.samples import NOW


def lines(turn: Turn) -> list[str]:
    return [line.source for say in turn.says for lines in say.paragraphs for line in lines]


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@given(
    st.sampled_from(sorted(DAYS)),
    st.sampled_from(["nl", "es", "gb", "other", ""]),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_the_next_reminder_is_never_sooner_than_agreed_and_in_the_morning(every, country, now):
    at = moment(next_reminder(every, country, now))
    assert timedelta(days=DAYS[every]) - timedelta(hours=1) <= at - now
    assert at - now <= timedelta(days=DAYS[every] + 1, hours=1)
    assert at.hour in {8, 9, 10}


def test_nobody_who_said_never_is_reminded():
    assert next_reminder("never", "nl", NOW) == 0
    talker = agreed()
    talker.says("/reminders")
    talker.presses("weekly")
    assert talker.session.remind_at
    talker.says("/reminders")
    talker.presses("never")
    assert not talker.session.remind_at


def test_a_reminder_names_open_steps_and_the_topic_and_asks_again():
    talker = at_card()
    talker.presses("_done")
    talker.says("/reminders")
    talker.presses("weekly")
    talker.says("/form")
    turn = due(RELEASE, talker.session, now=moment(talker.session.remind_at))
    assert lines(turn) == [
        phrases.REMINDER.source,
        phrases.open_steps(3).source,
        phrases.WELCOME_BACK.source,
        phrases.STOP_REMINDERS.source,
        "country?",
    ]
    assert Reminded() in turn.events
    assert turn.session.remind_at - talker.session.remind_at >= 7 * 24 * 3600 - 3600


def test_before_its_time_nothing_is_said():
    talker = agreed()
    talker.says("/reminders")
    talker.presses("daily")
    turn = due(RELEASE, talker.session, now=NOW)
    assert turn.says == ()
    assert turn.session == talker.session


def test_after_three_unanswered_reminders_merit_stops():
    talker = agreed()
    talker.says("/reminders")
    talker.presses("daily")
    session = talker.session
    for _ in range(3):
        session = due(RELEASE, session, now=moment(session.remind_at)).session
    last = due(RELEASE, session, now=moment(session.remind_at))
    assert lines(last) == [phrases.LAST_REMINDER.source]
    assert (last.session.remind_at, last.session.answers["reminders"]) == (0, "never")


def test_an_answer_of_any_kind_begins_the_count_again():
    talker = agreed()
    talker.says("/reminders")
    talker.presses("daily")
    talker.session = replace(talker.session, reminded=3)
    talker.says("/plan")
    assert talker.session.reminded == 0


def test_who_takes_back_how_often_is_not_reminded():
    talker = agreed()
    talker.says("/form")
    talker.presses("nl")
    talker.says("/reminders")
    talker.presses("daily")
    talker.presses("_back")
    assert "reminders" not in talker.session.answers
    assert not talker.session.remind_at


def test_who_comes_back_after_blocking_the_bot_is_reminded_as_often_as_they_said():
    talker = agreed()
    talker.says("/reminders")
    talker.presses("weekly")
    talker.session = replace(talker.session, remind_at=0)
    talker.says("/menu")
    assert talker.session.remind_at == next_reminder("weekly", "", talker.now)


@pytest.mark.parametrize("country", ["nl", "zz"])
def test_every_country_has_a_morning(country: str):
    assert next_reminder("daily", country, NOW) > NOW.timestamp()
