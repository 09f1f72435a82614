"""The server of the preview."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.logs import logger
from bot.preview.missed import Missed
from bot.preview.routes import DESK, ROUTES, Desk, close_streams
from bot.preview.security import (
    LOCAL,
    LONGEST_BODY,
    LOOPBACK,
    add_headers,
    only_own_names,
    only_own_pages,
)
from bot.preview.shelf import Shelf
from bot.preview.tabs import Tabs

_GOODBYE = 1.0
"""Seconds running requests get to finish when the server stops."""


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer in plain words whatever goes wrong, never with a traceback."""
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except web.HTTPException as refused:
        return web.Response(text=f"{refused.status} {refused.reason}\n", status=refused.status)
    except ConnectionResetError:
        raise
    except Exception as error:  # noqa: BLE001 - an editor never sees a traceback, whatever it is
        logger.error("preview_failed", error=type(error).__name__)
        return web.Response(
            text="The preview could not do that. Press Back and start over.\n", status=500
        )


def build(
    folder: Path, *, host: str, now: Callable[[], datetime], missed: tuple[Missed, ...] = ()
) -> web.Application:
    """Return the application that previews the content in `folder` and watches it while it runs."""
    app = web.Application(
        middlewares=[in_words, only_own_names, only_own_pages], client_max_size=LONGEST_BODY
    )
    local = host in LOOPBACK
    app[LOCAL] = local
    shelf = Shelf(folder, lambda: now().date())
    app[DESK] = Desk(
        shelf=shelf, tabs=Tabs(now), folder=str(folder.resolve()) if local else "", missed=missed
    )
    app.on_response_prepare.append(add_headers)
    app.cleanup_ctx.append(_watched)
    app.on_shutdown.append(close_streams)
    app.add_routes(ROUTES)
    return app


async def _watched(app: web.Application) -> AsyncIterator[None]:
    shelf = app[DESK].shelf
    watching = asyncio.create_task(shelf.watch())
    yield
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching


async def serve(app: web.Application, *, host: str, port: int) -> web.AppRunner:
    """Listen and return the runner; its `cleanup` stops the server. Raises OSError when the port is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GOODBYE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner
