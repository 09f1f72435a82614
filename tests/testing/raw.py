"""Plain HTTP against the stand-in, for what python-telegram-bot would not send."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.testing import BotApi


@dataclass(slots=True, kw_only=True)
class Raw:
    """Calls as JSON; the answer is its status and its JSON."""

    api: BotApi
    http: aiohttp.ClientSession

    async def __call__(self, method: str, /, **fields: Any) -> tuple[int, Any]:
        url = f"{self.api.base_url}{self.api.token}/{method}"
        async with self.http.post(url, json=fields) as response:
            return response.status, await response.json()

    async def refused(self, method: str, /, **fields: Any) -> str:
        """The words with which a call was refused."""
        status, answer = await self(method, **fields)
        assert not answer["ok"]
        assert answer["error_code"] == status
        return str(answer["description"])

    async def result(self, method: str, /, **fields: Any) -> Any:
        """The result of a call that was not refused."""
        _, answer = await self(method, **fields)
        assert answer["ok"], answer
        return answer["result"]

    async def control(self, method: str, path: str, /, **fields: Any) -> tuple[int, Any]:
        """A control address."""
        address = f"{self.api.url}/control{path}"
        body, query = (fields, None) if method == "POST" else (None, fields)
        async with self.http.request(method, address, json=body, params=query) as response:
            return response.status, await response.json()


def ptb_bot(api: BotApi, *, read_timeout: float = 5.0) -> Bot:
    """python-telegram-bot with its own httpx request (without loading certificates)."""
    plain = {"verify": False, "trust_env": False}
    return Bot(
        api.token,
        base_url=api.base_url,
        base_file_url=api.base_file_url,
        request=HTTPXRequest(read_timeout=read_timeout, httpx_kwargs=plain),
        get_updates_request=HTTPXRequest(httpx_kwargs=plain),
    )


async def until(condition: Callable[[], object]) -> None:
    """Give others the loop until `condition` holds; the test's own time limit ends it."""
    while not condition():  # noqa: ASYNC110  (what it waits for rings no bell)
        await asyncio.sleep(0)


async def waiting_poll(api: BotApi) -> None:
    """Return when a long poll waits at the stand-in."""
    await until(lambda: api.bot.updates.pulse._waiting)
