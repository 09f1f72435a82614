"""Merit as its operator runs it: a process of its own, with settings and a data folder."""

import asyncio
import os
import re
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
PATIENCE = 45.0


@dataclass
class Merit:
    """`merit run` with the shipped content; `said` is what it printed and logged."""

    settings: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    said: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None

    @classmethod
    def at(cls, data: Path, **settings: str) -> "Merit":
        """Merit with its data below `data`, on a free port."""
        return cls(
            {
                "MERIT_DATA": str(data),
                "MERIT_PORT": "0",
                "MERIT_SEARCH": "off",
                "TELEGRAM_CHAT_RATE": "0",
                **settings,
            }
        )

    async def starts(self) -> None:
        """Start and wait until it says where it is."""
        ours = {k: v for k, v in os.environ.items() if not k.startswith(("MERIT_", "TELEGRAM_"))}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env=ours | self.settings | {"PYTHONUNBUFFERED": "1"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())
        await self.says("Merit is running")

    async def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.said.append(line.decode().rstrip())

    async def says(self, part: str) -> str:
        """Wait for a line with `part` in it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for line in self.said:
                    if part in line:
                        return line
                if self._reading is not None and self._reading.done():
                    raise AssertionError("Merit ended: " + "\n".join(self.said))
                await asyncio.sleep(0.02)

    @property
    def base(self) -> str:
        """The address it printed."""
        match = next(filter(None, (ADDRESS.search(line) for line in reversed(self.said))))
        return f"http://127.0.0.1:{match[1]}"

    async def stops(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and return its exit status."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        async with asyncio.timeout(PATIENCE):
            status = await self.process.wait()
            if self._reading is not None:
                await self._reading
        return status

    async def restarts_at_the_same_place(self) -> None:
        """End it and start it again on the port it had."""
        await self.stops()
        self.settings["MERIT_PORT"] = self.base.rpartition(":")[2]
        self.said.clear()
        await self.starts()

    async def run_to_its_end(self) -> tuple[int, str]:
        """Run a start that is expected to be refused; return status and words."""
        with suppress(AssertionError):
            await self.starts()
        assert self.process is not None
        async with asyncio.timeout(PATIENCE * 3):
            status = await self.process.wait()
        return status, "\n".join(self.said)
