"""Whoever left has no ticket any more: it waits in the queue again, the trail says so, and the lead is told."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.ticket import AdvisorId, Details, Move, State, Ticket
from bot.service.desk.advisor import OPERATOR
from bot.service.desk.desk import Desk
from bot.service.desk.leaving import Leaving
from bot.service.desk.members import AccountMembers
from bot.service.ticket_values import KeptTicket
from tests.core.samples import NOW
from tests.office import Office
from tests.service.desk.test_desk import ADA, CLOSE, asked


async def with_assignee(office: Office) -> tuple[Desk, str, Leaving, AdvisorId, list[str]]:
    noor = await office.employed(name="Noor")
    _, desk, code = await asked()
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await desk.move(code, Move.ASSIGN, ADA, NOW, Details(to=noor.advisor.id))
    told: list[str] = []
    leaving = Leaving(
        desk=desk,
        colleagues=AccountMembers(accounts=office.accounts),
        audit=office.audit,
        now=lambda: NOW,
        told=lambda ticket: told.append(ticket.code),
    )
    return desk, code, leaving, noor.advisor.id, told


async def state(desk: Desk) -> tuple[State, str]:
    (kept,) = await desk.queue()
    return kept.ticket.state, kept.ticket.assignee


async def test_who_works_here_keeps_what_they_have(office: Office):
    desk, _, leaving, noor, told = await with_assignee(office)
    await leaving.look()
    await leaving.left(AdvisorId("somebody else"))
    assert await state(desk) == (State.ACTIVE, noor)
    assert told == []


async def test_the_tickets_of_a_closed_account_wait_again(office: Office):
    desk, code, leaving, noor, told = await with_assignee(office)
    await office.staff.deactivate(OPERATOR, noor)
    await leaving.look()
    await leaving.look()
    assert await state(desk) == (State.QUEUED, "")
    assert told == [code]
    last = (await office.trail())[-1]
    assert (last.who, last.deed, last.code, last.about) == ("merit", "ticket_release", code, noor)


async def test_a_ticket_that_is_closed_in_the_same_moment_stays_closed(office: Office):
    desk, code, leaving, noor, told = await with_assignee(office)

    class Closing(Desk):
        async def queue(self) -> Sequence[KeptTicket]:
            found = await super().queue()
            lead = replace(ADA, actor=replace(ADA.actor, id=noor))
            assert isinstance(await desk.move(code, Move.CLOSE, lead, NOW, CLOSE), Ticket)
            return found

    closing = Closing(store=desk.store, library=desk.library, sealer=desk.sealer)
    later = Leaving(
        desk=closing,
        colleagues=leaving.colleagues,
        audit=leaving.audit,
        now=leaving.now,
        told=leaving.told,
    )
    await later.left(noor)
    assert told == []
    assert await desk.queue() == []
