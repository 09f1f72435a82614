"""Correcting one answer from a card: what depended on it is asked again, everything else is passed over.

The flow goes over its steps again from the corrected question to the card (`Frame.target`). Known answers are passed
over, nothing is said or done twice. An answer depends on another when its question names it: in its condition, in the
condition of a choice, in its words, or in `depends_on`; and on what such an answer depends on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.core.answer import AnswerType, AnswerValue
from bot.core.asking import open_choices
from bot.core.event import AnswerCorrected
from bot.core.flow import (
    AskStep,
    CallStep,
    ChooseStep,
    CollectStep,
    EndStep,
    Flow,
    FlowId,
    Release,
    RouteStep,
    SayStep,
    Step,
    StepId,
    StoriesStep,
)
from bot.core.progress import asked_here, ways_on
from bot.core.run import Run
from bot.core.text import Text

Way = tuple[tuple[FlowId, StepId], ...]
"""The steps that lead to a question: calls of other flows, then the question."""

TO_ITS_END = StepId("")
"""The target of a flow that runs as a part of a correction."""

_NAMES = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def way_from_card(run: Run, flow: Flow, name: str) -> Way | None:
    """Return the way from the card of `flow` to the question that saves `name`: the one that was asked, of several."""
    frame = run.frames[-1]
    here = [s.id for s in flow.steps.values() if isinstance(s, AskStep) and s.save == name]
    asked = _way_taken(run, flow, frame.step) or asked_here(run, frame.number)
    found = next((id_ for id_ in here if id_ in asked), None)
    return way_to(run.release, flow, name) if found is None else ((flow.id, found),)


def way_to(
    release: Release, flow: Flow, name: str, above: frozenset[FlowId] = frozenset()
) -> Way | None:
    """Return the way to the first question that saves `name`: in `flow`, or else in a flow it runs."""
    for step in flow.steps.values():
        if isinstance(step, AskStep) and step.save == name:
            return ((flow.id, step.id),)
    for step in flow.steps.values():
        for called in flows_run(step):
            inner = release.flows.get(called)
            if inner is None or called in above:
                continue
            way = way_to(release, inner, name, above | {flow.id})
            if way is not None:
                return ((flow.id, step.id), *way)
    return None


def flows_run(step: Step) -> Iterator[FlowId]:
    """Yield the flows a step can run as a part of its own."""
    match step:
        case CallStep():
            yield step.flow
        case AskStep() | ChooseStep():
            yield from (choice.flow for choice in step.choices if choice.flow is not None)
        case _:
            return


def stand_at_question(run: Run, way: Way) -> None:
    """Move the conversation from the card to the question `way` leads to; the card becomes the target."""
    card = run.frames[-1].step
    run.frames[-1] = replace(run.frames[-1], step=way[0][1], target=card)
    for flow, step in way[1:]:
        run.enter(flow, target=TO_ITS_END)
        run.stand_at(step)
    reopen(run)


def reopen(run: Run) -> None:
    """Remember that the question the conversation stands at is the one being corrected."""
    step = run.waiting()
    run.fixing = step.save if run.correcting and isinstance(step, AskStep) else ""


def note_change(run: Run, name: str, before: AnswerValue, *, known: bool) -> bool:
    """Forget what depended on the answer `name`, which was `before` (if it was `known`) and may have changed.

    True when a question asked before this one depended on it: then the flow has to be gone over from its beginning.
    """
    run.fixing = ""
    if not run.correcting or (known and run.answers.get(name) == before):
        return False
    stale = dependents(_flows_under_way(run), name) - {name}
    forgotten = tuple(sorted(stale & {*run.saved, *run.records}))
    for each in forgotten:
        run.saved.pop(each, None)
        run.records.pop(each, None)
    run.changed = tuple(dict.fromkeys((*run.changed, name, *forgotten)))
    run.events.append(AnswerCorrected(name=name, asked_again=forgotten))
    return not _saved_before(run).isdisjoint(forgotten)


def _saved_before(run: Run) -> set[str]:
    """Return the answers the flow on top had asked for before the question that is answered now."""
    frame = run.frames[-1]
    flow = run.flow_of(frame)
    asked = asked_here(run, frame.number)
    before = asked[: asked.index(frame.step)] if frame.step in asked else ()
    steps = () if flow is None else (flow.steps.get(id_) for id_ in before)
    return {step.save for step in steps if isinstance(step, AskStep)}


def from_its_beginning(run: Run) -> None:
    """Let the flow on top be gone over from its first step; known answers are passed over."""
    frame = run.frames[-1]
    flow = run.flow_of(frame)
    run.stand_at(frame.step if flow is None else flow.first)


def _flows_under_way(run: Run) -> dict[FlowId, Flow]:
    """Return the flows from the card up, with all they can run."""
    under_way = [frame for frame in run.frames if frame.target is not None]
    found: dict[FlowId, Flow] = {}
    waiting = [flow for frame in under_way if (flow := run.flow_of(frame))]
    while waiting:
        flow = waiting.pop()
        found[flow.id] = flow
        called = {id_ for step in flow.steps.values() for id_ in flows_run(step)}
        waiting += [
            run.release.flows[id_] for id_ in called - found.keys() if id_ in run.release.flows
        ]
    return found


def dependents(flows: Mapping[FlowId, Flow], name: str) -> set[str]:
    """Return the answers that depend on `name`, through others too."""
    needs = [
        (step.save, named_by(step))
        for flow in flows.values()
        for step in flow.steps.values()
        if isinstance(step, AskStep | CollectStep)
    ]
    stale = {name}
    while more := {save for save, names in needs if names & stale} - stale:
        stale |= more
    return stale


def named_by(step: Step) -> frozenset[str]:
    """Return the answers a step looks at; its own is none of them."""
    names = set() if step.when is None else set(step.when.names)
    match step:
        case AskStep() | ChooseStep():
            for choice in step.choices:
                names |= frozenset() if choice.when is None else choice.when.names
            names |= _in_words(step.text)
        case RouteStep():
            names |= {name for when, _ in step.routes if when is not None for name in when.names}
        case _:
            pass
    if isinstance(step, AskStep):
        names |= set(step.depends_on)
    own = {step.save} if isinstance(step, AskStep | CollectStep) else set()
    return frozenset(names - own)


def _in_words(text: Text) -> set[str]:
    return set(_NAMES.findall(text.source)) if "{" in text.source else set()


def fixes(run: Run, step: Step) -> bool:
    """Whether a step asks for the very answer that is being corrected: that is asked in any case."""
    return run.correcting and isinstance(step, AskStep) and step.save == run.fixing


def passes_over(run: Run, step: Step) -> bool:
    """Whether a step need not be carried out again while an answer is corrected."""
    match step:
        case AskStep():
            known = step.save in run.answers and step.save != run.fixing
            return known and _still_offered(run, step)
        case CollectStep():
            return step.save not in run.changed
        case CallStep():
            return not _concerned(run, step)
        case ChooseStep() | RouteStep() | SayStep() | StoriesStep() | EndStep():
            return False
        case _:
            return True


def _still_offered(run: Run, step: AskStep) -> bool:
    spec = run.spec(step.save)
    if not step.choices or spec is None or spec.type not in _ONLY_CHOICES:
        return True
    value = run.answers[step.save]
    offered = {str(choice.id) for choice in open_choices(run, step)}
    values = value if isinstance(value, tuple) else (value,)
    return value is None or all(each in offered for each in values)


_ONLY_CHOICES = frozenset({AnswerType.ONE_OF, AnswerType.SOME_OF})
"""Types whose values are all among their choices; the others can be typed beside them."""


def _concerned(run: Run, step: CallStep) -> bool:
    """Whether what was corrected matters to the flow that is called, or it did not run before."""
    inner = run.release.flows.get(step.flow)
    names = named_by(step) | (frozenset() if inner is None else _names_of(run.release, inner))
    ran = any(frame.flow == step.flow for frames in run.answered_in for frame in frames)
    return bool(names & set(run.changed)) or (
        not ran and inner is not None and not _asks_nothing(inner)
    )


def _asks_nothing(flow: Flow) -> bool:
    return not any(
        isinstance(step, AskStep | ChooseStep | CollectStep) for step in flow.steps.values()
    )


def _names_of(
    release: Release, flow: Flow, above: frozenset[FlowId] = frozenset()
) -> frozenset[str]:
    names: set[str] = set()
    for step in flow.steps.values():
        names |= named_by(step)
        for called in flows_run(step):
            inner = release.flows.get(called)
            if inner is not None and called not in above:
                names |= _names_of(release, inner, above | {flow.id})
    return frozenset(names)


def reached_card(run: Run) -> None:
    """End the correction at its card: what is no longer on the way is forgotten, nothing held is said."""
    frame = run.frames[-1]
    flow = run.flow_of(frame)
    run.frames[-1] = replace(frame, target=None)
    run.held.clear()
    run.changed = ()
    way = None if flow is None else _way_taken(run, flow, frame.step)
    if flow is None or way is None:
        return
    needed = {
        step.save for id_, step in flow.steps.items() if id_ in way and isinstance(step, AskStep)
    }
    for id_ in asked_here(run, frame.number):
        step = flow.steps.get(id_)
        if isinstance(step, AskStep) and step.save not in needed and not _asks_itself(step):
            run.saved.pop(step.save, None)


def misses_card(run: Run) -> bool:
    """Whether no way leads from here to the card any more: what was corrected leads past it."""
    frame = run.frames[-1]
    flow = run.flow_of(frame)
    if flow is None or not frame.target:
        return False
    ahead, seen = [frame.step], set[StepId]()
    while ahead:
        at = ahead.pop()
        if at == frame.target:
            return False
        if at not in seen:
            seen.add(at)
            ahead += [to for to, _ in ways_on(flow.steps[at], {}) if to is not None]
    return True


def leave_card(run: Run) -> None:
    """End a correction that leads past its card: what comes now is said and done as if for the first time."""
    run.says += run.held
    reached_card(run)


def _asks_itself(step: AskStep) -> bool:
    """Whether a step is passed over just because its own answer is known."""
    return step.when is not None and step.save in step.when.names


def _way_taken(run: Run, flow: Flow, card: StepId) -> set[StepId] | None:
    """Return the steps from the first one to the card for the answers as they are, or None if that is not certain."""
    at, seen, way = flow.first, set[StepId](), set[StepId]()
    while at != card:
        if at in seen:
            return None
        seen.add(at)
        step = flow.steps[at]
        if step.when is None or step.when.holds(run.answers):
            way.add(at)
        to = onward(run, step)
        if to is None:
            return None
        at = to
    return way


def onward(run: Run, step: Step) -> StepId | None:
    """Return where a step leads for the answers as they are; None at an end, or if that is not certain."""
    if step.when is not None and not step.when.holds(run.answers):
        return step.next
    match step:
        case RouteStep():
            return next(to for when, to in step.routes if when is None or when.holds(run.answers))
        case AskStep():
            return after_answer(step, run.answers.get(step.save))
        case ChooseStep():
            return None
        case _:
            return step.next


def after_answer(step: AskStep, value: AnswerValue) -> StepId | None:
    """Return where a question leads once it has this answer."""
    chosen = next((choice for choice in step.choices if choice.id == value), None)
    return step.next if chosen is None or chosen.next is None else chosen.next
