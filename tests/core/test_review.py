"""People are told when the review of a flow ran out long ago."""

from dataclasses import replace
from datetime import date, timedelta

from bot.core.flow import EndStep, Flow, FlowId, StepId
from bot.core.review import LONG_OVERDUE, due, overdue_note
from bot.core.text import Text

READ = date(2026, 1, 1)
FLOW = Flow(
    id=FlowId("trip"),
    title=Text(place="trip/title", source="A trip"),
    owner="team",
    reviewed=READ,
    review_days=180,
    steps={StepId("bye"): EndStep(id=StepId("bye"))},
)
LAST_QUIET_DAY = due(READ, 180) + timedelta(days=LONG_OVERDUE)


def test_a_flow_whose_review_holds_says_nothing():
    assert overdue_note(FLOW, READ + timedelta(days=180)) is None


def test_ninety_days_after_a_review_ran_out_people_are_not_told_yet():
    assert overdue_note(FLOW, LAST_QUIET_DAY) is None


def test_later_people_read_when_it_was_checked_last():
    note = overdue_note(FLOW, LAST_QUIET_DAY + timedelta(days=1))
    assert note is not None
    assert note.values == {"date": READ}
    assert note.source.startswith("Last checked on {date}.")


def test_a_flow_nobody_reviewed_says_nothing_because_there_is_no_date_to_name():
    assert overdue_note(replace(FLOW, reviewed=None), date(2099, 1, 1)) is None


def test_a_flow_without_an_interval_says_nothing():
    assert overdue_note(replace(FLOW, review_days=0), date(2099, 1, 1)) is None
