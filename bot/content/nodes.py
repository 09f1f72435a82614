"""A content file as nodes: texts, lists and blocks of named values, each with its place in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.content.report import START, Mark


class Style(StrEnum):
    """How a text was written."""

    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNode:
    """A text exactly as it stands in the file; `last_line` is the line it ends on, `end` the place behind it."""

    text: str
    at: Mark
    last_line: int
    style: Style = Style.PLAIN
    end: Mark = START


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNode:
    """A list; `inline` ones are written in square brackets."""

    items: "tuple[Node, ...]"
    at: Mark
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One named value of a block."""

    key: TextNode
    value: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockNode:
    """Named values, each name once; `inline` ones are written in curly brackets."""

    entries: tuple[Entry, ...]
    at: Mark
    inline: bool = False

    def entry(self, name: str) -> Entry | None:
        """Return the entry called `name`, or None."""
        return next((entry for entry in self.entries if entry.key.text == name), None)

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in the order of the file."""
        return iter(self.entries)


Node = TextNode | ListNode | BlockNode


def is_empty(node: Node) -> bool:
    """Return whether nothing was written where a value belongs."""
    return isinstance(node, TextNode) and not node.text.strip() and node.style is not Style.QUOTED
