"""The index of a release: which entry a question in any language asks for, with a probability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.entry import EntryId
from bot.core.language import LanguageCode
from bot.search.arrays import Floats, Whole
from bot.search.fitting import Ridge, Spans, standing
from bot.search.shelf import OF_A_LANGUAGE, Judge, Question, Shelf, centred, near
from bot.search.tongues import NO_TONGUES, Tongues


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The phrases of all languages by meaning: `order` puts them in the order of their entries.

    `middle` is what a question of an unknown language is centred by.
    """

    order: Whole
    spans: Spans
    ridge: Ridge
    middle: Floats
    judge: Judge

    def parts(self, meaning: Floats, cosines: Floats) -> list[Floats]:
        """Return how near each entry is to a centred question, and what the regression says."""
        return [near(cosines[self.order], self.spans), self.ridge(meaning[None])[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry with the chance that it is the right one, and what each way of comparing said."""

    entry: EntryId
    chance: float
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The best entries for a question, and the chance that the right one is among the first three."""

    hits: tuple[Hit, ...] = ()
    among_three: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Everything the search knows of a release.

    `vectors` are those of all phrases, language by language, each without what its language has in common and of
    length 1; `encoder` names what made them (empty without), `corpus` what the index is built of.

    `raw` vectors and `texts` of the phrases are there only after a build, to be kept for the next one.
    """

    entries: tuple[EntryId, ...]
    stubs: frozenset[EntryId]
    shelves: Mapping[LanguageCode, Shelf]
    pool: Pool | None
    vectors: Floats | None = None
    tongues: Tongues = NO_TONGUES
    encoder: str = ""
    corpus: str = ""
    raw: Floats | None = None
    texts: tuple[str, ...] = ()

    def find(self, question: Question, language: LanguageCode, text: str, *, most: int = 8) -> Hits:
        """Return the best entries for a question in `language`, which may be one without phrases."""
        shelf = self.shelves.get(language)
        known = question.meaning is not None and self.vectors is not None
        judge = None if shelf is None else shelf.judge(text, meaning=known)
        if judge is None and self.pool is not None and known:
            judge = self.pool.judge
        if judge is None:
            return Hits()
        return self._judged(self._parts(question, shelf), judge, most)

    def _parts(self, question: Question, shelf: Shelf | None) -> Floats:
        """Return what every part says about every entry (entries x parts)."""
        none = np.zeros(len(self.entries), dtype=np.float32)
        meaning = cosines = None
        middle = self._middle(shelf)
        if question.meaning is not None and self.vectors is not None and middle is not None:
            meaning = centred(question.meaning, middle)
            cosines = self.vectors @ meaning
        within = [none] * OF_A_LANGUAGE if shelf is None else shelf.parts(question, cosines)
        across = [none, none]
        if self.pool is not None and meaning is not None and cosines is not None:
            across = self.pool.parts(meaning, cosines)
        return np.stack([*within, *across], axis=1)

    def _middle(self, shelf: Shelf | None) -> Floats | None:
        if shelf is not None and shelf.middle is not None:
            return shelf.middle
        return None if self.pool is None else self.pool.middle

    def _judged(self, parts: Floats, judge: Judge, most: int) -> Hits:
        scores = parts @ judge.weights
        features = standing(scores[None])
        first, three = float(judge.first(features)[0]), float(judge.among_three(features)[0])
        best = np.argsort(-scores, kind="stable")[:most]
        chances = _chances(scores[best], first, three)
        hits = tuple(
            Hit(
                entry=self.entries[at],
                chance=chance,
                parts=tuple(map(float, parts[at] * judge.weights)),
            )
            for at, chance in zip(best, chances, strict=True)
        )
        return Hits(hits=hits, among_three=max(first, three))


def _chances(scores: Floats, first: float, three: float) -> Sequence[float]:
    """Return a probability for each: the calibrated one for the first, the rest shared by how well the others do."""
    others = np.exp(scores[1:] - scores[0]) if len(scores) > 1 else np.zeros(0)
    left = max(three - first, 0.0)
    share = others / max(float(others[:2].sum()), 1e-9)
    return [first, *(float(min(first, left * each)) for each in share)]
