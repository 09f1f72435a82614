"""Questions that mean about the same, put together, so that an editor reads one of them and not all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.entry import EntryId
from bot.core.language import LanguageCode
from bot.search.arrays import Floats
from bot.search.encoder import Encoder
from bot.search.index import Index
from bot.search.searcher import look
from bot.search.shelf import LETTERS, WORDS, centred
from bot.search.terms import weigh
from bot.search.writing import letter_terms, word_terms, words_of
from bot.service.questions import KeptQuestion

ALIKE, ALIKE_WORDS = 0.42, 0.35
"""Cosine from which on questions are put together, by meaning and, without an encoder, by words.

Of our own phrases in English, 999 of 1,000 pairs of different entries are less alike than 0.41 by meaning.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that mean about the same, the most typical first, with the nearest entry and its chance to be right."""

    questions: tuple[KeptQuestion, ...]
    nearest: EntryId | None
    chance: float

    @property
    def languages(self) -> tuple[LanguageCode, ...]:
        """The languages they are in, the most frequent first."""
        found = [each.language for each in self.questions]
        return tuple(sorted(set(found), key=lambda each: (-found.count(each), each)))

    @property
    def unhelpful(self) -> int:
        """How many of them were left after an answer that did not help."""
        return sum(each.unhelpful for each in self.questions)


def group(asked: Sequence[KeptQuestion], index: Index, encoder: Encoder | None) -> list[Group]:
    """Return the questions in groups, the largest first."""
    if not asked:
        return []
    alike, line = _alike(asked, index, encoder)
    groups = []
    for places in _joined(alike, line):
        within = alike[np.ix_(places, places)].mean(axis=1)
        ordered = [asked[places[at]] for at in np.argsort(-within, kind="stable")]
        first = ordered[0]
        hits = look(index, first.text, first.language, encoder).hits.hits
        groups.append(
            Group(
                questions=tuple(ordered),
                nearest=hits[0].entry if hits else None,
                chance=hits[0].chance if hits else 0.0,
            )
        )
    return sorted(groups, key=lambda each: -len(each.questions))


def _alike(
    asked: Sequence[KeptQuestion], index: Index, encoder: Encoder | None
) -> tuple[Floats, float]:
    """Return how alike each question is to each other one, and from where on they belong together."""
    if encoder is not None and index.pool is not None:
        rows = [_vector(each, index, encoder, index.pool.middle) for each in asked]
        vectors = np.array(rows, dtype=np.float32)
        return vectors @ vectors.T, ALIKE
    words = [words_of(each.text) for each in asked]
    by_words = weigh([word_terms(each) for each in words]).kernel()
    by_letters = weigh([letter_terms(each) for each in words]).kernel()
    return WORDS * by_words + LETTERS * by_letters, ALIKE_WORDS


def _vector(asked: KeptQuestion, index: Index, encoder: Encoder, otherwise: Floats) -> Floats:
    shelf = index.shelves.get(asked.language)
    middle = otherwise if shelf is None or shelf.middle is None else shelf.middle
    return centred(encoder.encode(asked.text), middle)


def _joined(alike: Floats, line: float) -> list[list[int]]:
    """Return groups in which each question is, on average, alike enough to the others (average linkage).

    Sums between groups are added when two become one, so that nothing is averaged again from the questions.
    """
    groups = [[place] for place in range(len(alike))]
    sums, sizes = alike.astype(np.float64), np.ones(len(alike))
    while len(groups) > 1:
        mean = sums / np.outer(sizes, sizes)
        np.fill_diagonal(mean, -1.0)
        one, two = sorted(divmod(int(np.argmax(mean)), len(groups)))
        if mean[one, two] < line:
            break
        groups[one] += groups.pop(two)
        sums[one] += sums[two]
        sums[:, one] += sums[:, two]
        sizes[one] += sizes[two]
        sums = np.delete(np.delete(sums, two, axis=0), two, axis=1)
        sizes = np.delete(sizes, two)
    return groups
