"""Correcting one answer from the card: what depends on it is asked again, what does not is kept."""

from dataclasses import replace

from bot.core import phrases
from bot.core.event import AnswerCorrected, TicketOpened
from bot.core.flow import AskStep, StepId
from tests.core.form import FORM, RELEASE, agreed, at_card
from tests.core.talker import Talker


def corrected(talker: Talker) -> list[AnswerCorrected]:
    assert talker.last is not None
    return [event for event in talker.last.events if isinstance(event, AnswerCorrected)]


def test_the_card_shows_each_answer_and_a_button_to_correct_it():
    talker = at_card()
    assert talker.last is not None
    lines = [line.values for say in talker.last.says for lines in say.paragraphs for line in lines]
    assert {
        str(getattr(values["name"], "source", "")): values["answer"] for values in lines if values
    } == {
        "country": "be",
        "region": "north",
        "goal": "study",
        "subject": "medicine",
        "age": 30,
    }
    assert [o.press.choice for o in talker.offers] == [
        "_done", "_fix_country", "_fix_region", "_fix_goal", "_fix_subject", "_fix_age", "_back",
    ]  # fmt: skip


def test_an_answer_nothing_depends_on_is_corrected_with_one_question():
    talker = at_card()
    talker.presses("_fix_age")
    assert talker.seen[-1] == "age?"
    talker.says("31")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["age"] == 31
    assert talker.session.answers["subject"] == "medicine"
    assert corrected(talker) == [AnswerCorrected(name="age")]


def test_the_same_answer_again_changes_nothing():
    talker = at_card()
    before = dict(talker.session.answers)
    talker.presses("_fix_goal")
    talker.presses("study")
    assert "Is this right?" in talker.seen
    assert dict(talker.session.answers) == before
    assert corrected(talker) == []


def test_a_corrected_branch_asks_its_own_question_and_forgets_the_other_one():
    talker = at_card()
    talker.presses("_fix_goal")
    talker.presses("job")
    assert talker.seen[-1] == "trade?"
    talker.says("baker")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["trade"] == "baker"
    assert "subject" not in talker.session.answers
    assert talker.session.answers["age"] == 30


def test_an_answer_of_a_flow_inside_is_corrected_there_and_what_depends_on_it_goes():
    talker = at_card()
    talker.presses("_fix_country")
    assert talker.seen[-1] == "country?"
    talker.presses("nl")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["country"] == "nl"
    assert "region" not in talker.session.answers
    assert talker.session.answers["goal"] == "study"


def test_a_question_that_depends_on_the_corrected_one_is_asked_again():
    talker = at_card("nl", "study")
    talker.presses("_fix_country")
    talker.presses("be")
    assert talker.seen[-1] == "region?"
    talker.presses("south")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["region"] == "south"


def test_records_are_kept_while_an_answer_is_corrected():
    talker = agreed()
    talker.says("/form")
    for each in ("nl", "study"):
        talker.presses(each)
    talker.says("law")
    talker.says("40")
    talker.presses("_add")
    talker.says("Cook")
    talker.says("4")
    talker.presses("_done")
    talker.presses("_done")
    assert "Is this right?" in talker.seen
    talker.presses("_fix_age")
    talker.says("41")
    assert "Is this right?" in talker.seen
    assert len(talker.session.records["jobs"]) == 1


def test_language_switch_and_refused_answers_do_not_lose_the_correction():
    talker = at_card()
    talker.presses("_fix_age")
    talker.says("many")
    assert talker.seen[0] == phrases.WHOLE_NUMBER.source
    talker.says("/language uk")
    talker.says("32")
    assert "Is this right?" in talker.seen


def test_another_command_in_the_middle_comes_back_to_the_correction():
    talker = at_card()
    talker.presses("_fix_goal")
    talker.says("/plan")
    assert talker.seen[-1] == "goal?"
    talker.presses("study")
    assert "Is this right?" in talker.seen


def test_nothing_is_said_or_sent_twice_while_known_answers_are_passed_over():
    talker = at_card()
    talker.presses("_fix_goal")
    talker.presses("study")
    assert not talker.happened(TicketOpened)
    assert talker.seen[0] == "Is this right?"


def test_an_answer_can_name_what_it_depends_on_also_one_that_is_asked_later():
    goal = FORM.steps[StepId("goal")]
    assert isinstance(goal, AskStep)
    form = replace(FORM, steps={**FORM.steps, goal.id: replace(goal, depends_on=("age",))})
    talker = at_card(release=replace(RELEASE, flows={**RELEASE.flows, form.id: form}))
    talker.presses("_fix_age")
    talker.says("31")
    assert talker.seen[-1] == "goal?"
    assert corrected(talker)[0].asked_again == ("goal",)
    talker.presses("study")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["subject"] == "medicine"
    assert talker.session.answers["age"] == 31
