"""Collecting findings in one file: reading goes on after each, so that an editor sees all of them at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.content.codes import CODES
from bot.core.finding import Finding, Severity

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML begins a new line."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int = 1
    column: int = 1


START = Mark()


@dataclass(slots=True, kw_only=True)
class Report:
    """The findings of the file at `path`, whose lines are quoted in them."""

    path: str
    lines: Sequence[str] = ()
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, at: Mark, message: str, *, suggestion: str = "") -> None:
        """Note what is wrong at `at`."""
        excerpt = self.lines[at.line - 1] if at.line <= len(self.lines) else ""
        shown = len(excerpt) <= LONGEST_EXCERPT
        self.findings.append(
            Finding(
                code=code,
                severity=CODES[code].severity,
                path=self.path,
                line=at.line,
                column=at.column,
                message=message,
                suggestion=suggestion,
                excerpt=excerpt.expandtabs(1) if shown else "",
            )
        )

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def locate(self, needle: str, first: Mark, last_line: int) -> Mark:
        """Return where `needle`, or as much of it as stands in one line, is from `first` on; otherwise `first`."""
        for number in range(first.line, min(last_line, len(self.lines)) + 1):
            start = first.column - 1 if number == first.line else 0
            column = self.lines[number - 1].find(needle, start)
            if column >= 0:
                return Mark(line=number, column=column + 1)
        shorter = needle.strip().rpartition(" ")[0]
        return self.locate(shorter, first, last_line) if shorter else first


LONGEST_EXCERPT = 200


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or an empty string."""
    return next(iter(get_close_matches(word, list(known), n=1)), "")


def listed(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def listed_and(words: Iterable[str]) -> str:
    """Return words as a sentence joins them: `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
