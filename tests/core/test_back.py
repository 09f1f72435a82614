"""Going back: to the question before, at any depth, across flows, with everything as it was then."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.event import WentBack
from bot.core.flow import FlowId
from bot.core.message import Command
from bot.core.session import FURTHEST_BACK, Session
from tests.core.form import FORM, RELEASE, agreed, at_card
from tests.core.talker import Talker


def stand(session: Session) -> tuple[object, ...]:
    return (session.frames, dict(session.answers), dict(session.records), session.trail)


def test_back_asks_the_question_before_and_its_answer_is_open_again():
    talker = agreed()
    talker.says("/form")
    talker.presses("nl")
    talker.presses("job")
    assert talker.seen[-1] == "trade?"
    talker.presses("_back")
    assert talker.seen[-1] == "goal?"
    assert "goal" not in talker.session.answers
    assert talker.happened(WentBack)


def test_back_leads_into_a_flow_that_has_ended():
    talker = agreed()
    talker.says("/form")
    talker.presses("be")
    talker.presses("south")
    assert [frame.flow for frame in talker.session.frames] == ["form"]
    talker.presses("_back")
    assert [frame.flow for frame in talker.session.frames] == ["form", "place"]
    assert talker.seen[-1] == "region?"


def test_the_word_and_the_command_do_the_same_as_the_button():
    for words in ("/back", "Back", "back"):
        talker = agreed()
        talker.says("/form")
        talker.presses("nl")
        talker.says(words)
        assert talker.seen[-1] == "country?"


def test_at_the_first_question_there_is_no_button_and_the_command_says_so():
    talker = agreed()
    talker.says("/form")
    assert "_back" not in [offer.press.choice for offer in talker.offers]
    talker.says("/back")
    assert talker.seen == [phrases.FIRST_QUESTION.source, "country?"]


def test_answers_a_flow_forgot_when_it_ended_are_back_when_one_goes_back_into_it():
    talker = at_card()
    talker.presses("_done")
    assert "subject" not in talker.session.answers
    assert talker.session.frames[0].flow == "menu"
    talker.says("/back")
    assert talker.session.answers["subject"] == "medicine"
    assert "Is this right?" in talker.seen


def test_nobody_goes_back_over_a_message_that_was_sent():
    talker = agreed()
    talker.says("/form")
    talker.presses("nl")
    talker.says("/human")
    talker.says("Please help me.")
    talker.says("/back")
    assert talker.seen[0] == phrases.FIRST_QUESTION.source


def test_back_out_of_the_help_for_danger_asks_what_waited_and_forgets_what_it_was_about():
    talker = agreed()
    talker.says("/form")
    talker.says("he beats me")
    talker.presses("_back")
    assert talker.seen == ["country?"]
    assert not talker.session.answers
    talker.presses("be")
    talker.says("he beats me")
    talker.presses("no")
    talker.presses("_back")
    talker.presses("_back")
    assert talker.seen == ["region?"]
    assert talker.session.answers == {"country": "be"}


def test_back_out_of_what_came_in_between_loses_no_answer():
    for words in ("/human", "/reminders", "he beats me"):
        talker = agreed()
        talker.says("/form")
        talker.presses("be")
        talker.says("/plan")
        talker.says(words)
        talker.presses("_back")
        assert talker.seen == ["region?"]
        assert talker.session.answers == {"country": "be"}
        talker.presses("_back")
        assert talker.seen == ["country?"]


def test_back_from_a_form_begun_anew_the_one_put_aside_waits_again():
    flows = {**RELEASE.flows, FlowId("main"): replace(FORM, id=FlowId("main"))}
    talker = agreed(replace(RELEASE, flows=flows))
    talker.says("/main")
    talker.says("/menu")
    for choice in ("main", "nl", "study"):
        talker.presses(choice)
    talker.says("medicine")
    talker.says("/menu")
    talker.presses("main")
    assert not talker.session.paused
    assert "subject" not in talker.session.answers
    talker.presses("_back")
    assert [frame.flow for frame in talker.session.paused] == ["main"]
    assert talker.session.answers["subject"] == "medicine"


def test_the_trail_has_an_end():
    talker = agreed()
    talker.says("/form")
    for _ in range(FURTHEST_BACK):
        talker.presses("nl")
        talker.says("/reminders")
        talker.presses("never")
        talker.presses("_back")
        talker.presses("never")
        for _step in ("out of the reminders", "to the first question"):
            talker.presses("_back")
        talker.presses("_back")
    assert len(talker.session.trail) <= FURTHEST_BACK


WAYS = st.lists(
    st.sampled_from(
        [
            "nl",
            "be",
            "north",
            "south",
            "study",
            "job",
            "baker",
            "17",
            "_done",
            "_add",
            "_fix_goal",
            "_fix_country",
            "_skip",
            "_open_1",
        ]
    ),
    max_size=14,
)


def tries(talker: Talker, what: str) -> None:
    if what in [offer.press.choice for offer in talker.offers]:
        talker.presses(what)
    else:
        talker.says(what)


@settings(max_examples=150, deadline=None)
@given(WAYS)
def test_going_back_restores_every_moment_exactly(way: list[str]):
    talker = agreed()
    talker.says("/form")
    moments = [stand(talker.session)]
    for what in way:
        length = len(talker.session.trail)
        tries(talker, what)
        if len(talker.session.trail) > length:
            moments.append(stand(talker.session))
        else:
            moments[-1] = stand(talker.session)
    while talker.session.trail:
        moments.pop()
        talker.gives(Command(name="back"))
        frames, answers, records, trail = moments[-1]
        assert talker.session.frames == frames
        assert dict(talker.session.answers) == answers
        assert {name: told for name, told in talker.session.records.items() if told} == records
        assert talker.session.trail == trail
