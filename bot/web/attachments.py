"""Handing out a file that came with a message: for keeping, never for showing; only what is spoken may be played."""

import re
from urllib.parse import quote

from aiohttp import hdrs, web

from bot.core.message import VOICE_MEDIA_TYPE, Attachment

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


def handed_out(request: web.Request, attachment: Attachment) -> web.Response:
    """Return the file, or the part of it that is asked for: some players (Safari) ask for parts only."""
    spoken = attachment.media_type == VOICE_MEDIA_TYPE
    known = _MEDIA_TYPE.fullmatch(attachment.media_type)
    name = quote(attachment.filename, safe="")
    response = web.Response(
        headers={
            hdrs.CONTENT_TYPE: attachment.media_type if known else "application/octet-stream",
            hdrs.CONTENT_DISPOSITION: f"{'inline' if spoken else 'attachment'}; filename*=UTF-8''{name}",
            hdrs.ACCEPT_RANGES: "bytes",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
    )
    response.body = attachment.content
    part = _wanted(request, len(attachment.content))
    if part is not None:
        response.set_status(web.HTTPPartialContent.status_code)
        response.headers[hdrs.CONTENT_RANGE] = (
            f"bytes {part.start}-{part.stop - 1}/{len(attachment.content)}"
        )
        response.body = attachment.content[part.start : part.stop]
    return response


def _wanted(request: web.Request, size: int) -> range | None:
    """Return the bytes a request asks for; None is all of them, also where it asks for what is not there."""
    if hdrs.RANGE not in request.headers:
        return None
    try:
        found = range(size)[request.http_range]
    except ValueError:
        return None
    return found or None
