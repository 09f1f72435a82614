"""Removing from the advisors' group what was deleted at Merit: tried again until Telegram has it no more."""

from collections.abc import Awaitable, Callable, Hashable
from functools import partial

from bot.logs import logger
from bot.service.desk.place_ports import Places
from bot.telegram.api import BotApi
from bot.telegram.desk_calls import LONG_PAUSE, TOO_MANY, Became, Operation, Result, tried
from bot.telegram.desk_look import Looks
from bot.telegram.desk_place import place_from_text
from bot.telegram.desk_post_words import GONE
from bot.telegram.desk_removing import TAKE_AWAY, emptied, removals_of

REST = 600.0
"""Seconds until something that was refused is tried again."""

Later = Callable[[Result, float], None]
Errand = Callable[[float], Awaitable[bool]]


class Removing:
    """What is left to remove, place by place; `later` lets the whole group wait."""

    def __init__(self, api: BotApi, places: Places, looks: Looks, *, later: Later) -> None:
        self._api = api
        self._places = places
        self._looks = looks
        self._later = later
        self._left: dict[str, list[Operation]] = {}
        self._resting: dict[str, float] = {}
        self._due = True

    def __len__(self) -> int:
        """Return how many places are left to remove, as far as is known."""
        return len(self._left) + self._due

    def look_again(self) -> None:
        """Look into the store at the next occasion."""
        self._due = True

    def rested(self) -> None:
        """Try again what was refused."""
        self._resting.clear()

    async def waiting(self, now: float) -> list[tuple[Hashable, Errand]]:
        """Return what is to be removed, each place under a key of its own."""
        if self._due:
            for text in await self._places.removals():
                place = place_from_text(text)
                self._left.setdefault(text, [] if place is None else removals_of(place))
            self._due = False
        ready = [text for text in self._left if self._resting.get(text, now) <= now]
        return [(("removal", text), partial(self._remove, text)) for text in ready]

    async def _remove(self, text: str, now: float) -> bool:
        left = self._left.get(text)
        if not left:
            await self._finish(text)
            return False
        operation = left[0]
        result = await tried(self._api, operation)
        match result.became:
            case Became.LATER if result.pause < LONG_PAUSE or result.reason == TOO_MANY:
                self._later(result, now)
            case Became.TOO_OLD:
                left[:1] = emptied(operation, self._looks.word(GONE))
            case Became.LATER | Became.REFUSED if operation.method in TAKE_AWAY:
                self._rest(text, operation, result, now)
            case _:
                left.pop(0)
        if not left:
            await self._finish(text)
        return True

    def _rest(self, text: str, operation: Operation, result: Result, now: float) -> None:
        self._resting[text] = now + REST
        logger.warning(
            "forum_not_removed", kind=operation.method, reason=result.reason, seconds=REST
        )

    async def _finish(self, text: str) -> None:
        await self._places.removed(text)
        self._left.pop(text, None)
        self._resting.pop(text, None)
