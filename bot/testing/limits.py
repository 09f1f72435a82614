"""Telegram's sending limits: how long a bot has to wait before its next message."""

from dataclasses import dataclass, field

from bot.testing.conditions import Limits
from bot.testing.methods.refusals import too_many_requests

GROUP_BELOW = 0  # chat ids of groups are negative


@dataclass(slots=True, kw_only=True)
class Bucket:
    """Room for `burst` messages at once, refilled at `rate` a second."""

    rate: float
    burst: float
    room: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until there is room for one message; 0 when there is."""
        self.room = min(self.burst, self.room + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.room >= 1.0 else (1.0 - self.room) / self.rate


@dataclass(slots=True)
class Limiter:
    """The buckets of all bots; without limits nothing is ever refused."""

    limits: Limits | None
    _buckets: dict[tuple[int, str, int], Bucket] = field(default_factory=dict)

    def spend(self, bot_id: int, chat_id: int, now: float) -> None:
        """Count one message; raise 429 with the seconds to wait when a limit is reached."""
        if self.limits is None:
            return
        buckets = self._of(self.limits, bot_id, chat_id, now)
        if seconds := max(bucket.wait(now) for bucket in buckets):
            raise too_many_requests(seconds)
        for bucket in buckets:
            bucket.room -= 1.0

    def _of(self, limits: Limits, bot_id: int, chat_id: int, now: float) -> list[Bucket]:
        wanted = [
            ("overall", 0, limits.overall_rate, limits.overall_burst),
            ("chat", chat_id, limits.chat_rate, limits.chat_burst),
        ]
        if chat_id < GROUP_BELOW:
            wanted.append(("group", chat_id, limits.group_rate, limits.group_burst))
        return [
            self._buckets.setdefault(
                (bot_id, name, key), Bucket(rate=rate, burst=burst, room=burst, at=now)
            )
            for name, key, rate, burst in wanted
        ]
