"""An advisor who left: nobody's ticket waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.core.ticket import MERIT, WITH_ADVISOR, AdvisorId, Move, Ticket
from bot.service.desk.audit import Audit, Entry
from bot.service.desk.colleagues import Colleagues
from bot.service.desk.desk import Desk, Signed

MERIT_ITSELF = Signed(actor=MERIT, name="")
WHO = AdvisorId("merit")
"""Who does it, as the audit trail names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Gives tickets back to the queue; `told` hears of each, with who had it. Raises StoreError."""

    desk: Desk
    colleagues: Colleagues
    audit: Audit
    now: Callable[[], datetime]
    told: Callable[[Ticket], None]

    async def look(self) -> None:
        """Give back the tickets of everybody who does not work here any more."""
        queue = await self.desk.queue()
        held = {each.ticket.assignee for each in queue if each.ticket.state in WITH_ADVISOR}
        if held:
            for advisor in sorted(held - await self.colleagues.working()):
                await self.left(advisor)

    async def left(self, advisor: AdvisorId) -> None:
        """Give back the tickets of one advisor."""
        for each in await self.desk.queue():
            ticket = each.ticket
            if ticket.assignee != advisor or ticket.state not in WITH_ADVISOR:
                continue
            after = await self.desk.move(ticket.code, Move.RELEASE, MERIT_ITSELF, self.now())
            if isinstance(after, Ticket):
                entry = Entry(
                    at=self.now(), who=WHO, deed="ticket_release", code=after.code, about=advisor
                )
                await self.audit.note(entry)
                self.told(after)
