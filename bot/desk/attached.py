"""A form that may bring a file: read as it comes, never more than allowed, and never written to a disk."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import BodyPartReader, MultipartReader, hdrs, web
from multidict import MultiDict

AT_ONCE = 3
"""Files read at the same time; the others wait."""
SECONDS = 120.0
"""How long a file may be on its way."""
LONGEST_FIELD = 40_000
"""Bytes of a field of words."""
MOST_PARTS = 20
PATIENCE = 4
"""Times the allowed size that is read, and thrown away, so that a browser hears that its file is too large."""

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file of a form; one that is too large has one byte more than allowed."""

    name: str
    content: bytes


class Forms:
    """Reads forms with a file of at most `most` bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._reading = asyncio.Semaphore(AT_ONCE)

    async def read(self, request: web.Request) -> tuple[Fields, Attached | None]:
        """Return the fields of a form and its file, if one was chosen; raise 400, 408 or 413 for what is none."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._parts(await request.multipart())
        except (ValueError, AssertionError, LookupError):
            raise web.HTTPBadRequest from None
        except TimeoutError:
            raise web.HTTPRequestTimeout from None

    async def _parts(self, reader: MultipartReader) -> tuple[Fields, Attached | None]:
        words: MultiDict[str] = MultiDict()
        file: Attached | None = None
        for _ in range(MOST_PARTS):
            part = await reader.next()
            if part is None:
                return {name: words.getall(name) for name in words}, file
            if isinstance(part, MultipartReader) or part.name is None:
                raise ValueError
            if part.filename is None:
                words.add(part.name, (await _some(part, LONGEST_FIELD)).decode("utf-8", "replace"))
                continue
            async with self._reading:  # only files wait for each other, never somebody's words
                content = await _some(part, self.most)
            file = Attached(name=part.filename, content=content) if content else file
        raise ValueError


async def _some(part: BodyPartReader, most: int) -> bytes:
    """Return the bytes of a part, at most one more than `most`; what comes behind them is thrown away."""
    found, length = bytearray(), 0
    while chunk := await part.read_chunk():
        length += len(chunk)
        found += chunk[: most + 1 - len(found)]
        if length > most * PATIENCE:
            raise web.HTTPRequestEntityTooLarge(max_size=most, actual_size=length)
    return bytes(found)


def brings_file(request: web.Request) -> bool:
    """Whether the request is a form that may bring a file."""
    return request.headers.get(hdrs.CONTENT_TYPE, "").startswith("multipart/form-data")
