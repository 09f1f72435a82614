"""What is typed, line by line, without stopping everything else."""

import asyncio
from collections.abc import AsyncIterator
from threading import Thread
from typing import TextIO


async def typed_lines(stream: TextIO) -> AsyncIterator[str]:
    """Yield the lines of `stream` without their ends until it is at its end.

    A thread waits for them: a terminal cannot be waited for otherwise everywhere. It ends with the program.
    """
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def put(line: str | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def read() -> None:
        for line in stream:
            put(line.rstrip("\r\n"))
        put(None)

    Thread(target=read, name="typed-lines", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line
