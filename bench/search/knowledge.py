"""Our own knowledge base, opened as `merit faq` opens it, and the questions others than its authors wrote."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.search.datasets import Example
from bench.search.rivals import Answer
from bot.app.searching import corpus_of
from bot.cli.faq_knowledge import KnowledgeBase
from bot.content.load import load
from bot.core.entry import EntryId
from bot.core.found import Verdict
from bot.search.corpus import Corpus
from bot.search.encoder import installed
from bot.search.evaluation import Result
from bot.search.keeping import index_from_bytes
from bot.search.preparing import IndexCache, default_folder, prepare
from bot.search.vectors import FILE

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "faq" / "tests"
OTHERS = "other"
"""The file of questions in languages without phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a file: `home` is the interface language of who asks, `right` the entries that answer it well."""

    text: str
    home: str
    language: str
    kind: str
    right: frozenset[str]


def corpus() -> Corpus:
    """Return what our index is built from."""
    release, catalogs, findings = load(ROOT)
    if release is None:
        sys.exit(f"The content has {len(findings)} findings: run `merit check`.")
    return corpus_of(release, catalogs)


def opened(*, encode: bool) -> KnowledgeBase:
    """Return our knowledge base with its index; building it takes a minute the first time."""
    release, catalogs, findings = load(ROOT)
    if release is None:
        sys.exit(f"The content has {len(findings)} findings: run `merit check`.")
    cache = IndexCache(folder=default_folder())
    encoder = installed() if encode else None
    packed = prepare(
        corpus_of(release, catalogs), cache, encode=encoder is not None, shipped=ROOT / FILE
    )
    return KnowledgeBase(
        release=release, catalogs=catalogs, index=index_from_bytes(packed), encoder=encoder
    )


def questions(stubs: frozenset[EntryId]) -> Iterator[Asked]:
    """Yield every question of faq/tests; what only a stub answers has no answer."""
    for file in sorted(TESTS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield _asked(json.loads(line), file.stem, stubs)


def _asked(values: Mapping[str, Any], file: str, stubs: frozenset[EntryId]) -> Asked:
    home = values.get("lang_ui") or file
    right = {str(each) for each in (values.get("id"), *values.get("ok", [])) if each}
    return Asked(
        text=values["q"],
        home=home,
        language=OTHERS if file == OTHERS else file,
        kind=values.get("kind", ""),
        right=frozenset(right - set(stubs)),
    )


def result(asked: Asked, knowledge: KnowledgeBase) -> Result:
    """Return what Merit does about a question; its time is that of the processor."""
    entries = knowledge.release.entries
    began = time.process_time()
    decision, _, found = knowledge.ask(asked.text, asked.home, {})
    took = (time.process_time() - began) * 1000
    order = [match for match in found.matches if match.entry in entries]
    stub = not order or entries[order[0].entry].stub
    return Result(
        kind=asked.kind,
        language=asked.language,
        right=asked.right,
        found=[] if stub else [m.entry for m in order if not entries[m.entry].stub],
        verdict=decision.verdict,
        chance=0.0 if stub else order[0].probability,
        milliseconds=took,
    )


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
