"""Photos and documents from a page: read as they come, never more than allowed, held in memory for one turn only."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

from aiohttp import BodyPartReader, MultipartReader, hdrs, web

from bot.core.message import ChannelName, FileKind, InboundMessage, Upload
from bot.web.identity import Visitor
from bot.web.incoming import Unreadable

AT_ONCE = 3
"""Files read at the same time; the others wait."""
SECONDS = 120.0
"""How long a file may be on its way: with 200 kilobits a second that is three megabytes."""
LONGEST_ID = 80
PATIENCE = 4
"""Times the allowed size that is read, and thrown away, so that a browser hears that its file is too large."""

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class Uploads:
    """Files on their way from a browser to the turn that asks for them, of at most `most` bytes each."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: dict[str, bytes] = {}
        self._reading = asyncio.Semaphore(AT_ONCE)

    async def fetch(self, ref: str, most: int) -> bytes | None:
        """Return a file that is held; none of one that has more than `most` bytes."""
        content = self._held.get(ref)
        return b"" if content is not None and len(content) > most else content

    async def read(self, request: web.Request) -> tuple[str, bytes]:
        """Return the id and the file of a form; one that is too large has one byte more than allowed.

        Raises Unreadable, or 413 when it does not end.
        """
        try:
            async with self._reading, asyncio.timeout(SECONDS):
                return await self._parts(request)
        except (ValueError, AssertionError, LookupError) as error:
            raise Unreadable("Send one form with `id` and `file`.") from error
        except TimeoutError:
            raise web.HTTPRequestTimeout from None

    async def _parts(self, request: web.Request) -> tuple[str, bytes]:
        client_id, content = "", b""
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if isinstance(part, MultipartReader):
                raise Unreadable("Send one form with `id` and `file`.")
            if part.name == "id":
                client_id = (await self._some(part, LONGEST_ID)).decode("ascii", "replace")
            elif part.name == "file":
                content = await self._some(part, self.most)
        if not _ID.fullmatch(client_id) or not content:
            raise Unreadable("Send one form with `id` and `file`.")
        return client_id, content

    async def _some(self, part: BodyPartReader, most: int) -> bytes:
        """Return the bytes of a part, at most one more than `most`; what comes behind them is thrown away."""
        found, length = bytearray(), 0
        while chunk := await part.read_chunk():
            length += len(chunk)
            found += chunk[: most + 1 - len(found)]
            if length > most * PATIENCE:
                raise web.HTTPRequestEntityTooLarge(max_size=most, actual_size=length)
        return bytes(found)

    @contextmanager
    def held(
        self, client_id: str, content: bytes, visitor: Visitor, language: str
    ) -> Iterator[InboundMessage]:
        """Yield the message that brings the file, which is forgotten afterwards."""
        ref = token_hex(16)
        self._held[ref] = content
        upload = Upload(kind=FileKind.DOCUMENT, ref=ref, size=len(content))
        try:
            yield InboundMessage(
                channel=ChannelName.WEB,
                address=visitor.address,
                update_id=client_id,
                content=upload,
                language_hint=language,
            )
        finally:
            del self._held[ref]


def is_upload(request: web.Request) -> bool:
    """Whether the request brings a form with a file."""
    return request.headers.get(hdrs.CONTENT_TYPE, "").startswith("multipart/form-data")
