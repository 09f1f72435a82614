"""Adding a phrase to a file of phrases, with everything else in it as it was."""

from bot.content.edit import Source, lines_below, quoted
from bot.content.fields import as_block
from bot.content.nodes import BlockNode, ListNode, TextNode
from bot.content.yaml import read_bytes
from bot.core.entry import EntryId
from bot.core.tokens import tokens


class PhraseExistsError(Exception):
    """The phrase stands in the file already, for `entry`, in `line`."""

    def __init__(self, entry: str, line: int) -> None:
        super().__init__(entry)
        self.entry, self.line = entry, line


class UnreadableError(Exception):
    """The file has a mistake that has to be corrected first; the message says which."""


def with_phrase(data: bytes, path: str, entry: EntryId, phrase: str) -> tuple[bytes, int]:
    """Return the file with the phrase at the end of the entry's list, and its line.

    Raises PhraseExistsError, or UnreadableError for a file that cannot be read.
    """
    if not data.strip():
        return f"{entry}:\n  - {quoted(phrase)}\n".encode(), 2
    node, report = read_bytes(data, path)
    block = None if node is None else as_block(node, report, "The file")
    if block is None or report.failed:
        raise UnreadableError("\n".join(map(str, report.findings)))
    _refuse_known(block, phrase)
    source = Source(data)
    known = block.entry(entry)
    if known is None:
        last = block.entries[-1]
        lines = ["", f"{entry}:", f"  - {quoted(phrase)}"]
        below = lines_below(last, lines, source)
        return source.edited([below]), below.start.line + 2
    below = lines_below(known, [f"  - {quoted(phrase)}"], source)
    return source.edited([below]), below.start.line


def _refuse_known(block: BlockNode, phrase: str) -> None:
    wanted = tokens(phrase)
    for each in block:
        items = each.value.items if isinstance(each.value, ListNode) else ()
        for item in items:
            if isinstance(item, TextNode) and tokens(item.text) == wanted:
                raise PhraseExistsError(each.key.text, item.at.line)
