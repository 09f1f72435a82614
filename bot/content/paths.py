"""The ways through flows: where each step can lead, what is reachable, and which circles never wait."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.flow import (
    Action,
    AskStep,
    CallStep,
    Choice,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    ReviewStep,
    RouteStep,
    Step,
    StepId,
)

Node = tuple[FlowId, StepId]
WAITING = AskStep | ChooseStep | ReviewStep | CollectStep
"""Steps that always wait for the person; a kept plan does not when it is empty."""


def goes_on(step: Step, answers: Mapping[str, AnswerSpec]) -> bool:
    """Whether the step can lead to its `next`."""
    if step.when is not None:
        return True
    match step:
        case EndStep() | RouteStep():
            return False
        case DoStep(action=Action.ERASE):
            return False
        case ChooseStep():
            return _undecided(step.choices)
        case AskStep():
            skipped = step.save in answers and answers[step.save].personal
            return (
                skipped
                or not step.choices
                or _undecided(step.choices)
                or answers[step.save].type in _MORE_THAN_CHOICES
            )
        case _:
            return True


_MORE_THAN_CHOICES = frozenset(
    {AnswerType.SOME_OF, AnswerType.COUNTRY, AnswerType.SPOKEN, AnswerType.DATE}
)
"""Kinds that can be answered with something else than one of the choices."""


def _undecided(choices: tuple[Choice, ...]) -> bool:
    return any(choice.next is None for choice in choices)


def targets(step: Step, answers: Mapping[str, AnswerSpec]) -> Iterator[StepId]:
    """Yield the steps of the same flow that can follow `step`."""
    if goes_on(step, answers) and step.next is not None:
        yield step.next
    match step:
        case AskStep() | ChooseStep():
            yield from (choice.next for choice in step.choices if choice.next is not None)
        case RouteStep():
            yield from (to for _, to in step.routes)
        case _:
            return


def unreachable(flow: Flow, answers: Mapping[str, AnswerSpec]) -> tuple[StepId, ...]:
    """Return the steps no way from the first one leads to, in file order."""
    seen: set[StepId] = set()
    waiting = [flow.first]
    while waiting:
        step = waiting.pop()
        if step in seen or step not in flow.steps:
            continue
        seen.add(step)
        waiting.extend(targets(flow.steps[step], answers))
    return tuple(step for step in flow.steps if step not in seen)


def endless(flow: Flow, answers: Mapping[str, AnswerSpec]) -> tuple[StepId, ...]:
    """Return the steps that can be reached but from which the flow cannot end, in file order."""
    missed = set(unreachable(flow, answers))
    can_end = {step.id for step in flow.steps.values() if _ends(step)}
    size = -1
    while size != len(can_end):
        size = len(can_end)
        can_end |= {
            step.id
            for step in flow.steps.values()
            if any(to in can_end for to in targets(step, answers))
        }
    return tuple(step for step in flow.steps if step not in can_end | missed)


def _ends(step: Step) -> bool:
    return isinstance(step, EndStep) or (
        isinstance(step, DoStep) and step.action in {Action.ERASE, Action.RESUME}
    )


def circles(
    flows: Mapping[FlowId, Flow], answers: Mapping[str, AnswerSpec]
) -> Iterator[tuple[Node, ...]]:
    """Yield circles in which no step waits for the person."""
    graph = {
        (flow.id, step.id): set(_without_waiting(flow, step, flows, answers))
        for flow in flows.values()
        for step in flow.steps.values()
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: tuple[Node, ...] = tuple(reversed(error.args[1][1:]))
            yield circle
            for node in circle:
                graph[node] = graph[node] - set(circle)
        else:
            return


def _without_waiting(
    flow: Flow, step: Step, flows: Mapping[FlowId, Flow], answers: Mapping[str, AnswerSpec]
) -> Iterator[Node]:
    if isinstance(step, WAITING):
        return
    if isinstance(step, CallStep) and step.flow in flows:
        yield step.flow, flows[step.flow].first
        if not runs_through(step.flow, flows, answers):
            return
    yield from ((flow.id, to) for to in targets(step, answers))


def runs_through(
    id_: FlowId,
    flows: Mapping[FlowId, Flow],
    answers: Mapping[str, AnswerSpec],
    above: frozenset[FlowId] = frozenset(),
) -> bool:
    """Whether the flow can come to its end without waiting for the person once."""
    flow = flows.get(id_)
    if flow is None or id_ in above:
        return False
    seen: set[StepId] = set()
    waiting = [flow.first]
    while waiting:
        step = flow.steps.get(waiting.pop())
        if step is None or step.id in seen or isinstance(step, WAITING):
            continue
        seen.add(step.id)
        if isinstance(step, EndStep):
            return True
        if isinstance(step, CallStep) and not runs_through(
            step.flow, flows, answers, above | {id_}
        ):
            continue
        waiting.extend(targets(step, answers))
    return False
