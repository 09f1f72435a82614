"""Telling Telegram that a press was noticed, so that the button stops showing a clock."""

import asyncio

from telegram.error import BadRequest, TelegramError

from bot.logs import logger
from bot.telegram.api import BotApi, kind_of

_MOST_AT_ONCE = 256
_READ_TIMEOUT = 10.0
_LONGEST = 200


class PressAnswers:
    """Answers callback queries in the background; losing one harms nobody, so nothing waits for them."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._tasks: set[asyncio.Task[None]] = set()

    def soon(self, query_id: str, text: str = "") -> None:
        """Answer the query as soon as possible, or not at all when too many are under way.

        `text` shows for a moment over the chat; of a longer one the beginning.
        """
        if len(self._tasks) >= _MOST_AT_ONCE:
            return
        task = asyncio.create_task(self._answer(query_id, text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up on the answers that are under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, query_id: str, text: str) -> None:
        said = {"text": text[:_LONGEST]} if text else {}
        try:
            await self._api.call(
                "answerCallbackQuery",
                {"callback_query_id": query_id, **said},
                read_timeout=_READ_TIMEOUT,
            )
        except BadRequest:
            pass  # "query is too old": the person does not see it any more
        except TelegramError as error:
            logger.info("telegram_press_not_answered", error=kind_of(error))
