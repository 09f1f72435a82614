"""One language's phrases, and what each way of comparing says about a question: parts, their weights, a probability."""

from dataclasses import dataclass

import numpy as np

from bot.core.language import LanguageCode
from bot.search.arrays import Floats, Whole
from bot.search.fitting import Line, Ridge, Spans, grouped
from bot.search.terms import Terms
from bot.search.writing import code_terms, is_latin, letter_terms, word_terms

MOST = 0.6
"""Share of an entry's best phrase in how near it is, the rest being the mean of all; the best alone is worse."""
WORDS, LETTERS = 0.3, 0.7
"""Shares of words and of pieces of words: pieces alone are better in every language tried, both together best."""
SHARPNESS = 2.0
"""Of the kernel exp(sharpness x (cosine - 1)).

A ridge regression in it beats the linear one with few phrases an entry.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in every form it is compared in; `meaning` is its vector of length 1, or None without an encoder."""

    words: tuple[str, ...]
    meaning: Floats | None = None


def spans_of(owners: Whole, entries: int) -> Spans:
    """Return the spans of phrases that are ordered by entry."""
    sizes = np.bincount(owners, minlength=entries)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    return Spans(owners=owners.astype(np.int64), starts=starts, sizes=sizes)


def near(alike: Floats, spans: Spans) -> Floats:
    """Return how near a question is to each entry, by how alike it is to each phrase."""
    found: Floats = grouped(alike[None], spans, most=MOST)[0]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """How the parts are joined, and what the joint score is worth.

    The chance that the best one, or one of three, is right.
    """

    weights: Floats
    first: Line
    among_three: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """The judge of whole questions, and the one of their words alone."""

    whole: Judge
    words: Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The phrases of one language.

    `middle` is what the vectors of its phrases have in common (None without an encoder), `first_row` where they begin
    among those of all languages. `by_meaning` and `by_terms` are kernel regressions; without one its part is left out.
    `latin` judges questions that are typed in Latin letters in a language that is not written in them.
    """

    language: LanguageCode
    spans: Spans
    words: Terms
    letters: Terms
    codes: Terms | None
    by_terms: Ridge | None
    by_codes: Ridge | None
    judges: Judges
    latin: Judges | None = None
    middle: Floats | None = None
    first_row: int = 0
    by_meaning: Ridge | None = None

    @property
    def rows(self) -> slice:
        """Where its phrases stand among those of all languages."""
        return slice(self.first_row, self.first_row + len(self.spans.owners))

    def judge(self, text: str, *, meaning: bool) -> Judge:
        """Return the judge for a question as it was typed."""
        several = self.judges if self.latin is None or not is_latin(text) else self.latin
        return several.whole if meaning and self.middle is not None else several.words

    def alike(self, question: Question) -> Floats:
        """Return how alike the phrases are to a question by words and letters."""
        words = self.words.row(word_terms(question.words))
        return WORDS * words + LETTERS * self.letters.row(letter_terms(question.words))

    def parts(self, question: Question, cosines: Floats | None) -> list[Floats]:
        """Return what each way of comparing within this language says about each entry, in the order of `NAMES`.

        `cosines` are those of the question with the phrases of all languages.
        """
        none = np.zeros(len(self.spans.sizes), dtype=np.float32)
        alike = self.alike(question)
        found = [near(alike, self.spans), none if self.by_terms is None else self.by_terms(alike)]
        if self.codes is None:
            found += [none, none]
        else:
            coded = self.codes.row(code_terms(question.words, self.language))
            ridge = none if self.by_codes is None else self.by_codes(coded)
            found += [near(coded, self.spans), ridge]
        if cosines is None or self.middle is None:
            return [*found, none, none]
        own = cosines[self.rows]
        ridge = none if self.by_meaning is None else self.by_meaning(sharpened(own))
        return [*found, near(own, self.spans), ridge]


NAMES = (
    "words",
    "words_ridge",
    "consonants",
    "consonants_ridge",
    "meaning",
    "meaning_ridge",
    "languages",
    "languages_ridge",
)
"""The ways of comparing; the last two look at the phrases of all languages together."""
WITHOUT_ENCODER, OF_A_LANGUAGE = 4, 6
"""How many of them need no encoder, and how many look at one language; they come first."""


def centred(vectors: Floats, middle: Floats) -> Floats:
    """Return vectors without what all phrases of a language have in common, of length 1."""
    moved = vectors - middle
    length = np.sqrt((moved * moved).sum(axis=-1, keepdims=True))
    found: Floats = (moved / np.maximum(length, 1e-9)).astype(np.float32)
    return found


def sharpened(cosines: Floats) -> Floats:
    """Return the kernel of the regression on meaning."""
    found: Floats = np.exp(SHARPNESS * (cosines - 1)).astype(np.float32)
    return found
