"""Forms that must not be taken twice, however often somebody presses: each page puts a fresh number into its forms."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import UnionType
from typing import TypeVar

T = TypeVar("T")

MOST = 2000
"""Numbers that are remembered."""


@dataclass(slots=True)
class _Taken:
    ended: asyncio.Event
    done: bool = False


class Once:
    """Remembers which forms were taken."""

    def __init__(self) -> None:
        self._taken: OrderedDict[str, _Taken] = OrderedDict()

    def take(self, number: str) -> bool:
        """Take a form; False if it was taken before. One without a number can be taken again and again."""
        if number in self._taken:
            return False
        if number:
            self._taken[number] = _Taken(asyncio.Event())
        while len(self._taken) > MOST:
            self._end(self._taken.popitem(last=False)[1], done=True)
        return True

    async def run(
        self, number: str, work: Callable[[], Awaitable[T]], refusals: type | UnionType
    ) -> T | None:
        """Return what came of a form, None where it was done before; what was refused or broke can be sent again."""
        while not self.take(number):
            if await self.was_done(number):
                return None
        try:
            outcome = await work()
        except BaseException:
            self.give_back(number)
            raise
        if isinstance(outcome, refusals):
            self.give_back(number)
        else:
            self.done(number)
        return outcome

    def done(self, number: str) -> None:
        """Note that what the form asked for was done."""
        if number in self._taken:
            self._end(self._taken[number], done=True)

    def give_back(self, number: str) -> None:
        """Forget that a form was taken: nothing came of it."""
        if number in self._taken:
            self._end(self._taken.pop(number), done=False)

    async def was_done(self, number: str) -> bool:
        """Return whether anything came of a form that was taken, once that is known."""
        taken = self._taken.get(number)
        if taken is None:
            return False
        await taken.ended.wait()
        return taken.done

    @staticmethod
    def _end(taken: _Taken, *, done: bool) -> None:
        taken.done = done
        taken.ended.set()
