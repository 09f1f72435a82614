"""`merit faq eval`.

How good the answers are, on a file of questions that somebody else than the phrases' author wrote.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.faq_knowledge import KnowledgeBase, answers_of, language_of, opened
from bot.clock import monotonic
from bot.content.question_sets import TestQuestion, questions_in
from bot.core.entry import Entry, EntryId
from bot.core.found import Decision, Found
from bot.core.inquiring import NEEDED
from bot.search.evaluation import Result, by, report
from bot.settings import OperatorError

_SHOWN = (
    ("accuracy_at_1", "accuracy@1"),
    ("recall_at_3", "recall@3"),
    ("mrr", "MRR"),
    ("auroc", "AUROC"),
    ("direct", "direct"),
    ("direct_precision", "precision"),
    ("out_of_scope_direct", "oos direct"),
    ("out_of_scope_choices", "choices"),
    ("out_of_scope_declined", "declined"),
    ("calibration_error", "ECE"),
    ("milliseconds_p50", "ms p50"),
    ("milliseconds_p95", "ms p95"),
)


def run(args: argparse.Namespace) -> int:
    """Print the figures; 1 when a line cannot be used."""
    if len(args.what) != 1:
        raise OperatorError("Name one file of questions: merit faq eval faq/tests/ar.jsonl")
    file = Path(args.what[0])
    list(_read(file))  # before the index is built, which can take minutes
    knowledge = opened(args)
    home = args.lang or (file.stem if file.stem in knowledge.catalogs else None)
    results = measured(file, home, knowledge)
    figures = {
        **report(results),
        "by_language": by(results, lambda each: each.language),
        "by_kind": by(results, lambda each: each.kind),
    }
    if args.json:
        print(json.dumps({"file": str(file), **figures}, ensure_ascii=False))
    else:
        _print(figures)
    return 0


def measured(file: Path, home: str | None, knowledge: KnowledgeBase) -> list[Result]:
    """Return what became of each question of a file; `home` is the interface language where none is named."""
    return [_asked(number, each, home, file, knowledge) for number, each in _read(file)]


def _read(file: Path) -> Iterator[tuple[int, TestQuestion]]:
    """Yield the questions with their lines; raise OperatorError naming the first that cannot be used."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{file} cannot be read ({type(error).__name__}).") from None
    for number, _, found in questions_in(text):
        if isinstance(found, str):
            raise OperatorError(f"{file}:{number}: {found}")
        yield number, found


def _asked(
    number: int, asked: TestQuestion, home: str | None, file: Path, knowledge: KnowledgeBase
) -> Result:
    entries = knowledge.release.entries
    unknown = sorted(asked.right - set(entries))
    if unknown:
        raise OperatorError(f"{file}:{number}: there is no entry called '{unknown[0]}'.")
    language = language_of(asked.word("lang_ui") or home, knowledge)
    given = {name: asked.word(name) for name in NEEDED}
    answers = answers_of(given, knowledge.release)
    began = monotonic()
    decision, _, found = knowledge.ask(asked.text, language, answers)
    took = (monotonic() - began) * 1000
    wanted = Wanted(
        kind=asked.word("kind") or "",
        language=asked.word("lang_q") or language,
        right=asked.right,
    )
    return judged(wanted, decision, found, entries, milliseconds=took)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a question of a set is, and which entries answer it."""

    kind: str
    language: str
    right: frozenset[str]


def judged(
    wanted: Wanted,
    decision: Decision,
    found: Found,
    entries: Mapping[EntryId, Entry],
    *,
    milliseconds: float,
) -> Result:
    """Return what became of a question; where a stub comes first there is no answer, and no stub is a right one."""
    order = [match for match in found.matches if match.entry in entries]
    answers = bool(order) and not entries[order[0].entry].stub
    return Result(
        kind=wanted.kind,
        language=wanted.language,
        right=frozenset(each for each in wanted.right if not entries[EntryId(each)].stub),
        found=[each.entry for each in order if answers and not entries[each.entry].stub],
        verdict=decision.verdict,
        chance=order[0].probability if answers else 0.0,
        milliseconds=milliseconds,
    )


def _print(figures: Mapping[str, Any]) -> None:
    print(
        f"{figures['questions']} questions, {figures['in_scope']} with an answer, "
        f"{figures['out_of_scope']} without\n"
    )
    for key, name in _SHOWN:
        print(f"  {name:12} {_figure(figures[key])}")
    for title, key in (("By kind", "by_kind"), ("By language of the question", "by_language")):
        print(f"\n{title}")
        columns = _SHOWN[:2] + _SHOWN[4:10]
        print(f"  {'':10} {'n':>4} " + " ".join(f"{name:>10}" for _, name in columns))
        for group, part in figures[key].items():
            cells = " ".join(f"{_figure(part[each]):>10}" for each, _ in columns)
            print(f"  {group:10} {part['questions']:>4} {cells}")


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
