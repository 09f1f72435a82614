"""What conversations reach of the flows: steps and plan items, choices that were pressed, routes that were taken."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.content.report import START, Report
from bot.core.answer import Answers
from bot.core.condition import Condition
from bot.core.finding import Finding
from bot.core.flow import (
    AskStep,
    ChoiceId,
    ChooseStep,
    Flow,
    FlowId,
    PlanStep,
    Release,
    RouteStep,
    StepId,
)

Pressed = tuple[FlowId, StepId, ChoiceId]
Route = tuple[FlowId, StepId, int]
"""A route by its place in the step, counted from 0."""


@dataclass(slots=True)
class Coverage:
    """How often each step was visited and each choice pressed; the plan items shown (by place); the routes taken."""

    visited: Counter[tuple[FlowId, StepId]] = field(default_factory=Counter)
    items: set[str] = field(default_factory=set)
    pressed: Counter[Pressed] = field(default_factory=Counter)
    routed: set[Route] = field(default_factory=set)


def noting_routes(release: Release, taken: set[Route]) -> Release:
    """Return the release with routes that note in `taken` when a conversation takes them."""
    flows = {id_: _noting(flow, taken) for id_, flow in release.flows.items()}
    return replace(release, flows=flows)


def _noting(flow: Flow, taken: set[Route]) -> Flow:
    steps = {
        id_: replace(
            step,
            routes=tuple(
                (_noted(when, (flow.id, id_, number), taken), to)
                for number, (when, to) in enumerate(step.routes)
            ),
        )
        if isinstance(step, RouteStep)
        else step
        for id_, step in flow.steps.items()
    }
    return replace(flow, steps=steps)


def _noted(when: Condition | None, route: Route, taken: set[Route]) -> Condition:
    def test(answers: Answers) -> bool:
        holds = when is None or when.holds(answers)
        if holds:
            taken.add(route)
        return holds

    otherwise = Condition(source="otherwise", names=frozenset(), test=test)
    return otherwise if when is None else replace(when, test=test)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How many of the things there are were reached, and in words the ones that were not."""

    of: int
    missing: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many were reached."""
        return self.of - len(self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCoverage:
    """What conversations reach of one flow."""

    flow: FlowId
    steps: Reached
    choices: Reached
    routes: Reached


def of_flow(flow: Flow, coverage: Coverage) -> FlowCoverage:
    """Return what was reached of `flow`."""
    return FlowCoverage(
        flow=flow.id,
        steps=_reached(dict(_steps(flow, coverage))),
        choices=_reached(dict(_choices(flow, coverage))),
        routes=_reached(dict(_routes(flow, coverage))),
    )


def _reached(things: Mapping[Hashable, str | None]) -> Reached:
    return Reached(of=len(things), missing=tuple(words for words in things.values() if words))


def _steps(flow: Flow, coverage: Coverage) -> Iterator[tuple[Hashable, str | None]]:
    """Yield every step, and every item of a plan that is visited, with its name when it was not reached."""
    for step in flow.steps.values():
        here = f"{flow.id}/{step.id}"
        visited = (flow.id, step.id) in coverage.visited
        yield here, None if visited else here
        if isinstance(step, PlanStep) and visited:
            for item in step.items:
                place = f"{here}/items/{item.id}"
                yield place, None if place in coverage.items else place


def _choices(flow: Flow, coverage: Coverage) -> Iterator[tuple[Hashable, str | None]]:
    for step in flow.steps.values():
        if isinstance(step, AskStep | ChooseStep):
            for choice in step.choices:
                pressed = (flow.id, step.id, choice.id) in coverage.pressed
                yield (step.id, choice.id), None if pressed else f"{flow.id}/{step.id}: {choice.id}"


def _routes(flow: Flow, coverage: Coverage) -> Iterator[tuple[Hashable, str | None]]:
    for step in flow.steps.values():
        if isinstance(step, RouteStep):
            for number, (when, to) in enumerate(step.routes):
                taken = (flow.id, step.id, number) in coverage.routed
                words = "otherwise" if when is None else when.source
                yield (step.id, number), None if taken else f"{flow.id}/{step.id}: {words} → {to}"


def unvisited(release: Release, coverage: Coverage) -> Iterator[Finding]:
    """Yield a finding for every step, and every item of a plan, that no conversation visits."""
    for flow in release.flows.values():
        report = Report(path=f"flows/tests/{flow.id}.yaml")
        for place in of_flow(flow, coverage).steps.missing:
            report.add("F062", START, f"No conversation test visits {place}. Add a test that does.")
        yield from report.findings


def table(release: Release, coverage: Coverage, only: FlowId | None = None) -> Iterator[str]:
    """Yield the lines of a table of what was reached of each flow, and what was not by name."""
    flows = [of_flow(flow, coverage) for flow in release.flows.values() if only in {None, flow.id}]
    width = max(len(found.flow) for found in flows)
    yield f"{'flow':<{width}}  {'steps':>9}  {'choices':>9}  {'routes':>9}"
    for found in flows:
        yield _row(str(found.flow), width, found.steps, found.choices, found.routes)
    if len(flows) > 1:
        yield _row(
            "all",
            width,
            _sum(found.steps for found in flows),
            _sum(found.choices for found in flows),
            _sum(found.routes for found in flows),
        )
    yield from _named("Steps and plan items never reached", (found.steps for found in flows))
    yield from _named("Choices never pressed", (found.choices for found in flows))
    yield from _named("Routes never taken", (found.routes for found in flows))


def _row(name: str, width: int, *columns: Reached) -> str:
    cells = (f"{column.number}/{column.of}" if column.of else "-" for column in columns)
    return f"{name:<{width}}  {'  '.join(f'{cell:>9}' for cell in cells)}"


def _sum(columns: Iterator[Reached]) -> Reached:
    every = list(columns)
    missing = tuple(words for column in every for words in column.missing)
    return Reached(of=sum(column.of for column in every), missing=missing)


def _named(heading: str, columns: Iterator[Reached]) -> Iterator[str]:
    missing = [words for column in columns for words in column.missing]
    if missing:
        yield ""
        yield f"{heading}:"
        yield from (f"  {words}" for words in missing)
