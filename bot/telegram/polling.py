"""Long polling: Telegram's updates are asked for, and confirmed only when all of them are durable.

python-telegram-bot's own loop confirms before anything is handled and writes people's texts to the log when
one update cannot be read, so this one works on the plain answers.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot import clock
from bot.logs import logger
from bot.telegram.answers import PressAnswers
from bot.telegram.api import BotApi, kind_of, seconds_of
from bot.telegram.errors import SecondInstance, WebhookInTheWay, WrongToken
from bot.telegram.inbound import ALLOWED_UPDATES
from bot.telegram.intake import UpdateIntake, update_id
from bot.telegram.pauses import Pauses
from bot.telegram.request import UnreadableAnswer

_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')
_PATIENCE = 3
"""How many unreadable answers in a row may be a fault on the way rather than an update's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollingSettings:
    """How updates are asked for.

    `wait`: seconds Telegram holds an empty answer back; `margin`: seconds it may be late with it; `batch`: most
    updates at once; `settling`: seconds after the start in which a 409 means that another program was first.
    """

    wait: int = 30
    margin: float = 10.0
    batch: int = 100
    settling: float = 40.0
    pauses: Pauses = field(default_factory=Pauses)


class Polling:
    """Asks for updates, one batch after the other."""

    def __init__(
        self,
        api: BotApi,
        updates: UpdateIntake,
        answers: PressAnswers,
        settings: PollingSettings | None = None,
        monotonic: Callable[[], float] = clock.monotonic,
    ) -> None:
        self._api = api
        self._updates = updates
        self._answers = answers
        self._settings = settings or PollingSettings()
        self._monotonic = monotonic
        self._offset: int | None = None
        self._limit = self._settings.batch
        self._unreadable = 0
        self._settled_at = 0.0

    async def run(self) -> None:
        """Go on until cancelled; raise SecondInstance or WrongToken soon after the start."""
        self._settled_at = self._monotonic() + self._settings.settling
        logger.info("telegram_polling_started", host=self._api.host)
        failures = 0
        while True:
            try:
                await self._round()
                failures = 0
            except Exception as error:  # noqa: BLE001 - nothing was confirmed; a loop that ends is a deaf bot
                failures += 1
                await self._pause(error, failures)

    async def _round(self) -> None:
        """Fetch and handle one batch; raise when the same batch is to be fetched again."""
        try:
            batch = await self._fetch()
        except UnreadableAnswer as error:
            await self._isolate(error)
            return
        await self._handle(batch)
        self._offset = _next_offset(batch)
        self._limit, self._unreadable = self._settings.batch, 0

    async def _fetch(self) -> list[Any]:
        wait = self._settings.wait
        parameters: dict[str, object] = {
            "timeout": wait,
            "limit": self._limit,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if self._offset is not None:
            parameters["offset"] = self._offset
        batch = await self._api.call(
            "getUpdates", parameters, read_timeout=wait + self._settings.margin
        )
        if not isinstance(batch, list):
            raise UnreadableAnswer(b"")
        return batch

    async def _handle(self, batch: list[Any]) -> None:
        """Handle updates side by side, begun in their order; raise unless all are durable."""
        ended = await asyncio.gather(*map(self._take, batch), return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error

    async def _take(self, update: Any) -> None:
        query_id = await self._updates.take(update)
        if query_id is not None:
            self._answers.soon(query_id)

    async def _isolate(self, error: UnreadableAnswer) -> None:
        """Ask for single updates, and put away one that stays unreadable, so that it does not block all."""
        self._limit = 1
        self._unreadable += 1
        found = _UPDATE_ID.search(error.body)
        if self._unreadable <= _PATIENCE or found is None:
            raise error
        number = int(found[1])
        await self._updates.put_away_body(number, error.body, kind_of(error))
        self._offset = number + 1
        self._limit, self._unreadable = self._settings.batch, 0

    async def _pause(self, error: Exception, failures: int) -> None:
        if self._monotonic() < self._settled_at:
            self._give_up(error)
        seconds = self._settings.pauses.after(failures)
        if isinstance(error, RetryAfter):
            seconds = max(seconds, seconds_of(error))
        logger.warning(
            "telegram_polling_paused",
            error=type(error).__name__,
            seconds=round(seconds, 1),
            attempts=failures,
        )
        await asyncio.sleep(seconds)

    def _give_up(self, error: Exception) -> None:
        """Raise what an operator has to put right before the bot can start."""
        match error:
            case Conflict() if "webhook" in error.message.lower():
                raise WebhookInTheWay("set a moment ago") from None
            case Conflict():
                raise SecondInstance from None
            case InvalidToken():
                raise WrongToken(self._api.host) from None
            case _:
                return


def _next_offset(batch: list[Any]) -> int | None:
    """Return the offset that confirms a batch.

    None after an empty one: nothing is left to confirm then, and after a quiet week ids may start again
    anywhere (Bot API), perhaps below the last one.
    """
    if not batch:
        return None
    ids = [number for number in map(update_id, batch) if number is not None]
    if not ids:
        raise UnreadableAnswer(b"")
    return max(ids) + 1
