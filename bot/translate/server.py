"""One translation server over HTTP: what it answers as a value, and what goes wrong as one too."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.json_bytes import from_json, to_json
from bot.service.translation import PATIENCE, Fault, TranslationFailed

_JSON = "application/json"
_LARGEST = 512 * 1024
"""Bytes of an answer; a translation has at most some ten thousand."""
_LONGEST_WAIT = 60 * 60
_OK, _SERVER_FAULT = 200, 500
_FAULTS: Mapping[int, Fault] = {
    401: Fault.KEY,
    403: Fault.KEY,
    408: Fault.SLOW,
    413: Fault.TOO_LONG,
    429: Fault.BUSY,
    456: Fault.QUOTA,
    504: Fault.SLOW,
    529: Fault.BUSY,
}
"""Statuses that say more than that it did not work; 456 and 529 are DeepL's own."""


class Server:
    """A server at `base`, sent `headers` with each request; no redirect is followed, since words would go elsewhere."""

    def __init__(
        self, base: str, headers: Mapping[str, str] | None = None, *, seconds: float = PATIENCE
    ) -> None:
        self._base = base.rstrip("/")
        self._headers = {"User-Agent": "Merit", "Accept": _JSON, **(headers or {})}
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str) -> Any | TranslationFailed:
        """Return the JSON at `path`, or why there is none."""
        return await self._answer("GET", path, None)

    async def post(self, path: str, body: Mapping[str, Any]) -> Any | TranslationFailed:
        """Return the JSON the server answers to `body`, or why there is none."""
        return await self._answer("POST", path, to_json(body))

    async def close(self) -> None:
        """Close the connections; a later request opens new ones."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def _answer(self, method: str, path: str, body: bytes | None) -> Any | TranslationFailed:
        try:
            return await self._requested(method, path, body)
        except TimeoutError:
            return TranslationFailed(fault=Fault.SLOW)
        except (aiohttp.ClientError, OSError):
            return TranslationFailed(fault=Fault.UNREACHABLE)
        except (ValueError, RecursionError):
            return TranslationFailed(fault=Fault.GARBLED)

    async def _requested(
        self, method: str, path: str, body: bytes | None
    ) -> Any | TranslationFailed:
        kind = {} if body is None else {"Content-Type": _JSON}
        async with self._open().request(
            method, f"{self._base}{path}", data=body, headers=kind, allow_redirects=False
        ) as response:
            if response.status != _OK:
                return _failed(response)
            return from_json(await _read(response))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                headers=self._headers,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=self._seconds),
            )
        return self._session


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return the body; raise ValueError when it is larger than any translation."""
    body = b""
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > _LARGEST:
            raise ValueError("larger than any translation")
    return body


def _failed(response: aiohttp.ClientResponse) -> TranslationFailed:
    other = Fault.UNREACHABLE if response.status >= _SERVER_FAULT else Fault.REFUSED
    wait = response.headers.get("Retry-After", "").strip()
    seconds = int(wait) if wait.isascii() and wait.isdecimal() and len(wait) < len("10000") else 0
    return TranslationFailed(
        fault=_FAULTS.get(response.status, other), wait=min(seconds, _LONGEST_WAIT)
    )
