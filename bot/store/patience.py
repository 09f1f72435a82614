"""Trying again while a server restarts: growing pauses, for a limited time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

from bot.clock import monotonic
from bot.logs import logger
from bot.store.database import ConnectionLost

T = TypeVar("T")

FIRST_PAUSE = 0.02
LONGEST_PAUSE = 1.0


def pauses(patience: float) -> Iterator[float]:
    """Yield the seconds to wait before each new attempt, until `patience` seconds are used up."""
    deadline, pause = monotonic() + patience, FIRST_PAUSE
    while monotonic() + pause <= deadline:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


async def patiently(attempt: Callable[[], Awaitable[T]], patience: float) -> T:
    """Return what `attempt` returns, made again while the connection is lost; for things that may happen twice."""
    for pause in pauses(patience):
        try:
            return await attempt()
        except ConnectionLost:
            logger.warning("database_connection_lost", delay=pause)
            await asyncio.sleep(pause)
    return await attempt()
