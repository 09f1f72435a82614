"""Running the program that cleans a file: it knows no secret of ours, and is ended when it takes too long."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import bot
from bot.scrub.outcome import Outcome

SECONDS = 15.0
HOME = Path(bot.__file__).parent.parent
"""The folder our package lies in."""
_NEEDED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG")


async def cleaned_apart(
    content: bytes, *, seconds: float = SECONDS, home: Path = HOME
) -> tuple[Outcome, bytes]:
    """Return what became of a file, and the clean one."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "bot.scrub"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env={name: os.environ[name] for name in _NEEDED if name in os.environ}
        | {"PYTHONPATH": str(home)},
    )
    try:
        async with asyncio.timeout(seconds):
            clean, _ = await process.communicate(content)
    except TimeoutError:
        return Outcome.UNREADABLE, b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        return Outcome(process.returncode or 0), clean
    except ValueError:
        return Outcome.UNREADABLE, b""
