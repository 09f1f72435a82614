"""The way HTTP requests reach a Bot API server: aiohttp behind python-telegram-bot's request interface."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.json_bytes import from_json, to_json

_JSON = {"Content-Type": "application/json"}
_PARAMETERS = ("retry_after", "migrate_to_chat_id")


class NotConnected(NetworkError):
    """No connection could be made: the server has certainly not seen the request."""


class UnreadableAnswer(TelegramError):
    """The server's answer is not a JSON object; `body` holds it and belongs into no log."""

    def __init__(self, body: bytes) -> None:
        super().__init__("The Bot API server's answer cannot be read")
        self.body = body


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a request may take, in seconds: to get a connection, to be written, to be answered."""

    connect: float = 10.0
    write: float = 10.0
    read: float = 20.0


class AiohttpRequest(BaseRequest):
    """Requests over one pool of at most `connections` connections.

    Raises `NotConnected` when the server cannot have seen the request, `TimedOut` when it may have
    done what was asked, `NetworkError` for other faults. No error's text holds an address or a token.
    """

    def __init__(self, *, connections: int = 100, patience: Patience | None = None) -> None:
        self._connections = connections
        self._patience = patience or Patience()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The seconds an answer may take unless a call says otherwise."""
        return self._patience.read

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # Shorter than servers' own (75 s at Telegram), so that a reused connection is alive.
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=30),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "Merit"},
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer as a dict; unlike python-telegram-bot's own, never log it."""
        try:
            answer = from_json(payload)
        except (ValueError, RecursionError):
            raise UnreadableAnswer(payload) from None
        if not isinstance(answer, dict) or not _is_answer(answer):
            raise UnreadableAnswer(payload)
        if "parameters" in answer:
            answer["parameters"] = _understood(answer["parameters"])
        return answer

    async def do_request(  # noqa: PLR0913, PLR0917 - python-telegram-bot's interface
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of `connect` here
    ) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        if self._session is None:
            msg = "The request was used before initialize() or after shutdown()"
            raise NotConnected(msg)
        read = _seconds(read_timeout, self._patience.read)
        write = _seconds(write_timeout, self._patience.write)
        connect = _seconds(connect_timeout, self._patience.connect)
        try:
            async with self._session.request(
                method,
                url,
                **_body(request_data),
                allow_redirects=False,  # a redirect would carry the token elsewhere
                timeout=aiohttp.ClientTimeout(
                    total=connect + write + read, connect=connect, sock_read=read
                ),
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotConnected(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _seconds(given: object, usual: float) -> float:
    return float(given) if isinstance(given, int | float) else usual


def _is_answer(answer: dict[str, Any]) -> bool:
    return "result" in answer or isinstance(answer.get("description"), str)


def _understood(parameters: object) -> dict[str, int]:
    """Return what the Bot API documents of an error's `parameters`, so that nothing else can raise."""
    if not isinstance(parameters, dict):
        return {}
    return {name: parameters[name] for name in _PARAMETERS if type(parameters.get(name)) is int}


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": to_json(data.parameters), "headers": _JSON}
    form = aiohttp.FormData(quote_fields=False)  # Telegram reads file names as plain UTF-8
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return {"data": form}
