"""How long to wait before something that failed is tried again."""

from dataclasses import dataclass
from random import SystemRandom

_RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Seconds that double with each failure in a row, from `first` to `most`, each shortened by up to half.

    The random part keeps many bots from coming back at the same moment.
    """

    first: float = 1.0
    most: float = 60.0

    def after(self, failures: int) -> float:
        """Return the seconds to wait after so many failures in a row (at least 1)."""
        whole: float = min(self.most, self.first * 2 ** min(failures - 1, 30))
        return whole * (0.5 + _RANDOM.random() / 2)
