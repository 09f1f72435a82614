"""Findings as an editor wants them: each cause once, and not what only follows from it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from bot.content.languages import PATH as LANGUAGES
from bot.content.report import listed_and
from bot.core.finding import Finding, Severity

DIFFERENT, UNVISITED = "F061", "F062"
_LACKING = frozenset({"F021", "F038"})
"""Codes that say a key is missing."""
_OF_NO_LANGUAGE = frozenset({"Q008", "F018"})
"""What every file of a language is once the list of languages has an error."""
NEAR = 40
"""Lines a step, or the head of a file, may have."""
MOST_FILES = 2
"""Files with conversations that go differently which are shown; the others are only named."""


def causes(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and line: equal ones of a file as one, follow-ups of conversations named in short."""
    found = sorted(findings, key=lambda each: (each.path, each.line, each.column, each.code))
    if any(each.path == LANGUAGES and each.severity is Severity.ERROR for each in found):
        found = [each for each in found if each.code not in _OF_NO_LANGUAGE]
    different = [each for each in found if each.code == DIFFERENT]
    rest = [each for each in found if each.code != DIFFERENT]
    if different:
        rest = [each for each in rest if each.code != UNVISITED]
    shown = [*_equal_once(_without_misspelt(rest)), *_conversations(different)]
    return sorted(shown, key=lambda each: (each.path, each.line, each.column, each.code))


def _without_misspelt(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings but those about a key that is there, only misspelt: that is said already."""
    meant = [each for each in findings if each.code == "F020" and each.suggestion]
    for each in findings:
        if each.code in _LACKING and any(
            other.path == each.path
            and 0 <= other.line - each.line <= NEAR
            and f"{other.suggestion}:" in each.message
            for other in meant
        ):
            continue
        yield each


def _equal_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first of equal findings in a file, with the lines of the others."""
    first: dict[tuple[str, ...], list[Finding]] = {}
    for each in findings:
        first.setdefault((each.path, each.code, each.message, each.suggestion), []).append(each)
    for same in first.values():
        lines = sorted({str(each.line) for each in same[1:]} - {str(same[0].line)}, key=int)
        more = (
            f" It is the same in line{'s' * (len(lines) > 1)} {listed_and(lines)}." if lines else ""
        )
        yield replace(same[0], message=f"{same[0].message}{more}")


def _conversations(different: list[Finding]) -> Iterator[Finding]:
    """Yield the first difference of each file; others have most likely the same cause."""
    files = [list(same) for _, same in groupby(different, key=lambda each: each.path)]
    files.sort(key=len, reverse=True)
    others = ", ".join(f"{same[0].path}:{same[0].line}" for same in files[MOST_FILES:])
    for number, same in enumerate(files[:MOST_FILES], start=1):
        words = same[0].message
        if same[1:]:
            count = len(same) - 1
            words += f" {count} more conversation{'s' * (count > 1)} of this file go{'es' * (count == 1)} differently."
        if others and number == MOST_FILES:
            words += f" Also in {others}."
        yield replace(same[0], message=words)
