"""Saved replies: replies/<slug>.yaml, messages an advisor sends in the person's own language."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.content.fields import Fields, as_block
from bot.content.keys.knowledge import REPLY
from bot.content.nodes import BlockNode
from bot.content.report import START, Report, closest
from bot.content.reviews import read_review
from bot.content.scope import Scope
from bot.content.slugs import named_as_its_file
from bot.content.texts import LONGEST_TEXT
from bot.content.yaml import read_file
from bot.core.entry import SavedReply
from bot.core.flow import FlowId
from bot.core.replies import SlotType
from bot.core.text import Text

REPLIES = "replies"
_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltReply:
    """A reply (or None where it cannot be used) and the report of its file."""

    reply: SavedReply | None
    report: Report


def read_replies(folder: Path) -> list[BuiltReply]:
    """Return every saved reply, by name."""
    return [_read(file) for file in sorted((folder / REPLIES).glob("*.yaml"))]


def _read(file: Path) -> BuiltReply:
    node, report = read_file(file, f"{REPLIES}/{file.name}")
    block = None if node is None else as_block(node, report, "A saved reply")
    if node is None and not report.findings:
        report.add("F016", START, "The file is empty. It begins with `reply: name`.")
    reply = None if block is None else _reply(file.stem, block, report)
    return BuiltReply(reply=reply, report=report)


def _reply(stem: str, block: BlockNode, report: Report) -> SavedReply | None:
    fields = Fields(node=block, report=report, what="A saved reply", at=START)
    fields.only(*REPLY.names)
    named_as_its_file(fields, "reply", stem)
    review = read_review(fields)
    slots = _slots(fields)
    scope = Scope(flow=FlowId(""), report=report, answers={})
    for key in ("title", "text"):
        if not fields.has(key):
            fields.missing(key)
    title = scope.words(fields, "title", f"{REPLIES}/{stem}/title")
    critical = fields.yes("critical", default=False)
    text = scope.words(fields, "text", f"{REPLIES}/{stem}/text", critical=critical)
    if title is None or text is None:
        return None
    _fits(text, slots, fields)
    return SavedReply(
        id=stem,
        title=title,
        text=text,
        owner=review.owner,
        reviewed=review.reviewed,
        slots=slots,
    )


def _slots(fields: Fields) -> dict[str, str]:
    block = fields.block("with")
    if block is None:
        return {}
    slots = Fields(node=block, report=fields.report, what="'with:'", at=fields.mark("with"))
    return {
        entry.key.text: slots.one_of(entry.key.text, tuple(SlotType), needed=True)
        for entry in block
    }


def _fits(text: Text, slots: dict[str, str], fields: Fields) -> None:
    """Note placeholders nobody fills, values nobody sees, and a text that is too long."""
    used: set[str] = set()
    for brace in _BRACES.findall(text.source):
        name = _PLACEHOLDER.fullmatch(brace)
        if name is not None and name[1] in slots:
            used.add(name[1])
            continue
        fields.report.add(
            "Q020",
            fields.report.locate(brace, fields.mark("text"), len(fields.report.lines)),
            f"Nothing fills {brace}. Name it under `with:`, with one of: {', '.join(SlotType)}.",
            suggestion="" if name is None else closest(name[1], slots),
        )
    for slot in sorted(slots.keys() - used):
        fields.report.add(
            "Q020",
            fields.report.locate(slot, fields.mark("with"), len(fields.report.lines)),
            f"'{slot}' is not in the text. Write {{{slot}}} where it belongs, or delete it here.",
        )
    if len(text.source) > LONGEST_TEXT:
        fields.report.add(
            "F044",
            fields.mark("text"),
            f"This text has {len(text.source)} letters; at most {LONGEST_TEXT} fit. Shorten it.",
        )
