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
            _wake(self._waiting.pop())

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found | None:
        """The first answer of `look` that is not None, or None when `seconds` passed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while (found := look()) is None and loop.time() < deadline:
            await self._next(deadline)
        return found

    async def _next(self, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self._waiting.add(future)
        timer = loop.call_at(deadline, _wake, future)
        try:
            await future
        finally:
            timer.cancel()
            self._waiting.discard(future)


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
