"""`python -m bench.search.pages FOLDER`: questions of migrants to advice pages, in a language and across languages.

FOLDER holds OMoS-QA as `train_de.jsonl`, `dev_de.jsonl`, ... A page is as good as its best piece, by meaning (centred
vectors) and by words (TF-IDF of words and letters, as for phrases). The numbers below were chosen on the training split
of German and English (`--tune` shows how); what is printed is of the development split.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from bench.search.advice import LANGUAGES, Advice, advice, pieces
from bench.search.rivals import Bm25
from bench.search.tables import show, write
from bench.search.vectors import Vectors
from bot.core.tokens import tokens
from bot.search.arrays import Floats, Whole
from bot.search.fitting import Spans, grouped
from bot.search.shelf import LETTERS, WORDS, centred, spans_of
from bot.search.terms import Terms, weigh
from bot.search.writing import letter_terms, word_terms, words_of

BEST, BEST_SAID, LEXICAL = 0.6, 1.0, 0.5
"""Share of the best piece by meaning and by words (the rest is the mean of all), and the weight of words."""
GRID = ((1.0, 0.8, 0.6), (1.0, 0.8, 0.6), (0.25, 0.5, 1.0, 1.5, 2.0))
QUICK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The pages of a language in pieces, by meaning and by words."""

    ids: tuple[int, ...]
    spans: Spans
    rows: Floats
    middle: Floats
    words: Terms
    letters: Terms

    def meant(self, questions: Floats, middle: Floats) -> Floats:
        """Return how alike questions in a language with this middle are to each piece, by meaning."""
        found: Floats = centred(questions, middle) @ self.rows.T
        return found

    def said(self, questions: Sequence[str]) -> Floats:
        """Return how alike questions are to each piece, by words and letters."""
        found = []
        for question in questions:
            words = words_of(question)
            letters = self.letters.row(letter_terms(words))
            found.append(WORDS * self.words.row(word_terms(words)) + LETTERS * letters)
        return np.array(found, dtype=np.float32)

    def fused(self, meant: Floats, said: Floats, numbers: Sequence[float]) -> Whole:
        """Return the pages of each question, best first."""
        best, best_said, lexical = numbers
        both = grouped(meant, self.spans, most=best)
        both = both + lexical * grouped(said, self.spans, most=best_said)
        return np.argsort(-both, axis=1, kind="stable")


def shelf(pages: Mapping[int, str], vectors: Vectors) -> Shelf:
    """Return the pages of a language ready to be searched."""
    parts = [list(pieces(page)) for page in pages.values()]
    owners = np.repeat(np.arange(len(parts)), [len(each) for each in parts])
    texts = [text for each in parts for text in each]
    raw = vectors.of(texts)
    middle = raw.mean(axis=0)
    words = [words_of(text) for text in texts]
    return Shelf(
        ids=tuple(pages),
        spans=spans_of(owners, len(parts)),
        rows=centred(raw, middle),
        middle=middle,
        words=weigh([word_terms(each) for each in words]),
        letters=weigh([letter_terms(each) for each in words]),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    options = _options(arguments)
    vectors = Vectors.of_folder(options.cache)
    step = QUICK if options.quick else 1
    read = {language: advice(options.folder, language) for language in options.languages}
    shelves = {language: shelf(each.pages, vectors) for language, each in read.items()}
    if options.tune:
        _tune(read, shelves, vectors, step)
        return 0
    found = {
        "within": {
            name: _within(each, shelves[name], vectors, step) for name, each in read.items()
        },
        "across": {
            name: _across(each, shelves[name], shelves["de"], vectors, step)
            for name, each in read.items()
            if name != "de" and "de" in read
        },
    }
    for title, rows in found.items():
        if rows:
            _show(title, rows)
    write(options.json, found)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search.pages", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds the files of OMoS-QA")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(),
        help="folder for the vectors of pieces (default: here)",
    )
    parser.add_argument(
        "--languages",
        nargs="+",
        choices=LANGUAGES,
        default=LANGUAGES,
        metavar="LANGUAGE",
        help="only these (encoding the pages of one takes minutes)",
    )
    parser.add_argument("--quick", action="store_true", help="every fifth question")
    parser.add_argument("--tune", action="store_true", help="try the numbers on the training split")
    parser.add_argument("--json", type=Path, help="file for all figures")
    return parser.parse_args(arguments)


def _within(read: Advice, own: Shelf, vectors: Vectors, step: int) -> dict[str, Any]:
    """Return the figures of each search, questions and pages in one language."""
    questions = read.questions["dev"][::step]
    texts = [text for text, _ in questions]
    right = [page for _, page in questions]
    meant, said = own.meant(vectors.of(texts), own.middle), own.said(texts)
    numbers = (BEST, BEST_SAID, LEXICAL)
    found = {
        "Merit": _figures(own.fused(meant, said, numbers), own, right),
        "meaning only": _figures(own.fused(meant, said, (BEST, 1, 0)), own, right),
        "words only": _figures(own.fused(0 * meant, said, (1, BEST_SAID, 1)), own, right),
    }
    if not Bm25.missing():
        for name, split in (("BM25 words", tokens), ("BM25 4-grams", _four_grams)):
            found[name] = _figures(_bm25(read.pages, texts, split), own, right)
    return found


def _across(
    read: Advice, asked: Shelf, german: Shelf, vectors: Vectors, step: int
) -> dict[str, Any]:
    """Return the figures for questions in a language among the pages in German."""
    questions = read.questions["dev"][::step]
    texts = [text for text, _ in questions]
    right = [page for _, page in questions]
    meant, said = german.meant(vectors.of(texts), asked.middle), german.said(texts)
    return {
        "Merit": _figures(german.fused(meant, said, (BEST, BEST_SAID, LEXICAL)), german, right),
        "meaning only": _figures(german.fused(meant, said, (BEST, 1, 0)), german, right),
        "words only": _figures(german.fused(0 * meant, said, (1, BEST_SAID, 1)), german, right),
    }


def _figures(order: Whole, own: Shelf, right: Sequence[int]) -> dict[str, float]:
    found = [[own.ids[at] for at in each[:3]] for each in order]
    pairs = list(zip(found, right, strict=True))
    return {
        "questions": len(pairs),
        "accuracy_at_1": round(mean(ids[0] == page for ids, page in pairs), 4),
        "recall_at_3": round(mean(page in ids for ids, page in pairs), 4),
    }


def _bm25(
    pages: Mapping[int, str], questions: Sequence[str], split: Callable[[str], Sequence[str]]
) -> Whole:
    library: Any = import_module("bm25s")
    index = library.BM25()
    index.index([list(split(page)) for page in pages.values()], show_progress=False)
    scores = [index.get_scores(list(split(text))) for text in questions]
    return np.argsort(-np.array(scores), axis=1, kind="stable")


def _four_grams(text: str) -> list[str]:
    words = (f" {word} " for word in tokens(text))
    return [word[at : at + 4] for word in words for at in range(max(len(word) - 3, 1))]


def _tune(
    read: Mapping[str, Advice], shelves: Mapping[str, Shelf], vectors: Vectors, step: int
) -> None:
    """Print the mean recall@3 of the training questions for each choice of the numbers."""
    tried: dict[tuple[float, ...], list[float]] = {}
    for language, own in shelves.items():
        questions = read[language].questions["train"][::step]
        texts = [text for text, _ in questions]
        meant, said = own.meant(vectors.of(texts), own.middle), own.said(texts)
        for numbers in product(*GRID):
            figures = _figures(
                own.fused(meant, said, numbers), own, [page for _, page in questions]
            )
            tried.setdefault(numbers, []).append(figures["recall_at_3"])
    rows = sorted(((mean(each), *numbers, *each) for numbers, each in tried.items()), reverse=True)
    show("Training split, recall@3", ("mean", "best", "best said", "lexical", *shelves), rows[:15])


def _show(title: str, rows: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    names = list(next(iter(rows.values())))
    for key, what in (("recall_at_3", "recall@3"), ("accuracy_at_1", "accuracy@1")):
        shown = [
            (language, *(each[name][key] for name in names)) for language, each in rows.items()
        ]
        show(f"{title}: {what}", ("questions in", *names), shown)


if __name__ == "__main__":
    sys.exit(main())
