"""The ways through flows: off the end, to nowhere, round and round."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from bot.content.checks.problem import Problem
from bot.content.paths import circles, endless, goes_on, targets, unreachable
from bot.core.answer import AnswerSpec
from bot.core.flow import AskStep, Choice, ChooseStep, Flow, Release, StepId


def runs_off_its_end(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find last steps that lead nowhere."""
    for step in flow.steps.values():
        if step.next is None and goes_on(step, release.answers):
            yield Problem(
                code="F041",
                place=f"{flow.id}/{step.id}",
                message="Nothing follows this step. Add `next:`, or a last step with `end: done`.",
            )


def never_reached(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find steps no way leads to."""
    for step in unreachable(flow, release.answers):
        yield Problem(
            code="F042",
            place=f"{flow.id}/{step}",
            message=f"No way leads to the step '{step}'. Name it in a `next:`, or delete it.",
        )


def in_circles(release: Release) -> Iterator[Problem]:
    """Find ways that come back to themselves without a question."""
    for circle in circles(release.flows, release.answers):
        (flow, step), *_ = sorted(circle)
        names = " → ".join(f"{at}/{name}" for at, name in [*circle, circle[0]])
        yield Problem(
            code="F043",
            place=f"{flow}/{step}",
            message=f"The conversation goes in circles here without waiting for the person: {names}.",
        )


def no_end(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find where a flow can never end again; the menu need not end, it is left for what the person chooses."""
    if any(trigger.need == "idle" for trigger in flow.triggers):
        return
    if any(step.next is None and goes_on(step, release.answers) for step in flow.steps.values()):
        return  # that is the cause, and said by itself
    lost = endless(flow, release.answers)
    if lost:
        others = f" (the same holds for {', '.join(lost[1:])})" if lost[1:] else ""
        yield Problem(
            code="F078",
            place=f"{flow.id}/{lost[0]}",
            message=f"No way leads from here to the end of the flow{others}. Add a choice with a `next:` to a step "
            "with `end: done`.",
        )


def choices_to_nowhere(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find buttons that only ask the same question again."""
    for step in flow.steps.values():
        if not isinstance(step, ChooseStep):
            continue
        for choice in step.choices:
            if choice.flow is None and _onward(choice, step) == step.id:
                yield Problem(
                    code="F079",
                    place=f"{flow.id}/{step.id}/choices/{choice.id}",
                    message=f"The choice '{choice.id}' does nothing: the same question comes again. Give it another "
                    "`next:`, or a `flow:`.",
                )


def _onward(choice: Choice, step: ChooseStep) -> StepId | None:
    return step.next if choice.next is None else choice.next


def uncountable(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find flows that should say how many questions there are, but come back to one without anybody choosing that."""
    if not flow.progress:
        return
    again = _question_in_circle(flow, release.answers)
    if again is not None:
        yield Problem(
            code="F087",
            place=f"{flow.id}/{again}",
            message=f"The flow says `progress: yes`, but a way leads back to the question '{again}', so nobody can say "
            "how many there are. Delete `progress:`, or let the way lead elsewhere.",
        )


def _question_in_circle(flow: Flow, answers: Mapping[str, AnswerSpec]) -> StepId | None:
    graph = {
        step.id: set() if isinstance(step, ChooseStep) else set(targets(step, answers))
        for step in flow.steps.values()
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[StepId] = error.args[1]
            asked = [name for name in circle if isinstance(flow.steps.get(name), AskStep)]
            if asked:
                return min(asked, key=list(flow.steps).index)
            graph[circle[1]] = graph[circle[1]] - set(circle)
            graph[circle[0]] = graph[circle[0]] - set(circle)
        else:
            return None
