"""Lanes: one person's messages strictly one after the other, different people's side by side."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.service.ports import StoreError

T = TypeVar("T")


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    broken: bool = False


class Lanes:
    """Runs work in one lane per key, in the order it was asked for; a lane nobody uses takes no memory."""

    def __init__(self) -> None:
        self._lanes: dict[Hashable, _Lane] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` returns, once everything asked for earlier in the lane of `key` is done.

        What could not be stored comes again, so whatever already waits behind it must come again too: it raises
        StoreError, and nothing overtakes.
        """
        lane = self._lanes.setdefault(key, _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                if lane.broken:
                    raise StoreError("An earlier message of this person has to come again first.")
                try:
                    return await work()
                except StoreError:
                    lane.broken = True
                    raise
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[key]

    def __len__(self) -> int:
        """Return how many lanes are in use."""
        return len(self._lanes)
