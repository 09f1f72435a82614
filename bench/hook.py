"""One connection to a bot's webhook, and the updates that go over it."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from typing import cast

from bench.crowd import Person
from bench.wire import closes, split_message, status_of

CLOSED = 0
"""The status given for a connection that the bot closed."""
COMMAND = [{"type": "bot_command", "offset": 0, "length": len("/start")}]
REQUEST = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    "X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
)
update_ids = itertools.count(int(time.time()))
"""Ids of updates: never the same twice in one bench, so that no bot takes one for a repetition."""


class Line(asyncio.Protocol):
    """One connection, one request at a time; it is not opened again when the bot closes it."""

    def __init__(self) -> None:
        """Wait to be connected."""
        self._rest = b""
        self._done: Callable[[int], None] | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        # uvloop's transports only behave like asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def send(self, request: bytes, done: Callable[[int], None]) -> None:
        """Send a request; `done` is called once with the status."""
        self._done = done
        if self._transport.is_closing():
            self._end(CLOSED)
        else:
            self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Take bytes of the response."""
        self._rest += data
        if found := split_message(self._rest):
            head, _, self._rest = found
            self._end(CLOSED if closes(head) else status_of(head))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """End the request that was under way."""
        self._end(CLOSED)

    def close(self) -> None:
        """Close the connection; nobody is told."""
        self._done = None
        self._transport.close()

    def _end(self, status: int) -> None:
        done, self._done = self._done, None
        if done is not None:
            done(status)


def request_start(*, port: int, path: str, secret: str) -> bytes:
    """Return a webhook request up to the number of its length."""
    return REQUEST.format(path=path, port=port, secret=secret).encode()


def request(start: bytes, body: bytes) -> bytes:
    """Return a whole webhook request."""
    return b"%s%d\r\n\r\n%s" % (start, len(body), body)


def update(person: Person, text: str) -> bytes:
    """Return a Telegram update with one text of one person in a private chat."""
    who = {"id": person.id, "first_name": f"Person{person.id}"}
    message: dict[str, object] = {
        "message_id": person.messages,
        "from": {**who, "is_bot": False, "language_code": "en"},
        "chat": {**who, "type": "private"},
        "date": int(time.time()),
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = COMMAND
    return json.dumps({"update_id": next(update_ids), "message": message}).encode()
