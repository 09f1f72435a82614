"""What is odd about the phrases of one language.

Phrases of two entries that are nearly the same, entries that are never found.

Only words and letters are compared, so that it takes seconds and needs no encoder.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.entry import EntryId, Phrase
from bot.search.fitting import grouped_without
from bot.search.shelf import LETTERS, MOST, WORDS, spans_of
from bot.search.terms import weigh
from bot.search.writing import letter_terms, word_terms, words_of

TOO_ALIKE = 0.85
"""Cosine by words and letters from which on two phrases are the same to anybody.

Of 22,000 shipped ones the most alike pair of different entries has 0.84.
"""
FEWEST = 4
"""Phrases an entry needs before it can be said that none of them leads to it."""
RANKS = 3
"""Places among which an entry is found."""
LONGEST_PIECE = 3
"""Letters of the pieces that are compared: shorter than in the search, which makes it twice as fast."""
MOST_PHRASES = 6000
"""Phrases of a language beyond which every pair would take too long to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two phrases of different entries that are nearly the same."""

    first: Phrase
    second: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An entry none of whose phrases leads to it once that phrase is left out; `others` come first instead."""

    entry: EntryId
    phrases: int
    others: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddities:
    """Everything odd about the phrases of one language."""

    alike: tuple[Alike, ...] = ()
    lost: tuple[Lost, ...] = ()


def oddities(phrases: Sequence[Phrase]) -> Oddities:
    """Return what is odd about the phrases of one language."""
    entries = sorted({phrase.entry for phrase in phrases})
    if len(entries) <= RANKS or len(phrases) > MOST_PHRASES:
        return Oddities()
    number = {entry: place for place, entry in enumerate(entries)}
    ordered = sorted(phrases, key=lambda phrase: number[phrase.entry])
    owners = np.array([number[phrase.entry] for phrase in ordered], dtype=np.int64)
    words = [words_of(phrase.words) for phrase in ordered]
    alike = WORDS * weigh([word_terms(each) for each in words]).kernel()
    alike += LETTERS * weigh([letter_terms(each, LONGEST_PIECE) for each in words]).kernel()
    spans = spans_of(owners, len(entries))
    near = grouped_without(alike, np.arange(len(ordered)), spans, most=MOST)
    ranks = (near > near[np.arange(len(ordered)), owners][:, None]).sum(axis=1)
    found = np.bincount(owners, ranks < RANKS, minlength=len(entries))
    lost = [
        Lost(
            entry=entries[at],
            phrases=int(spans.sizes[at]),
            others=_first(near[owners == at].mean(axis=0), at, entries),
        )
        for at in np.flatnonzero((found == 0) & (spans.sizes >= FEWEST)).tolist()
    ]
    alike[owners[:, None] == owners[None]] = 0
    pairs = np.argwhere(np.triu(alike) >= TOO_ALIKE)
    return Oddities(
        alike=tuple(Alike(first=ordered[one], second=ordered[two]) for one, two in pairs),
        lost=tuple(lost),
    )


def _first(near: np.ndarray, own: int, entries: Sequence[EntryId]) -> tuple[EntryId, ...]:
    order = [at for at in np.argsort(-near) if at != own]
    return tuple(entries[at] for at in order[:2])
