"""A language's phrases while its shelf is being made, each asked once as if it were not there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.language import LanguageCode
from bot.search.arrays import Floats, Whole
from bot.search.fitting import Ridge, Spans, grouped_without, kernel_ridge, linear_ridge, one_hot
from bot.search.shelf import LETTERS, MOST, WORDS, centred, sharpened, spans_of
from bot.search.terms import Terms, weigh
from bot.search.writing import code_terms, is_latin, letter_terms, word_terms, words_of

KERNEL_PHRASES = 6000
"""Phrases of a language up to which every pair is compared; beyond, the regressions on pairs are left out."""
ASKED = 1500
"""Phrases of a language that are asked as questions to fit weights and probabilities."""
OF_TERMS, OF_CODES, OF_MEANING, OF_POOL = 1.0, 1.0, 0.1, 3.0
"""How strongly each regression is held back (ridge)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The phrases of all languages together.

    Centred `vectors`, `owners`, and how much each phrase speaks for itself.
    """

    vectors: Floats
    owners: Whole
    order: Whole
    spans: Spans
    ridge: Ridge
    hat: Floats

    def left_out(self, rows: Whole) -> list[Floats]:
        """Return what all languages say about the phrases at `rows`, each as if it were not there."""
        place = np.empty(len(self.order), dtype=np.int64)
        place[self.order] = np.arange(len(self.order))
        vectors = self.vectors[rows]
        cosines = vectors @ self.vectors[self.order].T
        near = grouped_without(cosines, place[rows], self.spans, most=MOST)
        own = one_hot(self.owners[rows], len(self.spans.sizes))
        base, hat = self.ridge.base, self.hat[rows][:, None]
        said = self.ridge(vectors) - base
        return [near, base + (said - hat * (own - base)) / (1 - hat)]


def join(vectors: Floats, owners: Whole, entries: int) -> Joined:
    """Return phrases of several languages together; `vectors` are centred language by language."""
    order = np.argsort(owners, kind="stable")
    ridge, hat = linear_ridge(vectors, owners, entries, OF_POOL)
    spans = spans_of(owners[order], entries)
    return Joined(vectors=vectors, owners=owners, order=order, spans=spans, ridge=ridge, hat=hat)


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """A shelf being made. `rows` are the places of its phrases among those of all languages."""

    language: LanguageCode
    phrases: list[str]
    rows: Whole
    spans: Spans
    words: Terms
    letters: Terms
    codes: Terms | None
    vectors: Floats | None = None
    middle: Floats | None = None
    by_terms: Ridge | None = None
    by_codes: Ridge | None = None
    by_meaning: Ridge | None = None

    @property
    def asked(self) -> Whole:
        """Which phrases are asked as questions: all, or evenly spread ones."""
        size = len(self.phrases)
        return np.unique(np.linspace(0, size - 1, min(size, ASKED)).astype(np.int64))

    @property
    def latin(self) -> NDArray[np.bool_]:
        """Which of the asked phrases are typed in Latin letters though the language is not written in them."""
        if self.codes is None:
            return np.zeros(len(self.asked), dtype=bool)
        return np.array([is_latin(self.phrases[at]) for at in self.asked], dtype=bool)

    def left_out(self, joined: Joined | None) -> Floats:
        """Return what each part says about each asked phrase as if it were not there: questions x entries x parts.

        The regressions are fitted on the way.
        """
        none = [np.zeros((len(self.asked), len(self.spans.sizes)), dtype=np.float32)] * 2
        every = len(self.phrases) <= KERNEL_PHRASES
        meant = none if self.vectors is None else self._meant(self.vectors, every=every)
        pooled = none if joined is None else joined.left_out(self.rows[self.asked])
        parts = [*self._said(every=every), *self._coded(every=every), *meant, *pooled]
        return np.stack(parts, axis=2)

    def _near(self, alike: Floats) -> Floats:
        return grouped_without(alike, self.asked, self.spans, most=MOST)

    def _said(self, *, every: bool) -> list[Floats]:
        """Return what the words and letters say."""
        if every:
            kernel = WORDS * self.words.kernel() + LETTERS * self.letters.kernel()
            self.by_terms, ridge = kernel_ridge(kernel, self.spans, OF_TERMS)
            return [self._near(kernel[self.asked]), ridge[self.asked]]
        found = [words_of(self.phrases[at]) for at in self.asked]
        words = np.array([self.words.row(word_terms(each)) for each in found], dtype=np.float32)
        letters = [self.letters.row(letter_terms(each)) for each in found]
        near = self._near(WORDS * words + LETTERS * np.array(letters, dtype=np.float32))
        return [near, np.zeros_like(near)]

    def _coded(self, *, every: bool) -> list[Floats]:
        """Return what the consonants say, in languages that people also type in Latin letters."""
        if self.codes is None:
            none = np.zeros((len(self.asked), len(self.spans.sizes)), dtype=np.float32)
            return [none, none]
        if every:
            kernel = self.codes.kernel()
            self.by_codes, ridge = kernel_ridge(kernel, self.spans, OF_CODES)
            return [self._near(kernel[self.asked]), ridge[self.asked]]
        terms = [code_terms(words_of(self.phrases[at]), self.language) for at in self.asked]
        near = self._near(np.array([self.codes.row(each) for each in terms], dtype=np.float32))
        return [near, np.zeros_like(near)]

    def _meant(self, vectors: Floats, *, every: bool) -> list[Floats]:
        """Return what the meaning says within the language."""
        if every:
            cosines = vectors @ vectors.T
            self.by_meaning, ridge = kernel_ridge(sharpened(cosines), self.spans, OF_MEANING)
            return [self._near(cosines[self.asked]), ridge[self.asked]]
        near = self._near(vectors[self.asked] @ vectors.T)
        return [near, np.zeros_like(near)]


def draft(
    language: LanguageCode, phrases: list[str], rows: Whole, spans: Spans, vectors: Floats | None
) -> Draft:
    """Return the draft of a language whose phrases are ordered by entry; `vectors` are those of its phrases."""
    words = [words_of(text) for text in phrases]
    other_script = 2 * sum(map(is_latin, phrases)) < len(phrases)
    middle = None if vectors is None else vectors.mean(axis=0)
    return Draft(
        language=language,
        phrases=phrases,
        rows=rows,
        spans=spans,
        words=weigh([word_terms(each) for each in words]),
        letters=weigh([letter_terms(each) for each in words]),
        codes=weigh([code_terms(each, language) for each in words]) if other_script else None,
        vectors=None if vectors is None or middle is None else centred(vectors, middle),
        middle=middle,
    )
