"""Other words for jobs and skills, as people type them: taxonomy/words/<kind>/<language>.yaml."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.fields import as_block, as_list, as_text
from bot.content.nodes import BlockNode, Entry
from bot.content.report import START, Report, closest
from bot.content.yaml import read_file
from bot.core.fold import skeleton


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWords:
    """What the file at `path` has: the ids of its terms, and the terms by their folded labels."""

    path: str
    ids: tuple[str, ...]
    labels: Mapping[str, str]


Words = dict[str, dict[str, str]]
"""By kind, each word with the term it stands for."""


def read_term_words(
    folder: Path, languages: Collection[str], known: Mapping[str, TermWords]
) -> tuple[Words, list[Report]]:
    """Return the words below `folder` and the reports of their files. Never raises for what a file holds."""
    also: Words = {}
    folded: dict[str, dict[str, str]] = {}
    reports: list[Report] = []
    for file in sorted(folder.glob("*/*.yaml")):
        path = file.relative_to(folder.parent.parent).as_posix()
        node, report = read_file(file, path)
        reports.append(report)
        terms = _terms(file, report, known)
        if file.stem not in languages:
            report.add(
                "Q008",
                START,
                f"The file is named after a language, but there is no '{file.stem}' in locales/languages.yaml.",
                suggestion=closest(file.stem, languages),
            )
        block = None if node is None else as_block(node, report, "The file")
        if terms is not None and terms.ids and block is not None:
            first = folded.setdefault(terms.path, dict(terms.labels))
            also.setdefault(file.parent.name, {}).update(_words(block, terms, first, report))
    return also, reports


def _terms(file: Path, report: Report, known: Mapping[str, TermWords]) -> TermWords | None:
    """Return the terms the folder is named after; note it when there are none of that name."""
    name = file.parent.name
    if name not in known:
        there = ", ".join(known) or "none"
        report.add(
            "F018",
            START,
            f"This file is not read: the folder is named after a kind of terms, and those there are: {there}.",
            suggestion=closest(name, known),
        )
    return known.get(name)


def _words(
    block: BlockNode, terms: TermWords, first: dict[str, str], report: Report
) -> Iterator[tuple[str, str]]:
    """Yield each word with its term; note a term there is none of, and a word of two terms.

    `first` has the term of every folded word so far, and gets these.
    """
    for entry in block:
        if entry.key.text in terms.ids:
            yield from _of_term(entry, first, report)
            continue
        report.add(
            "F027",
            entry.key.at,
            f"There is no '{entry.key.text}' in {terms.path}.",
            suggestion=closest(entry.key.text, terms.ids),
        )


def _of_term(entry: Entry, first: dict[str, str], report: Report) -> Iterator[tuple[str, str]]:
    """Yield the words of one term, and put them into `first`."""
    id_ = entry.key.text
    for item in as_list(entry.value, report, f"'{id_}:'"):
        text = as_text(item, report, "A word")
        if text is None:
            continue
        folded = skeleton(text.text)
        other = first.setdefault(folded, id_) if folded else id_
        if not folded:
            report.add("Q009", text.at, f"'{text.text}' has no word in it. Delete the line.")
        elif other != id_:
            report.add(
                "F010",
                text.at,
                f"'{text.text}' stands for '{other}' already, in this or another language. Keep it in one place.",
            )
        else:
            yield text.text, id_
