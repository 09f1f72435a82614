"""Strict reading of YAML: every value is text, every node knows its place, and no file can harm the reader.

The events of libyaml's parser are checked one by one before anything is built from them: its own loader crashes the
process on deep nesting, and aliases and merge keys can make a small file endless.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.foreign import UNMERGED, foreign, unmerged
from bot.content.nodes import BlockNode, Entry, ListNode, Node, Style, TextNode
from bot.content.report import LINE_BREAK, START, Mark, Report
from bot.content.yaml_mistakes import explain, odd_indentation

LARGEST_FILE = 1024 * 1024
"""Bytes."""
DEEPEST = 40
MOST_NODES = 50_000

_STYLES = {"": Style.PLAIN, None: Style.PLAIN, "'": Style.QUOTED, '"': Style.QUOTED}
_Start = yaml.SequenceStartEvent | yaml.MappingStartEvent


def read_file(file: Path, path: str) -> tuple[Node | None, Report]:
    """Return the content of `file` (or None when it has none that can be read) and the findings; it is `path` there."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        report = Report(path=path)
        report.add("F001", START, f"The file cannot be opened: {error.strerror}.")
        return None, report
    return read_bytes(data, path)


def read_bytes(data: bytes, path: str) -> tuple[Node | None, Report]:
    """Return the content of `data` and the findings."""
    report = Report(path=path)
    if len(data) > LARGEST_FILE:
        report.add("F002", START, "The file is larger than 1 MiB. Split it into several files.")
        return None, report
    other = foreign(data)
    if other:
        report.add("F001", START, other)
        return None, report
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(
            "F001",
            Mark(line=line),
            "The file is not in UTF-8. Save it again with the encoding UTF-8.",
        )
        return None, report
    report.lines = LINE_BREAK.split(text)
    for place in unmerged(report.lines):
        report.add("F017", place, UNMERGED)
    odd_indentation(report)
    if report.findings:
        return None, report
    return _parse(text, report), report


def _parse(text: str, report: Report) -> Node | None:
    builder = _Builder(report=report)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not builder.take(event):
                return None
    except yaml.reader.ReaderError as error:
        _odd_character(text, error, report)
        return None
    except yaml.MarkedYAMLError as error:
        explain(error, report)
        return None
    return builder.root


def _odd_character(text: str, error: yaml.reader.ReaderError, report: Report) -> None:
    before = LINE_BREAK.split(text[: error.position])
    at = Mark(line=len(before), column=len(before[-1]) + 1)
    report.add(
        "F001", at, "An invisible control character stands here. Delete it and type the text again."
    )


@dataclass(slots=True)
class _Open:
    """A list or block whose end has not come yet."""

    event: _Start
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: TextNode | None = None
    seen: dict[str, TextNode] = field(default_factory=dict)


@dataclass(slots=True)
class _Builder:
    report: Report
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0

    def take(self, event: yaml.Event) -> bool:
        """Take the next event; False when the file is refused."""
        for code, message in self.refusals(event):
            self.report.add(code, _mark(event), message)
            return False
        match event:
            case yaml.ScalarEvent():
                return self.place(_text_node(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.stack.append(_Open(event=event))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                return self.place(_closed(self.stack.pop()))
            case _:
                pass
        return True

    def refusals(self, event: yaml.Event) -> Iterator[tuple[str, str]]:
        if isinstance(event, yaml.NodeEvent):
            self.nodes += 1
            if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
                yield (
                    "F003",
                    "* and & have a meaning of their own in YAML. Put the text below `say: |`, or in quotes.",
                )
            if getattr(event, "tag", None) is not None:
                yield (
                    "F003",
                    "A word with ! is a YAML tag, which is refused. Put the text below `say: |`, or in quotes.",
                )
        if len(self.stack) > DEEPEST:
            yield (
                "F002",
                f"More than {DEEPEST} levels are nested in one another here. Flows need about eight.",
            )
        if self.nodes > MOST_NODES:
            yield (
                "F002",
                f"The file has more than {MOST_NODES} values. Split it into several files.",
            )
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            yield "F014", "A line with --- begins a second document. Delete it: a file holds one."

    def place(self, node: Node) -> bool:
        """Put a finished node where it belongs."""
        if not self.stack:
            self.root = node
            return True
        top = self.stack[-1]
        if isinstance(top.event, yaml.SequenceStartEvent):
            top.items.append(node)
            return True
        if top.key is None:
            return self.take_key(top, node)
        first = top.seen.setdefault(top.key.text, top.key)
        if first is top.key:
            top.entries.append(Entry(key=top.key, value=node))
        else:
            self.report.add(
                "F010",
                top.key.at,
                f"'{top.key.text}' stands here twice; the first is in line {first.at.line}. Rename one.",
            )
        top.key = None
        return True

    def take_key(self, top: _Open, node: Node) -> bool:
        if not isinstance(node, TextNode):
            self.report.add("F013", node.at, "A name belongs before the colon, not brackets.")
            return False
        if node.text == "<<" and node.style is Style.PLAIN:
            self.report.add("F003", node.at, "Merge keys (<<) are refused. Write the values out.")
            return False
        top.key = node
        return True


def _closed(done: _Open) -> Node:
    inline = bool(done.event.flow_style)
    if isinstance(done.event, yaml.SequenceStartEvent):
        return ListNode(items=tuple(done.items), at=_mark(done.event), inline=inline)
    return BlockNode(entries=tuple(done.entries), at=_mark(done.event), inline=inline)


def _text_node(event: yaml.ScalarEvent) -> TextNode:
    style = _STYLES.get(event.style, Style.BLOCK)
    end = _at(event.end_mark)
    last = end.line - 1 if style is Style.BLOCK and end.column == 1 else end.line
    return TextNode(text=event.value, at=_mark(event), last_line=last, style=style, end=end)


def _mark(event: yaml.Event) -> Mark:
    return _at(event.start_mark)


def _at(mark: Any) -> Mark:
    """Return a parser's mark, which counts from 0, as ours."""
    return Mark(line=mark.line + 1, column=mark.column + 1)
