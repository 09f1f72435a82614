"""The only reader of the clock."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Return seconds that never go back, for measuring pauses."""
    return time.monotonic()
