"""How soon a person meets a text: in steps from where conversations begin."""

from collections import deque
from collections.abc import Iterator, Mapping

from bot.content.paths import Node, targets
from bot.core.answer import AnswerSpec
from bot.core.flow import AskStep, CallStep, ChooseStep, CollectStep, FlowId, Release, Step, StepId

NEVER = 999
"""The distance of what no conversation leads to."""
_BEGINNING = "start"


def distances(release: Release) -> dict[Node, int]:
    """Return how many steps each step is away from /start; what other commands and needs start counts one more."""
    starts = {flow: 1 for flow, _ in release.commands.values()}
    starts |= dict.fromkeys(release.needs.values(), 1)
    if _BEGINNING in release.commands:
        starts[release.commands[_BEGINNING][0]] = 0
    found: dict[Node, int] = {}
    waiting = deque(
        (flow, release.flows[flow].first, start)
        for flow, start in sorted(starts.items(), key=lambda item: item[1])
        if flow in release.flows
    )
    while waiting:
        flow, step, distance = waiting.popleft()
        if (flow, step) in found or step not in release.flows[flow].steps:
            continue
        found[flow, step] = distance
        for to in _next(flow, release.flows[flow].steps[step], release):
            waiting.append((*to, distance + 1))
    return found


def _next(flow: FlowId, step: Step, release: Release) -> Iterator[Node]:
    yield from ((flow, to) for to in targets(step, release.answers))
    for inner in _flows_of(step, release.answers):
        if inner in release.flows:
            yield inner, release.flows[inner].first


def _flows_of(step: Step, answers: Mapping[str, AnswerSpec]) -> Iterator[FlowId]:
    match step:
        case CallStep():
            yield step.flow
        case AskStep() | ChooseStep():
            yield from (choice.flow for choice in step.choices if choice.flow is not None)
        case CollectStep() if step.save in answers:
            yield FlowId(answers[step.save].flow)
        case _:
            return


def distance_of(place: str, release: Release, found: Mapping[Node, int]) -> int:
    """Return how soon the text of a flow at `place` is met."""
    topic, _, rest = place.partition("/")
    flow = release.flows.get(FlowId(topic))
    if flow is None:
        return NEVER
    step = StepId(rest.partition("/")[0])
    return found.get((flow.id, step if step in flow.steps else flow.first), NEVER)
