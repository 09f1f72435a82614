"""Correcting one answer from the card: what depends on it is asked again, what does not is kept."""

from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.event import AnswerCorrected, TicketOpened
from bot.core.flow import AskStep, Release, ReviewStep, RouteStep, SayStep, Step, StepId
from tests.core.form import FORM, RELEASE, agreed, ask, at_card, spec, when
from tests.core.samples import flow, text
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


def with_form(*steps: Step) -> Release:
    """The release with another form; it may ask for `since` too."""
    form = flow("form", *steps)
    since = spec("since", AnswerType.NUMBER, least=0, most=99, kept=True)
    answers = {**RELEASE.answers, since.name: since}
    return replace(RELEASE, flows={**RELEASE.flows, form.id: form}, answers=answers)


GOAL = FORM.steps[StepId("goal")]
PLAN = FORM.steps[StepId("plan")]
END = FORM.steps[StepId("end")]


def branch(study: str, job: str) -> RouteStep:
    return RouteStep(
        id=StepId("branch"),
        routes=((when("goal is study"), StepId(study)), (None, StepId(job))),
    )


def card(name: str, *answers: str) -> ReviewStep:
    return ReviewStep(id=StepId(name), text=text(name, name), answers=answers, next=StepId("plan"))


def test_a_correction_that_leads_past_its_card_goes_on_as_if_for_the_first_time():
    hint = SayStep(id=StepId("hint"), text=text("hint", "About work."), next=StepId("work"))
    cards = (card("school", "goal"), hint, card("work", "goal"))
    talker = agreed(with_form(GOAL, branch("school", "hint"), *cards, PLAN, END))
    talker.says("/form")
    talker.presses("study")
    talker.presses("_fix_goal")
    talker.presses("job")
    assert talker.seen[:2] == ["About work.", "work"]
    talker.presses("_done")
    assert "Your steps" in talker.seen


def on_two_ways(goal: str) -> Talker:
    """A person who told on one of two ways since when they look for it."""
    ways = (ask("study_since", "since", "check"), ask("job_since", "since", "check"))
    both = card("check", "goal", "since")
    form = with_form(GOAL, branch("study_since", "job_since"), *ways, both, PLAN, END)
    talker = agreed(form)
    talker.says("/form")
    talker.presses(goal)
    talker.says("5")
    return talker


def test_a_question_that_is_asked_only_while_its_answer_is_not_known_can_be_corrected():
    assert isinstance(GOAL, AskStep)
    goal = replace(GOAL, when=when("not known(goal)"), next=StepId("check"))
    talker = agreed(with_form(goal, card("check", "goal"), PLAN, END))
    talker.says("/form")
    talker.presses("study")
    talker.presses("_fix_goal")
    assert talker.seen == ["goal?"]
    talker.says("/plan")
    assert talker.seen[-1] == "goal?"
    talker.presses("job")
    assert talker.session.answers["goal"] == "job"
    assert talker.seen[0] == "check"


def test_an_answer_that_another_way_asks_for_too_is_kept():
    talker = on_two_ways("study")
    talker.presses("_fix_goal")
    talker.presses("job")
    assert talker.session.answers["since"] == 5
    talker.presses("_fix_since")
    assert talker.seen == ["job_since?"]


def test_the_question_that_was_asked_is_asked_again_and_not_the_one_of_another_way():
    talker = on_two_ways("job")
    talker.presses("_fix_since")
    assert talker.seen == ["job_since?"]


def test_what_is_no_longer_on_the_way_is_forgotten_also_after_a_message_to_a_person():
    talker = at_card("nl", "job")
    talker.says("/human")
    talker.says("Please help me.")
    talker.presses("_fix_goal")
    talker.presses("study")
    talker.says("medicine")
    assert "trade" not in talker.session.answers
    assert "Is this right?" in talker.seen


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
