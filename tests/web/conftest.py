"""One browser for all tests here, and a web server of its own for each test."""

import shutil
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, ViewportSize, async_playwright, expect

from bot.web.app import build, serve
from bot.web.site import Check, Site
from bot.web.uploads import Uploads
from tests.fakes import FakeConversation, FakeLibrary
from tests.web.visitor import PHONE, Visitor

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MOST = 300_000
"""Bytes a file may have."""
expect.set_options(timeout=10_000)  # milliseconds; a busy machine is slow, not wrong
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _chromium() -> AsyncIterator[Browser]:
    """Debian's chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install it with `make browser`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Visits:
    """Opens the chat for visitors and sees them out again."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser = browser
        self._base = base
        self._visitors: list[Visitor] = []

    async def __call__(
        self, path: str = "/", *, language: str = "en", size: ViewportSize = PHONE, **options: Any
    ) -> Visitor:
        """Open the chat in a browser of one's own, set to `language`."""
        context = await self._browser.new_context(locale=language, viewport=size, **options)
        return await self._in(context, path)

    async def in_another_tab(self, visitor: Visitor, path: str = "/") -> Visitor:
        """Open one more tab of the visitor's browser."""
        return await self._in(visitor.page.context, path)

    async def _in(self, context: BrowserContext, path: str) -> Visitor:
        visitor = await Visitor.opens(context, self._base + path)
        self._visitors.append(visitor)
        return visitor

    async def end(self) -> list[str]:
        """Close every browser and return what their consoles complained about."""
        for context in self._browser.contexts:
            await context.close()
        return [complaint for visitor in self._visitors for complaint in visitor.complaints]


class Served:
    """A web server on a port of its own that can be stopped and started again."""

    def __init__(self, conversation: FakeConversation) -> None:
        self.conversation = conversation
        self.checks: dict[str, Check] = {}
        self.host = "127.0.0.1"
        self.names: frozenset[str] = frozenset()
        self.chat = True
        self.uploads: Uploads | None = Uploads(MOST)
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def base(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listen, after a stop on the same port as before."""
        site = Site(
            intake=self.conversation,
            conversations=self.conversation,
            library=FakeLibrary(),
            host=self.host,
            names=self.names,
            machine_paths=("/telegram/",),
            chat=self.chat,
            uploads=self.uploads,
            checks=self.checks,
        )
        app = build(site, more=[web.post("/telegram/secret", _bot), web.get("/broken", _broken)])
        self._runner = await serve(app, host="127.0.0.1", port=self._port)
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening and drop every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


async def _bot(_request: web.Request) -> web.Response:
    return web.Response(text="taken")


async def _broken(_request: web.Request) -> web.Response:
    raise ZeroDivisionError("a secret detail")


@pytest.fixture
def conversation() -> FakeConversation:
    """Nobody has said anything yet."""
    return FakeConversation()


@pytest_asyncio.fixture(loop_scope="session")
async def served(conversation: FakeConversation) -> AsyncIterator[Served]:
    """A running server."""
    server = Served(conversation)
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def client(served: Served) -> AsyncIterator[aiohttp.ClientSession]:
    """A program that speaks HTTP as the page does, with cookies of its own."""
    jar = aiohttp.CookieJar(unsafe=True)
    headers = {"Sec-Fetch-Site": "same-origin"}
    async with aiohttp.ClientSession(served.base, cookie_jar=jar, headers=headers) as session:
        yield session


@pytest_asyncio.fixture(loop_scope="session")
async def visit(_chromium: Browser, served: Served) -> AsyncIterator[Visits]:
    """Opens the chat in the browser; afterwards no script error and no blocked content may be left."""
    visits = Visits(_chromium, served.base)
    yield visits
    assert await visits.end() == []


async def visited_by(client: aiohttp.ClientSession, path: str = "/chat/events") -> None:
    """Let a program look at a page; the stream makes it known (gives it a cookie)."""
    async with client.get(path) as response:
        assert response.status == 200
