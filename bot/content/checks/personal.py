"""What is asked about a person, and where it goes: consent, handing over, records, cards."""

from collections.abc import Iterator

from bot.content.checks.problem import Problem
from bot.content.report import closest
from bot.content.worlds import worlds
from bot.core.answer import BUILT_IN, AnswerType
from bot.core.condition import Condition
from bot.core.flow import (
    Action,
    AskStep,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    HandoffStep,
    Release,
    ReviewStep,
    RouteStep,
    Step,
    StepId,
)


def without_consent(release: Release) -> Iterator[Problem]:
    """Find the first personal question when no flow asks for consent: Merit would refuse to ask it."""
    if "consent" in release.needs:
        return
    for flow in release.flows.values():
        for step in flow.steps.values():
            if isinstance(step, AskStep) and release.answers[step.save].personal:
                yield Problem(
                    code="F083",
                    place=f"{flow.id}/{step.id}",
                    message=f"'{step.save}' is personal, but no flow asks for consent, so Merit will not ask this. "
                    "Write `need: consent` under `start_on:` of the flow that asks for it, or `personal: no`.",
                )
                return


def open_message(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find messages to the advisors that are not treated as personal."""
    for step in flow.steps.values():
        if isinstance(step, HandoffStep) and not release.answers[step.message].personal:
            yield Problem(
                code="F084",
                place=f"{flow.id}/{step.id}",
                message=f"What a person writes to advisors is personal, but '{step.message}' says `personal: no`, so "
                "it would be kept without consent. Delete that line and write a `purpose:`.",
                needle=step.message,
            )


def records(release: Release) -> Iterator[Problem]:
    """Find answers with several records whose flow cannot ask for one."""
    for spec in release.answers.values():
        flow = release.flows.get(FlowId(spec.flow))
        if spec.type is not AnswerType.RECORDS:
            continue
        if flow is None:
            yield Problem(
                code="F032",
                place=f"answers/{spec.name}",
                message=f"There is no flow called '{spec.flow}'; `records:` names the flow that asks for one record.",
                suggestion=closest(spec.flow, release.flows),
                needle=spec.flow,
            )
            continue
        for message in _misfits(flow, release):
            yield Problem(
                code="F085",
                place=f"answers/{spec.name}",
                message=f"The flow '{flow.id}' cannot ask for one record of '{spec.name}': {message}",
                needle=flow.id,
            )


def _misfits(flow: Flow, release: Release) -> Iterator[str]:
    steps = flow.steps.values()
    if not any(isinstance(step, ReviewStep) for step in steps):
        yield "it has no `review:` step, where a record is corrected. Add one at its end."
    if any(trigger.command for trigger in flow.triggers):
        yield "a command starts it, outside of any record. Delete the command."
    if any(
        isinstance(step, CollectStep)
        or (isinstance(step, AskStep) and release.answers[step.save].type is AnswerType.RECORDS)
        for step in steps
    ):
        yield "it collects records itself, and records cannot hold records. Ask for them in another flow."


def resuming(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find steps that go on with a paused conversation though there may be none."""
    for step in flow.steps.values():
        if not (isinstance(step, DoStep) and step.action is Action.RESUME):
            continue
        if not _needs_pause(step.when, release) and not _led_by_pause(step, flow, release):
            yield Problem(
                code="F086",
                place=f"{flow.id}/{step.id}",
                message="There may be no conversation to go on with. Write `when: paused is yes` at this step, or at "
                "what leads here.",
            )


def _needs_pause(condition: Condition | None, release: Release) -> bool:
    if condition is None or "paused" not in condition.names:
        return False
    found = worlds([condition], release.answers)
    return found is None or all(
        answers["paused"] == "yes" for answers in found if condition.holds(answers)
    )


def _led_by_pause(step: DoStep, flow: Flow, release: Release) -> bool:
    leading = [
        condition
        for other in flow.steps.values()
        for to, condition in _named(other)
        if to == step.id
    ]
    return bool(leading) and all(_needs_pause(condition, release) for condition in leading)


def _named(step: Step) -> Iterator[tuple[StepId | None, Condition | None]]:
    """Yield where a step leads, with the condition of that way."""
    match step:
        case AskStep() | ChooseStep():
            yield from (
                (step.next if choice.next is None else choice.next, choice.when)
                for choice in step.choices
            )
        case RouteStep():
            yield from ((to, condition) for condition, to in step.routes)
        case EndStep():
            return
        case _:
            yield step.next, None


def unnamed_on_cards(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find answers on a card that have no name there."""
    for step in flow.steps.values():
        for name in step.answers if isinstance(step, ReviewStep) else ():
            if name not in BUILT_IN and release.answers[name].label is None:
                yield Problem(
                    code="F088",
                    place=f"{flow.id}/{step.id}",
                    message=f"The card shows '{name}', but the answer has no `label:`, so its whole question stands "
                    f"there. Write a short one where '{name}' is declared.",
                    needle=name,
                )
