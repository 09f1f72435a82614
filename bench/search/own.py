"""`python -m bench.search.own`: our own knowledge base on the questions of faq/tests, with and without the encoder.

Nobody's real questions: they were written for this, by somebody who had not seen the phrases. bm25s and FTS5 search the
same phrases. The milliseconds are of the processor.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.search.knowledge import (
    OTHERS,
    Asked,
    corpus,
    opened,
    phrases_of,
    questions,
    result,
    result_of_rival,
)
from bench.search.rivals import Bm25, Rival, Trigram
from bench.search.tables import show, write
from bot.search.corpus import Corpus
from bot.search.evaluation import Result, by, report

QUICK = 5
SHOWN = (
    ("accuracy_at_1", "acc@1"),
    ("recall_at_3", "R@3"),
    ("mrr", "MRR"),
    ("auroc", "AUROC"),
    ("direct", "direct"),
    ("direct_precision", "its precision"),
    ("out_of_scope_direct", "oos direct"),
    ("out_of_scope_choices", "oos choices"),
    ("out_of_scope_declined", "oos declined"),
    ("in_scope_declined", "declined"),
    ("calibration_error", "ECE"),
    ("milliseconds_p50", "ms p50"),
    ("milliseconds_p95", "ms p95"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.own", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="every fifth question")
    parser.add_argument("--json", type=Path, help="file for all figures")
    options = parser.parse_args(arguments)
    whole = corpus()
    asked = list(questions(whole.stubs))[:: QUICK if options.quick else 1]
    found: dict[str, Any] = {}
    for name, encode in (("Merit", True), ("Merit, words only", False)):
        knowledge = opened(encode=encode)
        found[name] = _grouped([result(each, knowledge) for each in asked])
        _show(name, found[name])
    found["peers"] = {rival: _peer(rival, whole, asked) for rival in ("FTS5 trigram", "bm25s")}
    _show_peers(found)
    write(options.json, found)
    return 0


def _grouped(results: Sequence[Result]) -> dict[str, Any]:
    ours = [each for each in results if each.language != OTHERS]
    return {
        "together": report(ours),
        "by_language": by(results, lambda each: each.language),
        "by_kind": by(ours, lambda each: each.kind),
    }


def _peer(name: str, whole: Corpus, asked: Sequence[Asked]) -> dict[str, Any]:
    """Return the figures of another search on the same phrases; empty where it is not installed."""
    if name == "bm25s" and (why := Bm25.missing()):
        print(f"bm25s does not take part: {why}")
        return {}
    found = []
    for language in sorted({each.language for each in asked} - {OTHERS}):
        train = phrases_of(whole, language)
        rival: Rival = Bm25(train=train) if name == "bm25s" else Trigram(train=train)
        several = [each for each in asked if each.language == language]
        answers = rival.answers([each.text for each in several])
        found += [
            result_of_rival(each, answer, whole.stubs)
            for each, answer in zip(several, answers, strict=True)
        ]
    return by(found, lambda each: each.language)


def _show(name: str, figures: Mapping[str, Any]) -> None:
    groups = (("all", figures["together"]), *figures["by_language"].items())
    heads = ("questions in", "n", *(title for _, title in SHOWN))
    show(name, heads, [_row(group, each) for group, each in groups])
    show(f"{name}, by kind", heads, [_row(kind, each) for kind, each in figures["by_kind"].items()])


def _row(group: str, figures: Mapping[str, Any]) -> tuple[object, ...]:
    return (group, str(figures["questions"]), *(figures[key] for key, _ in SHOWN))


def _show_peers(found: Mapping[str, Any]) -> None:
    sides = {
        "Merit": found["Merit"]["by_language"],
        "Merit, words only": found["Merit, words only"]["by_language"],
        **{name: figures for name, figures in found["peers"].items() if figures},
    }
    languages = [each for each in sides["Merit"] if each != OTHERS]
    rows = [
        (language, *(_pair(figures[language]) for figures in sides.values()))
        for language in languages
    ]
    show("acc@1 / R@3 on the same phrases", ("questions in", *sides), rows)


def _pair(figures: Mapping[str, Any]) -> str:
    return f"{figures['accuracy_at_1']:.3f} / {figures['recall_at_3']:.3f}"


if __name__ == "__main__":
    sys.exit(main())
