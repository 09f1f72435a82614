"""A JPEG that stays as it is, dot by dot, without what it says besides: for pictures inside a PDF."""

import re
import struct
from collections.abc import Iterator

_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_ADOBE = 0xEE
"""The one note that changes how the colours are read."""
_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE}) - {_ADOBE}
"""Marks of segments that are not drawn: place, camera, preview, profile, remarks."""
_MARK = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""What ends the dots of a scan."""


class BrokenJpegError(ValueError):
    """It is no JPEG, or ends too early."""


def bare_jpeg(content: bytes) -> bytes:
    """Return the picture without notes and without what hangs on behind it; raise BrokenJpegError."""
    if not content.startswith(_START):
        raise BrokenJpegError
    return _START + b"".join(_segments(content)) + _END


def _segments(content: bytes) -> Iterator[bytes]:
    at, kind = _next(content, len(_START))
    while kind != _END[1]:
        if at + 4 > len(content):
            raise BrokenJpegError
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(content):  # noqa: PLR2004 - the length counts itself
            raise BrokenJpegError
        following, after = _next(content, end)
        if kind == _SCAN:
            end = following
        if kind not in _NOTES:
            yield content[at:end]
        at, kind = following, after


def _next(content: bytes, start: int) -> tuple[int, int]:
    """Return where the next mark begins, and which it is."""
    found = _MARK.search(content, start)
    if found is None:
        raise BrokenJpegError
    return found.start(1) - 1, found[1][0]


def bare_jpeg_2000(content: bytes) -> bytes:
    """Return a JPEG 2000 with its dots and colours only; raise BrokenJpegError."""
    if content.startswith(b"\xff\x4f\xff\x51"):
        return content
    if not content.startswith(b"\x00\x00\x00\x0cjP  "):
        raise BrokenJpegError
    return b"".join(_boxes(content))


_DRAWN = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})


def _boxes(content: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if length == 1 and at + 16 <= len(content):
            (length,) = struct.unpack_from(">Q", content, at + 8)
        end = at + length if length else len(content)
        if end < at + 8 or end > len(content):
            raise BrokenJpegError
        if kind in _DRAWN:
            yield content[at:end]
        at = end
