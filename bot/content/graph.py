"""A flow as a drawing: its steps as nodes, what leads from one to another as edges; the words come in a language."""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content.paths import goes_on, unreachable
from bot.content.texts import texts_of_step
from bot.core.flow import (
    AskStep,
    CallStep,
    Choice,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    HandoffStep,
    KeptPlanStep,
    PlanStep,
    Release,
    ReviewStep,
    RouteStep,
    SayStep,
    Step,
    StepId,
    StoriesStep,
    TellAdvisorsStep,
    TellProfileStep,
)
from bot.core.render import Words, render_text
from bot.core.text import Text

LETTERS = 30
"""Letters of a text that are shown."""
MOST_LABELS = 3
"""Answers named on one edge."""
OTHERWISE = "otherwise"
START = "start"


class Figure(StrEnum):
    """What a node stands for; each has a shape of its own."""

    START = "start"
    SAY = "say"
    QUESTION = "question"
    ROUTE = "route"
    CALL = "call"
    PLAN = "plan"
    CARD = "card"
    DO = "do"
    HANDOFF = "handoff"
    END = "end"
    UNREADABLE = "unreadable"
    FOLDED = "folded"


class Mark(StrEnum):
    """What is to be seen about a node."""

    BROKEN = "broken"
    UNTRANSLATED = "untranslated"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node: the first `words` of its text, its id as editors know it, and `when` it is passed over otherwise."""

    id: str
    figure: Figure
    name: str
    words: str = ""
    when: str = ""
    marks: tuple[Mark, ...] = ()
    link: str = ""
    tooltip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A way from one node to another, and what has to be answered or hold for it."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A flow as nodes and edges."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a flow is shown: in whose words, which steps are broken, where a place stands and what a click leads to.

    `lost` are steps of the file that could not be built.
    """

    words: Words
    broken: Collection[StepId] = ()
    lost: Collection[StepId] = ()
    where: Callable[[str], str] = str
    link: Callable[[str], str] = lambda _place: ""


def draw(flow: Flow, release: Release, look: Look) -> Drawing:
    """Return the drawing of `flow`: every step, every flow a step runs, and every way between them."""
    artist = _Artist(flow, release, look)
    nodes = tuple(artist.nodes())
    known = {node.id for node in nodes}
    edges = tuple(edge for edge in artist.edges() if edge.end in known)
    return Drawing(title=artist.said(flow.title), nodes=nodes, edges=edges)


class _Artist:
    def __init__(self, flow: Flow, release: Release, look: Look) -> None:
        self._flow, self._release, self._look = flow, release, look
        self._unreached = frozenset(unreachable(flow, release.answers))

    def nodes(self) -> Iterator[Node]:
        yield Node(id=START, figure=Figure.START, name=_starts(self._flow))
        for step in self._flow.steps.values():
            yield self._node(step)
            yield from self._called(step)
        for lost in self._look.lost:
            place = f"{self._flow.id}/{lost}"
            yield Node(
                id=lost,
                figure=Figure.UNREADABLE,
                name=lost,
                marks=(Mark.BROKEN,),
                link=self._look.link(place),
                tooltip=self._look.where(place),
            )

    def _node(self, step: Step) -> Node:
        place = f"{self._flow.id}/{step.id}"
        return Node(
            id=step.id,
            figure=figure(step),
            name=step.id,
            words=self.words(step),
            when="" if step.when is None else step.when.source,
            marks=tuple(self._marks(step)),
            link=self._look.link(place),
            tooltip=self._look.where(place),
        )

    def _marks(self, step: Step) -> Iterator[Mark]:
        if step.id in self._look.broken:
            yield Mark.BROKEN
        texts = (piece.text for piece in texts_of_step(step))
        if not all(render_text(text, self._look.words).translated for text in texts):
            yield Mark.UNTRANSLATED
        if step.id in self._unreached:
            yield Mark.UNREACHED

    def _called(self, step: Step) -> Iterator[Node]:
        """Yield a node for each flow that buttons of `step` run."""
        for flow in dict.fromkeys(choice.flow for choice in _choices(step)):
            if flow is not None:
                place = f"{flow}/{self._first(flow)}"
                yield Node(
                    id=_call(step.id, flow),
                    figure=Figure.CALL,
                    name=flow,
                    words=self._title(flow),
                    marks=(Mark.UNREACHED,) if step.id in self._unreached else (),
                    link=self._look.link(place),
                    tooltip=self._look.where(place),
                )

    def _first(self, flow: FlowId) -> str:
        found = self._release.flows.get(flow)
        return "" if found is None else found.first

    def _title(self, flow: FlowId) -> str:
        found = self._release.flows.get(flow)
        return "" if found is None else self.said(found.title)

    def said(self, text: Text) -> str:
        return beginning(render_text(text, self._look.words).words)

    def words(self, step: Step) -> str:
        match step:
            case CallStep():
                return self._title(step.flow)
            case DoStep():
                return beginning(step.action)
            case HandoffStep():
                return beginning(f"to an advisor: {step.topic}")
            case EndStep():
                return "end, quietly" if step.quiet else "end"
            case RouteStep():
                return ""
            case _:
                return self.said(step.text)

    def edges(self) -> Iterator[Edge]:
        yield Edge(start=START, end=self._flow.first)
        for step in self._flow.steps.values():
            match step:
                case AskStep() | ChooseStep():
                    yield from self._answers(step)
                case RouteStep():
                    for when, to in step.routes:
                        label = OTHERWISE if when is None else when.source
                        yield Edge(start=step.id, end=to, label=label)
                    yield from self._passed_over(step)
                case EndStep():
                    yield from self._passed_over(step)
                case _:
                    yield from self._onward(step)

    def _onward(self, step: Step, label: str = "") -> Iterator[Edge]:
        if step.next is not None and goes_on(step, self._release.answers):
            yield Edge(start=step.id, end=step.next, label=label)

    def _passed_over(self, step: Step) -> Iterator[Edge]:
        if step.when is not None:
            yield from self._onward(step, f"not ({step.when.source})")

    def _answers(self, step: AskStep | ChooseStep) -> Iterator[Edge]:
        """Yield one edge for all answers that lead the same way."""
        ways: dict[tuple[FlowId | None, StepId | None], list[Choice]] = {}
        for choice in step.choices:
            ways.setdefault((choice.flow, choice.next), []).append(choice)
        default = ways.pop((None, None), [])
        for (flow, to), choices in ways.items():
            target = to if flow is None else _call(step.id, flow)
            if target is not None:
                yield Edge(start=step.id, end=target, label=self._labels(choices))
        for flow, to in ways:
            then = to if to is not None else step.next
            if flow is not None and then is not None:
                yield Edge(start=_call(step.id, flow), end=then)
        if default or not ways or isinstance(step, AskStep) or step.when is not None:
            split = bool(ways) or any(choice.when for choice in default)
            label = (self._labels(default) or OTHERWISE) if split else ""
            yield from self._onward(step, label)

    def _labels(self, choices: Sequence[Choice]) -> str:
        shown = [
            self.said(choice.label) + ("" if choice.when is None else f" (if {choice.when.source})")
            for choice in choices[:MOST_LABELS]
        ]
        more = len(choices) - MOST_LABELS
        return "\n".join([*shown, *([f"and {more} more"] if more > 0 else [])])


_FIGURES: dict[type[Step], Figure] = {
    SayStep: Figure.SAY,
    AskStep: Figure.QUESTION,
    ChooseStep: Figure.QUESTION,
    RouteStep: Figure.ROUTE,
    CallStep: Figure.CALL,
    PlanStep: Figure.PLAN,
    KeptPlanStep: Figure.PLAN,
    ReviewStep: Figure.CARD,
    CollectStep: Figure.CARD,
    StoriesStep: Figure.SAY,
    TellProfileStep: Figure.SAY,
    TellAdvisorsStep: Figure.SAY,
    DoStep: Figure.DO,
    HandoffStep: Figure.HANDOFF,
    EndStep: Figure.END,
}


def figure(step: Step) -> Figure:
    """Return what a step is drawn as."""
    return _FIGURES[type(step)]


def _choices(step: Step) -> tuple[Choice, ...]:
    return step.choices if isinstance(step, AskStep | ChooseStep) else ()


def _call(step: StepId, flow: FlowId) -> str:
    return f"{step}:{flow}"


def _starts(flow: Flow) -> str:
    names = [
        f"/{trigger.command}" if trigger.command else f"{trigger.need}" for trigger in flow.triggers
    ]
    return ", ".join(names) or flow.id


def beginning(words: str) -> str:
    """Return the first letters of `words` in one line, never cutting a letter from its marks."""
    line = " ".join(clean(words).split())
    if len(line) <= LETTERS:
        return line
    cut = LETTERS
    while cut and unicodedata.category(line[cut]) in {"Mn", "Mc", "Me", "Cf"}:
        cut -= 1
    return line[:cut].rstrip(" .,;:-–።،؛") + "…"


def clean(words: str) -> str:
    """Return `words` without what no picture can hold: control codes and half letters."""
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(
        letter
        for letter in whole
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Zl", "Zp"}
    )


def in_its_direction(line: str) -> str:
    """Return a line that keeps its own order whatever stands around it."""
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in line):
        return f"\u2068{line}\u2069"
    return line
