"""The memory of the whole bot: `python -m bot run` with the browser chat, its index built, after some questions."""

import asyncio
import secrets
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

import aiohttp

from bench.machine import cores
from bench.ports import free_ports
from bench.process import DidNotStartError, Running, answers, started

COMMAND = (sys.executable, "-m", "bot", "run")
READY_SECONDS = 60
INDEX_SECONDS = 600
READING_SECONDS = 15
LOOK = 0.5


def memory_of_the_bot(questions: Sequence[str]) -> dict[str, float]:
    """Return its memory in MB before the index, at the most, with the index, and after the questions.

    The first start builds the index, with the vectors that are shipped; the second one reads it.
    """
    with tempfile.TemporaryDirectory() as folder:
        first = asyncio.run(_measured(Path(folder), questions))
        second = asyncio.run(_measured(Path(folder), questions))
    return first | {f"second start: {name}": value for name, value in second.items()}


async def _measured(folder: Path, questions: Sequence[str]) -> dict[str, float]:
    (port,), log = free_ports(1), folder / "log"
    environment = {
        "MERIT_DATA": str(folder),
        "MERIT_PORT": str(port),
        "MERIT_LOG": "json",
        "XDG_CACHE_HOME": str(folder),
    }
    async with started(COMMAND, environment, cores().bot, log) as running:
        await answers(running, port, "/readyz", READY_SECONDS)
        found = {"before the index": running.memory_mb()}
        found |= await _until_indexed(running)
        await _ask(port, questions)
        searched = await _metric(port, "merit_search_seconds_count")
        return found | {"after the questions": running.memory_mb(), "searched": searched}


async def _until_indexed(running: Running) -> dict[str, float]:
    """Return the most memory all processes had together until the index was there, and how long that took."""
    most, began = 0.0, time.monotonic()
    while not _indexed(running.log.read_text(), time.monotonic() - began):
        most = max(most, running.memory_mb())
        running.check_alive()
        if time.monotonic() - began > INDEX_SECONDS:
            raise DidNotStartError("there is no index: " + running.last_words())
        await asyncio.sleep(LOOK)
    took = time.monotonic() - began
    await asyncio.sleep(4 * LOOK)
    return {
        "at the most, with the process that builds": most,
        "seconds until the index was there": took,
        "with the index": running.memory_mb(),
    }


def _indexed(log: str, seconds: float) -> bool:
    """Whether the index was built, or, nothing being built, has been read."""
    return "index_ready" in log or ("index_begun" not in log and seconds > READING_SECONDS)


async def _ask(port: int, questions: Sequence[str]) -> None:
    headers = {
        "Cookie": f"merit_person={secrets.token_urlsafe(32)}",
        "Sec-Fetch-Site": "same-origin",
    }
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", headers=headers) as session:
        for text in ("/menu", *questions):
            message = {"id": str(uuid.uuid4()), "text": text}
            async with session.post("/chat/messages", json=message) as response:
                response.raise_for_status()
            await asyncio.sleep(LOOK)


async def _metric(port: int, name: str) -> float:
    async with (
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
        session.get("/metrics") as response,
    ):
        lines = (await response.text()).splitlines()
    return next((float(line.split()[1]) for line in lines if line.startswith(name)), 0.0)
