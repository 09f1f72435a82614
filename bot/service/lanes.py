"""Lanes: one person's messages strictly one after the other, different people's side by side."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Lanes:
    """Runs work in one lane per key, in the order it was asked for; a lane nobody uses takes no memory."""

    def __init__(self) -> None:
        self._lanes: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` returns, once everything asked for earlier in the lane of `key` is done."""
        lock, users = self._lanes.get(key) or (asyncio.Lock(), 0)
        self._lanes[key] = (lock, users + 1)
        try:
            async with lock:
                return await work()
        finally:
            _, users = self._lanes.pop(key)
            if users > 1:
                self._lanes[key] = (lock, users - 1)

    def __len__(self) -> int:
        """Return how many lanes are in use."""
        return len(self._lanes)
