"""What a flow knows at each of its steps: which answers were asked for on every way there, on some way, or on none.

A fact holds on every way to a step; one with guards holds only where these came out as they did. So a question that
is asked `when: country is be` is known to be asked in a later step with the same condition. Answers that flows share
may also be known from earlier conversations; those are never said to be unasked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce

from bot.content.uses import own_guards
from bot.content.worlds import Guards, known_under, possible
from bot.core.answer import BUILT_IN, AnswerSpec
from bot.core.condition import Condition
from bot.core.flow import (
    Action,
    AskStep,
    CallStep,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    Release,
    RouteStep,
    Step,
    StepId,
)
from bot.core.inquiry import QUESTION
from bot.core.interrupt import DANGER


class Fact(StrEnum):
    """What can be said of an answer."""

    ASKED = "asked"
    KNOWN = "known"


Holds = tuple[Fact, str, Guards]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What holds on every way to a place (`sure`), and the answers asked for on some way (`maybe`)."""

    sure: frozenset[Holds] = frozenset()
    maybe: frozenset[str] = frozenset()

    def asked(self, name: str) -> bool:
        """Whether the answer was asked for on every way."""
        return (Fact.ASKED, name, ()) in self.sure

    def known(self, name: str) -> bool:
        """Whether the answer has a value on every way."""
        return (Fact.KNOWN, name, ()) in self.sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What running a flow does to the answers flows share: known afterwards, asked afterwards, changed perhaps."""

    sure: frozenset[Holds] = frozenset()
    changed: frozenset[str] = frozenset()


GIVEN = frozenset({*BUILT_IN, DANGER, QUESTION})
"""Answers Merit gives by itself."""

Specs = Mapping[str, AnswerSpec]


def meet(one: Known, other: Known) -> Known:
    """Return what holds on both ways."""
    sure = {
        fact
        for here, there in ((one.sure, other.sure), (other.sure, one.sure))
        for fact in here
        if fact in there or (fact[0], fact[1], ()) in there
    }
    return Known(sure=frozenset(sure), maybe=one.maybe | other.maybe)


def after_guards(known: Known, guards: Guards, specs: Specs) -> Known:
    """Return what is known where the guards came out so: answers they need, and what hangs on what they imply."""
    if not guards:
        return known
    gained: set[Holds] = set()
    for name in known_under(guards, specs):
        gained |= {(Fact.KNOWN, name, ()), (Fact.ASKED, name, ())}
    for fact, name, needed in known.sure:
        if needed and not any(
            possible((*guards, (condition, not held)), specs) for condition, held in needed
        ):
            gained.add((fact, name, ()))
    return Known(sure=known.sure | gained, maybe=known.maybe)


def _changed(known: Known, names: frozenset[str]) -> frozenset[Holds]:
    """Return the facts that still hold when `names` may have changed."""
    return frozenset(
        (fact, name, guards)
        for fact, name, guards in known.sure
        if not any(condition.names & names for condition, _ in guards)
        and not (fact is Fact.KNOWN and name in names)
    )


def saved(known: Known, name: str, *, value: bool) -> Known:
    """Return what is known after the answer was asked for; `value`: and surely given."""
    sure = _changed(known, frozenset({name})) | {(Fact.ASKED, name, ())}
    if value:
        sure |= {(Fact.KNOWN, name, ())}
    return Known(sure=sure, maybe=known.maybe | {name})


def _called(known: Known, effect: Effect) -> Known:
    return Known(
        sure=_changed(known, effect.changed) | effect.sure, maybe=known.maybe | effect.changed
    )


def _passed_over(held: Known, passed: Known, when: Condition) -> Known:
    """Return what holds after a step with a condition: of each way what hangs on the condition too."""
    both = meet(held, passed)
    hanging = {
        (fact, name, ((when, held_so),))
        for known, held_so in ((held, True), (passed, False))
        for fact, name, guards in known.sure
        if not guards and (fact, name, ()) not in both.sure
    }
    return Known(sure=both.sure | hanging, maybe=both.maybe)


Way = tuple[StepId | None, Known]
"""Where a step can lead (None: the flow ends) and what is known then."""


@dataclass(slots=True)
class Learning:
    """The analysis of one flow, from what is known at its beginning."""

    flow: Flow
    specs: Specs
    effects: Mapping[FlowId, Effect]
    at: dict[StepId, Known] = field(default_factory=dict)
    calls: dict[FlowId, Known] = field(default_factory=dict)
    """What is known wherever another flow is run."""
    end: Known | None = None

    def learn(self, start: Known) -> None:
        """Walk until nothing more changes."""
        waiting = [self.flow.first]
        self.at[self.flow.first] = start
        while waiting:
            step = self.flow.steps[waiting.pop()]
            for to, known in self.ways(step, self.at[step.id]):
                if to is None:
                    self.end = known if self.end is None else meet(self.end, known)
                    continue
                before = self.at.get(to)
                merged = known if before is None else meet(before, known)
                if to in self.flow.steps and merged != before:
                    self.at[to] = merged
                    waiting.append(to)

    def ways(self, step: Step, known: Known) -> Iterator[Way]:
        """Yield where the step can lead."""
        ways = list(self.done(step, after_guards(known, own_guards(step), self.specs)))
        if step.when is None:
            yield from ways
            return
        yield from ((to, after) for to, after in ways if to != step.next)
        passed = after_guards(known, ((step.when, False),), self.specs)
        onward = [after for to, after in ways if to == step.next]
        yield step.next, _passed_over(reduce(meet, onward), passed, step.when) if onward else passed

    def done(self, step: Step, known: Known) -> Iterator[Way]:
        """Yield where the step leads when it is carried out."""
        match step:
            case AskStep() | ChooseStep():
                yield from self.answered(step, known)
            case RouteStep():
                guards: Guards = ()
                for condition, to in step.routes:
                    taken = guards if condition is None else (*guards, (condition, True))
                    yield to, after_guards(known, taken, self.specs)
                    guards = guards if condition is None else (*guards, (condition, False))
            case CallStep():
                yield step.next, self.call(step.flow, known)
            case CollectStep():
                yield step.next, saved(known, step.save, value=False)
            case EndStep() | DoStep(action=Action.ERASE):
                yield None, known
            case _:
                yield step.next, known

    def answered(self, step: AskStep | ChooseStep, known: Known) -> Iterator[Way]:
        """Yield where the answers of a question lead; what is personal may have been skipped."""
        given = skipped = known
        if isinstance(step, AskStep):
            given = saved(known, step.save, value=True)
            skipped = saved(known, step.save, value=not self.specs[step.save].personal)
        for choice in step.choices:
            to = step.next if choice.next is None else choice.next
            yield to, given if choice.flow is None else self.call(choice.flow, given)
        if isinstance(step, AskStep) and (not step.choices or skipped != given):
            yield step.next, skipped

    def call(self, flow: FlowId, known: Known) -> Known:
        """Return what is known after another flow was run."""
        before = self.calls.get(flow)
        self.calls[flow] = known if before is None else meet(before, known)
        return _called(known, self.effects.get(flow, Effect()))


def learn(release: Release) -> dict[FlowId, dict[StepId, Known]]:
    """Return what each flow knows at each of its steps that can be reached."""
    effects = _effects(release)
    starts = {flow.id: Known() for flow in release.flows.values() if flow.triggers}
    found = _learn_from(release, effects, starts)
    for flow in release.flows.values():
        if flow.id not in found:  # nothing starts it (yet): judged as if everybody could
            found |= _learn_from(release, effects, {flow.id: Known()}, found)
    return found


def _learn_from(
    release: Release,
    effects: Mapping[FlowId, Effect],
    starts: dict[FlowId, Known],
    done: Mapping[FlowId, dict[StepId, Known]] | None = None,
) -> dict[FlowId, dict[StepId, Known]]:
    found: dict[FlowId, dict[StepId, Known]] = {}
    waiting = list(starts)
    while waiting:
        flow = release.flows[waiting.pop()]
        learning = Learning(flow=flow, specs=release.answers, effects=effects)
        learning.learn(starts[flow.id])
        found[flow.id] = learning.at
        for called, known in learning.calls.items():
            if called not in release.flows or called in (done or {}):
                continue
            here = _shared(known, release)
            before = starts.get(called)
            merged = here if before is None else meet(before, here)
            if merged != before:
                starts[called] = merged
                waiting.append(called)
    return found


def _shared(known: Known, release: Release) -> Known:
    """Return what holds for the answers that flows share."""
    local = {name for name, spec in release.answers.items() if not spec.kept}
    sure = frozenset(
        (fact, name, guards)
        for fact, name, guards in known.sure
        if name not in local and not guards
    )
    return Known(sure=sure, maybe=known.maybe - local)


def _effects(release: Release) -> dict[FlowId, Effect]:
    """Return the effect of each flow; flows that run one another count as changing all that any of them asks."""
    changes = {flow.id: _asks(flow, release) for flow in release.flows.values()}
    calls = {flow.id: frozenset(_runs(flow)) & changes.keys() for flow in release.flows.values()}
    for _ in changes:
        changes = {
            id_: names.union(*(changes[called] for called in calls[id_]))
            for id_, names in changes.items()
        }
    effects = {id_: Effect(changed=names) for id_, names in changes.items()}
    for _ in range(
        3
    ):  # what flows within flows within flows make sure of; more would only be more lenient
        effects = {
            flow.id: Effect(sure=_sure_at_end(flow, release, effects), changed=changes[flow.id])
            for flow in release.flows.values()
        }
    return effects


def _asks(flow: Flow, release: Release) -> frozenset[str]:
    return frozenset(
        step.save
        for step in flow.steps.values()
        if isinstance(step, AskStep | CollectStep) and release.answers[step.save].kept
    )


def _runs(flow: Flow) -> Iterator[FlowId]:
    for step in flow.steps.values():
        if isinstance(step, CallStep):
            yield step.flow
        if isinstance(step, AskStep | ChooseStep):
            yield from (choice.flow for choice in step.choices if choice.flow is not None)


def _sure_at_end(
    flow: Flow, release: Release, effects: Mapping[FlowId, Effect]
) -> frozenset[Holds]:
    learning = Learning(flow=flow, specs=release.answers, effects=effects)
    learning.learn(Known())
    return frozenset() if learning.end is None else _shared(learning.end, release).sure


def never_known(known: Known, flow: Flow) -> frozenset[str]:
    """Return the flow's own answers that nothing has asked for on any way to a place."""
    return frozenset(
        name
        for name, spec in flow.answers.items()
        if not spec.kept and name not in known.maybe and name not in GIVEN
    )
