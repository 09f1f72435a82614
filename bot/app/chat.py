"""`merit chat`: the same dialogue in a terminal, on the same database, also beside a running Merit."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from bot import logs
from bot.app.parts import content_of, dialogue, in_loop, opened
from bot.app.searching import indexing
from bot.settings import Settings
from bot.terminal.reading import typed_lines
from bot.terminal.talk import talk


def chat(settings: Settings, *, person: str, as_json: bool, files: Path | None) -> None:
    """Talk as `person` until the input ends."""
    logs.configure(as_json=settings.log == "json")
    in_loop(_chat(settings, person=person, as_json=as_json, files=files))


async def _chat(settings: Settings, *, person: str, as_json: bool, files: Path | None) -> None:
    library = content_of(settings)
    async with opened(settings) as parts:
        talking = dialogue(parts, library)
        looking = asyncio.create_task(indexing(parts, talking, builds=False).run())
        try:
            await talk(
                talking.receiver,
                talking.conversations,
                typed_lines(sys.stdin),
                _write,
                address=person,
                as_json=as_json,
                files=files,
            )
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()
