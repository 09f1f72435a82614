"""Figures of the desk: how many tickets were opened, answered and closed, and how long a first answer took.

There are none for an advisor, and none so small that they tell of one person. Who sees tables of two periods, one a
little longer, can subtract them: so periods are whole weeks, and tables have no filters.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

LEAST = 5
"""Numbers from 1 to below this are not shown."""
WEEK = timedelta(days=7)


class What(StrEnum):
    """What happened with a ticket; some have a bucket that says more."""

    OPENED = "opened"
    ANSWERED = "answered"
    """It got its first answer; the bucket is how much working time that took."""
    CLOSED = "closed"
    """The bucket is the reason."""
    HELPED = "helped"
    """The person said whether it helped; the bucket is what they said."""
    PROMISED = "promised"
    """The first answer came where a time was promised; the bucket is `kept` or `late`."""


class By(StrEnum):
    """What a table has a line for."""

    WEEK = "week"
    TOPIC = "topic"
    COUNTRY = "country"
    LANGUAGE = "language"


COLUMNS = (What.OPENED, What.ANSWERED, What.CLOSED)
"""What tables count."""
SUMS = {
    What.OPENED: What.OPENED,
    What.CLOSED: What.CLOSED,
    What.HELPED: What.HELPED,
} | dict.fromkeys((What.ANSWERED, What.PROMISED), What.ANSWERED)
"""What has the sum of what; where every team promises a time, there are as many promises as first answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often the same thing happened on a day; nothing of it says with whom."""

    what: What
    day: date
    topic: str = ""
    country: str = ""
    language: str = ""
    bucket: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Numbers as they may be shown: None is hidden. `few` means that every hidden one of the cells is small."""

    cells: Mapping[str, int | None]
    total: int | None
    few: bool = False


def suppressed(counts: Mapping[str, int], least: int = LEAST) -> Shown:
    """Return the counts without small ones, and without what would give one of them away.

    The hidden ones are never all equal while their sum can be computed: so whoever knows this rule too can exchange two
    of them, and gets a table that would be shown the same.
    """
    if least <= 2:  # noqa: PLR2004  # a hidden number would be 1
        raise ValueError(f"Numbers below {least} cannot be hidden: give at least 3.")
    hidden = {key for key, count in counts.items() if 0 < count < least}
    if _equal(counts, hidden):
        smallest = min((count for count in counts.values() if count >= least), default=0)
        hidden |= {key for key, count in counts.items() if count == smallest > 0}
    total = sum(counts.values())
    small = 0 < total < least
    return Shown(
        cells={key: None if key in hidden else count for key, count in counts.items()},
        total=None if small or _equal(counts, hidden) else total,
        few=bool(hidden) and all(counts[key] < least for key in hidden),
    )


def _equal(counts: Mapping[str, int], hidden: set[str]) -> bool:
    return len({counts[key] for key in hidden}) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How much working time first answers took: half of them at most `half`, four of five at most `most`."""

    half: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures line by line; `times` are those of the lines whose first answers are shown."""

    by: By
    keys: tuple[str, ...]
    columns: Mapping[What, Shown]
    times: Mapping[str, Times]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of a period. `parts` are what was closed, promised and said to have helped, bucket by bucket."""

    tables: tuple[Table, ...]
    parts: Mapping[What, Shown]
    times: Times | None


def whole_weeks(today: date, count: int) -> tuple[date, ...]:
    """Return the Mondays of the last weeks that are over, the earliest first."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - WEEK * each for each in range(count, 0, -1))


def figures(
    counted: Sequence[Counted],
    weeks: Iterable[date],
    bounds: Mapping[str, timedelta],
    least: int = LEAST,
) -> Figures:
    """Return the figures of these weeks as they may be shown; `bounds` are the longest times of the buckets.

    Every table of the same tickets has the same sum. Where one of them may not be seen with its sum, and another says
    it, none is shown at all.
    """
    mondays = [each.isoformat() for each in weeks]
    rows = [row for row in counted if _key(row, By.WEEK) in mondays]
    columns = {by: _columns(rows, by, mondays if by is By.WEEK else (), least) for by in By}
    parts = {
        what: suppressed(_buckets(rows, what), least)
        for what in (What.CLOSED, What.PROMISED, What.HELPED)
    }
    secret = _secret(
        (*(pair for each in columns.values() for pair in each.items()), *parts.items())
    )
    shown = {
        by: {what: _unless(secret, what, each[what]) for what in each}
        for by, each in columns.items()
    }
    answers = shown[By.WEEK][What.ANSWERED]
    return Figures(
        tables=tuple(_table(rows, by, shown[by], bounds) for by in By),
        parts={what: _unless(secret, what, each) for what, each in parts.items()},
        times=None if answers.total is None else _times(rows, bounds),
    )


def _secret(shown: Iterable[tuple[What, Shown]]) -> set[What]:
    """Return what is shown with its sum in one place and must not be in another."""
    known: set[What] = set()
    unknown: set[What] = set()
    for what, each in shown:
        if each.total != 0:
            (unknown if each.total is None else known).add(SUMS[what])
    return known & unknown


def _unless(secret: set[What], what: What, shown: Shown) -> Shown:
    if SUMS[what] not in secret:
        return shown
    return replace(shown, cells=dict.fromkeys(shown.cells), total=None, few=False)


def _columns(rows: Sequence[Counted], by: By, keys: Iterable[str], least: int) -> dict[What, Shown]:
    """Return what a table shows of each of its columns; keys nothing happened for are lines too."""
    every = sorted({*keys, *(_key(row, by) for row in rows if row.what in COLUMNS)})
    found: dict[What, Counter[str]] = {what: Counter(dict.fromkeys(every, 0)) for what in COLUMNS}
    for row in rows:
        if row.what in found:
            found[row.what][_key(row, by)] += row.count
    shown = {what: suppressed(counts, least) for what, counts in found.items()}
    hidden = {key for key, count in shown[What.OPENED].cells.items() if count is None}
    return {what: _without(each, found[what], hidden, least) for what, each in shown.items()}


def _without(shown: Shown, counts: Mapping[str, int], hidden: set[str], least: int) -> Shown:
    """Return a column also without the lines whose opened tickets are hidden: of those it would be a lower bound."""
    cells = {key: None if key in hidden else count for key, count in shown.cells.items()}
    left_out = [counts[key] for key, count in cells.items() if count is None]
    few = bool(left_out) and all(count < least for count in left_out)
    return replace(shown, cells=cells, few=few)


def _buckets(rows: Iterable[Counted], what: What) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for row in rows:
        if row.what is what:
            counts[row.bucket] += row.count
    return counts


def _table(
    rows: Sequence[Counted],
    by: By,
    columns: Mapping[What, Shown],
    bounds: Mapping[str, timedelta],
) -> Table:
    answered = columns[What.ANSWERED].cells
    found = {
        key: _times([row for row in rows if _key(row, by) == key], bounds)
        for key, count in answered.items()
        if count
    }
    times = {key: each for key, each in found.items() if each is not None}
    return Table(by=by, keys=tuple(answered), columns=columns, times=times)


def _times(rows: Iterable[Counted], bounds: Mapping[str, timedelta]) -> Times | None:
    """Return how long first answers took, as far as it is known of enough of them."""
    counts = {
        bounds[bucket]: count
        for bucket, count in _buckets(rows, What.ANSWERED).items()
        if bucket in bounds
    }
    took = [bound for bound, count in sorted(counts.items()) for _ in range(count)]
    if len(took) < LEAST:
        return None
    return Times(half=took[ceil(0.5 * len(took)) - 1], most=took[ceil(0.8 * len(took)) - 1])


def _key(row: Counted, by: By) -> str:
    if by is By.WEEK:
        return (row.day - timedelta(days=row.day.weekday())).isoformat()
    return str(getattr(row, by))
