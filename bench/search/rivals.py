"""Searches that are measured side by side: each learns phrases with their intents, then ranks intents for questions."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np

from bench.search.datasets import Example
from bench.search.vectors import Vectors
from bot.core.entry import EntryId, Phrase
from bot.core.language import LanguageCode
from bot.search.building import build
from bot.search.corpus import Corpus
from bot.search.index import Index
from bot.search.shelf import Question
from bot.search.writing import words_of

MOST = 8
"""Intents that are looked at for a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The intents found, best first; `score` is the first one's, and grows with how sure the search is of it.

    Where a search is calibrated `sure` and `among_three` are probabilities.
    """

    found: tuple[str, ...]
    score: float = 0.0
    sure: float = 0.0
    among_three: float = 0.0


class Rival(Protocol):
    """A search that was taught phrases."""

    @property
    def name(self) -> str:
        """What it is called in the tables."""

    @property
    def calibrated(self) -> bool:
        """Whether its scores are probabilities."""

    def answers(self, questions: Sequence[str]) -> list[Answer]:
        """Return what it finds for each question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Merit's own search as it ships, with one language and no stubs; `vectors` is None for words only."""

    index: Index
    language: LanguageCode
    vectors: Vectors | None
    calibrated: bool = True

    @property
    def name(self) -> str:
        """What it is called in the tables."""
        return "Merit, words only" if self.vectors is None else "Merit"

    def answers(self, questions: Sequence[str]) -> list[Answer]:
        """Return what Merit finds for each question."""
        meanings = [None] * len(questions) if self.vectors is None else self.vectors.of(questions)
        found = []
        for text, meaning in zip(questions, meanings, strict=True):
            question = Question(words=words_of(text), meaning=meaning)
            hits = self.index.find(question, self.language, text, most=MOST)
            entries = tuple(str(hit.entry) for hit in hits.hits)
            sure, score = (hits.hits[0].chance, sum(hits.hits[0].parts)) if hits.hits else (0, 0)
            found.append(
                Answer(found=entries, score=score, sure=sure, among_three=hits.among_three)
            )
        return found


def index_of(train: Sequence[Example], language: LanguageCode, vectors: Vectors) -> Index:
    """Return Merit's index of phrases in one language."""
    phrases = tuple(
        Phrase(entry=EntryId(intent), language=language, words=text) for text, intent in train
    )
    return build(Corpus(phrases=phrases), vectors.of([text for text, _ in train]), encoder="bench")


@dataclass(slots=True, kw_only=True)
class Trigram:
    """SQLite's FTS5 with the trigram tokenizer and its bm25; any of the question's trigrams may match."""

    train: Sequence[Example]
    name: str = "FTS5 trigram"
    calibrated: bool = False
    _rows: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))

    def __post_init__(self) -> None:
        """Write the phrases."""
        self._rows.execute(
            "create virtual table phrases using fts5(text, intent unindexed, tokenize='trigram')"
        )
        self._rows.executemany("insert into phrases values (?, ?)", self.train)

    def answers(self, questions: Sequence[str]) -> list[Answer]:
        """Return the intents of the best phrases."""
        return [self._answer(text) for text in questions]

    def _answer(self, text: str) -> Answer:
        clean = text.replace('"', " ").replace("\0", " ")
        pieces = dict.fromkeys(clean[at : at + 3] for at in range(len(clean) - 2))
        if not pieces:
            return Answer(found=())
        wanted = " OR ".join(f'"{piece}"' for piece in pieces)
        best: dict[str, float] = {}
        query = "select intent, bm25(phrases) from phrases where phrases match ? order by rank limit 200"
        for intent, score in self._rows.execute(query, (wanted,)):
            best.setdefault(intent, -score)
        return _ranked(best)


@dataclass(slots=True, kw_only=True)
class Bm25:
    """bm25s over words; an intent is as good as its best phrase."""

    train: Sequence[Example]
    name: str = "bm25s"
    calibrated: bool = False
    _index: Any = None

    def __post_init__(self) -> None:
        """Learn the phrases."""
        library: Any = import_module("bm25s")
        self._index = library.BM25()
        self._index.index(self._words([text for text, _ in self.train]), show_progress=False)

    @staticmethod
    def missing() -> str:
        """Return why it cannot run, empty if it can."""
        return "" if find_spec("bm25s") else "bm25s is not installed (requirements/bench.txt)"

    @staticmethod
    def _words(texts: Sequence[str]) -> list[list[str]]:
        library: Any = import_module("bm25s")
        found: list[list[str]] = library.tokenize(
            list(texts), stopwords=None, return_ids=False, show_progress=False
        )
        return found

    def answers(self, questions: Sequence[str]) -> list[Answer]:
        """Return the intents of the best phrases."""
        found = []
        for words in self._words(questions):
            scores = self._index.get_scores(words) if words else np.zeros(len(self.train))
            best: dict[str, float] = {}
            for at in np.argsort(-scores, kind="stable")[:200]:
                best.setdefault(self.train[at][1], float(scores[at]))
            found.append(_ranked(best))
        return found


def _ranked(best: dict[str, float]) -> Answer:
    order = sorted(best, key=lambda intent: -best[intent])[:MOST]
    return Answer(found=tuple(order), score=best[order[0]] if order else 0.0)
