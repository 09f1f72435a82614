"""Keeping to a channel's limits: token buckets that say how long to wait."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Holds at most `burst` tokens and gains `rate` per second; `at` is when `tokens` was true (monotonic seconds)."""

    rate: float
    burst: float
    tokens: float
    at: float

    def reserve(self, now: float) -> float:
        """Take one token and return the seconds until it is really there (0 when it is there now)."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate) - 1
        self.at = now
        return max(0.0, -self.tokens / self.rate)

    def full(self, now: float) -> bool:
        """Whether nothing was taken lately, so that the bucket may be forgotten."""
        return self.tokens + (now - self.at) * self.rate >= self.burst


def full_bucket(rate: float, burst: float, now: float) -> Bucket:
    """Return a bucket with all its tokens."""
    return Bucket(rate=rate, burst=burst, tokens=burst, at=now)


class Pace:
    """The waiting times of one channel: over all and per contact; a rate of 0 means no limit."""

    def __init__(self, *, per_second: float, contact_per_second: float, contact_burst: int) -> None:
        self._all = full_bucket(per_second, max(per_second, 1), 0.0) if per_second else None
        self._contact_rate = contact_per_second
        self._contact_burst = contact_burst
        self._contacts: dict[str, Bucket] = {}
        self._paused_until = 0.0

    def delay(self, address: str, now: float) -> float:
        """Reserve a place for one message to `address` and return the seconds to wait for it."""
        waits = [self._paused_until - now, 0.0]
        if self._all is not None:
            waits.append(self._all.reserve(now))
        if self._contact_rate:
            bucket = self._contacts.get(address)
            if bucket is None:
                bucket = self._contacts[address] = full_bucket(
                    self._contact_rate, self._contact_burst, now
                )
            waits.append(bucket.reserve(now))
        return max(waits)

    def pause(self, seconds: float, now: float) -> None:
        """Let nobody send for `seconds`."""
        self._paused_until = max(self._paused_until, now + seconds)

    def sweep(self, now: float) -> None:
        """Forget contacts who have not been written to lately."""
        self._contacts = {
            key: bucket for key, bucket in self._contacts.items() if not bucket.full(now)
        }
