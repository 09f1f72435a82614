"""How far a person is in a flow: which question this is, of how many at most."""

from collections.abc import Iterator

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.condition import Condition
from bot.core.flow import (
    AskStep,
    ChooseStep,
    CollectStep,
    Flow,
    Question,
    RouteStep,
    Step,
    StepId,
)
from bot.core.run import Run
from bot.core.sections import told_sections
from bot.core.text import Text

Counted = AskStep | CollectStep
"""Steps that count as a question."""


def asked_here(run: Run, number: int) -> tuple[StepId, ...]:
    """Return the steps that were answered in the frame with this number, in order, each once."""
    tops = (frames[-1] for frames in run.answered_in)
    return tuple(dict.fromkeys(frame.step for frame in tops if frame.number == number))


def progress(run: Run, step: Question) -> Text | None:
    """Return which question of its flow this is, where the flow wants that shown."""
    frame = run.frames[-1]
    flow = run.flow_of(frame)
    if isinstance(step, ChooseStep):
        return _sections_told(run, step)
    if flow is None or not flow.progress or not isinstance(step, Counted):
        return None
    before = [
        id_
        for id_ in asked_here(run, frame.number)
        if id_ != step.id and isinstance(flow.steps.get(id_), Counted)
    ]
    known = _settled(run, flow, step, before)
    least, most = _ahead(flow, step, known)
    number = len(before) + 1
    return phrases.progress(number, number + most, exact=least == most)


def _sections_told(run: Run, step: ChooseStep) -> Text | None:
    """Return in how many of the sections a menu leads to something is told."""
    offered = {choice.section for choice in step.choices if choice.section}
    parts = offered - run.release.left_out
    told = parts & told_sections(run.release, run.answers)
    return phrases.sections_told(len(told), len(parts)) if parts else None


def _settled(run: Run, flow: Flow, step: Counted, before: list[StepId]) -> Answers:
    """Return the answers that will not be asked for again on the way ahead."""
    open_names = {
        each.save
        for each in flow.steps.values()
        if isinstance(each, Counted) and (each.id == step.id or each.id not in before)
    }
    return {name: value for name, value in run.answers.items() if name not in open_names}


def _ahead(flow: Flow, step: Counted, known: Answers) -> tuple[int, int]:
    """Return how many questions follow at least and at most, not counting circles twice."""
    done: dict[StepId, tuple[int, int]] = {}

    def ahead(id_: StepId, above: frozenset[StepId]) -> tuple[int, int]:
        if id_ in above:
            return 0, 0
        if id_ not in done:
            here = flow.steps[id_]
            ways = [
                (counts + least, counts + most)
                for to, counts in ways_on(here, known)
                for least, most in [(0, 0) if to is None else ahead(to, above | {id_})]
            ]
            done[id_] = (min(way[0] for way in ways), max(way[1] for way in ways))
        return done[id_]

    least, most = ahead(step.id, frozenset())
    return max(least - 1, 0), max(most - 1, 0)


def ways_on(step: Step, known: Answers) -> Iterator[tuple[StepId | None, int]]:
    """Yield where a step can lead, with the number of questions it asks on that way."""
    holds = truth(step.when, known)
    if holds is not True:
        yield step.next, 0
    if holds is False:
        return
    if isinstance(step, RouteStep):
        yield from ((to, 0) for to in _routes(step, known))
        return
    count = int(isinstance(step, Counted))
    yield step.next, count
    if isinstance(step, AskStep | ChooseStep):
        yield from ((choice.next, count) for choice in step.choices if choice.next is not None)


def _routes(step: RouteStep, known: Answers) -> Iterator[StepId]:
    """Yield the steps a route can lead to, until one is certain."""
    for when, to in step.routes:
        found = truth(when, known)
        if found is not False:
            yield to
        if found is True:
            return


def truth(when: Condition | None, known: Answers) -> bool | None:
    """Return whether a condition holds, or None when that depends on an answer that is still open."""
    if when is None:
        return True
    return when.holds(known) if when.names <= known.keys() else None
