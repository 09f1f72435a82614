"""A bot as a process of its own: started on one core, measured from /proc, always ended."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.machine import TICKS, on_core

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 8.0
LOOK_SECONDS = 0.02
LOG_LINES = 6


class DidNotStartError(Exception):
    """A bot ended or stayed silent before it could be measured."""


@dataclass(frozen=True, slots=True)
class Running:
    """A started process and the processes it has started."""

    popen: subprocess.Popen[bytes]
    log: Path

    def pids(self) -> Iterator[int]:
        """Return its id and the ids of all processes below it."""
        waiting = [self.popen.pid]
        while waiting:
            pid = waiting.pop()
            yield pid
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                with suppress(OSError):
                    waiting.extend(int(child) for child in children.read_text().split())

    def cpu_seconds(self) -> float:
        """Return the CPU time of all of them so far, user and system."""
        return sum(map(_cpu_seconds, self.pids()))

    def memory_mb(self, field: str = "VmRSS") -> float:
        """Return their resident memory in MB; with the field `VmHWM` the most there ever was."""
        return sum(_status_kb(pid, field) for pid in self.pids()) / 1024

    def last_words(self) -> str:
        """Return the last lines it wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES:])

    def check_alive(self) -> None:
        """Raise DidNotStartError if it has ended."""
        if (code := self.popen.poll()) is not None:
            raise DidNotStartError(f"it ended with code {code}:\n{self.last_words()}")


@asynccontextmanager
async def started(
    command: tuple[str, ...], environment: dict[str, str], core: int, log: Path
) -> AsyncIterator[Running]:
    """Run a command on one core, in the folder of its log; it and its children end with the block."""
    with log.open("wb") as output, on_core(core):
        popen = subprocess.Popen(  # noqa: ASYNC220 - the bench's own commands
            command,
            env=_surroundings() | environment,
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield Running(popen, log)
    finally:
        try:
            await _ask_to_end(popen)
        finally:
            _kill(popen)


async def answers(running: Running, port: int, path: str | None, seconds: float) -> None:
    """Wait until a port is open, or a GET of the path gives 200; raise DidNotStartError otherwise."""
    try:
        async with asyncio.timeout(seconds):
            while not await _is_ready(port, path):
                running.check_alive()
                await asyncio.sleep(LOOK_SECONDS)
    except TimeoutError:
        words = running.last_words()
        raise DidNotStartError(f"silent for {seconds:.0f} s on port {port}:\n{words}") from None


def _surroundings() -> dict[str, str]:
    """Return this process's variables without settings of the developer's own Merit.

    Bots run in their data folder, so that no file of settings is found there either.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MERIT_", "TELEGRAM_"))
    }
    return kept | {"PYTHONPATH": str(ROOT)}


async def _is_ready(port: int, path: str | None) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        if path is None:
            return True
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        return b" 200 " in await asyncio.wait_for(reader.readline(), 2)
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()


async def _ask_to_end(popen: subprocess.Popen[bytes]) -> None:
    """Let a bot end by itself, its calls to the Bot API answered meanwhile."""
    with suppress(ProcessLookupError):
        os.killpg(popen.pid, signal.SIGTERM)
    for _ in range(round(STOP_SECONDS / LOOK_SECONDS)):
        if popen.poll() is not None:
            break
        await asyncio.sleep(LOOK_SECONDS)


def _kill(popen: subprocess.Popen[bytes]) -> None:
    """End what is left of a bot's session, without waiting for the event loop."""
    with suppress(ProcessLookupError):
        os.killpg(popen.pid, signal.SIGKILL)
    popen.wait(STOP_SECONDS)


def _cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _status_kb(pid: int, field: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(field + ":")), 0)
