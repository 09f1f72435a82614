"""Who may do what at the desk: by role, and ticket by ticket. What is not granted here is refused."""

from collections.abc import Mapping
from enum import StrEnum

from bot.core.ticket import Actor, Role, State, TeamId, Ticket
from bot.service.desk.advisor import Advisor, DeskRole


class Permission(StrEnum):
    """What a page or a button of the desk needs."""

    OWN_ACCOUNT = "own_account"
    """Own name, languages, availability, ways in, sessions."""
    SEE_QUEUE = "see_queue"
    SEE_TICKET = "see_ticket"
    ACT = "act"
    """Take, answer, snooze, close; which tickets, `sees` says."""
    ASSIGN_OTHERS = "assign_others"
    """Move what another advisor has."""
    AGREE_TO_BLOCK = "agree_to_block"
    """Be the second person who agrees that somebody is blocked."""
    SEE_STATISTICS = "see_statistics"
    CHANGE_TEAMS = "change_teams"
    """Hours, holidays and topics of one's teams; an admin's: of all."""
    CHANGE_DESK = "change_desk"
    """Periods and modes, for everybody."""
    MANAGE_ADVISORS = "manage_advisors"
    SEE_AUDIT = "see_audit"
    INTERPRET = "interpret"
    """Translate messages of tickets for which an advisor asked that."""


_ADVISOR = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.SEE_QUEUE,
        Permission.SEE_TICKET,
        Permission.ACT,
    }
)
_LEAD = _ADVISOR | {
    Permission.ASSIGN_OTHERS,
    Permission.AGREE_TO_BLOCK,
    Permission.SEE_STATISTICS,
    Permission.CHANGE_TEAMS,
}

MAY: Mapping[DeskRole, frozenset[Permission]] = {
    DeskRole.ADVISOR: _ADVISOR,
    DeskRole.LEAD: _LEAD,
    DeskRole.ADMIN: _LEAD
    | {Permission.CHANGE_DESK, Permission.MANAGE_ADVISORS, Permission.SEE_AUDIT},
    DeskRole.AUDITOR: frozenset(
        {Permission.OWN_ACCOUNT, Permission.SEE_STATISTICS, Permission.SEE_AUDIT}
    ),
    DeskRole.INTERPRETER: frozenset({Permission.OWN_ACCOUNT, Permission.INTERPRET}),
}
"""What each role may do."""


class Sight(StrEnum):
    """How much of a ticket somebody sees."""

    NOTHING = "nothing"
    CARD = "card"
    """Code, topic, state, team, assignee and times; nothing the person said or is."""
    ALL = "all"


def may(advisor: Advisor, permission: Permission) -> bool:
    """Whether this advisor may do it."""
    return advisor.active and permission in MAY[advisor.role]


def sees(advisor: Advisor, ticket: Ticket) -> Sight:
    """Return how much of a ticket this advisor sees: all of those they have, then by role and team."""
    if not may(advisor, Permission.SEE_TICKET) or not _sent(ticket):
        return Sight.NOTHING
    if ticket.assignee == advisor.id:
        return Sight.ALL
    if advisor.role is DeskRole.ADMIN:
        return Sight.CARD
    near = not ticket.team or ticket.team in advisor.teams
    return Sight.ALL if near else Sight.NOTHING


def may_act(advisor: Advisor, ticket: Ticket) -> bool:
    """Whether this advisor may try a move with the ticket at all; `bot.core.ticket.MOVES` says which."""
    return may(advisor, Permission.ACT) and sees(advisor, ticket) is not Sight.NOTHING


def may_change(advisor: Advisor, team: TeamId) -> bool:
    """Whether this advisor may change hours and topics of a team."""
    everywhere = may(advisor, Permission.CHANGE_DESK)
    return everywhere or (may(advisor, Permission.CHANGE_TEAMS) and team in advisor.teams)


def actor(advisor: Advisor) -> Actor:
    """Return the advisor as who makes moves."""
    leads = may(advisor, Permission.ASSIGN_OTHERS)
    return Actor(role=Role.LEAD if leads else Role.ADVISOR, id=advisor.id)


def _sent(ticket: Ticket) -> bool:
    """What the person did not send is nobody's to see, unless they may be in danger."""
    return ticket.state is not State.REQUESTED or bool(ticket.danger)
