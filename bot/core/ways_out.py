"""Ways out of a question: back to the one before, to a person, or away from it for now."""

from bot.core import phrases
from bot.core.asking import helper
from bot.core.correcting import reopen
from bot.core.event import WentBack
from bot.core.flow import AskStep, CollectStep, FlowId, ReviewStep
from bot.core.put_aside import as_before
from bot.core.run import Run
from bot.core.session import Frame, trace_of
from bot.core.walk import ask, ask_again, go


def go_back(run: Run) -> None:
    """Ask the question before again; everything is as it was then. Out of an aside that is the question that waits."""
    if run.aside is not None:
        leave_aside(run, run.aside)
        return
    if len(run.trail) <= run.fence:
        run.say(phrases.FIRST_QUESTION)
        ask_again(run)
        return
    trace = trace_of(run.trail[-1])
    run.trail = run.trail[:-1]
    run.put_in_place(trace.frames)
    run.paused = as_before(run.paused, trace.paused, run.talk.aside)
    for name in trace.unknown:
        run.saved.pop(name, None)
    run.saved.update(trace.before)
    run.records.update(trace.records)
    run.told, run.text_at = run.topic is not None, 0
    reopen(run)
    run.events.append(WentBack())
    step = run.waiting()
    if step is None:
        go(run)
    else:
        ask(run, step)


def leave_aside(run: Run, aside: Frame) -> None:
    """Leave what came in between; the question that waited for its end comes again."""
    while aside in run.frames:
        run.leave()
    run.ended.clear()
    run.events.append(WentBack())
    go(run)


def pause(run: Run) -> None:
    """Put the conversation under way aside, so that it can be continued from the menu."""
    run.ended.clear()
    if pausable(run):
        run.put_aside()
        run.say(phrases.PAUSED)
    else:
        run.leave_all()
        run.ended.clear()


def pausable(run: Run) -> bool:
    """Whether something was told in the conversation under way that the person could lose."""
    return run.told and any(_asks(run, frame) for frame in run.frames)


def _asks(run: Run, frame: Frame) -> bool:
    flow = run.flow_of(frame)
    return flow is not None and isinstance(
        flow.steps[frame.step], AskStep | CollectStep | ReviewStep
    )


def call_human(run: Run) -> None:
    """Let the flow that brings a person run on top; what waited goes on afterwards."""
    flow = helper(run.release)
    if flow is None:
        ask_again(run)
        return
    run.leave_with_all_above(FlowId(flow))
    run.ended.clear()
    run.enter(FlowId(flow), aside=True)
    go(run)
