"""How fast a channel may be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How fast a channel may be used, in messages: per second over all, per second and burst per contact."""

    per_second: float
    contact_per_second: float
    contact_burst: int
    in_flight: int
