"""How fast the advisors' group is written to: a pure schedule, which knows no clock and no network.

For Telegram a forum is one chat, whatever the number of its topics: sends, edits and new topics count together.
"""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

MOST = 18
"""Operations within `WINDOW` seconds; Telegram allows about 20."""
WINDOW = 60.0
APART = 5.0
"""Seconds between two edits for the same key."""

T = TypeVar("T")


class Rank(IntEnum):
    """What goes first: the lowest."""

    MESSAGE = 0
    """A message from a person."""
    CARD = 1
    """A ticket nobody saw yet."""
    NOTICE = 2
    """An answer to an advisor who just did something."""
    EDIT = 3
    TIDY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[T]):
    """Something to be done once: `value` is the newest that was put under its key."""

    key: Hashable
    rank: Rank
    number: int
    value: T


@dataclass(slots=True, kw_only=True)
class DeskPace(Generic[T]):
    """What waits to be done, by key: a newer value takes the place of the one that waits, and keeps its turn.

    Two operations are at least `gap` seconds apart. Of `most`, edits leave `reserve` free: they can wait, and what a
    person wrote must not wait behind them.
    """

    most: int = MOST
    window: float = WINDOW
    apart: float = APART
    gap: float = 0.0
    reserve: int = 0
    _waiting: dict[Hashable, Job[T]] = field(default_factory=dict)
    _done: deque[float] = field(default_factory=deque)
    _edited: dict[Hashable, float] = field(default_factory=dict)
    _paused: float = 0.0
    _numbers: int = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def put(self, key: Hashable, rank: Rank, value: T) -> None:
        """Let it be done when its turn comes; under a key that waits already, with the newer value and rank."""
        known = self._waiting.get(key)
        if known is None or known.rank != rank:
            self._numbers += 1
            number = self._numbers
        else:
            number = known.number
        self._waiting[key] = Job(key=key, rank=rank, number=number, value=value)

    def take(self, now: float) -> Job[T] | None:
        """Return what is to be done now, and count it as an operation; None when nothing may be done yet."""
        self._forget(now)
        ready = [job for job in self._waiting.values() if self._ready_at(job, now) <= now + _TINY]
        if not ready:
            return None
        job = min(ready, key=lambda each: (each.rank, each.number))
        del self._waiting[job.key]
        self._done.append(now)
        if job.rank is Rank.EDIT:
            self._edited[job.key] = now
        return job

    def give_back(self, now: float) -> None:
        """Take the latest operation back: nothing was asked of Telegram after all."""
        if self._done and self._done[-1] == now:
            self._done.pop()

    def wait(self, now: float) -> float | None:
        """Return the seconds until something may be done; None when nothing waits."""
        if not self._waiting:
            return None
        self._forget(now)
        return min(self._ready_at(job, now) for job in self._waiting.values()) - now

    def pause(self, seconds: float, now: float) -> None:
        """Let nothing be done for `seconds`."""
        self._paused = max(self._paused, now + seconds)

    def _ready_at(self, job: Job[T], now: float) -> float:
        """Return the moment from which something may be done; never one that is over."""
        moments = [now, self._paused]
        most = self.most - (self.reserve if job.rank >= Rank.EDIT else 0)
        if len(self._done) >= most:
            moments.append(self._done[-most] + self.window + _MOMENT)
        if self._done:
            moments.append(self._done[-1] + self.gap)
        if job.rank is Rank.EDIT and job.key in self._edited:
            moments.append(self._edited[job.key] + self.apart)
        return max(moments)

    def _forget(self, now: float) -> None:
        """Forget what was done so long ago that it does not count any more."""
        # An operation exactly `window` ago still counts: any 60 seconds, with both ends.
        while self._done and self._done[0] < now - self.window:
            self._done.popleft()
        self._edited = {key: at for key, at in self._edited.items() if at + self.apart > now}


_MOMENT = 0.001
_TINY = 1e-6
"""What sums of seconds may be wrong by."""
