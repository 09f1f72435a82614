"""Small changes of content files at exact places: everything else keeps its bytes, comments and layout."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.nodes import BlockNode, Entry, ListNode, Node, TextNode
from bot.content.report import LINE_BREAK, Mark

_PLAIN = re.compile(r"[^\W_][\w /.,()'?!+-]*[\w.)?!]|[^\W_]", re.UNICODE)
"""Words that mean the same with and without quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """What stands from `start` up to `end` becomes `text`; nothing stands between two equal marks."""

    start: Mark
    end: Mark
    text: str


class Source:
    """The text of a content file with the places its nodes name."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self.bom = text.startswith("\ufeff")
        self.text = text.removeprefix("\ufeff")
        breaks = list(LINE_BREAK.finditer(self.text))
        self.starts = [0, *(found.end() for found in breaks)]
        self.newline = breaks[0][0] if breaks else "\n"

    def offset(self, mark: Mark) -> int:
        """Return where in the text `mark` is; a line behind the last is its end."""
        if mark.line > len(self.starts):
            return len(self.text)
        return min(self.starts[mark.line - 1] + mark.column - 1, len(self.text))

    def line(self, number: int) -> str:
        """Return the line with this number."""
        return self.text[self.offset(Mark(line=number)) : self.offset(Mark(line=number + 1))]

    def edit(self, start: int, end: int, text: str) -> "Edit":
        """Return the edit of what stands between two offsets."""
        return Edit(start=self.mark(start), end=self.mark(end), text=text)

    def mark(self, offset: int) -> Mark:
        """Return the place of an offset."""
        line = bisect_right(self.starts, offset)
        return Mark(line=line, column=offset - self.starts[line - 1] + 1)

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the bytes of the file with `edits`, which do not overlap."""
        text = self.text
        for edit in sorted(edits, reverse=True):
            text = text[: self.offset(edit.start)] + edit.text + text[self.offset(edit.end) :]
        return ("\ufeff" * self.bom + text).encode()


def replaced(node: TextNode, words: str) -> Edit:
    """Return the edit that writes `words` in place of a text of one line."""
    return Edit(start=node.at, end=node.end, text=quoted(words))


def line_after(entry: Entry, key: str, words: str, source: Source) -> Edit:
    """Return the edit that writes `key: words` in a line of its own below `entry`."""
    return lines_below(entry, [f"{key}: {quoted(words)}"], source)


def lines_below(entry: Entry, lines: Sequence[str], source: Source) -> Edit:
    """Return the edit that writes lines below the last written one of `entry`, as far in as its key."""
    below = _end(entry, source)
    indent = " " * (entry.key.at.column - 1)
    text = source.newline.join(f"{indent}{line}" for line in lines)
    ended = below.line <= len(source.starts)
    return Edit(
        start=below, end=below, text=text + source.newline if ended else source.newline + text
    )


def without_line(entry: Entry) -> Edit:
    """Return the edit that deletes the lines of `entry`."""
    return Edit(
        start=Mark(line=entry.key.at.line), end=Mark(line=last_line(entry.value) + 1), text=""
    )


def _end(entry: Entry, source: Source) -> Mark:
    """Return the beginning of the line below the last written one of `entry`."""
    line = last_line(entry.value)
    while line > entry.key.at.line and not source.line(line).strip():
        line -= 1
    return Mark(line=line + 1)


def last_line(node: Node) -> int:
    """Return the line on which `node` ends."""
    match node:
        case TextNode():
            return node.last_line
        case ListNode():
            return max([node.at.line, *(last_line(item) for item in node.items)])
        case BlockNode():
            return max([node.at.line, *(last_line(entry.value) for entry in node)])


def quoted(words: str) -> str:
    """Return `words` as a value in YAML: as they are, or in quotation marks where they would mean something else."""
    return words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)


def write_all(files: dict[Path, bytes]) -> None:
    """Write every file so that each is either the old or the new one, never a half of it."""
    fresh = {file: file.with_name(f".{file.name}.new") for file in files}
    for file, data in files.items():
        fresh[file].write_bytes(data)
    for file, new in fresh.items():
        if file.exists():
            new.chmod(file.stat().st_mode & 0o777)
        new.replace(file)
