"""The files of the page: read once, served from memory, told apart by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from aiohttp import web

_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A script, a style sheet or a picture."""

    media_type: str
    content: bytes


def _read() -> Mapping[str, Part]:
    parts = {}
    for file in files("bot.web").joinpath("page").iterdir():
        suffix = file.name[file.name.rfind(".") :]
        if suffix in _TYPES:
            parts[file.name] = Part(media_type=_TYPES[suffix], content=file.read_bytes())
    return parts


_PARTS = _read()


async def part(request: web.Request) -> web.Response:
    """Return the file the page asked for."""
    found = _PARTS.get(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    response = web.Response(body=found.content, content_type=found.media_type, charset="utf-8")
    response.enable_compression()
    return response


ROUTES = (web.get("/page/{name}", part),)
