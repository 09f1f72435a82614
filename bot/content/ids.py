"""Lists of ids as content files write them: `[a, b]`, or a list with dashes."""

from bot.content.fields import as_text, is_id
from bot.content.nodes import ListNode, Node
from bot.content.report import Mark, Report


def id_list(node: Node, report: Report) -> tuple[str, ...]:
    """Return the ids of `[a, b]` or of a list with dashes."""
    if not isinstance(node, ListNode):
        report.add("F012", node.at, "Write the choice ids in square brackets: [yes, no].")
        return ()
    ids: dict[str, Mark] = {}
    for item in node.items:
        word = as_text(item, report, "Each choice id")
        if word is None or not is_id(word, report):
            continue
        if word.text in ids:
            report.add("F010", word.at, f"'{word.text}' stands here twice. Delete one.")
        ids[word.text] = word.at
    return tuple(ids)
