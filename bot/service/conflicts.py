"""Trying again what could not be stored because the person wrote in the same moment."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.service.ports import Conflict, StoreError

CONFLICTS = 5
"""How often something is tried."""

Result = TypeVar("Result")


async def despite_conflicts(attempt: Callable[[], Awaitable[Result]]) -> Result:
    """Return what `attempt` returns, which reads and stores anew each time.

    Raises StoreError when the person wrote in the meantime each time.
    """
    for _ in range(CONFLICTS):
        try:
            return await attempt()
        except Conflict:
            continue
    raise StoreError("The person keeps writing in the same moment. Try again.")
