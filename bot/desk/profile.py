"""The parts of a skills profile that a person opened to advisors, read beside their ticket."""

from aiohttp import web

from bot.desk.acts import all_of
from bot.desk.ticket import Sent, shown
from bot.desk.visit import Visit
from bot.service.desk.permissions import Sight


async def look(visit: Visit) -> web.StreamResponse:
    """Show what the person shares now; that it was looked at is kept for them, and in the audit trail, before."""
    opened, advising = await all_of(visit), visit.site.advising
    ticket = opened.kept.ticket
    if not ticket.open or advising is None:
        raise web.HTTPForbidden
    me = visit.advisor
    host = me.reply_language
    profile = await advising.look(opened.person.id, by=me.name, host=host, now=visit.site.now())
    if profile is None:
        sent = Sent(problem=visit.speech.word("profile_nothing"))
        return await shown(visit, opened, Sight.ALL, sent, status=409)
    parts = ",".join(section.id for section in profile.sections)
    await visit.note("profile_seen", ticket.code, parts)
    return await visit.page("profile.html", title="profile", ticket=ticket, profile=profile)
