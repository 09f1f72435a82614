"""A server with a stream and nothing behind it: what a push costs on this machine at the least."""

import asyncio
import sys

from aiohttp import web
from aiohttp_sse import sse_response

WAITING: web.AppKey[set[asyncio.Queue[int]]] = web.AppKey("waiting", set)


async def events(request: web.Request) -> web.StreamResponse:
    """Tell of every change."""
    waiting, queue = request.app[WAITING], asyncio.Queue[int]()
    waiting.add(queue)
    try:
        async with sse_response(request) as response:
            await response.send("", event="ready")
            while response.is_connected():
                await response.send("K7-M2", id=str(await queue.get()), event="ticket")
        return response
    finally:
        waiting.discard(queue)


async def change(request: web.Request) -> web.Response:
    """Something changed."""
    for queue in request.app[WAITING]:
        queue.put_nowait(1)
    return web.Response()


async def ready(_request: web.Request) -> web.Response:
    """Say that it runs."""
    return web.Response()


def main() -> None:
    """Serve on the port that is the one argument."""
    app = web.Application()
    app[WAITING] = set()
    app.add_routes(
        [web.get("/events", events), web.post("/change", change), web.get("/ready", ready)]
    )
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)


if __name__ == "__main__":
    main()
