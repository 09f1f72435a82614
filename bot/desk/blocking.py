"""Pausing and blocking a person, by forms on the page of their ticket."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from aiohttp import web

from bot.core.blocking import Cause, Refused
from bot.core.ticket import Ticket
from bot.desk.acts import all_of, signed
from bot.desk.ticket import NOTHING_SENT, shown
from bot.desk.visit import Visit
from bot.desk.words_blocking import REFUSED
from bot.service.desk.blocking import AGREE, LIFT, PAUSE, PROPOSE, Blockings
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Sight

PAUSES = {str(hours): timedelta(hours=hours) for hours in (1, 6, 24)}
"""How long a pause can be, by the hours a page names."""
BLOCKS = {str(days): timedelta(days=days) for days in (7, 30, 90)}
"""How long a block can be, by the days a page names."""
_CAUSES = {each.value: each for each in Cause}

Work = Callable[[], Awaitable[Ticket | Refused]]


async def pause(visit: Visit) -> web.StreamResponse:
    """Pause the person for a time."""
    return await _for_a_time(visit, PAUSE, PAUSES, visit.field("hours"))


async def propose(visit: Visit) -> web.StreamResponse:
    """Propose a block."""
    return await _for_a_time(visit, PROPOSE, BLOCKS, visit.field("days"))


async def agree(visit: Visit) -> web.StreamResponse:
    """Agree to the block somebody else proposed."""
    opened, now = await all_of(visit), visit.site.now()
    code = opened.kept.ticket.code
    return await _done(
        visit, opened, AGREE, lambda: _blockings(visit).agree(code, signed(visit), now)
    )


async def lift(visit: Visit) -> web.StreamResponse:
    """Let the person write again, or take a proposal away."""
    opened, now = await all_of(visit), visit.site.now()
    code = opened.kept.ticket.code
    return await _done(
        visit, opened, LIFT, lambda: _blockings(visit).lift(code, signed(visit), now)
    )


async def _for_a_time(
    visit: Visit, deed: str, times: Mapping[str, timedelta], chosen: str
) -> web.StreamResponse:
    opened, now = await all_of(visit), visit.site.now()
    long, cause = times.get(chosen), _CAUSES.get(visit.field("cause"))
    if long is None or cause is None:
        raise web.HTTPBadRequest
    code, blockings = opened.kept.ticket.code, _blockings(visit)
    act = blockings.pause if deed == PAUSE else blockings.propose
    about = f"until={int((now + long).timestamp())},cause={cause.value}"
    return await _done(
        visit, opened, deed, lambda: act(code, signed(visit), cause, now + long, now), about
    )


async def _done(
    visit: Visit, opened: Opened, deed: str, work: Work, about: str = ""
) -> web.StreamResponse:
    """Do it once, note it in the audit trail, and show the ticket again; or say why nothing was done."""
    code = opened.kept.ticket.code
    outcome = await visit.site.once.run(visit.field("once"), work, Refused)
    if isinstance(outcome, Refused):
        sent = replace(NOTHING_SENT, problem=visit.speech.text(REFUSED[outcome.why]))
        fresh = await visit.site.desk.open(code) or opened
        return await shown(visit, fresh, Sight.ALL, sent, status=409)
    if outcome is not None:
        await visit.note(deed, code, about)
    return visit.to(f"/ticket/{code}?done={deed}")


def _blockings(visit: Visit) -> Blockings:
    return Blockings(desk=visit.site.desk)
