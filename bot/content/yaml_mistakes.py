"""Mistakes in writing YAML, in an editor's words: what a parser cannot read, and what it reads but nobody meant."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from bot.content.nodes import Style, TextNode
from bot.content.report import Mark, Report
from bot.content.yaml_lines import Found, near_mistake

_INDENT = re.compile(r"[ ]*([^\S\n ]|[\u200b\u2060\ufeff])[^\S\n]*(?=\S)")
_BELOW = "Put the text on the next line below `|`, for example below `say: |`."
_MEANT = "*&{[@`%!|>,]}?"
"""Characters a plain text cannot begin with."""

_VALUE = re.compile(r"^\s*(?:- )*\s*(?:[\w ]+:\s+)?(?P<value>.*)$")
_BLOCK_TEXT = re.compile(r"[|>][-+1-9]*\s*(?:#.*)?")
_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?P<rest>.*)$""")


def odd_indentation(report: Report) -> None:
    """Note every line that is indented with something other than spaces."""
    for number, line in enumerate(report.lines, start=1):
        if line[:1].isascii() and not line[:1].isspace():
            continue
        odd = _INDENT.match(line)
        if odd is None:
            continue
        at = Mark(line=number, column=odd.start(1) + 1)
        if odd[1] == "\t":
            report.add(
                "F004",
                at,
                "This line begins with a TAB. Indent with spaces only, two for each level.",
            )
        else:
            report.add(
                "F005",
                at,
                "This line begins with a special space (word processors write them). Delete it and type spaces.",
            )


def explain(error: yaml.MarkedYAMLError, report: Report) -> None:
    """Note what a parser's error means for an editor, with its cause where the line shows it."""
    problem, context = _place(error.problem_mark), _place(error.context_mark)
    at = problem or context or Mark()
    begun = context if re.search("scanning|flow", error.context or "") else None
    for mistake in _MISTAKES:
        for candidate in (at, begun):
            found = None if candidate is None else mistake(candidate, report, str(error.problem))
            if found is not None:
                code, place, message = found
                report.add(code, place, message)
                return
    near = near_mistake(at, report)
    if near is not None:
        report.add(*near)
        return
    report.add(
        "F009" if "expected" in str(error.problem) else "F014",
        at,
        "This line does not fit what stands before it. Check that it is indented like its neighbours, that every "
        "name is followed by a colon and a space, and that every `-` has a space behind it.",
    )


def _line(at: Mark, report: Report) -> str:
    return report.lines[at.line - 1] if at.line <= len(report.lines) else ""


def _starts_oddly(at: Mark, report: Report, _problem: str) -> Found | None:
    line = _line(at, report)
    value = _VALUE.match(line)
    if value is None or not value["value"] or value["value"][0] not in _MEANT:
        return None
    if _BLOCK_TEXT.fullmatch(value["value"]):
        return None
    first, place = value["value"][0], Mark(line=at.line, column=value.start("value") + 1)
    if first in "|>":
        return (
            "F007",
            place,
            f"After `{first}` the line ends; the text begins on the next line, indented by two spaces.",
        )
    return "F007", place, f"A text cannot begin with {first} here. {_BELOW}"


def _quotes(at: Mark, report: Report, problem: str) -> Found | None:
    line = _line(at, report)
    value = _VALUE.match(line)
    if value is None or value["value"][:1] not in {'"', "'"}:
        return None
    place = Mark(line=at.line, column=value.start("value") + 1)
    if "escape" in problem:
        return "F008", at, f"In double quotes a \\ has a meaning of its own. {_BELOW}"
    quoted = _QUOTED.match(value["value"])
    if quoted is None:
        return "F008", place, f"The closing quotation mark is missing. {_BELOW}"
    if quoted["rest"].strip():
        return "F008", place, f"The text goes on after the closing quotation mark. {_BELOW}"
    return None


def _second_colon(at: Mark, report: Report, problem: str) -> Found | None:
    if "mapping values" not in problem:
        return None
    before = _line(at, report)[: at.column - 1]
    if re.search(r":\s", before):
        return "F006", at, f"A second `: ` stands in this line. {_BELOW}"
    message = (
        "This line has a colon but stands inside the text before it. If it belongs to that text, put the text below "
        "`say: |`. If it is a key, indent it like the other keys."
    )
    return near_mistake(at, report) or ("F006", at, message)


def _missing_colon(at: Mark, report: Report, problem: str) -> Found | None:
    if "could not find expected ':'" not in problem:
        return None
    near = near_mistake(at, report)
    if near is not None:
        return near
    before = Mark(line=max(at.line - 1, 1))
    words = _line(before, report)
    return (
        "F009",
        Mark(line=before.line, column=len(words) - len(words.lstrip()) + 1),
        "A name must be followed by a colon and a space. If this is text, indent it below `say: |`.",
    )


def _misaligned(at: Mark, report: Report, problem: str) -> Found | None:
    if "sequence entries" in problem:
        return "F009", at, "A list begins on a new line: put `- ` below, indented by two spaces."
    if _line(at, report).lstrip().startswith("-") and "expected" in problem:
        return near_mistake(at, report) or (
            "F009",
            at,
            "This `-` is not below the other ones. Indent all items of a list equally.",
        )
    return None


_MISTAKES: tuple[Callable[[Mark, Report, str], Found | None], ...] = (
    _second_colon,
    _missing_colon,
    _starts_oddly,
    _quotes,
    _misaligned,
)


def _place(mark: Any) -> Mark | None:
    return None if mark is None else Mark(line=mark.line + 1, column=mark.column + 1)


_COMMENT = re.compile(r"(?<=\s)#")


def cut_text(node: TextNode, report: Report, *, words: bool) -> None:
    """Note a plain text that ends at a `#`: what follows is a comment for YAML, but hardly for its writer.

    In `words` (what people will read) any comment is refused, elsewhere only one without a space after the `#`.
    """
    if node.style is not Style.PLAIN or node.last_line > len(report.lines):
        return
    line = report.lines[node.last_line - 1]
    start = node.at.column - 1 if node.last_line == node.at.line else 0
    comment = _COMMENT.search(line, start)
    if comment is None:
        return
    if words or line[comment.end() : comment.end() + 1].strip():
        report.add(
            "F011",
            Mark(line=node.last_line, column=comment.start() + 1),
            f"Everything from # on would be left out. {_BELOW} Comments stand on lines of their own.",
        )
