"""Weighing terms: how alike two ways of asking are by the words, letters or consonants they have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays import Floats, Whole

FREQUENT = 48
"""Phrases that have a term from which on it is cheaper to multiply whole columns than to list pairs."""
AT_ONCE = 2_000_000
"""Pairs that are added at once, to bound the memory of a build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of several phrases with their weights (TF-IDF, each phrase of length 1), listed by term.

    `names` are the numbers of the terms in rising order, `weights` what each tells (IDF), `starts` where its list
    begins in `phrases` and `values`; `size` is the number of phrases.
    """

    names: NDArray[np.uint32]
    weights: Floats
    starts: Whole
    phrases: NDArray[np.int32]
    values: NDArray[np.float32] | NDArray[np.float16]
    size: int

    def row(self, terms: Sequence[int]) -> Floats:
        """Return how alike the phrases are to a question with these terms: cosines from 0 to 1."""
        at, value = self._weighted(terms)
        lists = [slice(self.starts[each], self.starts[each + 1]) for each in at]
        if not lists:
            return np.zeros(self.size, dtype=np.float32)
        found = np.concatenate([self.phrases[each] for each in lists])
        counts = [each.stop - each.start for each in lists]
        weighted = np.concatenate([self.values[each] for each in lists]) * np.repeat(value, counts)
        return np.bincount(found, weighted, minlength=self.size).astype(np.float32)

    def _weighted(self, terms: Sequence[int]) -> tuple[Whole, Floats]:
        """Return where the known ones of a question's terms stand, and what each weighs in it."""
        count = Counter(terms)
        wanted = np.fromiter(count, dtype=np.uint32, count=len(count))
        times = np.fromiter(count.values(), dtype=np.float32, count=len(count))
        at = np.searchsorted(self.names, wanted)
        known = at < len(self.names)
        known[known] = self.names[at[known]] == wanted[known]
        at, value = at[known], times[known] * self.weights[at[known]]
        length = float(np.sqrt(np.sum(value * value)))
        return at, (value / length if length else value).astype(np.float32)

    def kernel(self) -> Floats:
        """Return how alike each phrase is to each other one."""
        many = np.diff(self.starts)
        dense = np.flatnonzero(many >= FREQUENT)
        columns = np.zeros((self.size, len(dense)), dtype=np.float32)
        for column, term in enumerate(dense):
            part = slice(self.starts[term], self.starts[term + 1])
            columns[self.phrases[part], column] = self.values[part]
        total: Floats = columns @ columns.T
        for first, second, product in self._pairs(np.flatnonzero((many > 1) & (many < FREQUENT))):
            flat = first.astype(np.int64) * self.size + second
            total += np.bincount(flat, product, minlength=self.size**2).reshape(total.shape)
        single = np.flatnonzero(many == 1)
        alone = self.starts[single]
        np.add.at(total, (self.phrases[alone], self.phrases[alone]), self.values[alone] ** 2)
        return total

    def _pairs(
        self, rare: Whole
    ) -> "Sequence[tuple[NDArray[np.int32], NDArray[np.int32], Floats]]":
        """Return the pairs of phrases that have a rare term in common, with what it adds, in few large pieces."""
        pieces: list[tuple[NDArray[np.int32], NDArray[np.int32], Floats]] = []
        held: list[tuple[NDArray[np.int32], NDArray[np.int32], Floats]] = []
        size = 0
        many = np.diff(self.starts)
        for count in np.unique(many[rare]):
            terms = rare[many[rare] == count]
            at = self.starts[terms][:, None] + np.arange(count)
            phrases, values = self.phrases[at], self.values[at]
            shape = (len(terms), count, count)
            first = np.broadcast_to(phrases[:, :, None], shape).reshape(-1)
            second = np.broadcast_to(phrases[:, None, :], shape).reshape(-1)
            held.append((first, second, (values[:, :, None] * values[:, None, :]).reshape(-1)))
            size += first.size
            if size > AT_ONCE:
                pieces.append(_joined(held))
                held, size = [], 0
        return [*pieces, _joined(held)] if held else pieces


def _joined(
    several: "Sequence[tuple[NDArray[np.int32], NDArray[np.int32], Floats]]",
) -> "tuple[NDArray[np.int32], NDArray[np.int32], Floats]":
    first, second, product = zip(*several, strict=True)
    return np.concatenate(first), np.concatenate(second), np.concatenate(product)


def weigh(phrases: Sequence[Sequence[int]]) -> Terms:
    """Return the terms of `phrases`, weighed: one that few phrases have tells much."""
    counts = [Counter(each) for each in phrases]
    lengths = [len(each) for each in counts]
    names = np.fromiter(
        (term for each in counts for term in each), dtype=np.uint32, count=sum(lengths)
    )
    times = np.fromiter(
        (n for each in counts for n in each.values()), dtype=np.float32, count=len(names)
    )
    rows = np.repeat(np.arange(len(counts), dtype=np.int32), lengths)
    known, place, having = np.unique(names, return_inverse=True, return_counts=True)
    weights = (np.log((1 + len(counts)) / (1 + having)) + 1).astype(np.float32)
    values = times * weights[place]
    length = np.sqrt(np.bincount(rows, values.astype(np.float64) ** 2, minlength=len(counts)))
    values /= np.maximum(length, 1e-9)[rows].astype(np.float32)
    order = np.argsort(place, kind="stable")
    return Terms(
        names=known,
        weights=weights,
        starts=np.concatenate(([0], np.cumsum(having))).astype(np.int64),
        phrases=rows[order],
        values=values[order].astype(np.float32),
        size=len(counts),
    )


def terms_to_arrays(terms: Terms) -> Mapping[str, NDArray[np.generic]]:
    """Return the arrays that `terms_from_arrays` reads, in half the space: values need no more than 16 bits."""
    return {
        "names": terms.names,
        "weights": terms.weights,
        "starts": terms.starts.astype(np.uint32),
        "phrases": terms.phrases,
        "values": terms.values.astype(np.float16),
        "size": np.array(terms.size),
    }


def terms_from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> Terms:
    """Return the terms that `terms_to_arrays` wrote."""
    return Terms(
        names=arrays["names"].astype(np.uint32),
        weights=arrays["weights"].astype(np.float32),
        starts=arrays["starts"].astype(np.int64),
        phrases=arrays["phrases"].astype(np.int32),
        values=arrays["values"].astype(np.float16),
        size=int(arrays["size"]),
    )
