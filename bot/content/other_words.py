"""Other words for the choices of an answer, as people type them: flows/words/<answer>/<language>.yaml."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.fields import as_block, as_list, as_text
from bot.content.nodes import BlockNode
from bot.content.report import START, Report, closest, listed
from bot.content.yaml import read_file
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.fold import skeleton

WORDS = "flows/words"


@dataclass(slots=True, kw_only=True)
class OtherWords:
    """The words by answer, each with the choice it stands for, and the reports of their files."""

    also: dict[str, dict[str, str]] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


def read_other_words(
    folder: Path, languages: Collection[str], answers: Mapping[str, AnswerSpec]
) -> OtherWords:
    """Return the words of every answer and language. Never raises for what a file holds."""
    found = OtherWords()
    for file in sorted((folder / WORDS).glob("*/*.yaml")):
        node, report = read_file(file, file.relative_to(folder).as_posix())
        found.reports.append(report)
        spec = _answer(file, report, answers)
        if file.stem not in languages:
            report.add(
                "Q008",
                START,
                f"The file is named after a language, but there is no '{file.stem}' in locales/languages.yaml.",
                suggestion=closest(file.stem, languages),
            )
        block = None if node is None else as_block(node, report, "The file")
        if spec is not None and block is not None:
            known = found.also.setdefault(spec.name, {})
            for word, value in _words(block, spec, report, known):
                known[word] = value
    return found


def _answer(file: Path, report: Report, answers: Mapping[str, AnswerSpec]) -> AnswerSpec | None:
    """Return the answer the folder is named after; note it when there is none with choices of that name."""
    name = file.parent.name
    spec = answers.get(name)
    if spec is not None and spec.type is AnswerType.ONE_OF:
        return spec
    choosable = [each.name for each in answers.values() if each.type is AnswerType.ONE_OF]
    report.add(
        "F031",
        START,
        f"The folder is named after an answer with choices, but there is no '{name}' (`one of`) in flows/answers.yaml.",
        suggestion=closest(name, choosable),
    )
    return None


def _words(
    block: BlockNode, spec: AnswerSpec, report: Report, known: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each word with its choice; note a choice there is none of, and a word of two choices."""
    first = {skeleton(word): value for word, value in known.items()}
    for entry in block:
        value = entry.key.text
        if value not in spec.values:
            report.add(
                "F027",
                entry.key.at,
                f"'{spec.name}' has no choice '{value}'. It can be {listed(spec.values)}.",
                suggestion=closest(value, spec.values),
            )
            continue
        for item in as_list(entry.value, report, f"'{value}:'"):
            text = as_text(item, report, "A word")
            if text is None:
                continue
            other = first.setdefault(skeleton(text.text), value)
            if other != value:
                report.add(
                    "F010",
                    text.at,
                    f"'{text.text}' stands for '{other}' already, in this or another language. Keep it in one place.",
                )
            else:
                yield text.text, value
