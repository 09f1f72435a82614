"""The chat in a browser: its page, what it sends, what it downloads."""

import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from aiohttp import hdrs, web

from bot import clock
from bot.core.message import ChannelName
from bot.service.ports import Line
from bot.web.attachments import handed_out
from bot.web.events import events
from bot.web.identity import (
    Visitor,
    known_visitor,
    next_name,
    person_query,
    remember,
    visitor_name,
    visitor_of,
)
from bot.web.incoming import Unreadable, message_from
from bot.web.languages import first_language, spoken_language, view
from bot.web.site import SITE, Site
from bot.web.words import PAGE, in_language

_PAGE = Template(files("bot.web").joinpath("page/chat.html").read_text("utf-8"))


async def page(request: web.Request) -> web.Response:
    """Return the chat page in the language of the conversation; who comes without a cookie gets one later."""
    site, visitor, name = request.app[SITE], known_visitor(request), visitor_name(request)
    lines = await lines_of(site, visitor)
    wished = first_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), site.library)
    shown = view(spoken_language(lines) or wished, site.library)
    shown |= {"person": name, "another": f"/?person={next_name(request)}"}
    shown |= {
        "uploads": site.uploads is not None,
        "tryout": site.local and not site.names,
        "now": clock.now().isoformat(timespec="milliseconds"),
    }
    text = _PAGE.substitute(
        language=escape(shown["language"]),
        direction=shown["direction"],
        view=json.dumps(shown).replace("<", r"\u003c"),
        simple=escape(f"/plain{person_query(name)}"),
        simple_words=escape(in_language(PAGE["simple"], site.library.catalog(shown["language"]))),
    )
    response = web.Response(text=text, content_type="text/html")
    response.enable_compression()
    if visitor is not None:
        remember(request, response, visitor)
    return response


async def lines_of(site: Site, visitor: Visitor | None) -> Sequence[Line]:
    """Return everything kept for the visitor; a stranger has nothing."""
    if visitor is None:
        return ()
    return await site.conversations.lines(ChannelName.WEB, visitor.address)


async def messages(request: web.Request) -> web.Response:
    """Take one message in; 200 means it is durable and its answer is on the way."""
    site, visitor = request.app[SITE], visitor_of(request)
    wished = first_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), site.library)
    try:
        message = message_from(json.loads(await request.text()), visitor, wished)
    except Unreadable as unreadable:
        return web.json_response({"error": str(unreadable)}, status=400)
    except (ValueError, RecursionError, LookupError):
        return web.json_response({"error": "Send one JSON object in UTF-8."}, status=400)
    receipt = await site.intake.receive(message)
    return web.json_response({"receipt": receipt})


async def upload(request: web.Request) -> web.Response:
    """Take one file in, where a question asks for one; what is wrong with it is said in the conversation."""
    site, visitor = request.app[SITE], visitor_of(request)
    wished = first_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), site.library)
    if site.uploads is None:
        raise web.HTTPNotFound
    try:
        client_id, content = await site.uploads.read(request)
    except Unreadable as unreadable:
        return web.json_response({"error": str(unreadable)}, status=400)
    with site.uploads.held(client_id, content, visitor, wished) as message:
        receipt = await site.intake.receive(message)
    return web.json_response({"receipt": receipt})


async def file(request: web.Request) -> web.Response:
    """Return the file that came with a line."""
    site, visitor = request.app[SITE], visitor_of(request)
    sequence = int(request.match_info["sequence"])
    lines = await site.conversations.lines(ChannelName.WEB, visitor.address, after=sequence - 1)
    attachment = lines[0].message.attachment if lines else None
    if (
        attachment is None
        or lines[0].sequence != sequence
        or attachment.filename != request.match_info["filename"]
    ):
        raise web.HTTPNotFound
    return handed_out(request, attachment)


ROUTES = (
    web.get("/", page),
    web.post("/chat/messages", messages),
    web.post("/chat/uploads", upload),
    web.get("/chat/events", events),
    web.get(r"/chat/files/{sequence:[0-9]{1,18}}/{filename}", file),
)
