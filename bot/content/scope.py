"""What the steps of one flow may refer to, and the place of everything in the file."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.content.fields import Fields
from bot.content.nodes import Style, TextNode
from bot.content.report import Mark, Report, closest
from bot.core.answer import AnswerSpec
from bot.core.condition import BadConditionError, Condition, parse_condition
from bot.core.entry import EntryId
from bot.core.flow import FlowId, StepId
from bot.core.source import Source
from bot.core.text import Text

_UNKNOWN = re.compile(r"no answer called '(\w+)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a text or value stands: from `at` to `last_line`."""

    at: Mark
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a reviewer has to find out about a text; `first` when it is to be found out first."""

    words: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The names a flow knows; `spots` collects where each place (`flow/step/ask`) stands, `conditions` where they do.

    `doubts` say by place what is not certain.

    `doubtful` answers were declared with a mistake; what refers to them is not judged.
    """

    flow: FlowId
    report: Report
    answers: Mapping[str, AnswerSpec]
    sources: Mapping[str, Source] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    flows: Collection[FlowId] = ()
    steps: Collection[StepId] = ()
    entries: Collection[EntryId] = ()
    spots: dict[str, Spot] = field(default_factory=dict)
    conditions: dict[Condition, Mark] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)

    def note(self, place: str, node: TextNode) -> None:
        """Remember where `place` stands."""
        self.spots[place] = Spot(at=node.at, last_line=node.last_line)

    def words(self, fields: Fields, key: str, place: str, *, critical: bool = False) -> Text | None:
        """Return the text of `key` for people to read, at `place`."""
        node = fields.text_node(key, words=True)
        return None if node is None else self.text(node, place, critical=critical)

    def text(self, node: TextNode, place: str, *, critical: bool = False) -> Text:
        """Return `node` as a text at `place`, without spaces at the ends of its lines."""
        self.note(place, node)
        source = "\n".join(line.rstrip() for line in node.text.strip().split("\n"))
        return Text(place=place, source=source, critical=critical)

    def doubt(self, fields: Fields, place: str) -> None:
        """Remember what has to be found out about the text at `place`, if that is written."""
        words, first = fields.text("verify"), fields.yes("first", default=False)
        if words:
            self.doubts[place] = Doubt(words=words, first=first)
        elif first:
            fields.report.add(
                "F020",
                fields.mark("first"),
                "`first:` only stands beside `verify:`, which says what has to be found out.",
            )

    def condition(self, fields: Fields, key: str = "when") -> Condition | None:
        """Return the condition at `key`, or None when there is none (that can be used)."""
        node = fields.text_node(key)
        if node is None:
            return None
        source = node.text.strip()
        at = Mark(line=node.at.line, column=node.at.column + int(node.style is Style.QUOTED))
        try:
            condition = parse_condition(source, self.answers)
        except BadConditionError as error:
            self._bad_condition(error, at, source)
            return None
        self.conditions[condition] = at
        return condition

    def _bad_condition(self, error: BadConditionError, at: Mark, source: str) -> None:
        unknown = _UNKNOWN.search(error.message)
        if unknown is not None and unknown[1] in self.doubtful:
            return
        self.report.add(
            "F034" if unknown is None else "F031",
            Mark(line=at.line, column=at.column + min(error.column, len(source))),
            error.message,
            suggestion=error.suggestion,
        )

    def step(self, fields: Fields, key: str = "next") -> StepId | None:
        """Return the step named at `key`; note it when there is none of that name."""
        node = fields.text_node(key)
        return None if node is None else self.step_named(node)

    def step_named(self, node: TextNode) -> StepId | None:
        """Return the step that `node` names; note it when there is none of that name."""
        if node.text in self.steps:
            return StepId(node.text)
        meant = closest(node.text, self.steps)
        repair = "" if meant else " Name one that is there, or add it."
        self.report.add(
            "F030",
            node.at,
            f"There is no step called '{node.text}' in this flow.{repair}",
            suggestion=meant,
        )
        return None

    def flow_at(self, fields: Fields, key: str = "flow") -> FlowId | None:
        """Return the flow named at `key`; note it when there is none of that name."""
        node = fields.text_node(key)
        said = "There is no flow called '{}'; the flows are the files in flows/."
        if node is None or not self._knows(node, self.flows, "F032", said):
            return None
        return FlowId(node.text)

    def entry_at(self, fields: Fields, key: str = "entry") -> EntryId | None:
        """Return the entry named at `key`; note it when there is none of that name."""
        node = fields.text_node(key)
        said = "There is no entry called '{}' in faq/."
        if node is None or not self._knows(node, self.entries, "Q002", said):
            return None
        return EntryId(node.text)

    def _knows(self, node: TextNode, names: Collection[str], code: str, said: str) -> bool:
        """Return whether `node` names one of `names`; note it with `said` when it does not."""
        if node.text not in names:
            message = said.format(node.text)
            self.report.add(code, node.at, message, suggestion=closest(node.text, names))
        return node.text in names

    def answer_at(self, fields: Fields, key: str) -> AnswerSpec | None:
        """Return the answer named at `key`; note it when there is none of that name."""
        node = fields.text_node(key, needed=True)
        if node is None:
            return None
        spec = self.answers.get(node.text)
        if spec is None and node.text not in self.doubtful:
            self.report.add(
                "F031",
                node.at,
                f"There is no answer called '{node.text}'. Declare it under `answers:`, or in flows/answers.yaml.",
                suggestion=closest(node.text, self.answers),
            )
        return spec
