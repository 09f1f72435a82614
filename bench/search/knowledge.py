"""Our own knowledge base, opened as `merit faq` opens it, and the questions others than its authors wrote."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.search.datasets import Example
from bench.search.rivals import Answer
from bot.app.searching import corpus_of
from bot.cli.faq_eval import Wanted, judged
from bot.cli.faq_knowledge import KnowledgeBase, content_in, indexed
from bot.content.question_sets import questions_in
from bot.core.entry import EntryId
from bot.core.found import Verdict
from bot.search.corpus import Corpus
from bot.search.encoder import installed
from bot.search.evaluation import Result
from bot.search.preparing import IndexCache, default_folder

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "faq" / "tests"
OTHERS = "other"
"""The file of questions in languages without phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Wanted):
    """A question of a file: `home` is the interface language of who asks."""

    text: str
    home: str


def corpus() -> Corpus:
    """Return what our index is built from."""
    return corpus_of(*content_in(ROOT))


def opened(*, encode: bool) -> KnowledgeBase:
    """Return our knowledge base with its index; building it takes a minute the first time."""
    return indexed(ROOT, installed() if encode else None, IndexCache(folder=default_folder()))


def questions(stubs: frozenset[EntryId]) -> Iterator[Asked]:
    """Yield every question of faq/tests; what only a stub answers has no answer."""
    for file in sorted(TESTS.glob("*.jsonl")):
        for number, _, found in questions_in(file.read_text(encoding="utf-8")):
            if isinstance(found, str):
                sys.exit(f"{file}:{number}: {found}")
            yield Asked(
                text=found.text,
                home=found.word("lang_ui") or file.stem,
                language=file.stem,
                kind=found.word("kind") or "",
                right=found.right - stubs,
            )


def result(asked: Asked, knowledge: KnowledgeBase) -> Result:
    """Return what Merit does about a question; its time is that of the processor."""
    entries = knowledge.release.entries
    began = time.process_time()
    decision, _, found = knowledge.ask(asked.text, asked.home, {})
    took = (time.process_time() - began) * 1000
    return judged(asked, decision, found, entries, milliseconds=took)


def result_of_rival(asked: Asked, answer: Answer, stubs: frozenset[EntryId]) -> Result:
    """Return what another search found, judged as Merit is: where a stub comes first there is no answer."""
    real = [entry for entry in answer.found if entry not in stubs]
    stub = real[:1] != list(answer.found[:1])
    return Result(
        kind=asked.kind,
        language=asked.language,
        right=asked.right,
        found=[] if stub else real,
        verdict=Verdict.NO_ANSWER,
        chance=0.0,
        milliseconds=0.0,
    )


def phrases_of(corpus: Corpus, language: str) -> list[Example]:
    """Return the phrases of a language with their entries."""
    return [(each.words, each.entry) for each in corpus.phrases if each.language == language]
