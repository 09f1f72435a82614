"""A ticket: one handoff from a person to the advisors, its state, and every move there is.

`moved` is the only way from one state to another. A move that is not in `MOVES`, or not this actor's to make, is
refused with a reason; nothing is changed then. Moments are whole seconds since 1970.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, NewType

AdvisorId = NewType("AdvisorId", str)
TeamId = NewType("TeamId", str)

NOBODY = AdvisorId("")
NO_TEAM = TeamId("")

DAY = 24 * 60 * 60
REOPENS = 14 * DAY
"""How long after it was closed a person's words go on with the same ticket, in seconds."""


class State(StrEnum):
    """Where a ticket stands."""

    REQUESTED = "requested"
    """The person began it and has not sent it: no advisor sees it."""
    QUEUED = "queued"
    """Nobody has taken it."""
    ACTIVE = "active"
    """An advisor has it, and it is the advisor's turn."""
    WAITING = "waiting"
    """An advisor has it, and it is the person's turn."""
    SNOOZED = "snoozed"
    """An advisor has it and put it away until a moment."""
    CLOSED = "closed"


OPEN = frozenset(State) - {State.CLOSED}
WITH_ADVISOR = frozenset({State.ACTIVE, State.WAITING, State.SNOOZED})
"""States in which an advisor has it."""
TALKING = WITH_ADVISOR | {State.QUEUED}
"""States in which what the person writes goes to the advisors."""


class Reason(StrEnum):
    """Why a ticket was closed."""

    ANSWERED = "answered"
    PASSED_ON = "passed_on"
    """Another organisation helps now."""
    NO_REPLY = "no_reply"
    """The person did not write any more."""
    WITHDRAWN = "withdrawn"
    """The person no longer wants it."""
    NOT_SENT = "not_sent"
    """The person began it and never sent it."""
    ABUSE = "abuse"
    OTHER = "other"


BY_ADVISOR = frozenset(
    {Reason.ANSWERED, Reason.PASSED_ON, Reason.NO_REPLY, Reason.ABUSE, Reason.OTHER}
)
"""What an advisor can close a ticket for."""
GOES_ON = frozenset({Reason.ANSWERED, Reason.PASSED_ON, Reason.NO_REPLY, Reason.OTHER})
"""After these the person's words within `REOPENS` go on with the same ticket."""


class Move(StrEnum):
    """What can be done with a ticket."""

    SEND = "send"
    WRITE = "write"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    RELEASE = "release"
    TAKE_OVER = "take_over"
    ASSIGN = "assign"
    """Hand it to one advisor."""
    TRANSFER = "transfer"
    """Hand it to a team."""
    ANSWER = "answer"
    SNOOZE = "snooze"
    WAKE = "wake"
    CLOSE = "close"
    REOPEN = "reopen"
    EXPIRE = "expire"
    LAPSE = "lapse"


class Role(StrEnum):
    """Who makes a move; a lead is an advisor who may also move what another one has."""

    PERSON = "person"
    ADVISOR = "advisor"
    LEAD = "lead"
    MERIT = "merit"
    """Time that went by, or an advisor who left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who makes a move; only advisors and leads have an `id`."""

    role: Role
    id: AdvisorId = NOBODY


PERSON, MERIT = Actor(role=Role.PERSON), Actor(role=Role.MERIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket; with nobody's words in it.

    `number` counts the tickets of one person, `code` is how both sides call it (bot.core.ticket_code). `danger` is the
    kind of danger that makes it urgent, or empty. `had_by` had it last when nobody has it now. `queued_at` is when it
    came into the queue, `turn_at` since when it is the advisors' turn (0: it is not), `answered_at` when the first
    answer went out (0: none did), `until` when a snoozed one comes back.
    """

    number: int
    code: str
    topic: str
    opened_at: int
    state: State = State.REQUESTED
    team: TeamId = NO_TEAM
    assignee: AdvisorId = NOBODY
    had_by: AdvisorId = NOBODY
    danger: str = ""
    queued_at: int = 0
    turn_at: int = 0
    answered_at: int = 0
    until: int = 0
    closed_at: int = 0
    reason: Reason | None = None

    @property
    def open(self) -> bool:
        """Whether it is not closed."""
        return self.state is not State.CLOSED


class Why(StrEnum):
    """Why a move was refused."""

    NOT_NOW = "not_now"
    """There is no such move from this state."""
    NOT_SENT = "not_sent"
    """The person did not send it, and nothing says that they are in danger."""
    TAKEN = "taken"
    """Another advisor has it."""
    NOT_YOURS = "not_yours"
    """Only who has it may do this, or a lead."""
    YOURS = "yours"
    """It is this advisor's already."""
    TOO_LATE = "too_late"
    """It was closed too long ago, or in a way that nothing follows."""
    TOO_EARLY = "too_early"
    """The moment has not come."""
    NOBODY = "nobody"
    """It is not said to whom, until when, or for what reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A move that cannot be made."""

    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What some moves need besides: for whom, for which team, until when, for what reason."""

    to: AdvisorId = NOBODY
    team: TeamId = NO_TEAM
    until: int = 0
    reason: Reason | None = None


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """From which states a move leads to which one, whose it is, and whether an advisor must have the ticket for it."""

    leads: Mapping[State, State]
    by: frozenset[Role]
    own: bool = False


_ADVISORS = frozenset({Role.ADVISOR, Role.LEAD})
_R, _Q, _A, _W, _S, _C = State


def _to(state: State, *from_: State) -> dict[State, State]:
    return dict.fromkeys(from_, state)


MOVES: Mapping[Move, Rule] = {
    Move.SEND: Rule(leads={_R: _Q}, by=frozenset({Role.PERSON})),
    Move.WRITE: Rule(
        leads={_R: _R, _Q: _Q, _A: _A, _W: _A, _S: _A, _C: _Q}, by=frozenset({Role.PERSON})
    ),
    Move.WITHDRAW: Rule(leads=_to(_C, _R, _Q, _A, _W, _S), by=frozenset({Role.PERSON})),
    Move.CLAIM: Rule(leads={_R: _A, _Q: _A}, by=_ADVISORS),
    Move.RELEASE: Rule(leads=_to(_Q, _A, _W, _S), by=_ADVISORS | {Role.MERIT}, own=True),
    Move.TAKE_OVER: Rule(leads={_A: _A, _W: _W, _S: _S}, by=_ADVISORS),
    Move.ASSIGN: Rule(leads={_Q: _A, _A: _A, _W: _A, _S: _A}, by=_ADVISORS, own=True),
    Move.TRANSFER: Rule(leads=_to(_Q, _Q, _A, _W, _S), by=_ADVISORS, own=True),
    Move.ANSWER: Rule(leads=_to(_W, _A, _W, _S), by=_ADVISORS, own=True),
    Move.SNOOZE: Rule(leads=_to(_S, _A, _W, _S), by=_ADVISORS, own=True),
    Move.WAKE: Rule(leads={_S: _A}, by=_ADVISORS | {Role.MERIT}, own=True),
    Move.CLOSE: Rule(leads=_to(_C, _Q, _A, _W, _S), by=_ADVISORS, own=True),
    Move.REOPEN: Rule(leads={_C: _A}, by=_ADVISORS),
    Move.EXPIRE: Rule(leads={_R: _C}, by=frozenset({Role.MERIT})),
    Move.LAPSE: Rule(leads={_W: _C}, by=frozenset({Role.MERIT})),
}
"""Every legal move; what is not here is refused."""

_ANYBODY_IN_QUEUE = frozenset({Move.TRANSFER})
"""What every advisor may do while nobody has the ticket; the rest is a lead's then."""


def moved(
    ticket: Ticket, move: Move, by: Actor, now: int, details: Details = NO_DETAILS
) -> Ticket | Refusal:
    """Return the ticket after a move, or why the move cannot be made."""
    rule = MOVES[move]
    why = _refused(ticket, move, by, now, details)
    if why is not None:
        return Refusal(why=why)
    after = replace(ticket, state=rule.leads[ticket.state])
    after = _whose(after, ticket, move, by, details)
    return _when(after, ticket, move, now, details)


def _refused(ticket: Ticket, move: Move, by: Actor, now: int, details: Details) -> Why | None:
    rule = MOVES[move]
    if by.role not in rule.by or ticket.state not in rule.leads:
        taken = move is Move.CLAIM and ticket.state in WITH_ADVISOR and by.role in _ADVISORS
        return (Why.YOURS if ticket.assignee == by.id else Why.TAKEN) if taken else Why.NOT_NOW
    if rule.own and not _may(ticket, move, by):
        return Why.NOT_YOURS
    lacks = _LACKS.get(move)
    return None if lacks is None else lacks(ticket, by, now, details)


def _no_other(ticket: Ticket, by: Actor, _now: int, _details: Details) -> Why | None:
    return Why.YOURS if ticket.assignee == by.id else None


def _not_the_assignee(ticket: Ticket, by: Actor, _now: int, _details: Details) -> Why | None:
    return None if ticket.assignee == by.id else Why.NOT_YOURS


def _not_sent(ticket: Ticket, _by: Actor, _now: int, _details: Details) -> Why | None:
    """Nobody takes what the person did not send, unless they may be in danger."""
    return Why.NOT_SENT if ticket.state is State.REQUESTED and not ticket.danger else None


def _no_new_assignee(ticket: Ticket, _by: Actor, _now: int, details: Details) -> Why | None:
    if not details.to:
        return Why.NOBODY
    return Why.YOURS if details.to == ticket.assignee else None


def _too_early(ticket: Ticket, by: Actor, now: int, _details: Details) -> Why | None:
    return Why.TOO_EARLY if by.role is Role.MERIT and now < ticket.until else None


def _over(after: frozenset[Reason]) -> "Lacks":
    """Return what refuses to go on with a ticket closed too long ago, or for another reason than these."""

    def too_late(ticket: Ticket, _by: Actor, now: int, _details: Details) -> Why | None:
        goes_on = ticket.reason in after and now <= ticket.closed_at + REOPENS
        return None if ticket.open or goes_on else Why.TOO_LATE

    return too_late


def _unless(said: Callable[[int, Details], bool]) -> "Lacks":
    def lacks(_ticket: Ticket, _by: Actor, now: int, details: Details) -> Why | None:
        return None if said(now, details) else Why.NOBODY

    return lacks


Lacks = Callable[[Ticket, Actor, int, Details], Why | None]
"""Says why a move that is legal by the table cannot be made now."""

_LACKS: Mapping[Move, Lacks] = {
    Move.CLAIM: _not_sent,
    Move.TAKE_OVER: _no_other,
    Move.ANSWER: _not_the_assignee,
    Move.ASSIGN: _no_new_assignee,
    Move.TRANSFER: _unless(lambda _now, details: bool(details.team)),
    Move.SNOOZE: _unless(lambda now, details: details.until > now),
    Move.CLOSE: _unless(lambda _now, details: details.reason in BY_ADVISOR),
    Move.WAKE: _too_early,
    Move.WRITE: _over(GOES_ON),  # a person's own no is final
    Move.REOPEN: _over(BY_ADVISOR),
}


def _may(ticket: Ticket, move: Move, by: Actor) -> bool:
    """Whether it is this actor's to move: an advisor's own one, for a lead and Merit every one."""
    if by.role is not Role.ADVISOR or ticket.assignee == by.id:
        return True
    return ticket.state is State.QUEUED and move in _ANYBODY_IN_QUEUE


def _whose(after: Ticket, before: Ticket, move: Move, by: Actor, details: Details) -> Ticket:
    """Return the ticket with who has it now."""
    match move:
        case Move.CLAIM | Move.TAKE_OVER | Move.REOPEN:
            return replace(after, assignee=by.id, had_by=NOBODY)
        case Move.ASSIGN:
            return replace(after, assignee=details.to, had_by=NOBODY)
        case Move.TRANSFER:
            had_by = before.assignee or before.had_by
            return replace(after, assignee=NOBODY, had_by=had_by, team=details.team)
        case _ if after.state in WITH_ADVISOR:
            return after
        case _:
            return replace(after, assignee=NOBODY, had_by=before.assignee or before.had_by)


def _when(after: Ticket, before: Ticket, move: Move, now: int, details: Details) -> Ticket:
    """Return the ticket with the moments a move sets."""
    if after.state is State.CLOSED:
        reason = details.reason if move is Move.CLOSE else _REASONS[move]
        return replace(after, closed_at=now, reason=reason, turn_at=0, until=0)
    comes = after.state is State.QUEUED and before.state is not State.QUEUED
    snoozed = details.until if move is Move.SNOOZE else before.until
    return replace(
        after,
        queued_at=now if comes else before.queued_at,
        turn_at=_turn_at(after.state, before.turn_at, now),
        answered_at=before.answered_at or (now if move is Move.ANSWER else 0),
        until=snoozed if after.state is State.SNOOZED else 0,
        closed_at=0,
        reason=None,
    )


def _turn_at(state: State, before: int, now: int) -> int:
    """Return since when it is the advisors' turn: the first word they did not answer, whatever else they do."""
    if state in {State.REQUESTED, State.WAITING}:
        return 0
    return before or (now if state in {State.QUEUED, State.ACTIVE} else 0)


_REASONS = {
    Move.WITHDRAW: Reason.WITHDRAWN,
    Move.EXPIRE: Reason.NOT_SENT,
    Move.LAPSE: Reason.NO_REPLY,
}


def ticket_to_json(ticket: Ticket) -> dict[str, Any]:
    """Return the ticket as JSON-ready values; what is empty is left out."""
    return {name: value for name, value in asdict(ticket).items() if value}


def ticket_from_json(data: Mapping[str, Any]) -> Ticket:
    """Return the ticket that `ticket_to_json` wrote; what a later version added is passed over."""
    known = {each.name for each in fields(Ticket)}
    values = {name: value for name, value in data.items() if name in known}
    state, reason = State(values["state"]), values.get("reason")
    return Ticket(
        **{**values, "state": state, "reason": None if reason is None else Reason(reason)}
    )
