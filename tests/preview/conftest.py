"""A preview of a small content folder on a port of its own, and a real browser before it."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from bot.preview.app import build, serve
from tests.preview.editor import DESKTOP, Editor
from tests.preview.trip import TRIP, write_trip

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
expect.set_options(timeout=10_000)  # milliseconds; a busy machine is slow, not wrong
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Served:
    """A running preview of the folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app: web.Application = build(folder, host="127.0.0.1", now=lambda: NOW)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a free port."""
        self._runner = await serve(self.app, host="127.0.0.1", port=0)

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base(self) -> str:
        """The address of the server."""
        assert self._runner is not None
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def save(self, text: str, path: str = "flows/trip.yaml") -> None:
        """Save a file as an editor program does."""
        (self.folder / path).write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Change words of the flow and save it."""
        assert old in TRIP
        self.save(TRIP.replace(old, new))


@pytest_asyncio.fixture(loop_scope="session")
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A running preview."""
    server = Served(write_trip(tmp_path))
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def client(served: Served) -> AsyncIterator[aiohttp.ClientSession]:
    """A program that speaks HTTP as the page does."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    async with aiohttp.ClientSession(served.base, headers=headers) as session:
        yield session


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _chromium() -> AsyncIterator[Browser]:
    """Debian's chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install it with `make browser`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Opens:
    """Opens the preview in the browser."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser, self._base = browser, base
        self._editors: list[Editor] = []

    async def __call__(
        self, path: str = "/", *, size: ViewportSize = DESKTOP, **options: Any
    ) -> Editor:
        """Open the preview in a browser of one's own."""
        context = await self._browser.new_context(viewport=size, **options)
        scripts = bool(options.get("java_script_enabled", True))
        editor = await Editor.opens(context, self._base + path, scripts=scripts)
        self._editors.append(editor)
        return editor

    async def end(self) -> list[str]:
        """Close every browser and return what their consoles complained about."""
        for context in self._browser.contexts:
            await context.close()
        return [complaint for editor in self._editors for complaint in editor.complaints]


@pytest_asyncio.fixture(loop_scope="session")
async def opens(_chromium: Browser, served: Served) -> AsyncIterator[Opens]:
    """Opens the preview; afterwards no script error and no blocked content may be left."""
    every = Opens(_chromium, served.base)
    yield every
    assert await every.end() == []
