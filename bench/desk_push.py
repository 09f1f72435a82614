"""The push: how long after an advisor's press the open pages of all others hear of it, and show it.

Merit runs as a process of its own, as it ships. Each page behaves as desk.js does: it listens, and fetches the parts of
the queue that may have changed, one request for each part at a time. Times run from the moment the form is sent.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bench.desk_office import AGENT, Seat, ask, opened, seats
from bench.figures import percentile
from bench.machine import cores
from bench.ports import free_ports
from bench.process import Running, answers, started

PARTS = ("waiting", "list")
"""What an open queue fetches again after a change."""
STARTS = 60.0
"""Seconds a process may take to start."""
QUIET = 20.0
"""Seconds everything may take to arrive."""

Press = Callable[[int], Awaitable[None]]
"""Makes change number so-and-so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured: open tickets, pages that listen, changes, and seconds between two of them."""

    tickets: int = 200
    pages: int = 20
    changes: int = 200
    gap: float = 0.5


@dataclass(slots=True, kw_only=True)
class Times:
    """Seconds from a press until a page heard of it, and until it showed a queue read after the press."""

    heard: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    missed: int = 0
    cpu: float = 0.0
    """Seconds of processor time of the server for each change, with all that the pages fetch."""

    def p(self, share: float, *, shown: bool = False) -> float:
        """Return a percentile in milliseconds."""
        return percentile(sorted(self.shown if shown else self.heard), share)


@dataclass(slots=True, kw_only=True)
class Page:
    """An open queue: when it heard of each change, and when a queue was there that was asked for after hearing."""

    base: str
    session: aiohttp.ClientSession
    heard: list[float] = field(default_factory=list)
    shown: list[tuple[float, float]] = field(default_factory=list)
    fetches: bool = True
    _running: dict[str, bool] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def listen(self, ready: asyncio.Semaphore) -> None:
        """Listen until cancelled."""
        timeout = aiohttp.ClientTimeout(total=None)
        async with self.session.get(f"{self.base}/events", timeout=timeout) as response:
            response.raise_for_status()
            ready.release()
            async for line in response.content:
                if line.startswith(b"event: ticket"):
                    self.heard.append(time.monotonic())
                    self._refresh()

    def _refresh(self) -> None:
        for part in PARTS if self.fetches else ():
            if part in self._running:
                self._running[part] = True
                continue
            self._running[part] = False
            task = asyncio.create_task(self._fetch(part))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _fetch(self, part: str) -> None:
        again = True
        while again:
            self._running[part] = False
            began = time.monotonic()
            async with self.session.get(f"{self.base}/queue?fragment={part}") as response:
                response.raise_for_status()
                await response.read()
            if part == "list":
                self.shown.append((began, time.monotonic()))
            again = self._running[part]
        del self._running[part]


async def push(folder: Path, plan: Plan) -> Times:
    """Measure Merit."""
    store = await opened("", folder / "data")
    tickets = [await ask(store, number) for number in range(plan.tickets)]
    found = await seats(store, plan.pages + 1)
    await store.close()
    (port,) = free_ports(1)
    environment = {
        "MERIT_DATA": str(folder / "data"),
        "MERIT_PORT": str(port),
        "MERIT_SEARCH": "off",
        "MERIT_LOG": "json",
    }
    command = (sys.executable, "-m", "bot", "run")
    async with started(command, environment, cores().bot, folder / "log") as running:
        await answers(running, port, "/readyz", STARTS)
        base = f"http://127.0.0.1:{port}/desk"
        async with _pages(base, found[1:], fetches=True) as pages, session(found[0]) as hand:
            codes = [each.code for each in tickets]

            async def press(number: int) -> None:
                move = "release" if number // len(codes) % 2 else "claim"
                path = f"{base}/ticket/{codes[number % len(codes)]}/move"
                data = {"token": found[0].form, "move": move}
                async with hand.post(path, data=data, allow_redirects=False) as response:
                    response.raise_for_status()

            return await _measured(plan, running, pages, press)


async def empty_push(folder: Path, plan: Plan) -> Times:
    """Measure a stream with nothing behind it, with as many pages that only listen."""
    (port,) = free_ports(1)
    command = (sys.executable, "-m", "bench.desk_empty", str(port))
    async with started(command, {}, cores().bot, folder / "log-empty") as running:
        await answers(running, port, "/ready", STARTS)
        base = f"http://127.0.0.1:{port}"
        nobody: Sequence[Seat | None] = [None] * plan.pages
        async with _pages(base, nobody, fetches=False) as pages, session(None) as hand:

            async def press(_number: int) -> None:
                async with hand.post(f"{base}/change") as response:
                    response.raise_for_status()

            return await _measured(plan, running, pages, press)


async def _measured(plan: Plan, running: Running, pages: Sequence[Page], press: Press) -> Times:
    times, cpu = Times(), running.cpu_seconds()
    for number in range(plan.changes):
        for page in pages:
            page.heard.clear()
            page.shown.clear()
        began = time.monotonic()
        await press(number)
        await _until(lambda: all(page.heard for page in pages))
        times.missed += sum(not page.heard for page in pages)
        times.heard += [page.heard[0] - began for page in pages if page.heard]
        if pages[0].fetches:
            await _until(lambda: all(_seen(page) for page in pages))
            times.shown += [_seen(page) - began for page in pages if _seen(page)]
        await asyncio.sleep(max(0.0, began + plan.gap - time.monotonic()))
    times.cpu = (running.cpu_seconds() - cpu) / plan.changes
    return times


def _seen(page: Page) -> float:
    """Return when a queue was there that was asked for after the page had heard; 0: not yet."""
    heard = page.heard[0] if page.heard else 0.0
    return next((end for began, end in page.shown if began >= heard), 0.0)


async def _until(true: Callable[[], bool]) -> None:
    patience = time.monotonic() + QUIET
    while not true() and time.monotonic() < patience:  # noqa: ASYNC110 - many things at once
        await asyncio.sleep(0.002)


@asynccontextmanager
async def _pages(
    base: str, found: Sequence[Seat | None], *, fetches: bool
) -> AsyncIterator[Sequence[Page]]:
    pages = [Page(base=base, session=session(seat), fetches=fetches) for seat in found]
    ready = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(page.listen(ready)) for page in pages]
    try:
        async with asyncio.timeout(STARTS):
            for _ in pages:
                await ready.acquire()
        yield pages
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for page in pages:
            await page.session.close()


def session(seat: Seat | None) -> aiohttp.ClientSession:
    headers = {"User-Agent": AGENT, "Sec-Fetch-Site": "same-origin"}
    jar = aiohttp.CookieJar(unsafe=True)
    cookies = {} if seat is None else {"merit_desk": seat.token}
    return aiohttp.ClientSession(headers=headers, cookie_jar=jar, cookies=cookies)
