"""The HTTP server: /bot<token>/<method>, /file/bot<token>/<path>, and webhooks going out."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.testing.methods.refusals import NOT_FOUND, UNAUTHORIZED, Refusal
from bot.testing.wire.calls import Answer, Switchboard, refused
from bot.testing.wire.delivery import Courier
from bot.testing.wire.intake import read_parameters
from bot.testing.world.bots import BotAccount
from bot.testing.world.world import World

TOKEN = re.compile(r"[1-9]\d*:[^/]+")
ROOM_FOR_FORM = 1 << 20  # a request may be so much larger than the largest file


@dataclass(slots=True, kw_only=True)
class Server:
    """Serves one world over HTTP until it is stopped."""

    world: World
    board: Switchboard
    host: str
    port: int
    _runner: web.AppRunner | None = None
    _session: aiohttp.ClientSession | None = None
    _couriers: dict[str, Courier] = field(default_factory=dict)

    async def start(self, *routes: web.RouteDef) -> None:
        """Listen; `port` holds the port in use afterwards. `routes` come before the Bot API's."""
        app = web.Application(client_max_size=self._upload_size + ROOM_FOR_FORM)
        app.router.add_routes(routes)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port, backlog=1024)
        await site.start()
        self.port = self._runner.addresses[0][1]
        timeout = aiohttp.ClientTimeout(total=self.world.conditions.webhook_timeout)
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        for bot in self.world.bots.values():
            self.watch(bot)

    async def stop(self) -> None:
        """Close everything; calls that wait are answered or broken off."""
        self.board.closing.set()
        self.board.close()
        for courier in self._couriers.values():
            courier.stop()
        self._couriers.clear()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def watch(self, bot: BotAccount) -> None:
        """Deliver to this bot's webhook whenever it has one."""
        bot.on_webhook.append(lambda: self._renew_courier(bot))
        self._renew_courier(bot)

    def _renew_courier(self, bot: BotAccount) -> None:
        if (old := self._couriers.pop(bot.token, None)) is not None:
            old.stop()
        if bot.webhook is None or self._session is None:
            return
        courier = Courier(
            bot=bot,
            webhook=bot.webhook,
            world=self.world,
            session=self._session,
            execute=self.board.answer,
        )
        self._couriers[bot.token] = courier
        courier.start()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        try:
            if path.startswith("/bot"):
                token, _, method = path.removeprefix("/bot").partition("/")
                return await self._call(request, self._bot(token), method)
            if path.startswith("/file/bot"):
                token, _, file_path = path.removeprefix("/file/bot").partition("/")
                return self._file(self._bot(token), file_path)
        except Refusal as refusal:
            return respond(refused(refusal))
        return respond(refused(NOT_FOUND))

    @property
    def _upload_size(self) -> int:
        return self.world.conditions.upload_size

    def _bot(self, token: str) -> BotAccount:
        if not TOKEN.fullmatch(token):
            raise NOT_FOUND
        bot = self.world.bots.get(token)
        if bot is None:
            raise UNAUTHORIZED
        return bot

    async def _call(self, request: web.Request, bot: BotAccount, method: str) -> web.StreamResponse:
        parameters = await read_parameters(request, self._upload_size)
        method = method.strip("/") or parameters.text("method")
        answer = await self.board.answer(bot, method, parameters)
        if answer.body is None:
            await self._break_off(request, answer.hold)
        return respond(answer)

    async def _break_off(self, request: web.Request, hold: float) -> None:
        if hold:
            waiting: set[asyncio.Task[Any]] = {asyncio.ensure_future(self.board.closing.wait())}
            _, pending = await asyncio.wait(waiting, timeout=hold)
            for task in pending:
                task.cancel()
        if request.transport is not None:
            request.transport.abort()

    def _file(self, _: BotAccount, path: str) -> web.StreamResponse:
        stored = self.world.files.by_path(path)
        if stored is None:
            raise NOT_FOUND
        return web.Response(body=stored.content, content_type="application/octet-stream")


def respond(answer: Answer) -> web.Response:
    """The HTTP response of an answer."""
    headers = {}
    if answer.retry_after is not None:
        headers["Retry-After"] = str(answer.retry_after)
    return web.Response(
        status=answer.status or 200,
        body=answer.body,
        content_type=answer.content_type,
        headers=headers,
    )
