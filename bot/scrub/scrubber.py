"""Taking a file: fetched by its channel, judged by its bytes, cleaned in a program of its own, named by chance."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from bot.core import phrases
from bot.core.message import ChannelName, Upload
from bot.core.text import Text
from bot.scrub.apart import cleaned_apart
from bot.scrub.outcome import Outcome
from bot.service.files import file_id
from bot.service.ports import KeptFile

Fetch = Callable[[str, int], Awaitable[bytes | None]]
"""Gets a file by the channel's reference, no bytes of one that has more than the given number; None when it cannot be
had now."""

MEGABYTE = 1_000_000
KILOBYTE = 1_000
AT_ONCE = 3
"""Files fetched at the same time."""

_MEDIA = {Outcome.PHOTO: "image/jpeg", Outcome.DOCUMENT: "application/pdf"}
_REFUSED = {
    Outcome.LOCKED: phrases.FILE_ENCRYPTED,
    Outcome.UNREADABLE: phrases.FILE_UNREADABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubber:
    """Takes files of the channels it can fetch from (`Files` of the service); one is cleaned at a time."""

    fetch: Mapping[ChannelName, Fetch]
    megabytes: int
    _fetching: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _cleaning: asyncio.Lock = field(default_factory=asyncio.Lock)

    def takes(self, channel: ChannelName) -> bool:
        """Whether files can be sent over this channel."""
        return channel in self.fetch

    async def raw(self, channel: ChannelName, upload: Upload, *, most: int) -> bytes | None:
        """Return a file as it was sent, for a reader that trusts none of it; None when it cannot be had."""
        fetch = self.fetch.get(channel)
        if fetch is None or upload.size > most:
            return None
        async with self._fetching:
            content = await fetch(upload.ref, most)
        return content if content is not None and 0 < len(content) <= most else None

    async def take(self, channel: ChannelName, upload: Upload, *, room: int) -> KeptFile | Text:
        """Return the file without its metadata if it has at most `room` kilobytes, or what to tell the person."""
        most = self.megabytes * MEGABYTE
        if upload.size > most:
            return phrases.FILE_TOO_LARGE.with_values(size=self.megabytes)
        fetch = self.fetch.get(channel)
        async with self._fetching:
            content = None if fetch is None else await fetch(upload.ref, most)
            if content is None:
                return phrases.FILE_NOT_FETCHED
            return await self.clean(content, room=room)

    async def clean(self, content: bytes, *, room: int) -> KeptFile | Text:
        """Return a file that is at hand without its metadata, as `take` does."""
        most = self.megabytes * MEGABYTE
        too_large = phrases.FILE_TOO_LARGE.with_values(size=self.megabytes)
        if not 0 < len(content) <= most:
            return too_large
        async with self._cleaning:
            outcome, clean = await cleaned_apart(content)
        if outcome in _REFUSED:
            return _REFUSED[outcome]
        if len(clean) > most:
            return too_large
        if len(clean) > room * KILOBYTE:
            return phrases.NO_ROOM
        id_ = file_id(token_hex(8), len(clean))
        return KeptFile(id=id_, media_type=_MEDIA[outcome], content=clean)
