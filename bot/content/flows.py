"""Flow files become flows: read first, then built with what all of them declare, then checked."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content.answers import read_answers
from bot.content.fields import Fields, as_block, is_id
from bot.content.keys.flows import FLOW
from bot.content.nodes import BlockNode, TextNode
from bot.content.report import START, Mark, Report
from bot.content.reviews import read_review
from bot.content.scope import Scope
from bot.content.sources import read_sources
from bot.content.steps import read_step
from bot.content.structure import structure_of
from bot.content.triggers import read_triggers
from bot.content.yaml import read_file
from bot.core.answer import BUILT_IN, AnswerSpec
from bot.core.entry import EntryId
from bot.core.flow import Flow, FlowId, Step, StepId
from bot.core.text import Text

FLOWS = "flows"
ANSWERS = "answers.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFile:
    """A flow file as read: its id is its file name, its revision a hash of its lines."""

    id: FlowId
    node: BlockNode | None
    report: Report
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswers:
    """The answers of flows/answers.yaml and the built-in ones; `doubtful` names are declared with a mistake."""

    specs: Mapping[str, AnswerSpec]
    report: Report
    marks: Mapping[str, Mark] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltFlow:
    """A flow as far as it could be built; `sound` when nothing in its file was wrong."""

    flow: Flow
    scope: Scope
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether every step was built."""
        return not self.scope.report.failed


def read_flow_files(folder: Path) -> list[FlowFile]:
    """Return the flow files of the content folder, by name."""
    files = sorted((folder / FLOWS).glob("*.yaml"))
    return [_flow_file(file) for file in files if file.name != ANSWERS]


def _flow_file(file: Path) -> FlowFile:
    node, report = read_file(file, f"{FLOWS}/{file.name}")
    block = None if node is None else as_block(node, report, "A flow file")
    if node is None and not report.findings:
        report.add("F016", START, "The file is empty. It begins with `flow: name`.")
    revision = hashlib.sha256("\n".join(report.lines).encode()).hexdigest()[:8]
    return FlowFile(id=FlowId(file.stem), node=block, report=report, revision=revision)


def read_shared_answers(
    folder: Path, built_in: Mapping[str, AnswerSpec] = BUILT_IN
) -> SharedAnswers:
    """Return the answers several flows share; the file may be missing."""
    file = folder / FLOWS / ANSWERS
    path = f"{FLOWS}/{ANSWERS}"
    if not file.exists():
        return SharedAnswers(specs=dict(built_in), report=Report(path=path))
    node, report = read_file(file, path)
    block = None if node is None else as_block(node, report, "The file")
    if block is None:
        return SharedAnswers(specs=dict(built_in), report=report, readable=False)
    fields = Fields(node=block, report=report, what="flows/answers.yaml", at=START)
    fields.only("answers")
    declared = fields.block("answers", needed=True)
    specs, marks = read_answers(declared, report, kept=True)
    return SharedAnswers(
        specs={**built_in, **specs},
        marks=marks,
        report=report,
        readable=declared is not None,
        doubtful=_doubtful(declared, specs),
    )


def _doubtful(declared: BlockNode | None, specs: Mapping[str, AnswerSpec]) -> frozenset[str]:
    return frozenset(entry.key.text for entry in declared or ()) - frozenset(specs)


def build_flow(
    file: FlowFile,
    shared: SharedAnswers,
    flows: Collection[FlowId],
    entries: Collection[EntryId] = (),
) -> BuiltFlow | None:
    """Return the flow in `file`, or None when not one step of it could be built.

    `flows` and `entries` are all there are, by id.
    """
    if file.node is None or not shared.readable:
        return None
    fields = Fields(node=file.node, report=file.report, what="A flow", at=START)
    fields.only(*FLOW.names)
    _head(file, fields)
    declared = fields.block("answers")
    own, marks = read_answers(declared, file.report, kept=False, taken=shared.specs)
    block = fields.block("steps", needed=True)
    scope = Scope(
        flow=file.id,
        report=file.report,
        answers={**shared.specs, **own},
        doubtful=shared.doubtful | _doubtful(declared, own),
        sources=read_sources(fields.items("sources"), file.report),
        flows=flows,
        entries=entries,
        steps=tuple(StepId(entry.key.text) for entry in block or ()),
    )
    flow = _flow(file, fields, block, scope, own)
    return BuiltFlow(flow=flow, scope=scope, marks=marks) if flow.steps else None


def _flow(
    file: FlowFile,
    fields: Fields,
    block: BlockNode | None,
    scope: Scope,
    own: Mapping[str, AnswerSpec],
) -> Flow:
    """Return the flow, as far as its parts can be read; `own` are the answers it declares."""
    review = read_review(fields)
    title = scope.words(fields, "title", f"{file.id}/title")
    flow = Flow(
        id=file.id,
        title=title or Text(place=f"{file.id}/title", source=file.id),
        owner=review.owner,
        reviewed=review.reviewed,
        steps=_steps(block, scope),
        answers=own,
        triggers=read_triggers(fields),
        sources=scope.sources,
        revision=file.revision,
        was=_was(block, scope),
        progress=fields.yes("progress", default=False),
        reviewed_by=review.by,
        review_days=review.days,
    )
    return replace(flow, structure=structure_of(flow, scope.answers))


def _head(file: FlowFile, fields: Fields) -> None:
    name = fields.id("flow", needed=True)
    if name and name != file.id:
        fields.report.add(
            "F024",
            fields.mark("flow"),
            f"The flow is called '{name}', its file '{file.id}.yaml'. Both must be the same.",
            suggestion=file.id,
        )
    if not fields.has("title"):
        fields.missing("title")


def _steps(block: BlockNode | None, scope: Scope) -> dict[StepId, Step]:
    steps: dict[StepId, Step] = {}
    entries = () if block is None else block.entries
    following = [*(StepId(entry.key.text) for entry in entries[1:]), None]
    for entry, after in zip(entries, following, strict=False):
        node = as_block(entry.value, scope.report, f"The step '{entry.key.text}'")
        if node is None or not is_id(entry.key, scope.report):
            continue
        step = read_step(StepId(entry.key.text), entry.key, node, scope, after)
        if step is not None:
            steps[step.id] = step
    return steps


def _was(block: BlockNode | None, scope: Scope) -> dict[StepId, StepId]:
    """Return the ids steps had in earlier releases, each with the id it has now."""
    was: dict[StepId, StepId] = {}
    for entry in block or ():
        node = entry.value.entry("was") if isinstance(entry.value, BlockNode) else None
        if node is None or not isinstance(node.value, TextNode):
            continue
        if is_id(node.value, scope.report):
            was[StepId(node.value.text)] = StepId(entry.key.text)
    return was
