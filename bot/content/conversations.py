"""Conversation tests as editors write them: who says what, step by step, by ids and not by wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.content.fields import Fields, as_text
from bot.content.flows import FLOWS
from bot.content.nodes import BlockNode, ListNode, Node, TextNode
from bot.content.report import Mark, Report, closest, listed
from bot.content.yaml import read_file
from bot.core.answer import AnswerSpec, AnswerType, AnswerValue
from bot.core.flow import FlowId, Release

TESTS = f"{FLOWS}/tests"
UNKNOWN = "unknown"
"""What `expect:` says of an answer Merit must not have."""


class LineKind(StrEnum):
    """What a line of a conversation says."""

    BOT = "bot"
    PERSON = "person"
    TYPES = "types"
    PLAN = "plan"
    HANDOFF = "handoff"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a conversation."""

    kind: LineKind
    words: str
    at: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One conversation test: what is known before, the flow it starts with, the lines, what is known afterwards."""

    name: str
    start: FlowId
    talk: tuple[Line, ...]
    at: Mark
    report: Report
    given: Mapping[str, AnswerValue] = field(default_factory=dict)
    expect: Mapping[str, tuple[AnswerValue, Mark]] = field(default_factory=dict)


def read_conversations(folder: Path, release: Release) -> tuple[list[Conversation], list[Report]]:
    """Return the conversation tests below the content folder, and the findings of their files."""
    conversations: list[Conversation] = []
    reports: list[Report] = []
    for file in sorted((folder / TESTS).glob("*.yaml")):
        node, report = read_file(file, f"{TESTS}/{file.name}")
        reports.append(report)
        if node is None:
            continue
        if not isinstance(node, ListNode):
            report.add(
                "F060",
                node.at,
                "The file is a list of tests. Each begins with `- test: what it shows`.",
            )
            continue
        found = (_conversation(item, report, release) for item in node.items)
        conversations.extend(conversation for conversation in found if conversation is not None)
    return conversations, reports


def _conversation(node: Node, report: Report, release: Release) -> Conversation | None:
    if not isinstance(node, BlockNode):
        report.add("F060", node.at, "A test begins with `- test: what it shows`.")
        return None
    before = len(report.findings)
    fields = Fields(node=node, report=report, what="A conversation test", at=node.at)
    fields.only("test", "given", "start", "talk", "expect")
    name = fields.text("test", needed=True)
    start = _flow(fields, release)
    talk = tuple(line for item in fields.items("talk", needed=True) for line in _line(item, report))
    given = {name: value for name, value, _ in _answers(fields, "given", release)}
    expect = {name: (value, at) for name, value, at in _answers(fields, "expect", release)}
    if start is None or len(report.findings) > before:
        return None
    return Conversation(
        name=name, start=start, talk=talk, at=node.at, report=report, given=given, expect=expect
    )


def _flow(fields: Fields, release: Release) -> FlowId | None:
    name = fields.text("start", needed=True)
    if name in release.flows:
        return FlowId(name)
    if name:
        fields.report.add(
            "F032",
            fields.mark("start"),
            f"There is no flow called '{name}'.",
            suggestion=closest(name, release.flows),
        )
    return None


def _line(node: Node, report: Report) -> Iterator[Line]:
    if not isinstance(node, BlockNode) or len(node.entries) != 1:
        report.add("F060", node.at, f"A line of a talk is written `- {LineKind.BOT}: step`.")
        return
    (entry,) = node.entries
    words = as_text(entry.value, report, f"'{entry.key.text}:'")
    if entry.key.text not in tuple(LineKind):
        report.add(
            "F060",
            entry.key.at,
            f"A line of a talk cannot begin with '{entry.key.text}'. Possible are {listed(LineKind)}.",
            suggestion=closest(entry.key.text, tuple(LineKind)),
        )
    elif words is not None:
        yield Line(kind=LineKind(entry.key.text), words=words.text, at=entry.key.at)


def _answers(fields: Fields, key: str, release: Release) -> Iterator[tuple[str, AnswerValue, Mark]]:
    node = fields.node_of(key)
    if node is None:
        return
    if not isinstance(node, BlockNode):
        fields.report.add("F060", node.at, f"Write answers and values: `{key}: {{country: nl}}`.")
        return
    for entry in node:
        spec = release.answers.get(entry.key.text)
        if spec is None:
            fields.report.add(
                "F031",
                entry.key.at,
                f"There is no answer called '{entry.key.text}'.",
                suggestion=closest(entry.key.text, release.answers),
            )
            continue
        try:
            yield entry.key.text, _value(entry.value, spec), entry.key.at
        except ValueError as error:
            fields.report.add("F060", entry.value.at, str(error))


def _value(node: Node, spec: AnswerSpec) -> AnswerValue:
    """Return the value in `node`; raise ValueError when the answer cannot have it."""
    words = (
        [item.text for item in node.items if isinstance(item, TextNode)]
        if isinstance(node, ListNode)
        else []
    )
    if isinstance(node, TextNode):
        words = [node.text]
        if node.text == UNKNOWN:
            return None
    match spec.type:
        case AnswerType.NUMBER if len(words) == 1 and words[0].isdecimal():
            return int(words[0])
        case AnswerType.TEXT if len(words) == 1:
            return words[0]
        case AnswerType.ONE_OF if len(words) == 1 and words[0] in spec.values:
            return words[0]
        case AnswerType.SOME_OF if words and set(words) <= set(spec.values):
            return tuple(words)
    possible = f" It can be {listed(spec.values)}." if spec.values else ""
    raise ValueError(f"'{spec.name}' cannot have this value.{possible}")
