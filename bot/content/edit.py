"""Small changes of content files at exact places: everything else keeps its bytes, comments and layout."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.content.nodes import Entry, TextNode
from bot.content.report import LINE_BREAK, Mark

_PLAIN = re.compile(r"[^\W_][\w /.,()'+-]*[\w.)]|[^\W_]", re.UNICODE)
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
    """Return the edit that writes `key: words` in a line of its own below a value of one line."""
    below = Mark(line=_last_line(entry) + 1)
    unended = "" if _ended(entry, source) else source.newline
    indent = " " * (entry.key.at.column - 1)
    line = f"{unended}{indent}{key}: {quoted(words)}{'' if unended else source.newline}"
    return Edit(start=below, end=below, text=line)


def without_line(entry: Entry) -> Edit:
    """Return the edit that deletes the lines of `entry`."""
    return Edit(start=Mark(line=entry.key.at.line), end=Mark(line=_last_line(entry) + 1), text="")


def _last_line(entry: Entry) -> int:
    return entry.value.last_line if isinstance(entry.value, TextNode) else entry.value.at.line


def _ended(entry: Entry, source: Source) -> bool:
    """Whether a line break stands behind the entry."""
    return _last_line(entry) < len(source.starts)


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
