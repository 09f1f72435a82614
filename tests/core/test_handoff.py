"""What a person writes reaches the advisors they wrote to, and nobody else; Merit goes on where it was."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import phrases
from bot.core.desk_clock import Due, Periods, due
from bot.core.event import (
    TicketFlagged,
    TicketOpened,
    TicketWithdrawn,
    TicketWritten,
)
from bot.core.flow import Arrival, AskStep, ChoiceId, ChooseStep, FlowId, HandoffStep, StepId
from bot.core.handoff import (
    DANGER,
    TALK,
    TO_ADVISORS,
    add_words,
    hand_over,
    pass_held_on,
    pass_on,
    withdraw,
)
from bot.core.hours import always
from bot.core.message import Words
from bot.core.moving import answered
from bot.core.press import Press
from bot.core.run import Run
from bot.core.session import Consent, Frame, Session
from bot.core.talk import NO_TALK, Talk, talk_answers, talk_from_json, talk_to_json
from bot.core.ticket import (
    PERSON,
    REOPENS,
    Actor,
    AdvisorId,
    Details,
    Move,
    Reason,
    Refusal,
    Role,
    State,
    Ticket,
    Why,
)
from tests.core.form import RELEASE as FORM_RELEASE
from tests.core.samples import ANSWERS, NOW, RELEASE, choice, flow, text
from tests.core.talker import Talker

S = StepId
ADA = Actor(role=Role.ADVISOR, id=AdvisorId("ada"))
ANSWERED = Details(reason=Reason.ANSWERED)
AGREED = Session(consent=Consent(given=True, text="", language="en", at="2026-11-23T12:00:00"))


def run_of(session: Session = AGREED) -> Run:
    return Run.begin(RELEASE, session, NOW, "K7-M2")


def asking() -> Run:
    """A person whose message is in the queue."""
    run = run_of()
    hand_over(run, "work", "May I work?")
    return run


def moved(run: Run, move: Move, details: Details = Details()) -> None:  # noqa: B008 - a frozen value
    after = run.talk.moved(move, ADA, run.now, details)
    assert isinstance(after, Talk)
    run.talk = after


def closed(run: Run) -> Run:
    moved(run, Move.CLAIM)
    moved(run, Move.CLOSE, ANSWERED)
    run.events.clear()
    return run


def written(talker: Talker) -> list[str]:
    assert talker.last is not None
    return [
        event.text
        for event in talker.last.events
        if isinstance(event, TicketOpened | TicketWritten)
    ]


def person(*moves: Move, talker: Talker | None = None) -> Talker:
    """A person who wrote to the advisors, one of whom did this."""
    talker = Talker(session=AGREED) if talker is None else talker
    talker.says("/menu")
    talker.says("/human")
    talker.says("please help")
    for move in moves:
        advises(talker, move)
    return talker


def advises(talker: Talker, move: Move) -> None:
    session = talker.session
    after = session.talk.moved(move, ADA, talker.now, ANSWERED)
    assert isinstance(after, Talk), after
    talker.session = replace(session, talk=replace(after, asked=session.asked))


# ------------------------------------------------------------------ handing over


def test_the_first_words_open_a_ticket_with_the_code_of_the_turn():
    run = asking()
    ticket = run.talk.ticket
    assert ticket is not None
    assert (ticket.number, ticket.code, ticket.topic, ticket.state) == (
        1,
        "K7-M2",
        "work",
        State.QUEUED,
    )
    assert run.events == [TicketOpened(topic="work", text="May I work?")]


def test_where_nobody_else_sees_it_the_code_comes_from_the_number():
    run = Run.begin(RELEASE, AGREED, NOW)
    hand_over(run, "work", "Hello")
    assert run.talk.ticket is not None
    assert run.talk.ticket.code


def test_more_words_go_to_the_open_ticket_whatever_they_are_about():
    run = asking()
    hand_over(run, "papers", "And my diploma?")
    assert run.talk.ticket is not None
    assert run.talk.ticket.number == 1
    assert run.events[-1] == TicketWritten(topic="work", text="And my diploma?")


def test_after_closing_words_open_another_ticket_unless_they_go_on():
    run = closed(asking())
    assert not add_words(run, "Hello?")
    hand_over(run, "papers", "Something new")
    assert run.talk.ticket is not None
    assert (run.talk.ticket.number, run.talk.ticket.topic) == (2, "papers")
    run = closed(asking())
    hand_over(run, "other", "It is about the same", again=True)
    assert run.talk.ticket is not None
    assert (run.talk.ticket.number, run.talk.ticket.state) == (1, State.QUEUED)


def test_what_was_closed_too_long_ago_does_not_go_on_but_the_words_arrive():
    run = closed(asking())
    run.now += timedelta(seconds=REOPENS + 1)
    hand_over(run, "other", "Hello again", again=True)
    assert run.talk.ticket is not None
    assert run.talk.ticket.number == 2
    assert run.events == [TicketOpened(topic="other", text="Hello again")]


def test_without_any_ticket_there_is_nothing_to_add_to_or_to_take_back():
    run = run_of()
    assert not add_words(run, "x", again=True)
    pass_on(run, "x")
    withdraw(run)
    press = Press(flow=TALK, step=TO_ADVISORS, choice=ChoiceId("it"), asked=0)
    assert not pass_held_on(run, press)
    assert (run.events, run.says, run.talk) == ([], [], NO_TALK)
    assert run.talk.moved(Move.WRITE, PERSON, NOW) == Refusal(why=Why.NOBODY)


def test_who_takes_a_message_back_closes_it():
    run = asking()
    withdraw(run)
    assert run.events[-1] == TicketWithdrawn()
    assert run.talk.ticket is not None
    assert run.talk.ticket.reason is Reason.WITHDRAWN


def test_who_withdraws_consent_has_no_open_ticket_any_more():
    run = asking()
    run.enter(FlowId("consent"))
    run.save("consent", "no")
    assert TicketWithdrawn() in run.events
    assert run.talk.live is None


# ------------------------------------------------------------------ while a ticket is open


def test_while_a_ticket_waits_words_are_passed_on_and_that_is_said_once():
    talker = person()
    talker.says("before Friday")
    assert written(talker) == ["before Friday"]
    assert talker.seen == [phrases.PASSED_ON.source]
    talker.says("at nine")
    assert (written(talker), talker.seen) == (["at nine"], [])


def test_while_an_advisor_has_it_merit_is_quiet_but_buttons_and_commands_work():
    talker = person(Move.CLAIM)
    talker.says("thank you")
    assert (written(talker), talker.seen) == (["thank you"], [])
    talker.says("/help")
    assert talker.seen[0] == "I can help."
    talker.says("Recognition")
    assert written(talker) == []
    assert talker.seen[-1] == "Which country are you in?"


def test_a_form_that_asks_after_the_last_word_gets_the_words_and_numbers():
    talker = person(Move.CLAIM)
    talker.says("/main")
    talker.says("1")
    assert written(talker) == []
    assert talker.session.answers["country"] == "nl"


def test_after_an_advisors_word_a_number_is_for_the_advisor():
    talker = person(Move.CLAIM)
    talker.says("2")
    assert written(talker) == ["2"]


def test_after_closing_merit_answers_and_offers_to_pass_the_words_on():
    talker = person(Move.CLAIM, Move.CLOSE)
    talker.says("thank you so much")
    assert written(talker) == []
    assert phrases.FOR_WHOM.source in talker.seen
    button = next(
        offer.press
        for say in (talker.last.says if talker.last else ())
        for offer in say.offers
        if offer.press.flow == TALK
    )
    assert button.step == TO_ADVISORS
    talker.gives(button)
    assert written(talker) == ["thank you so much"]
    assert talker.session.talk.held == ""
    talker.gives(button)
    assert (written(talker), talker.seen[0]) == ([], phrases.STALE.source)


def test_nothing_is_offered_without_consent_or_after_too_long_a_time():
    talker = person(Move.CLAIM, Move.CLOSE)
    talker.now += timedelta(seconds=REOPENS)
    talker.says("thank you so much")
    assert phrases.FOR_WHOM.source not in talker.seen


# ------------------------------------------------------------------ what flows know, and JSON


@pytest.mark.parametrize(
    ("moves", "stage"),
    [((), "queued"), ((Move.CLAIM,), "taken"), ((Move.CLAIM, Move.CLOSE), "closed")],
)
def test_flows_know_how_far_a_ticket_is(moves: tuple[Move, ...], stage: str):
    talk = person(*moves).session.talk
    assert talk_answers(talk, int(NOW.timestamp()))["ticket"] == stage


def test_a_ticket_nobody_sent_or_took_back_is_none():
    unsent = Ticket(number=1, code="K7-M2", topic=DANGER, opened_at=1, danger="child")
    assert talk_answers(Talk(ticket=unsent), 1)["ticket"] == "none"
    back = Talk(ticket=unsent).withdrawn(NOW)
    assert talk_answers(back, int(NOW.timestamp()))["ticket"] == "none"
    assert Talk(ticket=unsent).begun is unsent
    assert back.begun is None
    assert back.withdrawn(NOW) == back
    assert not Talk().goes_on(NOW)
    assert talk_answers(NO_TALK, 1) == {}


def test_a_talk_survives_json():
    talk = replace(person(Move.CLAIM, Move.CLOSE).session.talk, held="x", told=3, asked=2)
    assert talk_from_json(json.loads(json.dumps(talk_to_json(talk)))) == talk
    assert talk_to_json(NO_TALK) == {}
    assert talk_from_json({}) == NO_TALK


# ------------------------------------------------------------------ danger


def in_danger(session: Session = AGREED) -> Talker:
    return Talker(release=FORM_RELEASE, session=session)


def test_words_of_danger_make_the_open_ticket_urgent_and_reach_the_advisors():
    talker = person(talker=in_danger())
    talker.says("he beats me")
    assert written(talker) == ["he beats me"]
    assert talker.happened(TicketFlagged)
    ticket = talker.session.talk.ticket
    assert ticket is not None
    assert (ticket.number, ticket.danger) == (1, "violence")


def test_without_a_ticket_they_begin_one_the_person_can_still_send():
    talker = in_danger()
    talker.says("he beats me")
    assert written(talker) == []
    begun = talker.session.talk.ticket
    assert begun is not None
    assert (begun.state, begun.topic, begun.danger) == (State.REQUESTED, DANGER, "violence")
    person(talker=talker)
    sent = talker.session.talk.ticket
    assert sent is not None
    assert (sent.number, sent.state, sent.danger) == (1, State.QUEUED, "violence")


def test_words_of_danger_instead_of_the_message_are_sent_at_once():
    talker = in_danger()
    talker.says("/human")
    talker.says("he beats me")
    assert written(talker) == ["he beats me"]
    assert talker.session.talk.live is not None


def test_what_a_tester_says_raises_no_flag():
    talker = in_danger(replace(AGREED, draft=True))
    talker.says("he beats me")
    assert talker.session.talk == NO_TALK


# ------------------------------------------------------------------ mistakes that are known

NAME = ANSWERS["message"]
TEXT_THEN_BUTTONS = flow(
    "letter",
    AskStep(id=S("name"), text=text("n", "Which letter?"), save="message", next=S("what")),
    ChooseStep(id=S("what"), text=text("w", "What now?"), choices=(choice("on", "Go on"),)),
    answers={"message": NAME},
)
LETTERS = replace(
    FORM_RELEASE,
    flows={**FORM_RELEASE.flows, FlowId("letter"): TEXT_THEN_BUTTONS},
    commands={**FORM_RELEASE.commands, "letter": (FlowId("letter"), Arrival.REPLACE)},
)


def test_without_consent_words_are_not_kept_for_an_advisor_who_took_a_flag():
    talker = in_danger(Session())
    talker.says("he beats me")
    advises(talker, Move.CLAIM)
    talker.says("my name is Amina")
    assert written(talker) == []


def test_words_that_were_held_are_forgotten_with_consent():
    talker = person(Move.CLAIM, Move.CLOSE)
    talker.says("thank you so much")
    assert talker.session.talk.held
    run = Run.begin(talker.release, talker.session, talker.now)
    run.enter(FlowId("consent"))
    run.save("consent", "no")
    assert run.turn().session.talk.held == ""


def test_a_button_passes_on_the_words_it_stands_under():
    talker = person(Move.CLAIM, Move.CLOSE)
    presses = []
    for words in ("the first words", "other words now"):
        talker.says(words)
        assert talker.last is not None
        offers = [offer for say in talker.last.says for offer in say.offers]
        presses += [offer.press for offer in offers if offer.press.flow == TALK]
    talker.gives(presses[0])
    assert written(talker) in ([], ["the first words"])


def test_danger_while_it_is_the_persons_turn_makes_it_the_advisors():
    talker = person(Move.CLAIM, Move.ANSWER, talker=in_danger())
    talker.says("/form")
    talker.says("/menu he beats me")
    ticket, marks = talker.session.talk.ticket, talker.session.talk.marks
    assert ticket is not None
    assert ticket.danger
    long_after = talker.now + timedelta(days=22)
    coming = due(ticket, marks, always(), 4, Periods(), long_after)
    assert Due.WHOLE in coming


def test_the_second_half_of_an_answer_stays_with_the_answer():
    talker = person(talker=Talker(release=LETTERS, session=AGREED))
    talker.says("/letter")
    talker.says("from the school")
    talker.pause = timedelta(seconds=2)
    talker.says("and the office")
    assert written(talker) == []
    assert talker.session.answers["message"] == "from the school\nand the office"


def test_words_of_danger_to_an_advisor_are_no_answer_to_a_question_asked_before():
    talker = person(Move.CLAIM, talker=Talker(release=LETTERS, session=AGREED))
    talker.says("/letter")
    advises(talker, Move.ANSWER)
    talker.says("he beats me")
    assert written(talker) == ["he beats me"]
    assert "message" not in talker.session.answers


def test_danger_instead_of_a_new_message_does_not_open_the_old_ticket():
    human = replace(
        FORM_RELEASE.flows[FlowId("human")],
        steps={
            S("note"): replace(FORM_RELEASE.flows[FlowId("human")].steps[S("note")]),
            S("on"): HandoffStep(id=S("on"), topic="other", message="note", again=True),
            **{
                id_: step
                for id_, step in FORM_RELEASE.flows[FlowId("human")].steps.items()
                if id_ != "note"
            },
        },
    )
    release = replace(FORM_RELEASE, flows={**FORM_RELEASE.flows, human.id: human})
    talker = person(Move.CLAIM, Move.CLOSE, talker=Talker(release=release, session=AGREED))
    talker.says("/human")
    talker.says("he beats me")
    assert talker.session.talk.ticket is not None
    assert talker.session.talk.ticket.number == 2


def test_words_for_an_advisor_are_not_lost_when_the_content_changed():
    talker = person(Move.CLAIM)
    frames = (Frame(flow=FlowId("gone"), step=S("x"), structure="old"),)
    session = replace(talker.session, frames=frames, release="older")
    turn = answered(talker.release, session, Words(text="I come at nine"), now=talker.now)
    assert TicketWritten(topic="other", text="I come at nine") in turn.events
