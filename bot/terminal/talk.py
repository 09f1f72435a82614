"""A conversation in a terminal, from the first line read to the last one written."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from bot.core.message import ChannelName, Command, Content, InboundMessage
from bot.service.ports import Conversations, Intake, StoreError
from bot.terminal.faces import Face, JsonFace, PlainFace, Problem, Write
from bot.terminal.kept import Kept

_LOOK_AGAIN = 60.0
"""Seconds after which it is looked for news without having been told of any."""
_NOT_SAVED = Problem(
    "Merit could not save this, so nothing has changed.", "Send the same again in a moment."
)


async def talk(  # noqa: PLR0913 - the parts of a conversation, wired in one place
    intake: Intake,
    conversations: Conversations,
    lines_in: AsyncIterator[str],
    write: Write,
    *,
    address: str,
    as_json: bool,
    files: Path | None = None,
) -> None:
    """Talk with the person at `address` until `lines_in` ends.

    `write` gets pieces of text with their line ends. With `as_json` these are JSON lines both ways; else files go to
    the folder `files`. Lines that make no sense are answered and do not end the conversation.
    """
    face: Face = JsonFace(write) if as_json else PlainFace(write, files)
    kept = Kept(conversations, address)
    table = _Table(intake, kept, face)
    if face.begins(await kept.news()):
        await table.says(Command(name="start"))
    await table.tells()
    async for line in table.heard(lines_in):
        if line.strip():
            await table.takes(line)
        await table.tells()


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the person and Merit sit."""

    intake: Intake
    kept: Kept
    face: Face

    async def heard(self, lines_in: AsyncIterator[str]) -> AsyncIterator[str]:
        """Yield the lines that come in; what Merit says unasked is shown while nothing does."""
        reading = asyncio.ensure_future(_next(lines_in))
        while True:
            ringing = asyncio.ensure_future(self.kept.changed(_LOOK_AGAIN))
            try:
                await asyncio.wait({reading, ringing}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ringing.cancel()
            if not reading.done():
                await self.tells(unasked=True)
                continue
            line = reading.result()
            if line is None:
                return
            yield line
            reading = asyncio.ensure_future(_next(lines_in))

    async def tells(self, *, unasked: bool = False) -> None:
        """Show what is new; `unasked`, only if there is something."""
        try:
            news = await self.kept.news()
        except StoreError:
            news = ()  # looked for again after the next line or a while
        if news or not unasked:
            self.face.shows(news)
            self.face.waits()

    async def takes(self, line: str) -> None:
        """Hand one line over, or say why it cannot be."""
        try:
            await self.says(self.face.reads(line, self.kept))
        except Problem as problem:
            self.face.complains(problem)
        except StoreError:
            self.face.complains(_NOT_SAVED)

    async def says(self, content: Content) -> None:
        """Hand over what the person said and return when it is durable."""
        message = InboundMessage(
            channel=ChannelName.TERMINAL,
            address=self.kept.address,
            update_id=str(uuid4()),
            content=content,
        )
        await self.intake.receive(message)


async def _next(lines_in: AsyncIterator[str]) -> str | None:
    return await anext(lines_in, None)
