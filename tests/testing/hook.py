"""A webhook as a bot's own server: it notes what comes and answers as it was told."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from aiohttp import web

Reply: TypeAlias = Callable[[dict[str, Any]], Awaitable[web.StreamResponse]]


async def ok(_: dict[str, Any]) -> web.StreamResponse:
    return web.Response()


@dataclass(slots=True)
class Hook:
    """`got` holds the updates as they came, also those that were refused."""

    reply: Reply = ok
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        update = json.loads(await request.read())
        self.got.append(update)
        self.headers.append(dict(request.headers))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.changed.set()
        try:
            return await self.reply(update)
        finally:
            self.at_once -= 1

    async def receives(self, count: int) -> list[dict[str, Any]]:
        """Everything that came, once it is at least `count`."""
        async with asyncio.timeout(5):
            while len(self.got) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.got

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@asynccontextmanager
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield made
    finally:
        await runner.cleanup()


def answers(*given: int | web.StreamResponse) -> Reply:
    """A webhook that gives these answers in turn, then 200."""
    left = list(given)

    async def reply(_: dict[str, Any]) -> web.StreamResponse:
        answer = left.pop(0) if left else 200
        return web.Response(status=answer) if isinstance(answer, int) else answer

    return reply
