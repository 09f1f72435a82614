"""How good a search is on questions somebody wrote.

What is found, what is answered directly, and whether the chances hold.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, quantiles
from typing import Any

from bot.core.found import Verdict

BINS = 10
"""Intervals of probability in the expected calibration error (Naeini and others, AAAI 2015)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One question with what was wanted and what was found.

    `right` are the entries that are a good answer (none: no entry answers it), `found` the entries in order, stubs
    left out. `chance` is the probability of the first one, 0 where a stub comes first: then there is no answer.
    """

    kind: str
    language: str
    right: frozenset[str]
    found: Sequence[str]
    verdict: Verdict
    chance: float
    milliseconds: float

    @property
    def answered(self) -> bool:
        """Whether an entry answers the question."""
        return bool(self.right)

    @property
    def first(self) -> bool:
        """Whether the first entry found is a right one."""
        return bool(self.found) and self.found[0] in self.right

    @property
    def direct(self) -> bool:
        """Whether the first entry was given without asking."""
        return self.verdict is Verdict.ANSWER


Report = Mapping[str, Any]


def report(results: Sequence[Result]) -> dict[str, Any]:
    """Return every figure for all questions together; None where there is nothing to count."""
    inside = [each for each in results if each.answered]
    outside = [each for each in results if not each.answered]
    direct = [each for each in results if each.direct]
    times = sorted(each.milliseconds for each in results)
    return {
        "questions": len(results),
        "in_scope": len(inside),
        "out_of_scope": len(outside),
        "accuracy_at_1": _share(inside, lambda each: each.first),
        "recall_at_3": _share(inside, lambda each: not each.right.isdisjoint(each.found[:3])),
        "mrr": _mean(_reciprocal(each) for each in inside),
        "auroc": auroc([each.chance for each in inside], [each.chance for each in outside]),
        "direct": _share(inside, lambda each: each.direct),
        "direct_precision": _share(direct, lambda each: each.first),
        "out_of_scope_direct": _share(outside, lambda each: each.direct),
        "out_of_scope_choices": _share(outside, lambda each: each.verdict is Verdict.CHOICES),
        "out_of_scope_declined": _share(outside, lambda each: each.verdict is Verdict.NO_ANSWER),
        "in_scope_declined": _share(inside, lambda each: each.verdict is Verdict.NO_ANSWER),
        "calibration_error": calibration_error(results),
        "milliseconds_p50": _quantile(times, 50),
        "milliseconds_p95": _quantile(times, 95),
    }


def by(results: Iterable[Result], key: Callable[[Result], str]) -> dict[str, dict[str, Any]]:
    """Return the figures for each group of questions."""
    groups: dict[str, list[Result]] = {}
    for each in results:
        groups.setdefault(key(each), []).append(each)
    return {name: report(several) for name, several in sorted(groups.items())}


def calibration_error(results: Sequence[Result]) -> float | None:
    """Return the expected calibration error of the chance that the first entry is right (0 is perfect)."""
    if not results:
        return None
    bins: list[list[Result]] = [[] for _ in range(BINS)]
    for each in results:
        bins[min(int(each.chance * BINS), BINS - 1)].append(each)
    gaps = (
        abs(mean(each.chance for each in several) - mean(each.first for each in several))
        * len(several)
        for several in bins
        if several
    )
    return round(sum(gaps) / len(results), 4)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Return how often a question with an answer has the higher chance (Mann-Whitney); 0.5 is guessing."""
    if not inside or not outside:
        return None
    wins = sum((one > other) + (one == other) / 2 for one in inside for other in outside)
    return round(wins / (len(inside) * len(outside)), 4)


def _reciprocal(result: Result) -> float:
    places = (place for place, id_ in enumerate(result.found, start=1) if id_ in result.right)
    return 1 / next(places, float("inf"))


def _share(results: Sequence[Result], holds: Callable[[Result], bool]) -> float | None:
    return round(mean(map(holds, results)), 4) if results else None


def _mean(values: Iterable[float]) -> float | None:
    several = list(values)
    return round(mean(several), 4) if several else None


def _quantile(times: Sequence[float], percent: int) -> float | None:
    if len(times) < 2:  # noqa: PLR2004 - one is its own quantile
        return round(times[0], 2) if times else None
    return round(quantiles(times, n=100, method="inclusive")[percent - 1], 2)
