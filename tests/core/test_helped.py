"""Whether the advisors helped: asked once, answered by a button or its words, and never twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.after_talk import after_closing
from bot.core.event import TicketJudged, TicketWritten
from bot.core.flow import ChoiceId, StepId
from bot.core.handoff import TALK
from bot.core.helped import AGAIN, DID_IT, HELPED, SORRY, THANKS
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.talk import Talk
from bot.core.ticket import Details, Move, Reason
from tests.core.talker import Talker
from tests.core.test_handoff import ADA, in_danger, person


def closed(reason: Reason = Reason.ANSWERED, talker: Talker | None = None) -> Talker:
    """Somebody whose ticket an advisor has just closed."""
    talker = person(Move.CLAIM, talker=talker)
    talk = talker.session.talk.moved(Move.CLOSE, ADA, talker.now, Details(reason=reason))
    assert isinstance(talk, Talk)
    turn = after_closing(replace(talker.session, talk=talk), talker.release, talker.now)
    talker.session, talker.last = turn.session, turn
    return talker


def about(choice: str, step: StepId = HELPED, number: int = 1) -> Press:
    return Press(flow=TALK, step=step, choice=ChoiceId(choice), asked=number)


def judged(talker: Talker) -> list[str]:
    assert talker.last is not None
    return [each.answer for each in talker.last.events if isinstance(each, TicketJudged)]


@pytest.mark.parametrize("reason", [Reason.ANSWERED, Reason.PASSED_ON])
def test_it_is_asked_when_an_advisor_says_that_it_is_answered_or_passed_on(reason: Reason):
    talker = closed(reason)
    assert DID_IT.source in talker.seen
    assert talker.last is not None
    labels = [offer.label.source for say in talker.last.says for offer in say.offers]
    assert labels[:3] == ["Yes", "A little", "No"]


@pytest.mark.parametrize("reason", [Reason.ABUSE, Reason.NO_REPLY, Reason.OTHER])
def test_after_other_reasons_it_is_not(reason: Reason):
    talker = closed(reason)
    assert DID_IT.source not in talker.seen
    assert not talker.session.talk.helped


@pytest.mark.parametrize("answer", ["yes", "little"])
def test_an_answer_is_taken_once(answer: str):
    talker = closed()
    talker.gives(about(answer))
    assert judged(talker) == [answer]
    assert talker.seen == [THANKS.source]
    assert talker.last is not None
    assert talker.last.says[0].kind is OutboundKind.KEYBOARD
    talker.gives(about("no"))
    assert judged(talker) == []


def test_who_was_not_helped_can_write_again():
    talker = closed()
    talker.gives(about("no"))
    assert judged(talker) == ["no"]
    assert SORRY.source in talker.seen
    talker.gives(about("it", AGAIN))
    assert talker.session.frames[-1].flow == "human"
    assert talker.seen[-1] == "Write your message."


def test_where_nobody_can_be_asked_again_nobody_is_offered():
    talker = closed()
    talker.release = replace(talker.release, needs={}, commands={})
    talker.gives(about("no"))
    assert talker.seen[-1] == THANKS.source


def test_a_button_of_another_ticket_or_a_made_up_one_counts_nothing():
    talker = closed()
    for press in (about("yes", number=2), about("maybe"), about("x", StepId("other"))):
        talker.gives(press)
        assert judged(talker) == []
    fresh = Talker()
    fresh.gives(about("yes"))
    assert judged(fresh) == []


def test_the_words_of_a_button_are_an_answer_while_nothing_else_waits():
    talker = closed()
    talker.session = replace(talker.session, frames=())
    talker.says("A little")
    assert judged(talker) == ["little"]


def test_other_words_and_late_ones_are_not():
    talker = closed()
    talker.session = replace(talker.session, frames=())
    talker.says("tomorrow")
    assert judged(talker) == []
    talker.now += timedelta(days=2)
    talker.says("yes")
    assert judged(talker) == []


def test_a_question_that_waits_gets_the_words():
    talker = closed(talker=in_danger())
    talker.says("/form")
    talker.says("yes")
    assert judged(talker) == []
    assert not talker.happened(TicketWritten)
