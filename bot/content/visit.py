"""A content file from top to bottom with the key each value stands behind, so that tools know what a value means."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.keys import BLOCKS, KINDS, Block, Form, Key
from bot.content.nodes import BlockNode, ListNode, Node, TextNode

_NAMED_LISTS = frozenset({Form.NAMED_LIST, Form.CHOICES})
_WORDS = frozenset({Form.WORDS, Form.LABEL})
Path = tuple[str, ...]
"""The way from the top of the file: keys, and the ids of what they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value behind `key`; where `is_id`, `name` is an id below that key (of a step, a choice, an answer, an item)."""

    key: Key
    name: TextNode
    value: Node
    path: Path
    is_id: bool = False

    @property
    def words(self) -> TextNode | None:
        """The words people read, if that is what stands here."""
        form = self.key.plain if self.is_id else self.key.form
        return self.value if form in _WORDS and isinstance(self.value, TextNode) else None

    @property
    def named(self) -> tuple[TextNode, ...]:
        """The texts that name a step, a flow or answers here."""
        if self.is_id or not self.key.names:
            return ()
        nodes = self.value.items if isinstance(self.value, ListNode) else (self.value,)
        return tuple(node for node in nodes if isinstance(node, TextNode))


def visit(node: Node, name: str, path: Path = ()) -> Iterator[Found]:
    """Yield what stands in the block called `name` and in all blocks inside it."""
    block = _block(node, name)
    if not isinstance(node, BlockNode) or block is None:
        return
    keys = {key.name: key for key in block.keys}
    for entry in node:
        key = keys.get(entry.key.text)
        if key is None:
            continue
        here = (*path, key.name)
        yield Found(key=key, name=entry.key, value=entry.value, path=here)
        yield from _inside(key, entry.value, here)


def _inside(key: Key, value: Node, path: Path) -> Iterator[Found]:
    if key.form is Form.NAMED_BLOCKS and isinstance(value, BlockNode):
        for entry in value:
            yield from _id(key, entry.key, entry.value, path)
    elif key.form in _NAMED_LISTS and isinstance(value, ListNode):
        for item in value.items:
            yield from _item(key, item, path)
    elif key.holds:
        items = value.items if isinstance(value, ListNode) else (value,)
        for number, item in enumerate(items):
            for name in key.holds:
                yield from visit(item, name, (*path, str(number)))


def _item(key: Key, item: Node, path: Path) -> Iterator[Found]:
    """Yield an item of a list of ids: `- id: words`, `- id:` with lines below, or `- id`."""
    if isinstance(item, TextNode):
        # a code whose words are known everywhere
        yield Found(
            key=key,
            name=item,
            value=BlockNode(entries=(), at=item.at),
            path=(*path, item.text),
            is_id=True,
        )
    elif isinstance(item, BlockNode) and len(item.entries) == 1:
        (entry,) = item.entries
        yield from _id(key, entry.key, entry.value, path)


def _id(key: Key, name: TextNode, value: Node, path: Path) -> Iterator[Found]:
    here = (*path, name.text)
    yield Found(key=key, name=name, value=value, path=here, is_id=True)
    for held in key.holds:
        yield from visit(value, held, here)


def _block(node: Node, name: str) -> Block | None:
    """Return the block called `name`, of its kinds the one a key of `node` names; None where it cannot be that."""
    if not isinstance(node, BlockNode):
        return None
    kinds = KINDS.get(name)
    if kinds is not None:
        return next((kind for kind in kinds if node.entry(kind.keys[0].name)), None)
    block = BLOCKS[name]
    alone = [key for key in block.keys if key.needed]
    fits = all(node.entry(key.name) is not None for key in alone)
    return block if fits or name in _ROOTS else None


_ROOTS = frozenset({"flow", "shared_answers", "entry", "choice", "item"})
"""Blocks that can be read although a key is missing; of the others one tells two kinds of lines apart."""
