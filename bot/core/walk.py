"""Walking a flow: from step to step until a question waits for its answer, or nothing is left."""

from typing import assert_never

from bot.core import phrases
from bot.core.asking import plan, question, with_answers
from bot.core.event import (
    DataRequested,
    ErasureRequested,
    StepLimitReached,
    StepReached,
    TicketOpened,
)
from bot.core.flow import (
    Action,
    AskStep,
    CallStep,
    ChooseStep,
    DoStep,
    EndStep,
    FlowId,
    HandoffStep,
    PlanStep,
    RouteStep,
    SayStep,
    Step,
    StepId,
)
from bot.core.run import Run
from bot.core.turn import Say

STEPS = 100
"""Steps one input may cause."""
DEPTH = 12
"""Flows that may wait for one another."""


def go(run: Run) -> None:
    """Carry out steps from where the flow on top stands until a question is asked or no flow is left."""
    for _ in range(STEPS):
        if not run.frames and not _idle(run):
            return
        frame = run.frames[-1]
        flow = run.flow_of(frame)
        if flow is None:
            run.leave_all()
            run.say(phrases.CHANGED)
        elif len(run.frames) > DEPTH:
            run.give_up()
        elif _stop_at(run, flow.steps[frame.step]):
            return
    run.events.append(StepLimitReached(flow=run.frames[-1].flow if run.frames else FlowId("")))
    run.give_up()


def _idle(run: Run) -> bool:
    """Offer the menu when no flow is left; False when that has already been tried in this turn."""
    menu = run.release.needs.get("idle")
    if menu is None or menu in run.ended or run.resting:
        return False
    run.enter(menu)
    return True


def _stop_at(run: Run, step: Step) -> bool:  # noqa: C901 - one flat table of step kinds
    """Carry out one step; True when the turn ends there."""
    if step.when is not None and not step.when.holds(run.answers):
        go_on(run, step.next)
        return False
    run.events.append(StepReached(flow=run.frames[-1].flow, step=step.id))
    match step:
        case AskStep() | ChooseStep():
            return _ask(run, step)
        case SayStep():
            run.say(with_answers(step.text, run.release, run.answers))
        case PlanStep():
            run.says.append(plan(step, run.release, run.answers))
        case HandoffStep():
            text = run.saved.get(step.message)
            if isinstance(text, str) and text:
                run.events.append(TicketOpened(topic=step.topic, text=text))
        case DoStep():
            return _do(run, step)
        case RouteStep():
            run.stand_at(
                next(to for when, to in step.routes if when is None or when.holds(run.answers))
            )
            return False
        case CallStep():
            _call(run, step.flow, step.next)
            return False
        case EndStep():
            run.resting = run.resting or step.quiet
            run.leave()
            return False
        case _:
            assert_never(step)
    go_on(run, step.next)
    return False


def _do(run: Run, step: DoStep) -> bool:
    if step.action is Action.ERASE:
        run.events.append(ErasureRequested())
        run.leave_all()
        run.resting = True
        return True
    run.events.append(DataRequested())
    go_on(run, step.next)
    return False


def go_on(run: Run, step: StepId | None) -> None:
    """Move the flow on top to `step`, or end it when there is none."""
    if step is None:
        run.leave()
    else:
        run.stand_at(step)


def _call(run: Run, flow: FlowId, then: StepId | None) -> None:
    """Run `flow` on top; the flow below goes on at `then` afterwards."""
    go_on(run, then)
    run.enter(flow)


def call(run: Run, flow: FlowId, then: StepId | None) -> None:
    """Run `flow` as a part of the one on top and walk on."""
    _call(run, flow, then)
    go(run)


def _ask(run: Run, step: AskStep | ChooseStep) -> bool:
    """Ask and wait (True), unless consent has to come first or was refused."""
    if isinstance(step, AskStep) and run.release.answers[step.save].personal and not run.consented:
        consent = run.release.needs.get("consent")
        if consent is None or consent in run.ended:
            run.say(phrases.NO_CONSENT)
            run.leave()
        else:
            run.enter(consent)
        return False
    run.asked += 1
    run.picked, run.misses = (), 0
    run.says.append(current_question(run, step))
    return True


def current_question(run: Run, step: AskStep | ChooseStep) -> Say:
    """Return the question of the flow on top as it stands now."""
    return question(
        step,
        run.release,
        run.answers,
        flow=run.frames[-1].flow,
        asked=run.asked,
        picked=run.picked,
    )


def ask_again(run: Run) -> None:
    """Repeat the question that waits, with buttons that stay valid; without one, walk on."""
    step = run.waiting()
    if step is None:
        go(run)
    else:
        run.says.append(current_question(run, step))
