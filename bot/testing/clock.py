"""The stand-in's own clock: it runs like the real one, and a test may move it forward."""

import time
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Clock:
    """Seconds that never go back: `now` since 1970, `monotonic` since any fixed moment."""

    ahead: float = 0.0

    def now(self) -> float:
        """Seconds since 1970, moved forward by all that `advance` added."""
        return time.time() + self.ahead  # noqa: TID251  (this package imports nothing of `bot`)

    def monotonic(self) -> float:
        """Seconds since a fixed moment, moved forward like `now`."""
        return time.monotonic() + self.ahead

    def advance(self, seconds: float) -> None:
        """Move both clocks forward by `seconds`, which is not negative.

        Expiry and limits follow; a pause that already runs keeps its length.
        """
        if seconds < 0:
            raise ValueError(f"A clock cannot go back: advance({seconds}).")
        self.ahead += seconds
