"""Talking with advisors: where typed words go before, while and after an advisor has the ticket."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import phrases
from bot.core.event import TicketOpened, TicketWithdrawn, TicketWritten
from bot.core.flow import ChoiceId
from bot.core.handoff import TALK, TO_ADVISORS
from bot.core.press import Press
from bot.core.talk import Talk
from bot.core.ticket import Actor, AdvisorId, Details, Move, Reason, Role, State
from tests.core import skills
from tests.core.form import agreed
from tests.core.talker import Talker

ADA = Actor(role=Role.ADVISOR, id=AdvisorId("ada"))


def asking(words: str = "please help") -> Talker:
    """A person who wrote to the advisors and is at the menu."""
    talker = agreed()
    talker.says("/human")
    talker.says(words)
    return talker


def advisor(talker: Talker, *moves: tuple[Move, Details]) -> Talker:
    for move, details in moves:
        talk = talker.session.talk.moved(move, ADA, talker.now, details)
        assert isinstance(talk, Talk), (move, talk)
        asked = talker.session.asked if move is Move.ANSWER else talk.asked
        talker.session = replace(talker.session, talk=replace(talk, asked=asked))
    return talker


def answered(words: str = "please help") -> Talker:
    return advisor(asking(words), (Move.CLAIM, Details()), (Move.ANSWER, Details()))


def closed(reason: Reason = Reason.ANSWERED) -> Talker:
    return advisor(answered(), (Move.CLOSE, Details(reason=reason)))


def state(talker: Talker) -> State | None:
    ticket = talker.session.talk.ticket
    return None if ticket is None else ticket.state


def written(talker: Talker) -> list[str]:
    assert talker.last is not None
    events = talker.last.events
    return [each.text for each in events if isinstance(each, TicketOpened | TicketWritten)]


def test_in_the_queue_the_first_words_are_confirmed_and_the_others_arrive_quietly():
    talker = asking()
    talker.says("and my brother too")
    assert written(talker) == ["and my brother too"]
    assert talker.seen == [phrases.PASSED_ON.source]
    talker.says("one more thing")
    assert written(talker) == ["one more thing"]
    assert talker.seen == []


def test_with_an_advisor_merit_is_quiet_and_the_turn_changes():
    talker = answered()
    assert state(talker) is State.WAITING
    talker.says("In Utrecht")
    assert (written(talker), talker.seen, state(talker)) == (["In Utrecht"], [], State.ACTIVE)


def test_a_number_answers_the_advisor_and_not_the_menu():
    talker = answered()
    talker.says("1")
    assert written(talker) == ["1"]


def test_the_whole_label_of_a_button_is_that_button():
    talker = asking()
    talker.says("/menu")
    label = talker.labels[0]
    advisor(talker, (Move.CLAIM, Details()), (Move.ANSWER, Details()))
    talker.says(label)
    assert written(talker) == []


def test_a_question_that_came_after_the_advisors_word_is_answered_itself():
    talker = answered()
    talker.says("/form")
    talker.says("nl")
    assert written(talker) == []
    assert talker.session.answers["country"] == "nl"


def test_commands_and_danger_work_as_ever_and_danger_reaches_the_advisors():
    talker = answered()
    talker.says("/menu")
    assert talker.seen[-1] == "What would you like to do?"
    talker.says("he beats me")
    assert talker.seen[0] == "Call 112 now."
    assert written(talker) == ["he beats me"]
    ticket = talker.session.talk.ticket
    assert ticket is not None
    assert ticket.danger == "violence"


def test_without_a_yes_to_keeping_words_the_ticket_ends():
    session = replace(asking().session, frames=())
    talker = skills.person("/nothing")
    talker.session = replace(talker.session, talk=session.talk)
    talker.says("/privacy")
    talker.presses("no")
    assert talker.happened(TicketWithdrawn)
    assert state(talker) is State.CLOSED


def on(talker: Talker) -> Press:
    assert talker.last is not None
    offers = [offer.press for say in talker.last.says for offer in say.offers]
    return next(press for press in offers if press.flow == TALK)


def test_after_it_was_closed_words_are_answered_and_can_be_passed_on_with_a_tap():
    talker = closed()
    talker.says("The letter came.")
    assert phrases.FOR_WHOM.source in talker.seen
    assert written(talker) == []
    talker.gives(on(talker))
    assert written(talker) == ["The letter came."]
    assert state(talker) is State.QUEUED
    ticket = talker.session.talk.ticket
    assert ticket is not None
    assert ticket.had_by == "ada"
    assert talker.seen == [phrases.PASSED_ON.source]


def test_the_tap_sends_nothing_twice():
    talker = closed()
    talker.says("The letter came.")
    press = on(talker)
    talker.gives(press)
    talker.gives(press)
    assert written(talker) == []
    assert talker.seen[0] == phrases.STALE.source


@pytest.mark.parametrize("talker", [closed(Reason.ABUSE), closed()], ids=["abuse", "too late"])
def test_where_it_cannot_go_on_nobody_is_asked(talker: Talker):
    if talker.session.talk.ticket and talker.session.talk.ticket.reason is Reason.ANSWERED:
        talker.now += timedelta(days=15)
    talker.says("The letter came.")
    assert phrases.FOR_WHOM.source not in talker.seen


def test_a_button_of_the_menu_is_no_word_for_the_advisors():
    talker = closed()
    talker.says("/menu")
    talker.says(talker.labels[0])
    assert phrases.FOR_WHOM.source not in talker.seen


def test_a_forged_tap_does_nothing():
    talker = agreed()
    talker.says("/menu")
    talker.gives(Press(flow=TALK, step=TO_ADVISORS, choice=ChoiceId("x"), asked=0))
    assert written(talker) == []


def test_a_second_message_through_the_form_joins_the_open_ticket():
    talker = asking()
    talker.says("/human")
    talker.says("more about it")
    ticket = talker.session.talk.ticket
    assert written(talker) == ["more about it"]
    assert ticket is not None
    assert ticket.number == 1


def test_after_it_was_closed_the_form_begins_a_new_one():
    talker = closed()
    talker.says("/human")
    talker.says("something new")
    ticket = talker.session.talk.ticket
    assert talker.happened(TicketOpened)
    assert ticket is not None
    assert (ticket.number, ticket.state) == (2, State.QUEUED)
