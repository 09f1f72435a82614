"""Taking a file: fetched by its channel, judged by its bytes, cleaned in a thread, named by chance."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from bot.core import phrases
from bot.core.message import ChannelName, Upload
from bot.core.text import Text
from bot.scrub.images import NotAnImageError, clean_image
from bot.scrub.pdfs import BEGINNING, LockedPdfError, NotAPdfError, clean_pdf
from bot.service.ports import KeptFile

Fetch = Callable[[str], Awaitable[bytes | None]]
"""Gets a file by the channel's reference; None when it cannot be had now."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubber:
    """Takes files of the channels it can fetch from (`Files` of the service); one is cleaned at a time."""

    fetch: Mapping[ChannelName, Fetch]
    megabytes: int
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take(self, channel: ChannelName, upload: Upload) -> KeptFile | Text:
        """Return the file without its metadata, or what to tell the person."""
        too_large = phrases.FILE_TOO_LARGE.with_values(size=self.megabytes)
        if upload.size > self.megabytes * MEGABYTE:
            return too_large
        fetch = self.fetch.get(channel)
        content = None if fetch is None else await fetch(upload.ref)
        if content is None:
            return phrases.FILE_NOT_FETCHED
        if len(content) > self.megabytes * MEGABYTE:
            return too_large
        async with self._one:
            return await asyncio.to_thread(cleaned, content)


def cleaned(content: bytes) -> KeptFile | Text:
    """Return the file to keep, or why it is not kept."""
    id_ = f"f_{token_hex(8)}"
    try:
        if content.startswith(BEGINNING):
            return KeptFile(id=id_, media_type="application/pdf", content=clean_pdf(content))
        return KeptFile(id=id_, media_type="image/jpeg", content=clean_image(content))
    except LockedPdfError:
        return phrases.FILE_ENCRYPTED
    except (NotAPdfError, NotAnImageError):
        return phrases.FILE_UNREADABLE
