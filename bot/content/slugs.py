"""Slugs: the stable English ids of entries and replies, which are also the names of their files."""

import re

from bot.content.fields import Fields, as_text
from bot.content.nodes import ListNode, Node, TextNode
from bot.content.report import Report

SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_slug(node: TextNode, report: Report) -> bool:
    """Whether `node` is a slug; note it otherwise."""
    if SLUG.fullmatch(node.text):
        return True
    proposal = re.sub(r"[^a-z0-9]+", "-", node.text.lower()).strip("-")
    report.add(
        "F022",
        node.at,
        f"'{node.text}' cannot be an id here: use a-z, 0-9 and -, beginning with a letter.",
        suggestion=proposal if SLUG.fullmatch(proposal) else "",
    )
    return False


def named_as_its_file(fields: Fields, key: str, stem: str) -> None:
    """Note it when the id at `key` is not the name of the file."""
    node = fields.text_node(key, needed=True)
    if node is not None and is_slug(node, fields.report) and node.text != stem:
        fields.report.add(
            "Q001",
            node.at,
            f"This is called '{node.text}', its file '{stem}.yaml'. Both must be the same.",
            suggestion=stem,
        )


def slug_list(node: Node | None, report: Report) -> tuple[TextNode, ...]:
    """Return the slugs of `[a-b, c]` or of a list with dashes."""
    if node is None:
        return ()
    if not isinstance(node, ListNode):
        report.add("F012", node.at, "Write the ids in square brackets: [papers-lost, apostille].")
        return ()
    words = (as_text(item, report, "Each id") for item in node.items)
    return tuple(word for word in words if word is not None and is_slug(word, report))
