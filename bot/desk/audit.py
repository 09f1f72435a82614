"""The audit trail, for admins and auditors: who did what to what, and whether anybody changed it."""

from aiohttp import web

from bot.desk.visit import Visit
from bot.service.desk.advisor import OPERATOR

MOST = 100
"""Lines on a page."""
_DIGITS = 18


async def audit(visit: Visit) -> web.StreamResponse:
    """Show lines of the trail, the newest first; with `verify` say whether it is whole."""
    query = visit.request.query
    lines = await visit.site.audit.lines(before=_before(query.get("before", "")), most=MOST)
    names = {**await visit.names(), OPERATOR: visit.speech.word("operator")}
    return await visit.page(
        "audit.html",
        title="audit",
        lines=lines,
        names=names,
        verdict=await visit.site.audit.verify() if "verify" in query else None,
        older=lines[-1].number if len(lines) == MOST and lines[-1].number > 1 else None,
    )


def _before(words: str) -> int | None:
    """Return the number lines have to be below, or None for the newest ones."""
    fits = words.isascii() and words.isdecimal() and len(words) <= _DIGITS
    return int(words) if fits else None
