"""Handing out a file of a ticket: to who sees all of it, and every look goes into the audit trail."""

from urllib.parse import quote

from aiohttp import hdrs, web

from bot.core.media import Media, media_of
from bot.core.message import VOICE_MEDIA_TYPE
from bot.desk.media import SHOWN
from bot.desk.ticket import opened_for
from bot.desk.visit import Visit
from bot.service.desk.permissions import Sight

SEEN = "seen_file"
"""The deed of looking at a file."""
_ENDINGS = {"image/jpeg": ".jpg", "application/pdf": ".pdf", VOICE_MEDIA_TYPE: ".ogg"}
_SEALED_OFF = "default-src 'none'; frame-ancestors 'none'; sandbox"


async def file(visit: Visit) -> web.StreamResponse:
    """Hand out a file of a ticket to who sees all of it; that somebody looked goes into the audit trail."""
    opened, sight = await opened_for(visit)
    nth = int(visit.request.match_info["nth"])
    found = next((each.message for each in opened.said if each.nth == nth), None)
    media = None if found is None or sight is not Sight.ALL else media_of(found.about)
    if media is None or not media.file:
        raise web.HTTPNotFound
    kept = await visit.site.desk.store.file(opened.person.id, media.file)
    if kept is None:
        raise web.HTTPNotFound
    await visit.note(SEEN, opened.kept.ticket.code, str(nth))
    return web.Response(body=kept.content, headers=_headers(media, kept.media_type, nth))


def _headers(media: Media, media_type: str, nth: int) -> dict[str, str]:
    shown = media_type in SHOWN or media_type == VOICE_MEDIA_TYPE
    name = quote(media.name or f"{media.kind}-{nth}{_ENDINGS.get(media_type, '')}", safe="")
    return {
        hdrs.CONTENT_TYPE: media_type,
        hdrs.CONTENT_DISPOSITION: f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}",
        "Content-Security-Policy": _SEALED_OFF,
    }
