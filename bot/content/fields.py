"""The named values of one block, read key by key; whatever does not fit becomes a finding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.content.nodes import BlockNode, ListNode, Node, TextNode, is_empty
from bot.content.report import Mark, Report, closest, listed
from bot.content.yaml_lines import without_colon
from bot.content.yaml_mistakes import cut_text

ID = re.compile(r"[a-z][a-z0-9_]*")
_GLUED = re.compile(r"\w+:\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The block `node`, called `what` in messages; `at` is where a missing key is reported."""

    node: BlockNode
    report: Report
    what: str
    at: Mark

    def only(self, *allowed: str) -> None:
        """Note every key that is none of `allowed`."""
        for entry in self.node:
            if entry.key.text not in allowed:
                self.report.add(
                    "F020",
                    entry.key.at,
                    f"{self.what} has no key '{entry.key.text}'. Possible are {listed(allowed)}.",
                    suggestion=closest(entry.key.text, allowed),
                )

    def has(self, key: str) -> bool:
        """Whether the key was written."""
        return self.node.entry(key) is not None

    def mark(self, key: str) -> Mark:
        """Return where the value of `key` stands, or the block when there is none."""
        entry = self.node.entry(key)
        return self.at if entry is None else entry.value.at

    def missing(self, key: str, hint: str = "") -> None:
        """Note that `key` has to be written."""
        self.report.add("F021", self.at, f"{self.what} needs '{key}:'.{hint and ' ' + hint}")

    def node_of(self, key: str, *, needed: bool = False) -> Node | None:
        """Return the value of `key` as it is, or None."""
        entry = self.node.entry(key)
        if entry is None:
            if needed:
                self.missing(key)
            return None
        if is_empty(entry.value):
            self.report.add(
                "F016",
                entry.key.at,
                f"Nothing stands behind '{key}:'. Write a value or delete the line.",
            )
            return None
        return entry.value

    def text_node(self, key: str, *, needed: bool = False, words: bool = False) -> TextNode | None:
        """Return the text of `key`; `words` are read by people."""
        node = self.node_of(key, needed=needed)
        return None if node is None else as_text(node, self.report, f"'{key}:'", words=words)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return the text of `key`, or an empty one."""
        node = self.text_node(key, needed=needed)
        return "" if node is None else node.text.strip()

    def block(self, key: str, *, needed: bool = False) -> BlockNode | None:
        """Return the block of named values below `key`."""
        node = self.node_of(key, needed=needed)
        return None if node is None else as_block(node, self.report, f"'{key}:'")

    def items(self, key: str, *, needed: bool = False) -> tuple[Node, ...]:
        """Return the items of the list below `key`."""
        node = self.node_of(key, needed=needed)
        return () if node is None else as_list(node, self.report, f"'{key}:'")

    def id(self, key: str, *, needed: bool = False) -> str:
        """Return the id at `key`, or an empty text."""
        node = self.text_node(key, needed=needed)
        return node.text if node is not None and is_id(node, self.report) else ""

    def yes(self, key: str, *, default: bool) -> bool:
        """Return whether `key` says yes."""
        word = self.one_of(key, ("yes", "no"))
        return default if not word else word == "yes"

    def one_of(self, key: str, words: tuple[str, ...], *, needed: bool = False) -> str:
        """Return the value of `key` when it is one of `words`, or an empty text."""
        node = self.text_node(key, needed=needed)
        if node is None or node.text in words:
            return "" if node is None else node.text
        self.report.add(
            "F027",
            node.at,
            f"'{key}:' cannot be '{node.text}'. Possible are {listed(words)}.",
            suggestion=closest(node.text, words),
        )
        return ""

    def day(self, key: str) -> date | None:
        """Return the date at `key`, or None."""
        node = self.text_node(key, needed=True)
        if node is None:
            return None
        try:
            return (
                date.fromisoformat(node.text)
                if re.fullmatch(r"\d{4}-\d\d-\d\d", node.text)
                else _no_date(node.text)
            )
        except ValueError:
            self.report.add(
                "F025", node.at, f"'{node.text}' is not a date. Write it like 2026-11-23."
            )
            return None


def _no_date(text: str) -> date:
    raise ValueError(text)


def as_text(node: Node, report: Report, what: str, *, words: bool = False) -> TextNode | None:
    """Return `node` when it is a text; note it otherwise."""
    if isinstance(node, TextNode):
        cut_text(node, report, words=words)
        return node
    if node.inline:
        bracket = "[" if isinstance(node, ListNode) else "{"
        report.add(
            "F013",
            node.at,
            f"A text cannot begin with {bracket} here. Put it on the next line below `|`, for example below `say: |`.",
        )
    else:
        report.add("F015", node.at, f"{what} takes one text, not several values.")
    return None


def as_block(node: Node, report: Report, what: str) -> BlockNode | None:
    """Return `node` when it is a block of named values; note it otherwise."""
    match node:
        case BlockNode(inline=False):
            return node
        case BlockNode() | ListNode(inline=True):
            report.add(
                "F013",
                node.at,
                "Brackets are not allowed here. Write each value on a line of its own.",
            )
        case ListNode():
            report.add("F015", node.at, f"{what} takes lines like `name: value`, without a `-`.")
        case TextNode():
            hint = "A space is missing behind the colon. " if _GLUED.match(node.text) else ""
            if key := without_colon(node.text):
                hint = f"A colon is missing behind '{key}'. "
            report.add(
                "F015",
                node.at,
                f"{hint}{what} takes lines like `name: value` below it, indented by two spaces.",
            )
    return None


def as_list(node: Node, report: Report, what: str) -> tuple[Node, ...]:
    """Return the items of `node` when it is a list; note it otherwise."""
    match node:
        case ListNode(inline=False):
            return tuple(item for item in node.items if not _empty_item(item, report))
        case ListNode() | BlockNode(inline=True):
            report.add(
                "F013",
                node.at,
                "Brackets are not allowed here. Begin each item on a new line with `- `.",
            )
        case BlockNode():
            report.add(
                "F012",
                node.at,
                f"{what} is a list. Begin each item with `- ` (a dash and a space).",
            )
        case TextNode():
            hint = "A space is missing behind the dash. " if node.text.startswith("-") else ""
            report.add(
                "F012",
                node.at,
                f"{hint}{what} is a list. Begin each item with `- ` (a dash and a space).",
            )
    return ()


def _empty_item(node: Node, report: Report) -> bool:
    if is_empty(node):
        report.add(
            "F016", node.at, "Nothing stands behind this dash. Write an item or delete the line."
        )
        return True
    return False


def named_items(
    nodes: tuple[Node, ...], report: Report, what: str
) -> Iterator[tuple[TextNode, Node]]:
    """Yield id and value of items like `- id: value`; note every other item and every id that stands twice."""
    seen: dict[str, int] = {}
    for node in nodes:
        if not isinstance(node, BlockNode) or node.inline or len(node.entries) != 1:
            report.add(
                "F015",
                node.at,
                f"{what} is written `- id: text`, or `- id:` with its lines indented below.",
            )
            continue
        (entry,) = node.entries
        if not is_id(entry.key, report):
            continue
        first = seen.setdefault(entry.key.text, entry.key.at.line)
        if first != entry.key.at.line:
            report.add(
                "F010",
                entry.key.at,
                f"'{entry.key.text}' stands here twice; the first is in line {first}. Rename one.",
            )
            continue
        if is_empty(entry.value):
            report.add(
                "F016",
                entry.key.at,
                f"Nothing stands behind '{entry.key.text}:'. Write a text or delete the line.",
            )
            continue
        yield entry.key, entry.value


def is_id(node: TextNode, report: Report) -> bool:
    """Whether `node` is an id; note it otherwise."""
    if ID.fullmatch(node.text):
        return True
    proposal = re.sub(r"[^a-z0-9_]+", "_", node.text.lower()).strip("_")
    report.add(
        "F022",
        node.at,
        f"'{node.text}' cannot be an id: use a-z, 0-9 and _, beginning with a letter.",
        suggestion=proposal if ID.fullmatch(proposal) else "",
    )
    return False
