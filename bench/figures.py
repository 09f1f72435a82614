"""What one run gives: its figures, or the reason why there are none."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace

DRIVER_LIMIT = 0.9
"""Above this share of its core the driver may be what is measured; such a run is refused."""

DISTURBED = 0.1
"""From this share on, others on the bot's core, or the driver's waiting, change the rates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One run of one bot; times in milliseconds, shares of one core from 0 to 1."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_micros: float
    peak_mb: float
    bot_share: float
    driver_share: float
    driver_wait_share: float
    foreign_bot_core: float
    foreign_driver_core: float
    mb_per_10k: float = 0.0

    def is_disturbed(self) -> bool:
        """Return whether others took so much of the cores that the rates are too low."""
        return max(self.foreign_bot_core, self.driver_wait_share) > DISTURBED

    def with_memory(self, mb_per_10k: float) -> "Figures":
        """Return the same figures with the memory that 10,000 newcomers take."""
        return replace(self, mb_per_10k=mb_per_10k)

    def as_dict(self) -> dict[str, float]:
        """Return the figures, rounded for a file."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A run without figures, and why."""

    why: str


Outcome = Figures | Refused


def percentile(sorted_seconds: Sequence[float], share: float) -> float:
    """Return the value below which a share of sorted times lies, in milliseconds; 0 for none."""
    if not sorted_seconds:
        return 0.0
    return sorted_seconds[min(len(sorted_seconds) - 1, int(len(sorted_seconds) * share))] * 1000


def median(runs: Sequence[Figures]) -> Figures:
    """Return the median of each figure over several runs of one bot; there must be one at least."""
    values = {
        field.name: statistics.median(getattr(run, field.name) for run in runs)
        for field in fields(Figures)
    }
    return Figures(**values)
