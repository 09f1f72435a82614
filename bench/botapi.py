"""The Bot API the bots of the bench talk to: answers every call, hears every message, adds latency."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from bench.wire import path_of, split_message

TOKEN = f"1000:{'bench' * 7}"  # of no bot anywhere
ME = {"id": 1000, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
ME |= {"can_join_groups": False, "can_read_all_group_messages": False}
ME |= {
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
FORM_FIELD = re.compile(rb'name="(\w+)".*?\r\n\r\n(.*?)\r\n--', re.DOTALL)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
MESSAGES = frozenset({"sendmessage", "editmessagetext"})
HOOK_INFO = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
FIXED: dict[str, object] = {
    "getme": ME,
    "getwebhookinfo": HOOK_INFO,
    "getmycommands": [],
    "getupdates": [],
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
    "getmyname": {"name": "Bench"},
}
"""Results by method in small letters; every other method returns true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where a bot wants its updates, and the secret it wants with them."""

    path: str
    secret: str


class BotApi:
    """A Bot API server on a free local port; `latency` seconds pass before each answer to a message."""

    def __init__(self, hear: Callable[[int, str], None]) -> None:
        """Call `hear` with the chat and the text of each sendMessage, the moment it has arrived."""
        self.hear = hear
        self.latency = 0.0
        self.calls: Counter[str] = Counter()
        self.hook: Hook | None = None
        self._server: asyncio.Server
        self._messages = 0

    async def open(self) -> str:
        """Listen and return the base address, without a slash at its end."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def result(self, method: str, head: bytes, body: bytes) -> bytes:
        """Return the JSON answer to a call."""
        self.calls[method] += 1
        if method in MESSAGES:
            return self._message(_fields(head, body))
        if method == "setwebhook":
            fields = _fields(head, body)
            self.hook = Hook(
                path=urlsplit(str(fields["url"])).path, secret=str(fields.get("secret_token", ""))
            )
        return json.dumps({"ok": True, "result": FIXED.get(method, True)}).encode()

    def _message(self, fields: dict[str, object]) -> bytes:
        chat, text = int(str(fields["chat_id"])), str(fields["text"])
        self.hear(chat, text)
        self._messages += 1
        message = {
            "message_id": self._messages,
            "from": ME,
            "chat": {"id": chat, "type": "private", "first_name": "Person"},
            "date": int(time.time()),
            "text": text,
        }
        return json.dumps({"ok": True, "result": message}).encode()


class _Connection(asyncio.Protocol):
    """One connection of a bot."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._rest = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports only behave like asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while found := split_message(self._rest):
            head, body, self._rest = found
            method = path_of(head).rpartition(b"/")[2].partition(b"?")[0].decode().lower()
            self._answer(method, self._api.result(method, head, body))

    def _answer(self, method: str, body: bytes) -> None:
        whole = HEAD % len(body) + body
        if self._api.latency and method in MESSAGES:
            asyncio.get_running_loop().call_later(self._api.latency, self._write, whole)
        else:
            self._transport.write(whole)

    def _write(self, whole: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(whole)


def _fields(head: bytes, body: bytes) -> dict[str, object]:
    """Return the parameters of a call, whichever of the three forms its body has."""
    if body.startswith(b"{"):
        fields: dict[str, object] = json.loads(body)
        return fields
    if b"multipart/form-data" in head.lower():
        return {name.decode(): value.decode() for name, value in FORM_FIELD.findall(body)}
    return dict(parse_qsl(body.decode()))
