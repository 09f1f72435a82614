"""The open tickets an advisor may see, in the order they should be answered."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.ticket import State
from bot.desk.readings import Placed
from bot.desk.site import DeskSite
from bot.service.desk.advisor import Advisor
from bot.service.desk.permissions import Sight, sees
from bot.service.ticket_values import KeptTicket, TicketFacts


async def placed(site: DeskSite, advisor: Advisor) -> Sequence[Placed]:
    """Return the tickets of the queue this advisor may know of, as they may know them, the most urgent first.

    With each comes whether its promised time is over.
    """
    found = await site.readings.queue(site.desk, site.news, site.overdue)
    sights = [(each, sees(advisor, each[0].ticket)) for each in found]
    return [_known(each, sight) for each, sight in sights if sight is not Sight.NOTHING]


def _known(each: Placed, sight: Sight) -> Placed:
    """Return a ticket without what the person is, for who sees only its card."""
    kept, overdue = each
    return each if sight is Sight.ALL else (replace(kept, facts=TicketFacts()), overdue)


async def waiting_for(site: DeskSite, advisor: Advisor) -> int:
    """Return how many people wait for an answer: of this advisor, or of anybody."""
    return sum(waits_for(kept, advisor) for kept, _ in await placed(site, advisor))


def waits_for(kept: KeptTicket, advisor: Advisor) -> bool:
    """Whether a person waits for this advisor, or for anybody."""
    ticket = kept.ticket
    if ticket.state is State.QUEUED or (ticket.danger and not ticket.assignee):
        return True
    return ticket.state is State.ACTIVE and ticket.assignee == advisor.id
