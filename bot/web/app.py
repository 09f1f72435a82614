"""The web server: which pages there are and what stands before all of them."""

from collections.abc import Iterable

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web import chat, health, page_parts, plain
from bot.web.events import OPEN, close_streams
from bot.web.problems import kind_answers
from bot.web.security import LONGEST_BODY, add_headers, for_machines, only_own_names, only_own_pages
from bot.web.site import SITE, Site

_GOODBYE = 3.0
"""Seconds running requests get to finish when the server stops."""


@web.middleware
async def for_people(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Guard what people and their browsers ask for; programs prove themselves in their own way, and often."""
    if for_machines(request):
        return await handler(request)
    return await kind_answers(
        request, lambda named: only_own_names(named, lambda own: only_own_pages(own, handler))
    )


def build(site: Site, *, more: Iterable[web.AbstractRouteDef] = ()) -> web.Application:
    """Return the application that serves `site`, with `more` routes beside its own (a webhook)."""
    app = web.Application(middlewares=[for_people], client_max_size=LONGEST_BODY)
    app[SITE] = site
    app[OPEN] = set()
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(close_streams)
    app.add_routes(health.ROUTES)
    if site.chat:
        app.add_routes((*chat.ROUTES, *plain.ROUTES, *page_parts.ROUTES))
    app.add_routes(more)
    return app


async def serve(app: web.Application, *, host: str, port: int) -> web.AppRunner:
    """Listen on `host` and `port` and return the runner; its `cleanup` stops the server.

    Raises OSError when the port is taken. No access log is written: it would hold addresses of people.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GOODBYE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner
