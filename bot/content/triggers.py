"""What starts a flow: commands and needs."""

from collections.abc import Iterator

from bot.content.fields import Fields
from bot.content.keys.flows import NEEDS, TRIGGER
from bot.content.nodes import BlockNode, ListNode, Node
from bot.content.report import Report
from bot.core.flow import Arrival, Trigger


def read_triggers(fields: Fields) -> tuple[Trigger, ...]:
    """Return what `start_on:` says: one block, or a list of them."""
    node = fields.node_of("start_on")
    match node:
        case None:
            return ()
        case ListNode(inline=False):
            blocks = fields.items("start_on")
        case _:
            block = fields.block("start_on")
            blocks = () if block is None else (block,)
    return tuple(_triggers(blocks, fields.report))


def _triggers(blocks: tuple[Node, ...], report: Report) -> Iterator[Trigger]:
    for block in blocks:
        if not isinstance(block, BlockNode) or block.inline:
            report.add("F015", block.at, "Write `- command: name` here.")
            continue
        fields = Fields(node=block, report=report, what="'start_on:'", at=block.at)
        fields.only(*TRIGGER.names)
        command = fields.id("command") or None
        need = fields.one_of("need", NEEDS) or None
        arrival = fields.one_of("arrival", tuple(Arrival)) or Arrival.REPLACE
        if not (fields.has("command") or fields.has("need")):
            fields.missing("command")
        if command or need:
            yield Trigger(command=command, need=need, arrival=Arrival(arrival))
