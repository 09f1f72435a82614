"""Trying again what could not be stored because somebody stored a turn of the same person first."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.service.ports import Conflict, StoreError

CONFLICTS = 5
"""How often something is tried."""

BUSY = "The person keeps writing in the same moment. Try again."

Result = TypeVar("Result")


async def despite_conflicts(attempt: Callable[[], Awaitable[Result]], busy: str = BUSY) -> Result:
    """Return what `attempt` returns, which reads and stores anew each time.

    Raises StoreError, which says `busy`, when somebody stored a turn of this person in the meantime each time.
    """
    for _ in range(CONFLICTS):
        try:
            return await attempt()
        except Conflict:
            continue
    raise StoreError(busy)
