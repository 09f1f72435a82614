"""Others who can help: what the flow of the need `elsewhere` says to a person, without a conversation about it."""

from collections.abc import Iterator

from bot.core.flow import Flow, FlowId, PlanStep, RouteStep, SayStep, Step, StepId
from bot.core.plans import plan
from bot.core.run import Run
from bot.core.turn import Say
from bot.core.wording import with_answers


def others_who_help(run: Run) -> tuple[Say, ...]:
    """Return what it says up to its first question or end; nothing where the content has no such flow."""
    flow = run.release.flows.get(run.release.needs.get("elsewhere", FlowId("")))
    return () if flow is None else tuple(_said(run, flow))


def _said(run: Run, flow: Flow) -> Iterator[Say]:
    at: StepId | None = flow.first
    for _ in flow.steps:
        step = None if at is None else flow.steps[at]
        if step is None or not isinstance(step, SayStep | PlanStep | RouteStep):
            return
        holds = step.when is None or step.when.holds(run.answers)
        if holds and not isinstance(step, RouteStep):
            yield _say(run, flow, step)
        at = _next(run, step) if holds else step.next


def _say(run: Run, flow: Flow, step: SayStep | PlanStep) -> Say:
    if isinstance(step, PlanStep):
        return plan(flow.id, step, run.release, run.answers)
    return Say(paragraphs=((with_answers(step.text, run.release, run.answers),),))


def _next(run: Run, step: Step) -> StepId | None:
    if not isinstance(step, RouteStep):
        return step.next
    return next(to for when, to in step.routes if when is None or when.holds(run.answers))
