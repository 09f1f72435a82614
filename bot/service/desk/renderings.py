"""Keeping translations of what a person wrote beside the words themselves."""

from collections.abc import Mapping
from datetime import datetime

from bot.core.ticket import Refusal, Ticket, Why
from bot.core.ticket_message import Rendering
from bot.core.turn import Turn
from bot.service.compose import compose_turn, with_ticket
from bot.service.conflicts import despite_conflicts
from bot.service.desk.desk import GONE, Desk, Opened, Outcome
from bot.service.ticket_changes import facts_of
from bot.service.ticket_values import TicketChange

Made = Mapping[int, tuple[str, Rendering]]
"""Translations by the place of their message; each with the words it was made of."""

CHANGED = Refusal(why=Why.NOT_NOW)
"""The words were changed since."""


async def keep_renderings(desk: Desk, code: str, made: Made, now: datetime) -> Outcome:
    """Keep translations, as far as the words they were made of still stand."""

    async def attempt() -> Outcome:
        opened = await desk.open(code)
        ticket = None if opened is None else opened.latest
        if opened is None or ticket is None:
            return GONE
        change = _change(opened, ticket, made, now)
        if not change.changed:
            return CHANGED
        turn = Turn(session=opened.session)
        composed = compose_turn(opened.person, turn, (), content=None, now=now)
        await desk.store.commit(with_ticket(composed, change).unit)
        desk.changed(ticket)
        return ticket

    return await despite_conflicts(attempt)


def _change(opened: Opened, ticket: Ticket, made: Made, now: datetime) -> TicketChange:
    changed = tuple(
        (each.nth, each.message.rendered(made[each.nth][1]))
        for each in opened.said
        if each.nth in made and made[each.nth][0] == each.message.text
    )
    return TicketChange(ticket=ticket, facts=facts_of(opened.session), look_at=now, changed=changed)
