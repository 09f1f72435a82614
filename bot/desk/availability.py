"""Saying whether one is there: a form on the page of the own settings."""

from aiohttp import web

from bot.desk.settings import after, shown
from bot.desk.visit import Visit
from bot.service.desk.availability import day_of


async def away(visit: Visit) -> web.StreamResponse:
    """Be away until a day after today, or until one says so."""
    said = visit.field("back").strip()
    back = day_of(said)
    if said and (back is None or back <= visit.today):
        return await shown(visit, unfit=visit.speech.word("back_unfit"), status=400)
    return await after(visit, await visit.site.own.be_away(visit.who, back))


async def here(visit: Visit) -> web.StreamResponse:
    """Be there again."""
    return await after(visit, await visit.site.own.be_here(visit.who))
