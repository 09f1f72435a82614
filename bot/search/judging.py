"""Judging: how the parts are joined into one score, and what chance that score stands for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.entry import EntryId
from bot.search.arrays import Floats, Whole
from bot.search.corpus import Corpus
from bot.search.fitting import Line, line, parts_weighed, standing
from bot.search.shelf import Judge

CANDIDATES = 40
"""Entries that a fit looks at for each question: those that come first in a rough order."""
TOGETHER = np.array([1, 1, 1, 1, 0.5, 1, 1, 2], dtype=np.float32)
ALONE = np.array([0.8, 0.8, 0.8, 0.8, 1, 2, 0, 0], dtype=np.float32)
"""Weights of the parts before they are fitted: with several languages, and with one."""
HIDDEN_SHARE, STUB_SHARE = 0.25, 0.1
"""Share of questions that no entry answers, in a fit.

Entries are hidden for it, or the stubs' phrases are such questions.

With stubs most questions without an answer are found as such, so that fewer are left to be mistaken.
"""
FEWEST_STUB_PHRASES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What counts as right: an entry itself and those close to it (`close`, entries x entries).

    A stub answers nothing.
    """

    entries: tuple[EntryId, ...]
    stub: NDArray[np.bool_]
    close: NDArray[np.bool_]

    @classmethod
    def of(cls, entries: tuple[EntryId, ...], corpus: Corpus) -> "Meanings":
        """Return what counts as right in a corpus."""
        number = {entry: place for place, entry in enumerate(entries)}
        close = np.eye(len(entries), dtype=bool)
        for one, other in corpus.close:
            if one in number and other in number:
                close[number[one], number[other]] = close[number[other], number[one]] = True
        stub = np.array([entry in corpus.stubs for entry in entries], dtype=bool)
        return cls(entries=entries, stub=stub, close=close)


def judge(parts: Floats, right: Whole, meanings: Meanings) -> Judge:
    """Return how the parts are to be joined, and what the joint score is worth.

    `parts` (questions x entries x parts) is what was said about phrases that were left out, `right` their entries.
    """
    real = ~meanings.stub[right]
    if not real.any() or parts.shape[1] < 2:  # noqa: PLR2004 - nothing to choose between
        return no_judge()
    rough = TOGETHER if parts[:, :, -1].any() else ALONE
    weights = parts_weighed(_few(parts, right, rough), np.zeros(len(parts), dtype=np.int64), rough)
    scores = parts @ weights
    features, counts, found = _questions(scores, right, real, meanings)
    first, three = found
    if not len(features):
        return no_judge()
    return Judge(
        weights=weights,
        first=line(features, first, counts),
        among_three=line(features, three, counts),
    )


def no_judge() -> Judge:
    """Return the judge that trusts nothing, where there is nothing to learn from."""
    never = Line(weights=(0.0, 0.0, 0.0, -9.0))
    return Judge(weights=TOGETHER, first=never, among_three=never)


def _few(parts: Floats, right: Whole, rough: Floats) -> Floats:
    """Return the parts of the right entry, which comes first, and of those that come first in a rough order."""
    rows = np.arange(len(parts))
    scores = parts @ rough
    scores[rows, right] = np.inf
    order = np.argsort(-scores, axis=1)[:, : CANDIDATES + 1]
    found: Floats = parts[rows[:, None], order]
    return found


def _questions(
    scores: Floats, right: Whole, real: NDArray[np.bool_], meanings: Meanings
) -> tuple[Floats, Floats, tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Return questions with and without an answer.

    What tells them apart, how each counts, whether the first and the three are right.
    """
    best = np.argsort(-scores, axis=1)[:, :3]
    close = meanings.close[right[:, None], best]
    answered = real & ~meanings.stub[best[:, 0]]
    features = standing(scores)
    if (~real).sum() >= FEWEST_STUB_PHRASES:
        mistaken = ~real & ~meanings.stub[best[:, 0]]
        others = features[mistaken]
        count = STUB_SHARE / (1 - STUB_SHARE) * real.sum() / (~real).sum()
    else:
        hidden = scores[real]
        shown = np.arange(hidden.shape[1]) != right[real][:, None]
        others = standing(hidden[shown].reshape(len(hidden), -1))
        count = HIDDEN_SHARE / (1 - HIDDEN_SHARE)
    none = np.zeros(len(others), dtype=bool)
    counts = np.concatenate((np.ones(answered.sum()), np.full(len(others), count)))
    found = (
        np.concatenate((close[answered, 0], none)),
        np.concatenate((close[answered].any(axis=1), none)),
    )
    return np.concatenate((features[answered], others)), counts.astype(np.float32), found
