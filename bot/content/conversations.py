"""Conversation tests as editors write them: who says what, step by step, by ids and not by wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.content.fields import Fields, as_text
from bot.content.flows import FLOWS
from bot.content.keys.talks import TEST
from bot.content.known import Known, read_known
from bot.content.nodes import BlockNode, ListNode, Node
from bot.content.report import Mark, Report, closest, listed
from bot.content.script import LineKind, doubtful
from bot.content.yaml import read_bytes, read_file
from bot.core.flow import FlowId, Release, StepId

TESTS = f"{FLOWS}/tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a conversation; `parts` are the messages of one that types several in a row."""

    kind: LineKind
    words: str
    at: Mark
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One conversation test: what is known before, the flow it starts with, the lines, what is known afterwards.

    It takes place on `day`, and starts at `step` if one is named instead of the first.
    """

    name: str
    start: FlowId
    talk: tuple[Line, ...]
    at: Mark
    report: Report
    given: Mapping[str, Known] = field(default_factory=dict)
    expect: Mapping[str, Known] = field(default_factory=dict)
    step: StepId | None = None
    day: date | None = None


def read_conversations(folder: Path, release: Release) -> tuple[list[Conversation], list[Report]]:
    """Return the conversation tests below the content folder, and the findings of their files."""
    conversations: list[Conversation] = []
    reports: list[Report] = []
    for file in sorted((folder / TESTS).glob("*.yaml")):
        node, report = read_file(file, f"{TESTS}/{file.name}")
        reports.append(report)
        conversations += _conversations(node, report, release)
    return conversations, reports


def written_conversations(
    text: str, path: str, release: Release
) -> tuple[list[Conversation], Report]:
    """Return the conversation tests in `text`, which is or will be the file `path`, and its findings."""
    node, report = read_bytes(text.encode(), path)
    return list(_conversations(node, report, release)), report


def _conversations(node: Node | None, report: Report, release: Release) -> Iterator[Conversation]:
    if isinstance(node, ListNode):
        found = (_conversation(item, report, release) for item in node.items)
        yield from (conversation for conversation in found if conversation is not None)
    elif node is not None:
        report.add(
            "F060",
            node.at,
            "The file is a list of tests. Each begins with `- test: what it shows`.",
        )


def _conversation(node: Node, report: Report, release: Release) -> Conversation | None:
    if not isinstance(node, BlockNode):
        report.add("F060", node.at, "A test begins with `- test: what it shows`.")
        return None
    before = len(report.findings)
    fields = Fields(node=node, report=report, what="A conversation test", at=node.at)
    fields.only(*TEST.names)
    name = fields.text("test", needed=True)
    start, step = _start(fields, release)
    day = fields.day("date") if fields.has("date") else None
    talk = tuple(line for item in fields.items("talk", needed=True) for line in _line(item, report))
    given = {known.name: known for known in read_known(fields, "given", release)}
    expect = {known.name: known for known in read_known(fields, "expect", release)}
    if start is None or len(report.findings) > before:
        return None
    return Conversation(
        name=name,
        start=start,
        step=step,
        day=day,
        talk=talk,
        at=node.at,
        report=report,
        given=given,
        expect=expect,
    )


def _start(fields: Fields, release: Release) -> tuple[FlowId | None, StepId | None]:
    """Return the flow at `start`, and the step when it is written `flow/step`."""
    words = fields.text("start", needed=True)
    name, _, step = words.partition("/")
    flow = release.flows.get(FlowId(name))
    at = fields.mark("start")
    if flow is None:
        if words:
            hint = closest(name, release.flows)
            fields.report.add("F032", at, f"There is no flow called '{name}'.", suggestion=hint)
        return None, None
    if step and step not in flow.steps:
        hint = closest(step, flow.steps)
        fields.report.add("F030", at, f"'{name}' has no step '{step}'.", suggestion=hint)
    return flow.id, StepId(step) if step else None


def _line(node: Node, report: Report) -> Iterator[Line]:
    if not isinstance(node, BlockNode) or len(node.entries) != 1:
        report.add("F060", node.at, f"A line of a talk is written `- {LineKind.BOT}: step`.")
        return
    (entry,) = node.entries
    kind = entry.key.text
    if kind not in tuple(LineKind):
        report.add(
            "F060",
            entry.key.at,
            f"A line of a talk cannot begin with '{kind}'. Possible are {listed(LineKind)}.",
            suggestion=closest(kind, tuple(LineKind)),
        )
        return
    parts = tuple(_parts(LineKind(kind), entry.value, report))
    doubt = doubtful(LineKind(kind), parts[0]) if len(parts) == 1 else None
    if doubt is not None:
        report.add("F060", entry.value.at, doubt)
    elif parts:
        yield Line(kind=LineKind(kind), words=" / ".join(parts), at=entry.key.at, parts=parts)


def _parts(kind: LineKind, node: Node, report: Report) -> Iterator[str]:
    """Yield the words of a line; only what a person types can be several messages."""
    several = kind is LineKind.TYPES and isinstance(node, ListNode)
    for item in node.items if several and isinstance(node, ListNode) else (node,):
        words = as_text(item, report, f"'{kind}:'")
        if words is not None:
            yield words.text
