"""Small fits in closed form or by Newton's method: ridge regression, the weights of the parts, and probabilities.

Leave-one-out predictions come from the hat matrix (Hoerl and Kennard's ridge, Allen's PRESS), so that a knowledge base
is its own test: no held-out questions are needed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays import Floats, Whole

Halves = NDArray[np.float32] | NDArray[np.float16]


STEPS = 40
"""Steps of Newton's method, far more than any fit took."""
NEAR = 1e-4
LONGEST_STEP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridge:
    """A fitted ridge regression: `weights` (features or phrases x entries), `base` is added to each prediction.

    The weights may be kept in 16 bits, which is half the memory and no loss that could be measured.
    """

    weights: Halves
    base: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Return how well each entry fits, about 1 for the right one and 0 for the others."""
        found: Floats = rows @ self.weights.astype(np.float32) + self.base
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Where the phrases of each entry stand, phrases being ordered by entry."""

    owners: Whole
    starts: Whole
    sizes: Whole


def one_hot(owners: Whole, entries: int) -> Floats:
    """Return a row for each phrase with 1 at its entry."""
    found = np.zeros((len(owners), entries), dtype=np.float32)
    found[np.arange(len(owners)), owners] = 1
    return found


def kernel_ridge(kernel: Floats, spans: Spans, strength: float) -> tuple[Ridge, Floats]:
    """Return the regression on a kernel of phrases, and each phrase's prediction by all the others."""
    wanted = one_hot(spans.owners, len(spans.sizes))
    base = wanted.mean(axis=0)
    system = kernel.copy()
    system[np.diag_indices_from(system)] += strength
    inverse = np.linalg.inv(system)
    weights = (inverse @ (wanted - base)).astype(np.float32)
    # What is predicted without a phrase is its own value less weights / diagonal: both follow from the inverse.
    left_out = (wanted - weights / np.diag(inverse)[:, None]).astype(np.float32)
    return Ridge(weights=weights, base=base.astype(np.float32)), left_out


def linear_ridge(
    rows: Floats, owners: Whole, entries: int, strength: float
) -> tuple[Ridge, Floats]:
    """Return the regression on the features themselves, and how much each phrase speaks for itself (the hat matrix)."""
    base = (np.bincount(owners, minlength=entries) / len(owners)).astype(np.float32)
    system = (rows.T @ rows).astype(np.float64) + strength * np.eye(rows.shape[1])
    inverse = np.linalg.inv(system).astype(np.float32)
    sums = np.zeros((entries, rows.shape[1]), dtype=np.float32)
    np.add.at(sums, owners, rows)
    ridge = Ridge(weights=inverse @ (sums.T - np.outer(rows.sum(axis=0), base)), base=base)
    hat = np.einsum("ij,jk,ik->i", rows, inverse, rows, optimize=True)
    return ridge, hat.astype(np.float32)


def parts_weighed(parts: Floats, right: Whole, rough: Floats, pull: float = 10.0) -> Floats:
    """Return the weight of each part with which the right entry stands out most (conditional logit, none below 0).

    `parts` is questions x entries x parts, `right` the place of the right entry of each question. The weights stay near
    `rough`, first scaled as a whole to fit: phrases of one author resemble one another in ways that questions do not.
    """
    whole = _logit((parts @ rough)[:, :, None], right, np.ones(1), 0.0)
    start = rough.astype(np.float64) * whole[0]
    return _logit(parts, right, start, pull).astype(np.float32)


def _logit(
    parts: Floats, right: Whole, start: NDArray[np.float64], pull: float
) -> NDArray[np.float64]:
    weights = start.copy()
    for _ in range(STEPS):
        scores = parts @ weights
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        mean = np.einsum("qe,qep->qp", share, parts)
        slope = (parts[np.arange(len(right)), right] - mean).sum(axis=0) - pull * (weights - start)
        spread = np.einsum("qe,qep,qer->pr", share, parts, parts, optimize=True) - mean.T @ mean
        spread = spread + max(pull, 1e-3) * np.eye(len(weights))
        free = (weights > 0) | (slope > 0)
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(spread[np.ix_(free, free)], slope[free])
        moved = np.maximum(weights + np.clip(step, -LONGEST_STEP, LONGEST_STEP), 0.0)
        settled = np.abs(moved - weights).max() < NEAR
        weights = moved
        if settled:
            break
    return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A logistic regression: `weights` of the features and, last, of 1."""

    weights: tuple[float, ...]

    def __call__(self, features: Floats) -> Floats:
        """Return the probability for each row of features."""
        score = features @ np.array(self.weights[:-1]) + self.weights[-1]
        found: Floats = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        return found


def line(features: Floats, right: NDArray[np.bool_], counts: Floats, shrink: float = 1e-3) -> Line:
    """Return the logistic regression of `right` on `features`; `counts` weighs the rows."""
    middle, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    rows = np.column_stack(((features - middle) / scale, np.ones(len(features)))).astype(np.float64)
    counts = counts * (len(counts) / counts.sum())
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (right - chance)) - shrink * len(rows) * weights
        spread = (rows * (counts * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ rows
        spread += shrink * len(rows) * np.eye(len(weights))
        step = np.clip(np.linalg.solve(spread, slope), -2, 2)
        weights += step
        if np.abs(step).max() < NEAR:
            break
    inner = weights[:-1] / scale
    return Line(weights=(*(float(each) for each in inner), float(weights[-1] - inner @ middle)))


def standing(scores: Floats) -> Floats:
    """Return what tells a found entry from a guess.

    The best score, and how far it is ahead of the second and of the fourth to eighth.

    `scores` is questions x entries.
    """
    best = -np.sort(-scores, axis=1)[:, :8]
    if best.shape[1] < 8:  # noqa: PLR2004 - ranks 4 to 8 are looked at
        best = np.pad(best, ((0, 0), (0, 8 - best.shape[1])), mode="edge")
    return np.column_stack(
        (best[:, 0], best[:, 0] - best[:, 1], best[:, 0] - best[:, 3:].mean(axis=1))
    )


def grouped(values: Floats, spans: Spans, *, most: float) -> Floats:
    """Return for each entry `most` x the best of its phrases + the rest x their mean; one without phrases has 0."""
    present = spans.sizes > 0
    found = np.zeros((len(values), len(spans.sizes)), dtype=np.float32)
    if not present.any():
        return found
    at = spans.starts[present]
    best = np.maximum.reduceat(values, at, axis=1)
    mean = np.add.reduceat(values, at, axis=1) / spans.sizes[present]
    found[:, present] = most * best + (1 - most) * mean
    return found


def grouped_without(values: Floats, own: Whole, spans: Spans, *, most: float) -> Floats:
    """Return `grouped` as it would be if each row's own phrase (its column in `own`) were not there."""
    found = grouped(values, spans, most=most)
    for row, column in enumerate(own):
        entry = spans.owners[column]
        start = spans.starts[entry]
        others = np.delete(values[row, start : start + spans.sizes[entry]], column - start)
        found[row, entry] = most * others.max() + (1 - most) * others.mean() if len(others) else 0
    return found
