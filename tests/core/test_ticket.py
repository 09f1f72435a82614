"""Every way a ticket can go: legal moves lead where the table says, others are refused, and what holds always holds."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.core.ticket import (
    BY_ADVISOR,
    DAY,
    GOES_ON,
    MERIT,
    MOVES,
    NOBODY,
    OPEN,
    PERSON,
    REOPENS,
    TALKING,
    WITH_ADVISOR,
    Actor,
    AdvisorId,
    Details,
    Move,
    Reason,
    Refusal,
    Role,
    State,
    TeamId,
    Ticket,
    Why,
    moved,
    ticket_from_json,
    ticket_to_json,
)

ADA, BO, CY = (AdvisorId(each) for each in ("ada", "bo", "cy"))
ADVISOR = Actor(role=Role.ADVISOR, id=ADA)
OTHER = Actor(role=Role.ADVISOR, id=BO)
LEAD = Actor(role=Role.LEAD, id=CY)
NOW = 1_800_000_000
NEW = Ticket(number=1, code="K7-M2", topic="work", opened_at=NOW)
LATER = Details(until=NOW + 2 * DAY)
TEAM = Details(team=TeamId("dublin"))


Made = Move | tuple[Move, Actor] | tuple[Move, Actor, Details]


def after(*moves: Made) -> Ticket:
    """Return a new ticket after these moves, a minute apart; without an actor the person or Ada makes them."""
    ticket = NEW
    for minute, each in enumerate(moves, start=1):
        move = each[0] if isinstance(each, tuple) else each
        by = PERSON if Role.PERSON in MOVES[move].by else ADVISOR
        details = Details()
        if isinstance(each, tuple):
            by = each[1]
            details = each[2] if len(each) > 2 else details
        result = moved(ticket, move, by, NOW + 60 * minute, details)
        assert isinstance(result, Ticket), (move, result)
        ticket = result
    return ticket


def refused(ticket: Ticket, move: Move, by: Actor, details: Details | None = None) -> Why:
    result = moved(ticket, move, by, NOW + DAY, details or Details())
    assert isinstance(result, Refusal)
    return result.why


QUEUED = after(Move.SEND)
ACTIVE = after(Move.SEND, Move.CLAIM)
WAITING = after(Move.SEND, Move.CLAIM, Move.ANSWER)
SNOOZED = after(Move.SEND, Move.CLAIM, (Move.SNOOZE, ADVISOR, Details(until=NOW + 2 * DAY)))
CLOSED = after(Move.SEND, Move.CLAIM, (Move.CLOSE, ADVISOR, Details(reason=Reason.ANSWERED)))
STATES = [NEW, QUEUED, ACTIVE, WAITING, SNOOZED, CLOSED]


def test_a_ticket_from_the_first_word_to_its_end():
    ticket = after(
        Move.SEND,
        Move.CLAIM,
        Move.ANSWER,
        Move.WRITE,
        Move.ANSWER,
        (Move.CLOSE, ADVISOR, Details(reason=Reason.ANSWERED)),
    )
    assert ticket == replace(
        NEW,
        state=State.CLOSED,
        had_by=ADA,
        queued_at=NOW + 60,
        answered_at=NOW + 180,
        closed_at=NOW + 360,
        reason=Reason.ANSWERED,
    )


def test_the_turn_of_the_advisors_begins_with_the_first_word_they_did_not_answer():
    assert NEW.turn_at == 0
    assert after(Move.WRITE).turn_at == 0
    assert after(Move.SEND, Move.WRITE, Move.CLAIM, Move.WRITE).turn_at == NOW + 60
    assert WAITING.turn_at == 0
    assert after(Move.SEND, Move.CLAIM, Move.ANSWER, Move.WRITE, Move.WRITE).turn_at == NOW + 240
    assert after(Move.SEND, Move.CLAIM, Move.ANSWER, Move.RELEASE).turn_at == NOW + 240
    assert SNOOZED.turn_at == NOW + 60
    assert after(Move.SEND, Move.CLAIM, Move.ANSWER, (Move.SNOOZE, ADVISOR, LATER)).turn_at == 0


def test_only_the_first_claim_wins():
    assert refused(ACTIVE, Move.CLAIM, OTHER) is Why.TAKEN
    assert refused(ACTIVE, Move.CLAIM, ADVISOR) is Why.YOURS
    assert refused(CLOSED, Move.CLAIM, OTHER) is Why.NOT_NOW
    assert refused(ACTIVE, Move.CLAIM, PERSON) is Why.NOT_NOW


def test_only_who_has_it_answers_also_beside_a_lead():
    for ticket in (ACTIVE, WAITING, SNOOZED):
        assert refused(ticket, Move.ANSWER, OTHER) is Why.NOT_YOURS
        assert refused(ticket, Move.ANSWER, LEAD) is Why.NOT_YOURS
    taken = moved(ACTIVE, Move.TAKE_OVER, LEAD, NOW)
    assert isinstance(taken, Ticket)
    assert isinstance(moved(taken, Move.ANSWER, LEAD, NOW), Ticket)
    assert refused(taken, Move.ANSWER, ADVISOR) is Why.NOT_YOURS
    assert refused(ACTIVE, Move.TAKE_OVER, ADVISOR) is Why.YOURS


@pytest.mark.parametrize("move", [Move.RELEASE, Move.CLOSE, Move.SNOOZE, Move.ASSIGN])
def test_what_another_advisor_has_is_theirs_or_a_leads_to_move(move: Move):
    details = Details(to=BO, until=NOW + 9 * DAY, reason=Reason.OTHER)
    assert refused(ACTIVE, move, OTHER, details) is Why.NOT_YOURS
    assert isinstance(moved(ACTIVE, move, LEAD, NOW, details), Ticket)
    assert isinstance(moved(ACTIVE, move, ADVISOR, NOW, details), Ticket)


def test_from_the_queue_everybody_passes_on_and_a_lead_assigns_and_closes():
    passed = moved(QUEUED, Move.TRANSFER, OTHER, NOW, TEAM)
    assert isinstance(passed, Ticket)
    assert (passed.state, passed.team, passed.had_by) == (State.QUEUED, "dublin", NOBODY)
    assert refused(QUEUED, Move.ASSIGN, OTHER, Details(to=ADA)) is Why.NOT_YOURS
    assert refused(QUEUED, Move.CLOSE, OTHER, Details(reason=Reason.OTHER)) is Why.NOT_YOURS
    given_ = moved(QUEUED, Move.ASSIGN, LEAD, NOW, Details(to=ADA))
    assert isinstance(given_, Ticket)
    assert (given_.state, given_.assignee) == (State.ACTIVE, ADA)


def test_who_had_it_is_known_when_it_is_back_in_the_queue():
    assert after(Move.SEND, Move.CLAIM, Move.RELEASE).had_by == ADA
    again = after(Move.SEND, Move.CLAIM, Move.RELEASE, (Move.TRANSFER, OTHER, TEAM))
    assert (again.had_by, again.assignee, again.team) == (ADA, NOBODY, "dublin")
    assert after(Move.SEND, Move.CLAIM, Move.RELEASE, (Move.CLAIM, OTHER)).had_by == NOBODY


@pytest.mark.parametrize(
    ("ticket", "move", "details", "why"),
    [
        (ACTIVE, Move.ASSIGN, Details(), Why.NOBODY),
        (ACTIVE, Move.ASSIGN, Details(to=ADA), Why.YOURS),
        (ACTIVE, Move.TRANSFER, Details(), Why.NOBODY),
        (ACTIVE, Move.SNOOZE, Details(until=NOW), Why.NOBODY),
        (ACTIVE, Move.CLOSE, Details(), Why.NOBODY),
        (ACTIVE, Move.CLOSE, Details(reason=Reason.WITHDRAWN), Why.NOBODY),
        (NEW, Move.CLAIM, Details(), Why.NOT_SENT),
        (CLOSED, Move.ANSWER, Details(), Why.NOT_NOW),
    ],
)
def test_a_move_that_lacks_something_is_refused(ticket: Ticket, move: Move, details: Details, why):
    assert refused(ticket, move, ADVISOR, details) is why


def test_what_was_not_sent_is_taken_only_where_somebody_may_be_in_danger():
    assert refused(NEW, Move.CLAIM, OTHER) is Why.NOT_SENT
    taken = moved(replace(NEW, danger="violence"), Move.CLAIM, OTHER, NOW)
    assert isinstance(taken, Ticket)
    assert (taken.state, taken.assignee, taken.turn_at) == (State.ACTIVE, BO, NOW)


def test_a_snoozed_one_comes_back_in_time_or_with_a_word():
    early = moved(SNOOZED, Move.WAKE, MERIT, NOW + DAY)
    assert early == Refusal(why=Why.TOO_EARLY)
    for by, at, move in [
        (MERIT, NOW + 2 * DAY, Move.WAKE),
        (ADVISOR, NOW + DAY, Move.WAKE),
        (PERSON, NOW + DAY, Move.WRITE),
    ]:
        back = moved(SNOOZED, move, by, at)
        assert isinstance(back, Ticket)
        assert (back.state, back.until, back.assignee) == (State.ACTIVE, 0, ADA)


@pytest.mark.parametrize("reason", list(Reason))
def test_a_word_within_two_weeks_goes_on_unless_the_person_had_enough(reason: Reason):
    closed = replace(CLOSED, reason=reason, closed_at=NOW)
    in_time = moved(closed, Move.WRITE, PERSON, NOW + REOPENS)
    if reason in GOES_ON:
        assert isinstance(in_time, Ticket)
        assert (in_time.state, in_time.reason, in_time.closed_at) == (State.QUEUED, None, 0)
        assert (in_time.had_by, in_time.turn_at) == (ADA, NOW + REOPENS)
    else:
        assert in_time == Refusal(why=Why.TOO_LATE)
    assert moved(closed, Move.WRITE, PERSON, NOW + REOPENS + 1) == Refusal(why=Why.TOO_LATE)
    again = moved(closed, Move.REOPEN, OTHER, NOW + REOPENS)
    assert isinstance(again, Ticket) is (reason in BY_ADVISOR)


def test_what_was_never_sent_and_what_nobody_answers_any_more_ends_by_itself():
    unsent = moved(NEW, Move.EXPIRE, MERIT, NOW)
    assert isinstance(unsent, Ticket)
    assert (unsent.state, unsent.reason) == (State.CLOSED, Reason.NOT_SENT)
    silent = moved(WAITING, Move.LAPSE, MERIT, NOW)
    assert isinstance(silent, Ticket)
    assert (silent.reason, silent.had_by) == (Reason.NO_REPLY, ADA)
    assert moved(ACTIVE, Move.LAPSE, MERIT, NOW) == Refusal(why=Why.NOT_NOW)


@pytest.mark.parametrize("ticket", STATES, ids=[each.state for each in STATES])
@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize(
    "by", [PERSON, ADVISOR, OTHER, LEAD, MERIT], ids=lambda by: by.id or by.role
)
def test_every_move_leads_where_the_table_says_or_is_refused(ticket: Ticket, move: Move, by: Actor):
    details = Details(to=BO, team=TeamId("t"), until=NOW + 9 * DAY, reason=Reason.OTHER)
    result = moved(ticket, move, by, NOW + 3 * DAY, details)
    legal = ticket.state in MOVES[move].leads and by.role in MOVES[move].by
    if isinstance(result, Ticket):
        assert legal
        assert result.state is MOVES[move].leads[ticket.state]
    else:
        assert not legal or result.why is not Why.NOT_NOW


@pytest.mark.parametrize("ticket", STATES, ids=[each.state for each in STATES])
def test_a_person_is_never_trapped(ticket: Ticket):
    left = moved(ticket, Move.WITHDRAW, PERSON, NOW)
    assert isinstance(left, Ticket) is ticket.open


def test_the_kinds_of_states():
    assert OPEN | {State.CLOSED} == set(State)
    assert WITH_ADVISOR < TALKING < OPEN
    assert GOES_ON < BY_ADVISOR < set(Reason)


actors = st.sampled_from([PERSON, ADVISOR, OTHER, LEAD, MERIT])
details_ = st.builds(
    Details,
    to=st.sampled_from([NOBODY, ADA, BO, CY]),
    team=st.sampled_from([TeamId(""), TeamId("dublin")]),
    until=st.sampled_from([0, NOW, NOW + DAY, NOW + 1000 * DAY]),
    reason=st.sampled_from([None, *Reason]),
)


class AnyMoves(RuleBasedStateMachine):
    """Anybody tries anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.ticket, self.before, self.now = NEW, NEW, NOW

    @rule(move=st.sampled_from(Move), by=actors, details=details_, later=st.integers(0, 20 * DAY))
    def tries(self, move: Move, by: Actor, details: Details, later: int) -> None:
        self.now += later
        result = moved(self.ticket, move, by, self.now, details)
        if isinstance(result, Ticket):
            self.before, self.ticket = self.ticket, result

    @invariant()
    def somebody_has_it_exactly_while_an_advisor_works_on_it(self) -> None:
        assert bool(self.ticket.assignee) is (self.ticket.state in WITH_ADVISOR)
        assert not (self.ticket.assignee and self.ticket.had_by)

    @invariant()
    def its_moments_fit_its_state(self) -> None:
        now = self.ticket
        assert bool(now.closed_at) is bool(now.reason) is (not now.open)
        assert bool(now.until) is (now.state is State.SNOOZED)
        assert (
            bool(now.queued_at)
            or now.state is State.REQUESTED
            or now.reason
            in {
                Reason.NOT_SENT,
                Reason.WITHDRAWN,
            }
        )
        if now.turn_at:
            assert now.state in TALKING - {State.WAITING}

    @invariant()
    def what_it_is_never_changes(self) -> None:
        for name in ("number", "code", "topic", "opened_at"):
            assert getattr(self.ticket, name) == getattr(NEW, name)
        assert self.before.answered_at in {0, self.ticket.answered_at}

    @invariant()
    def it_survives_json(self) -> None:
        assert ticket_from_json(json.loads(json.dumps(ticket_to_json(self.ticket)))) == self.ticket


TestAnyMoves = AnyMoves.TestCase
TestAnyMoves.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@given(st.dictionaries(st.text(max_size=5).map("new_".__add__), st.integers(), max_size=3))
def test_what_a_later_version_adds_is_passed_over(more: dict[str, int]):
    assert ticket_from_json({**ticket_to_json(SNOOZED), **more}) == SNOOZED
