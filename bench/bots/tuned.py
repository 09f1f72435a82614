"""How the two limit bots run: uvloop if it is there, and a garbage collector that stays out of the way."""

import asyncio
import gc
from importlib.util import find_spec

from aiohttp import web


def event_loop() -> asyncio.AbstractEventLoop:
    """Return uvloop's event loop, or asyncio's own where uvloop is not installed."""
    if find_spec("uvloop") is None:
        return asyncio.new_event_loop()
    import uvloop  # noqa: PLC0415 - absent on some systems

    return uvloop.new_event_loop()


def serve(app: web.Application, port: int) -> None:
    """Serve an application on a local port until stopped, with what is loaded now never scanned again."""
    app.on_startup.append(_freeze)
    web.run_app(app, host="127.0.0.1", port=port, loop=event_loop(), print=None, access_log=None)


async def _freeze(_: web.Application) -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(20000, 50, 100)
