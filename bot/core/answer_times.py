"""How long a first answer took, as it is counted: not the very time, which would tell of one person."""

from collections.abc import Iterable
from datetime import timedelta

BUCKETS: tuple[tuple[str, timedelta], ...] = (
    ("15m", timedelta(minutes=15)),
    ("30m", timedelta(minutes=30)),
    ("1h", timedelta(hours=1)),
    ("2h", timedelta(hours=2)),
    ("4h", timedelta(hours=4)),
    ("8h", timedelta(hours=8)),
    ("16h", timedelta(hours=16)),
    ("24h", timedelta(hours=24)),
    ("40h", timedelta(hours=40)),
    ("80h", timedelta(hours=80)),
)
"""Each with the working time it reaches up to."""
LONGER = "longer"
LONGEST = timedelta(hours=800)
"""What stands for every longer time: more than is ever said in days."""


def bucket_of(took: timedelta) -> str:
    """Return what is counted of a working time."""
    return next((name for name, most in BUCKETS if took <= most), LONGER)


def at_most(bucket: str) -> timedelta:
    """Return the longest time a bucket stands for; one that is not known is among the longest."""
    return dict(BUCKETS).get(bucket, LONGEST)


def times_of(counted: Iterable[tuple[str, int]]) -> list[timedelta]:
    """Return how long each of them took at most, from buckets and how many are in each."""
    return [at_most(bucket) for bucket, count in counted for _ in range(count)]
