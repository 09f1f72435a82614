"""Pausing and blocking: who may do what, for how long, and what the person it concerns can still do."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.blocking import (
    LONGEST_BLOCK,
    LONGEST_PAUSE,
    NOT_BLOCKED,
    STANDS,
    Blocking,
    Cause,
    No,
    Refused,
    Result,
    Stop,
    agreed,
    blocking_from_json,
    blocking_to_json,
    lifted,
    paused,
    proposed,
)
from bot.core.event import TicketFlagged, TicketOpened, TicketWritten, WaitAsked
from bot.core.flow import ChoiceId
from bot.core.handoff import TALK, TO_ADVISORS, tell_wait
from bot.core.press import Press
from bot.core.run import Run
from bot.core.stopped import CAUSES, stopped_says
from bot.core.talk import NO_TALK, Talk, talk_answers, talk_from_json, talk_to_json
from bot.core.ticket import Actor, AdvisorId, Move, Role
from tests.core.samples import LANGUAGES, NOW
from tests.core.talker import Talker
from tests.core.test_handoff import advises, in_danger, person, written
from tests.core.two_languages import Spoken

ADA = Actor(role=Role.ADVISOR, id=AdvisorId("ada"))
BO = Actor(role=Role.ADVISOR, id=AdvisorId("bo"))
LEA = Actor(role=Role.LEAD, id=AdvisorId("lea"))
MAX = Actor(role=Role.LEAD, id=AdvisorId("max"))
AT, HOUR, DAY = 1_000_000, 3600, 86400
ENGLISH = Spoken(LANGUAGES["en"])


def done(result: Result) -> Blocking:
    assert isinstance(result, Blocking), result
    return result


def pause(by: Actor = ADA, long: int = HOUR) -> Blocking:
    return done(paused(NOT_BLOCKED, by, Cause.INSULTS, AT + long, AT))


def proposal(by: Actor = ADA, blocking: Blocking = NOT_BLOCKED) -> Blocking:
    return done(proposed(blocking, by, Cause.THREATS, AT + 30 * DAY, AT))


def no(why: No) -> Refused:
    return Refused(why=why)


# ------------------------------------------------------------------ the rules


def test_a_pause_is_in_force_at_once_and_ends_by_itself():
    blocking = pause()
    assert blocking.in_force(AT) == blocking.pause
    assert blocking.in_force(AT + HOUR - 1) is not None
    assert blocking.in_force(AT + HOUR) is None


def test_a_pause_is_at_most_a_day_and_a_block_at_most_ninety_days():
    for long in (0, -1, LONGEST_PAUSE + 1):
        assert paused(NOT_BLOCKED, ADA, Cause.OTHER, AT + long, AT) == no(No.TOO_LONG)
    for long in (0, LONGEST_BLOCK + 1):
        assert proposed(NOT_BLOCKED, ADA, Cause.OTHER, AT + long, AT) == no(No.TOO_LONG)
    assert pause(long=LONGEST_PAUSE).pause is not None


def test_nobody_is_paused_or_blocked_twice_at_once():
    assert paused(pause(), BO, Cause.OTHER, AT + HOUR, AT) == no(No.ALREADY)
    assert proposed(proposal(), BO, Cause.OTHER, AT + DAY, AT) == no(No.ALREADY)
    block = done(agreed(proposal(), LEA, AT))
    assert proposed(block, BO, Cause.OTHER, AT + DAY, AT) == no(No.ALREADY)
    assert paused(block, BO, Cause.OTHER, AT + HOUR, AT) == no(No.ALREADY)
    later = AT + 31 * DAY
    assert done(proposed(block, BO, Cause.OTHER, later + DAY, later)).proposed(later) is not None


def test_a_proposal_changes_nothing_until_another_lead_agrees():
    blocking = proposal(LEA)
    assert blocking.in_force(AT) is None
    assert agreed(blocking, LEA, AT) == no(No.SECOND_PERSON)
    assert agreed(blocking, BO, AT) == no(No.SECOND_PERSON)
    block = done(agreed(blocking, MAX, AT))
    assert block.in_force(AT) == replace(blocking.block, agreed="max")  # type: ignore[type-var]
    assert block.in_force(AT + 30 * DAY) is None
    assert agreed(block, MAX, AT) == no(No.NOTHING)


def test_a_proposal_nobody_agrees_to_is_forgotten_in_two_weeks():
    blocking = proposal()
    assert blocking.proposed(AT + STANDS - 1) is not None
    assert blocking.proposed(AT + STANDS) is None
    assert agreed(blocking, LEA, AT + STANDS) == no(No.NOTHING)


def test_an_advisor_lifts_what_they_did_alone_and_a_lead_everything():
    assert lifted(NOT_BLOCKED, LEA, AT) == no(No.NOTHING)
    assert lifted(pause(), BO, AT) == no(No.NOT_YOURS)
    assert done(lifted(pause(), ADA, AT)).pause is None
    both = proposal(BO, pause())
    assert done(lifted(both, ADA, AT)) == replace(both, pause=None)
    assert done(lifted(both, BO, AT)) == replace(both, block=None)
    block = done(agreed(proposal(), LEA, AT))
    assert lifted(block, ADA, AT) == no(No.NOT_YOURS)
    assert lifted(block, MAX, AT) == NOT_BLOCKED


def test_it_survives_json():
    for blocking in (NOT_BLOCKED, pause(), done(agreed(proposal(LEA, pause()), MAX, AT))):
        plain = json.loads(json.dumps(blocking_to_json(blocking)))
        assert blocking_from_json(plain) == blocking
    assert blocking_to_json(NOT_BLOCKED) == {}
    talk = Talk(blocking=pause(), aside=3, helped=2)
    assert talk_from_json(json.loads(json.dumps(talk_to_json(talk)))) == talk
    assert talk.purged() == Talk(blocking=pause())


acts = st.sampled_from(
    [
        lambda b, by, at: paused(b, by, Cause.OTHER, at + HOUR, at),
        lambda b, by, at: proposed(b, by, Cause.OTHER, at + 90 * DAY, at),
        agreed,
        lifted,
    ]
)


@given(
    st.lists(
        st.tuples(acts, st.sampled_from([ADA, BO, LEA, MAX]), st.integers(0, 20 * DAY)), max_size=12
    )
)
def test_whatever_is_done_one_person_alone_stops_nobody_for_more_than_a_day(deeds):
    blocking, at = NOT_BLOCKED, AT
    for act, by, passed in deeds:
        at += passed
        after = act(blocking, by, at)
        blocking = after if isinstance(after, Blocking) else blocking
        stop = blocking.in_force(at)
        if stop is not None:
            assert stop.until <= stop.at + (LONGEST_BLOCK if stop.agreed else LONGEST_PAUSE)
            assert stop.agreed != stop.by
        assert blocking.in_force(at + LONGEST_BLOCK + STANDS) is None


# ------------------------------------------------------------------ the person


def stopped(talker: Talker, cause: Cause = Cause.INSULTS) -> Talker:
    """Somebody whom the advisors do not hear for two hours."""
    at = int(talker.now.timestamp())
    blocking = done(paused(NOT_BLOCKED, ADA, cause, at + 2 * HOUR, at))
    talk = replace(talker.session.talk, blocking=blocking)
    talker.session = replace(talker.session, talk=talk)
    return talker


def test_what_is_written_reaches_no_advisor_and_the_person_is_told_until_when_and_why():
    talker = stopped(person(Move.CLAIM))
    talker.says("you idiots again")
    assert written(talker) == []
    assert any("In {count} hour you can write" in line for line in talker.seen)
    assert CAUSES[Cause.INSULTS].source in talker.seen
    assert any("complain" in line for line in talker.seen)


def test_it_ends_by_itself():
    talker = stopped(person(Move.CLAIM))
    talker.now += timedelta(hours=3)
    talker.says("I am sorry")
    assert written(talker) == ["I am sorry"]


def test_menu_and_forms_go_on():
    talker = stopped(person(Move.CLAIM, talker=in_danger()))
    talker.says("/form")
    talker.presses("nl")
    assert talker.session.answers["country"] == "nl"
    talker.says("/menu")
    assert written(talker) == []


def test_words_of_danger_reach_the_advisors_all_the_same():
    talker = stopped(person(Move.CLAIM, talker=in_danger()))
    talker.says("he beats me")
    assert written(talker) == ["he beats me"]
    assert talker.happened(TicketFlagged)
    assert talker.seen[0] == "Call 112 now."


def test_without_an_open_ticket_danger_begins_one_that_advisors_see():
    talker = stopped(in_danger())
    talker.says("he beats me")
    ticket = talker.session.talk.ticket
    assert ticket is not None
    assert ticket.danger == "violence"


def test_words_of_danger_instead_of_a_message_are_sent():
    talker = in_danger()
    talker.says("/human")
    stopped(talker)
    talker.says("he beats me")
    assert written(talker) == ["he beats me"]


def test_no_new_ticket_is_opened():
    talker = stopped(Talker(session=person().session))
    talker.session = replace(
        talker.session, talk=replace(NO_TALK, blocking=talker.session.talk.blocking)
    )
    talker.says("/human")
    talker.says("hello again")
    assert not talker.happened(TicketOpened)
    assert not talker.happened(TicketWritten)
    assert talker.session.talk.ticket is None
    assert any("complain" in line for line in talker.seen)


def test_words_after_closing_are_not_offered_to_the_advisors():
    talker = stopped(person(Move.CLAIM, Move.CLOSE))
    talker.says("thank you so much")
    assert not talker.session.talk.held
    assert not any("complain" in line for line in talker.seen)


def test_held_words_are_not_passed_on():
    talker = person(Move.CLAIM, Move.CLOSE)
    talker.says("thank you so much")
    press = Press(flow=TALK, step=TO_ADVISORS, choice=ChoiceId("it"), asked=1)
    stopped(talker).gives(press)
    assert written(talker) == []


def test_flows_know_it():
    talk = stopped(person(Move.CLAIM)).session.talk
    at = int(NOW.timestamp())
    assert talk_answers(talk, at + 60)["ticket"] == "stopped"
    assert talk_answers(Talk(blocking=talk.blocking), at + 60) == {"ticket": "stopped"}
    assert talk_answers(talk, at + 9 * HOUR)["ticket"] == "taken"


@pytest.mark.parametrize("cause", Cause)
def test_each_reason_is_said_in_words(cause: Cause):
    stop = done(paused(NOT_BLOCKED, ADA, cause, int(NOW.timestamp()) + HOUR, int(NOW.timestamp())))
    assert stop.pause is not None
    said = stopped_says(stop.pause, NOW, {})
    assert (CAUSES[cause],) in said.paragraphs
    assert ENGLISH(said.paragraphs[0][0]).endswith("In 1 hour you can write to them again.")


def test_a_long_block_is_said_as_a_day_on_which_it_is_over_everywhere():
    at = int(NOW.timestamp())
    block = done(proposed(NOT_BLOCKED, ADA, Cause.FLOOD, at + 7 * DAY, at)).block
    assert block is not None
    said = stopped_says(block, NOW, {"operator_contact": "help@example.org"})
    assert said.paragraphs[0][0].values["day"] == (NOW + timedelta(days=8)).date()
    assert "help@example.org" in ENGLISH(said.paragraphs[-1][0])


def test_who_has_it_still_advises():
    talker = stopped(person(Move.CLAIM))
    advises(talker, Move.ANSWER)
    assert talker.session.talk.ticket is not None


def test_who_asks_how_long_it_takes_is_told_that_the_advisors_do_not_hear_them():
    talker = stopped(person(Move.CLAIM))
    run = Run.begin(talker.release, talker.session, talker.now)
    tell_wait(run)
    assert run.events == []
    assert run.says == [stopped_says(stop_of(talker), talker.now, {})]
    run = Run.begin(talker.release, talker.session, talker.now + timedelta(hours=3))
    tell_wait(run)
    assert run.events == [WaitAsked()]


def stop_of(talker: Talker) -> Stop:
    stop = talker.session.talk.stopped(talker.now)
    assert stop is not None
    return stop
