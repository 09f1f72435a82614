"""HTTP/1.1 as bytes: just enough to speak it fast from both sides of the bots."""

import re

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:\s*chunked", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection:\s*close", re.IGNORECASE)


def split_message(buffer: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Return head, body and what follows of the first message in a buffer, None if it is not whole.

    A message with neither a length nor chunks has no body.
    """
    end = buffer.find(END_OF_HEAD)
    if end < 0:
        return None
    head, start = buffer[:end], end + len(END_OF_HEAD)
    if length := LENGTH.search(head):
        stop = start + int(length[1])
        return (head, buffer[start:stop], buffer[stop:]) if len(buffer) >= stop else None
    if CHUNKED.search(head):
        return _join_chunks(head, buffer, start)
    return head, b"", buffer[start:]


def _join_chunks(head: bytes, buffer: bytes, start: int) -> tuple[bytes, bytes, bytes] | None:
    parts: list[bytes] = []
    while (line_end := buffer.find(b"\r\n", start)) >= 0:
        size = int(buffer[start:line_end].split(b";")[0], 16)
        start = line_end + 2 + size + 2
        if len(buffer) < start:
            return None
        if size == 0:
            return head, b"".join(parts), buffer[start:]
        parts.append(buffer[line_end + 2 : start - 2])
    return None


def status_of(head: bytes) -> int:
    """Return the status code of a response's head."""
    return int(head[9:12])


def path_of(head: bytes) -> bytes:
    """Return the path of a request's head."""
    return head.split(b" ", 2)[1]


def closes(head: bytes) -> bool:
    """Return whether the sender of this head will close the connection."""
    return CLOSES.search(head) is not None
