"""What an editor does to flows: structures named, steps renamed or removed, flows removed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.flow import Flow, FlowId, Release, RouteStep, Step, StepId
from tests.core.form import RELEASE


def numbered(release: Release, structure: str, **more: Any) -> Release:
    """Return the release with `structure` as the structure of every flow."""
    flows = {id_: replace(flow, structure=structure) for id_, flow in release.flows.items()}
    return replace(release, flows=flows, **more)


FIRST = numbered(RELEASE, "1")


def changed(*flows: Flow, without: tuple[str, ...] = (), **more: Any) -> Release:
    """Return the next release: `flows` in place of those of the same name, and some gone altogether."""
    kept = {id_: flow for id_, flow in RELEASE.flows.items() if id_ not in without}
    release = replace(RELEASE, flows={**kept, **{flow.id: flow for flow in flows}}, **more)
    return replace(numbered(release, "2"), id="f2")


def removed(flow: Flow, step: str) -> Flow:
    """Return the flow without a step; what led to it leads to what came after it."""
    after = flow.steps[StepId(step)].next
    return _with(
        flow,
        [each for each in flow.steps.values() if each.id != step],
        {StepId(step): after},
    )


def renamed(flow: Flow, before: str, after: str, *, told: bool = True) -> Flow:
    """Return the flow with another name for a step, and whether its file says what it `was`."""
    steps = [
        replace(each, id=StepId(after)) if each.id == before else each
        for each in flow.steps.values()
    ]
    new = _with(flow, steps, {StepId(before): StepId(after)})
    return replace(new, was={StepId(before): StepId(after)} if told else {})


def _with(flow: Flow, steps: list[Step], moves: Mapping[StepId, StepId | None]) -> Flow:
    linked = [_linked(step, moves) for step in steps]
    return replace(flow, steps={step.id: step for step in linked})


def _linked(step: Step, moves: Mapping[StepId, StepId | None]) -> Step:
    new: Any = step
    if step.next is not None and step.next in moves:
        new = replace(new, next=moves[step.next])
    if isinstance(new, RouteStep):
        end = StepId("end")
        routes = tuple((when, (moves[to] or end) if to in moves else to) for when, to in new.routes)
        new = replace(new, routes=routes)
    return new  # type: ignore[no-any-return]


def flow_of(name: str) -> Flow:
    return RELEASE.flows[FlowId(name)]
