"""The webhook: Telegram brings updates over HTTP and gets its 200 only when they are durable."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.json_bytes import from_json
from bot.logs import logger
from bot.telegram.intake import UpdateIntake

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_BYTES = 1 << 20
_RETRY_AFTER = "5"
PLACE = "/telegram/"
_HEADERS = {405: {"Allow": "POST"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where Telegram brings updates: the public address, its path, and the secret that comes along."""

    url: str = field(repr=False)
    path: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def host(self) -> str:
        """The public name, fit for messages."""
        return urlsplit(self.url).netloc


def endpoint(public_url: str, seed: bytes) -> Endpoint:
    """Return the endpoint under `public_url`; path and secret follow from `seed` (32 secret bytes).

    The same seed gives the same endpoint after a restart and in several processes.
    """
    path = PLACE + hmac.new(seed, b"path", hashlib.sha256).hexdigest()[:32]
    secret = hmac.new(seed, b"secret", hashlib.sha256).hexdigest()
    return Endpoint(url=public_url.rstrip("/") + path, path=path, secret=secret)


class Webhook:
    """The handler of one bot's endpoint."""

    def __init__(self, updates: UpdateIntake, at: Endpoint) -> None:
        self._updates = updates
        self._at = at
        self._secret = at.secret.encode()

    def routes(self) -> list[web.RouteDef]:
        """Return the route for the web server; every method, so that a wrong one gets its 405."""
        return [web.route("*", self._at.path, self.handle)]

    async def handle(self, request: web.Request) -> web.Response:
        """Answer 200 once the update is durable, 503 when it is to be sent again, else 4xx."""
        if (status := self._refusal(request)) is not None:
            return _refused(status)
        body = await _read(request)
        if body is None:
            return _refused(413)
        try:
            update = _parsed(body)
        except ValueError:
            return _refused(400)  # damaged on its way: Telegram sends it again
        try:
            query_id = await self._updates.take(update, body)
        except Exception as error:  # noqa: BLE001 - whatever it is, Telegram keeps the update and comes again
            logger.warning("telegram_webhook_deferred", error=type(error).__name__)
            return web.Response(status=503, headers={"Retry-After": _RETRY_AFTER})
        return _accepted(query_id)

    def _refusal(self, request: web.Request) -> int | None:
        """Return the status to refuse the request with before its body is read."""
        if request.method != "POST":
            return 405
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return 401
        if request.content_type != "application/json" or "Content-Encoding" in request.headers:
            return 415
        return 413 if (request.content_length or 0) > MOST_BYTES else None


async def _read(request: web.Request) -> bytes | None:
    """Return the body, or None when there is more than MOST_BYTES of it."""
    body = bytearray()
    while chunk := await request.content.readany():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _parsed(body: bytes) -> Any:
    """Return the JSON value; None, which nobody can handle, if it is JSON but too odd to be built."""
    try:
        return from_json(body)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except (ValueError, RecursionError):  # a number of thousands of digits, lists within lists
        return None


def _refused(status: int) -> web.Response:
    logger.info("telegram_webhook_refused", status=status)
    return web.Response(status=status, headers=_HEADERS.get(status))


def _accepted(query_id: str | None) -> web.Response:
    """Return the 200; a press is answered in it (Telegram executes a method named in the reply)."""
    if query_id is None:
        return web.Response()
    return web.json_response({"method": "answerCallbackQuery", "callback_query_id": query_id})
