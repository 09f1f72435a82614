"""What the lines around an unreadable place show: YAML often stumbles a line or two behind the mistake."""

import re
from collections.abc import Iterator, Sequence

from bot.content.report import Mark, Report

Found = tuple[str, Mark, str]
"""A code, the place, and what to do."""

NEAR = 6
"""Lines up to the place that are looked at, those of texts not counted."""

_KEYS = (
    *(
        "say",
        "ask",
        "choose",
        "route",
        "flow",
        "plan",
        "review",
        "collect",
        "do",
        "handoff",
        "end",
        "why",
        "help",
    ),
    *(
        "save",
        "choices",
        "items",
        "when",
        "next",
        "critical",
        "label",
        "text",
        "sources",
        "otherwise",
        "message",
    ),
    *("title", "owner", "reviewed", "review_every", "purpose", "number", "personal"),
)
_WITHOUT_COLON = re.compile(
    rf"(?P<indent>\s*(?:- )?)(?P<key>{'|'.join(_KEYS)})(?P<rest>\s+\S.*|\s*)$"
)
_GLUED = re.compile(rf"(?P<indent>\s*(?:- )?)(?P<key>{'|'.join(_KEYS)}):(?=[^\s:])")
_KEY = re.compile(r"\s*(?:- )?[\w ]+:(?:\s|$)")
_BEGINS_TEXT = re.compile(rf"(?::|\b(?:{'|'.join(_KEYS)}))\s*[|>][-+]?\s*$")
_NO_DASH_SPACE = re.compile(r"(?P<indent>\s*)-(?=[a-z]\w*(?::|$))")


def without_colon(words: str) -> str:
    """Return the key that `words` begin with when only its colon is missing, or an empty text."""
    found = _WITHOUT_COLON.match(words.partition("\n")[0])
    return "" if found is None else found["key"]


def near_mistake(at: Mark, report: Report) -> Found | None:
    """Return the mistake in the line at `at` or one of those before it, if a line shows one."""
    text = set(lines_of_text(report.lines))
    lines = [
        number
        for number in range(min(at.line, len(report.lines)), 0, -1)
        if number not in text and report.lines[number - 1].strip()
    ]
    for look in (_no_colon, _no_space, _no_dash_space, _odd_indent):
        for number in lines[:NEAR]:
            found = look(number, report.lines[number - 1])
            if found is not None:
                return found
    return None


def lines_of_text(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that belong to a text below `|` or `>-`; anything may stand there."""
    above: int | None = None
    for number, line in enumerate(lines, start=1):
        indent = len(line) - len(line.lstrip())
        if above is not None and (not line.strip() or indent > above):
            yield number
            continue
        above = indent if _BEGINS_TEXT.search(line) else None


def _no_colon(number: int, line: str) -> Found | None:
    found = _WITHOUT_COLON.match(line)
    if found is None:
        return None
    at = Mark(line=number, column=len(found["indent"]) + 1)
    key = found["key"]
    return (
        "F009",
        at,
        f"A colon is missing behind '{key}'. Write `{key}: …` with a space behind the colon.",
    )


def _no_space(number: int, line: str) -> Found | None:
    found = _GLUED.match(line)
    if found is None:
        return None
    at = Mark(line=number, column=found.end())
    return "F009", at, f"A space is missing behind the colon. Write `{found['key']}: …`"


def _no_dash_space(number: int, line: str) -> Found | None:
    found = _NO_DASH_SPACE.match(line)
    if found is None:
        return None
    at = Mark(line=number, column=len(found["indent"]) + 1)
    return (
        "F012",
        at,
        "A space is missing behind the dash. Begin each item with `- ` (a dash and a space).",
    )


def _odd_indent(number: int, line: str) -> Found | None:
    """A key that is indented by a space more or less than its neighbours."""
    indent = len(line) - len(line.lstrip())
    if not _KEY.match(line) or indent % 2 == 0:
        return None
    message = (
        f"This line is indented by {indent} spaces. Keys of one step stand below one another, each level two spaces "
        "further right than the one above."
    )
    return "F009", Mark(line=number, column=indent + 1), message
