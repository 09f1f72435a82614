"""Waiting for a change: a task sleeps until something happened, never for a fixed time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(slots=True)
class Pulse:
    """A bell that wakes everybody who waits for the thing it belongs to."""

    _waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def beat(self) -> None:
        """Wake everybody who waits; nobody waiting is fine."""
        while self._waiting:
            future = self._waiting.pop()
            if not future.done():
                future.set_result(None)

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found | None:
        """The first answer of `look` that is not None, or None when `seconds` passed."""
        try:
            async with asyncio.timeout(seconds):
                while (found := look()) is None:
                    await self._next()
                return found
        except TimeoutError:
            return None

    async def _next(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
