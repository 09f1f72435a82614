"""Several things of a kind: told one by one, shown on a card, corrected, removed, never lost."""

from dataclasses import replace

from bot.core import phrases
from bot.core.event import RecordKept, RecordRemoved
from bot.core.flow import Arrival
from tests.core.form import RELEASE, agreed, ask
from tests.core.samples import choice, flow
from tests.core.talker import Talker


def at_jobs() -> Talker:
    talker = agreed()
    talker.says("/form")
    talker.presses("nl")
    talker.presses("job")
    talker.says("carpenter")
    talker.says("30")
    assert talker.seen[-1] == "Your jobs"
    return talker


def tell(talker: Talker, title: str, years: str) -> None:
    talker.presses("_add")
    talker.says(title)
    talker.says(years)
    talker.presses("_done")


def test_a_record_is_told_in_its_own_flow_and_kept_when_it_ends():
    talker = at_jobs()
    tell(talker, "Baker", "7")
    assert talker.session.records == {"jobs": ({"job_title": "Baker", "job_years": 7},)}
    assert talker.happened(RecordKept)
    assert "job_title" not in talker.session.answers
    assert talker.seen == ["Your jobs", "{job_title}, {job_years} years"]


def test_a_record_is_opened_and_one_answer_of_it_corrected():
    talker = at_jobs()
    tell(talker, "Baker", "7")
    tell(talker, "Cook", "2")
    talker.presses("_open_1")
    assert talker.seen[0] == "This job"
    talker.presses("_fix_job_years")
    talker.says("8")
    talker.presses("_done")
    assert talker.session.records["jobs"] == (
        {"job_title": "Baker", "job_years": 8},
        {"job_title": "Cook", "job_years": 2},
    )


def test_a_record_is_removed_and_the_others_stay():
    talker = at_jobs()
    tell(talker, "Baker", "7")
    tell(talker, "Cook", "2")
    talker.presses("_open_1")
    talker.presses("_remove")
    assert talker.session.records["jobs"] == ({"job_title": "Cook", "job_years": 2},)
    assert talker.happened(RecordRemoved)
    assert "Your jobs" in talker.seen


def test_there_is_no_button_for_more_when_there_is_no_place_for_more():
    talker = at_jobs()
    for title in ("Baker", "Cook", "Driver"):
        tell(talker, title, "1")
    assert "_add" not in [offer.press.choice for offer in talker.offers]


def test_a_record_that_is_left_in_the_middle_is_kept_as_far_as_it_was_told():
    talker = at_jobs()
    talker.presses("_add")
    talker.says("Baker")
    talker.says("/menu")
    assert talker.session.paused
    talker.says("/resume")
    assert talker.seen[-1] == "years?"
    talker.says("3")
    talker.presses("_done")
    assert talker.session.records["jobs"] == ({"job_title": "Baker", "job_years": 3},)


def test_back_out_of_a_new_record_leaves_none():
    talker = at_jobs()
    talker.presses("_add")
    talker.presses("_back")
    assert talker.seen[-1] == "Your jobs"
    assert not talker.session.records


def test_who_withdraws_consent_in_a_record_is_told_once_and_nothing_is_kept():
    consent = flow("consent", ask("ask", "consent", None, choices=(choice("no", "No"),)))
    talker = at_jobs()
    talker.release = replace(
        RELEASE,
        flows={**RELEASE.flows, consent.id: consent},
        needs={**RELEASE.needs, "consent": consent.id},
        commands={**RELEASE.commands, "privacy": (consent.id, Arrival.RETURN)},
    )
    talker.presses("_add")
    talker.says("Baker")
    talker.says("/privacy")
    talker.presses("no")
    assert talker.seen.count(phrases.NO_CONSENT.source) == 1
    assert dict(talker.session.answers) == {"country": "nl"}
    assert not talker.session.records


def test_records_count_in_conditions_and_are_forgotten_with_consent():
    talker = at_jobs()
    tell(talker, "Baker", "7")
    talker.presses("_done")
    talker.presses("_done")
    assert talker.session.records
    assert "jobs" not in talker.session.answers


def test_a_skipped_answer_stands_as_a_dash_in_the_line():
    talker = at_jobs()
    talker.presses("_add")
    talker.says("Baker")
    talker.presses("_skip")
    talker.presses("_done")
    assert talker.last is not None
    line = talker.last.says[-1].paragraphs[1][0]
    assert line.values["job_years"] == "–"
    assert line.lead == "1. "


def test_a_record_of_which_everything_is_taken_back_is_removed_and_the_others_stay():
    talker = at_jobs()
    tell(talker, "Baker", "7")
    tell(talker, "Cook", "2")
    talker.presses("_open_1")
    for name in ("job_title", "job_years"):
        talker.presses(f"_fix_{name}")
        talker.presses("_skip")
    talker.presses("_done")
    assert talker.session.records["jobs"] == ({"job_title": "Cook", "job_years": 2},)
    assert talker.happened(RecordRemoved)
    assert not talker.happened(RecordKept)
    assert "Your jobs" in talker.seen


def test_the_only_record_of_which_everything_is_taken_back_leaves_none():
    talker = at_jobs()
    tell(talker, "Baker", "7")
    talker.presses("_open_1")
    for name in ("job_title", "job_years"):
        talker.presses(f"_fix_{name}")
        talker.presses("_skip")
    talker.presses("_done")
    assert not talker.session.records


def test_a_new_record_of_which_everything_is_skipped_is_not_kept():
    talker = at_jobs()
    talker.presses("_add")
    talker.presses("_skip")
    talker.presses("_skip")
    talker.presses("_done")
    assert not talker.session.records
    assert not talker.happened(RecordRemoved)
