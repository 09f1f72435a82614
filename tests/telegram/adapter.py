"""The Telegram adapter with an intake of paper behind it: what arrived, in which order, and what was put away."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiohttp import web

from bot import logs
from bot.core.message import ChannelName, InboundMessage, Words
from bot.service.ports import Receipt, StoreError
from bot.telegram.answers import PressAnswers
from bot.telegram.api import BotApi
from bot.telegram.intake import UpdateIntake
from bot.telegram.pauses import Pauses
from bot.telegram.polling import Polling, PollingSettings
from bot.telegram.request import AiohttpRequest, Patience
from bot.telegram.webhook import Endpoint, Webhook
from bot.testing import BotApi as StandIn

PATIENCE = 10.0
QUICK = Pauses(first=0.01, most=0.05)


@dataclass(slots=True)
class PaperIntake:
    """An Intake that keeps everything in lists; `failures` is how many calls still end in `failure`.

    With `gate` set to an Event, `receive` returns only after the event was set.
    """

    begun: list[InboundMessage] = field(default_factory=list)
    received: list[InboundMessage] = field(default_factory=list)
    put_away: list[tuple[str, bytes, str]] = field(default_factory=list)
    failures: int = 0
    failure: Exception = field(default_factory=lambda: StoreError("disk full"))
    failed: int = 0
    broken_by: str = ""
    gate: asyncio.Event | None = None
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, inbound: InboundMessage) -> Receipt:
        """Keep the message, after the gate."""
        self.begun.append(inbound)
        await self._note()
        if self.gate is not None:
            await self.gate.wait()
        await self._fail()
        said = inbound.content
        if self.broken_by and isinstance(said, Words) and said.text == self.broken_by:
            raise ZeroDivisionError(self.broken_by)
        known = {(found.address, found.update_id) for found in self.received}
        if (inbound.address, inbound.update_id) in known:
            return Receipt.DUPLICATE
        self.received.append(inbound)
        await self._note()
        return Receipt.DONE

    async def quarantine(
        self, channel: ChannelName, update_id: str, body: bytes, reason: str
    ) -> None:
        """Keep the update's id, body and reason."""
        await self._fail()
        self.put_away.append((update_id, body, reason))
        await self._note()

    async def until(self, true: Callable[[], bool]) -> None:
        """Return when `true()` holds; it is looked at after each change."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(true)

    @property
    def texts(self) -> list[str]:
        """The words received, in order."""
        return [found.content.text for found in self.received if isinstance(found.content, Words)]

    async def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            self.failed += 1
            await self._note()
            raise self.failure

    async def _note(self) -> None:
        async with self.changed:
            self.changed.notify_all()


@asynccontextmanager
async def api_of(stand_in: StandIn, *, read: float = 5.0, token: str = "") -> AsyncIterator[BotApi]:
    """Our side of the stand-in's bot."""
    async with AiohttpRequest(patience=Patience(connect=2.0, write=1.0, read=read)) as request:
        yield BotApi(request, token=token or stand_in.token, base=stand_in.url)


@asynccontextmanager
async def polling(
    api: BotApi, intake: PaperIntake, **changes: Any
) -> AsyncIterator["asyncio.Task[None]"]:
    """The polling loop running as a task."""
    answers = PressAnswers(api)
    settings = PollingSettings(**{"wait": 5, "settling": 0.0, "pauses": QUICK, **changes})
    task = asyncio.create_task(Polling(api, UpdateIntake(intake), answers, settings).run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await answers.close()


@asynccontextmanager
async def webhook_server(intake: PaperIntake, at: Endpoint) -> AsyncIterator[str]:
    """A web server with the webhook; its address without a path."""
    app = web.Application()
    app.add_routes(Webhook(UpdateIntake(intake), at).routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextmanager
def all_that_is_logged() -> Iterator[io.StringIO]:
    """Merit's own log, and beside it every record of every library in full, down to DEBUG."""
    stream = io.StringIO()
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    logs.configure(as_json=True, stream=stream)
    root.addHandler(logging.StreamHandler(stream))
    root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**before)


async def within(awaitable: Any) -> Any:
    """The result, or a failed test instead of a hanging one."""
    async with asyncio.timeout(PATIENCE):
        return await awaitable
