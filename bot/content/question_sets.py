"""Question sets: faq/tests/<name>.jsonl, questions with the entry that answers them, to measure the search by."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.entries import FAQ
from bot.content.report import Mark, Report, closest
from bot.core.finding import Finding

TESTS = f"{FAQ}/tests"
SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class TestQuestion:
    """One question: `right` are the entries that answer it, none when no entry does."""

    text: str
    right: frozenset[str]
    values: Mapping[str, Any]

    def word(self, key: str) -> str | None:
        """Return what stands under a key, or None."""
        value = self.values.get(key)
        return None if value is None else str(value)


def question_of(line: str) -> TestQuestion | str:
    """Return the question of a line, or what is wrong with it."""
    try:
        values = json.loads(line)
    except ValueError as error:
        return f"This is no JSON object. {error}"
    if not isinstance(values, dict) or not isinstance(values.get("q"), str) or "id" not in values:
        return 'Write one object a line, with "q" (the question) and "id" (its entry, or null).'
    others = values.get("ok") or []
    if not isinstance(others, list):
        return '"ok" is a list of other entries that answer the question too: "ok": ["papers-lost"]'
    right = frozenset(str(each) for each in (values["id"], *others) if each is not None)
    return TestQuestion(text=values["q"], right=right, values=values)


def questions_in(text: str) -> Iterator[tuple[int, str, TestQuestion | str]]:
    """Yield the lines of a question set that hold something: number, words, and the question or what is wrong."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line, question_of(line)


def check_questions(folder: Path, entries: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong in the question sets below `folder`."""
    for file in sorted((folder / TESTS).glob(f"*{SUFFIX}")):
        report = Report(path=f"{TESTS}/{file.name}")
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        for number, line, found in questions_in(text):
            if isinstance(found, str):
                report.add("Q015", Mark(line=number), found)
                continue
            for unknown in sorted(found.right - set(entries)):
                report.add(
                    "Q015",
                    Mark(line=number, column=line.find(unknown) + 1),
                    f"There is no entry called '{unknown}'.",
                    suggestion=closest(unknown, entries),
                )
        yield from report.findings
