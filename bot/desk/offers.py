"""What an advisor can do with a ticket now: the moves that would not be refused."""

from collections.abc import Sequence

from bot.core.ticket import Details, Move, Reason, TeamId, Ticket, moved
from bot.desk.words import MOVES
from bot.service.desk.advisor import Advisor
from bot.service.desk.permissions import actor, may_act

_SOMEBODY_ELSE = "somebody else"


def offered(advisor: Advisor, ticket: Ticket, now: int) -> Sequence[Move]:
    """Return the moves this advisor can make, in the order of the page; what they need besides is asked for there."""
    if not may_act(advisor, ticket):
        return ()
    given = Details(
        to=type(advisor.id)(_SOMEBODY_ELSE),
        team=TeamId(_SOMEBODY_ELSE),
        until=now + 1,
        reason=Reason.ANSWERED,
    )
    by = actor(advisor)
    return [each for each in MOVES if isinstance(moved(ticket, each, by, now, given), Ticket)]


def can_answer(advisor: Advisor, ticket: Ticket, now: int) -> bool:
    """Whether words of this advisor would go to the person."""
    after = moved(ticket, Move.ANSWER, actor(advisor), now)
    return may_act(advisor, ticket) and isinstance(after, Ticket)
