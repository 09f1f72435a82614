"""The style and the script of the pages, as they came with Merit."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from aiohttp import hdrs, web

from bot.desk.visit import Visit

_TYPES = {".css": "text/css", ".js": "text/javascript"}
_LONG = "public, max-age=31536000, immutable"
"""The address changes with the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Static:
    """A file as it is sent; `mark` changes when its content does."""

    media_type: str
    content: bytes
    mark: str


def _read() -> Mapping[str, Static]:
    found = {}
    for file in files("bot.desk").joinpath("static").iterdir():
        media_type = _TYPES.get(f".{file.name.rpartition('.')[2]}")
        if media_type is not None:
            content = file.read_bytes()
            mark = hashlib.sha256(content).hexdigest()[:12]
            found[file.name] = Static(media_type=media_type, content=content, mark=mark)
    return found


STATIC = _read()


def address(root: str, name: str) -> str:
    """Return the address of a file."""
    return f"{root}/static/{name}?v={STATIC[name].mark}"


async def static(visit: Visit) -> web.StreamResponse:
    """Return the file the page asked for; it says nothing about anybody, so browsers may keep it."""
    found = STATIC.get(visit.request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    response = web.Response(body=found.content, content_type=found.media_type, charset="utf-8")
    response.headers[hdrs.CACHE_CONTROL] = _LONG
    response.enable_compression()
    return response
