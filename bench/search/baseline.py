"""The baseline of our notes, `e5 + 0.5 lex`: what a careful person would build first from the same parts.

Each part is 0.6 x the best phrase + 0.4 x the mean of an entry's phrases, plus a linear ridge regression (lambda 1).
The parts are the centred cosines of the vectors, and half the mean of two TF-IDF cosines (words and pairs; 2 to 5
letters within words). Probabilities: every phrase left out once, and once its entry hidden (25 % of the questions), a
logistic regression on three features.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.search.datasets import Example
from bench.search.rivals import MOST, Answer
from bench.search.vectors import Vectors
from bot.search.arrays import Floats
from bot.search.fitting import (
    Line,
    Ridge,
    Spans,
    grouped,
    grouped_without,
    kernel_ridge,
    line,
    standing,
)
from bot.search.shelf import centred, spans_of
from bot.search.terms import Terms, weigh
from bot.search.writing import letter_terms, word_terms, words_of

BEST, LAMBDA, LEXICAL, HIDDEN = 0.6, 1.0, 0.5, 0.25
NEVER = -1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The baseline, taught."""

    intents: tuple[str, ...]
    spans: Spans
    rows: Floats
    middle: Floats
    terms: tuple[Terms, Terms]
    ridges: tuple[Ridge, Ridge]
    chance: Line
    vectors: Vectors
    name: str = "e5 + 0.5 lex"
    calibrated: bool = True

    def answers(self, questions: Sequence[str]) -> list[Answer]:
        """Return what it finds for each question."""
        if not questions:
            return []
        meant = centred(self.vectors.of(questions), self.middle) @ self.rows.T
        said = np.stack([_alike(self.terms, text) for text in questions])
        scores = self._part(meant, 0) + LEXICAL * self._part(said, 1)
        order = np.argsort(-scores, axis=1)[:, :MOST]
        chances = self.chance(standing(scores))
        return [
            Answer(
                found=tuple(self.intents[at] for at in best),
                score=float(each.max()),
                sure=float(chance),
            )
            for best, each, chance in zip(order, scores, chances, strict=True)
        ]

    def _part(self, alike: Floats, at: int) -> Floats:
        found: Floats = grouped(alike, self.spans, most=BEST) + self.ridges[at](alike)
        return found


def baseline(train: Sequence[Example], vectors: Vectors) -> Baseline:
    """Return the baseline that was taught phrases."""
    intents = tuple(sorted({intent for _, intent in train}))
    number = {intent: at for at, intent in enumerate(intents)}
    ordered = sorted(train, key=lambda each: number[each[1]])
    spans = spans_of(np.array([number[intent] for _, intent in ordered]), len(intents))
    raw = vectors.of([text for text, _ in ordered])
    middle = raw.mean(axis=0)
    rows = centred(raw, middle)
    words = [words_of(text) for text, _ in ordered]
    terms = weigh([word_terms(each) for each in words]), weigh([letter_terms(w) for w in words])
    kernels = rows @ rows.T, ((terms[0].kernel() + terms[1].kernel()) / 2).astype(np.float32)
    fitted = [kernel_ridge(kernel, spans, LAMBDA) for kernel in kernels]
    own = np.arange(len(ordered))
    meant, said = (
        grouped_without(kernel, own, spans, most=BEST) + left_out
        for kernel, (_, left_out) in zip(kernels, fitted, strict=True)
    )
    return Baseline(
        intents=intents,
        spans=spans,
        rows=rows,
        middle=middle,
        terms=terms,
        ridges=(fitted[0][0], fitted[1][0]),
        chance=_chance(meant + LEXICAL * said, spans),
        vectors=vectors,
    )


def _alike(terms: tuple[Terms, Terms], text: str) -> Floats:
    words = words_of(text)
    both = terms[0].row(word_terms(words)) + terms[1].row(letter_terms(words))
    return (both / 2).astype(np.float32)


def _chance(scores: Floats, spans: Spans) -> Line:
    """Return how probable the first intent is, from phrases that were left out and intents that were hidden."""
    hidden = scores.copy()
    hidden[np.arange(len(hidden)), spans.owners] = NEVER
    right = np.concatenate((scores.argmax(axis=1) == spans.owners, np.zeros(len(hidden), bool)))
    counts = np.ones(2 * len(scores), dtype=np.float32)
    counts[len(scores) :] = HIDDEN / (1 - HIDDEN)
    return line(np.concatenate((standing(scores), standing(hidden))), right, counts)
