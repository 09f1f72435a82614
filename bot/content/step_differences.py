"""What changed in the steps of a flow, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from bot.content.answer_differences import changed_parts
from bot.core.condition import Condition
from bot.core.flow import (
    AskStep,
    CallStep,
    Choice,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    Flow,
    HandoffStep,
    KeptPlanStep,
    PlanItem,
    PlanStep,
    ReviewStep,
    RouteStep,
    SayStep,
    Step,
    StepId,
    StoriesStep,
    TellAdvisorsStep,
    TellProfileStep,
)
from bot.core.text import Text

Counts = Mapping[tuple[str, str], int]
"""How many conversations stand at a step now, by flow and step."""

KINDS: Mapping[type[Step], str] = {
    SayStep: "a message",
    AskStep: "a question",
    ChooseStep: "a choice of ways",
    RouteStep: "a fork",
    CallStep: "a flow that is run",
    PlanStep: "a plan",
    ReviewStep: "a card to look over the answers",
    CollectStep: "a list of things told",
    KeptPlanStep: "the list of the person's own plans",
    StoriesStep: "stories",
    TellProfileStep: "the person's profile, told",
    TellAdvisorsStep: "what advisors did, told",
    DoStep: "something done for the person",
    HandoffStep: "a message to the advisors",
    EndStep: "the end",
}
_TOLD_APART = frozenset({"id", "when", "next", "choices", "items", "routes"})
"""Parts of a step that have words of their own here."""


def now(count: int) -> str:
    """Return how many conversations stand there, if any do."""
    if not count:
        return ""
    return f" ({count} {'conversation stands' if count == 1 else 'conversations stand'} there now)"


def changed_steps(old: Flow, new: Flow, people: Counts) -> Iterator[str]:
    """Yield the steps that are new, gone, renamed, in another order or different."""
    renamed = {b: a for b, a in new.was.items() if b in old.steps and b not in new.steps}
    yield from (f"step '{was}' is now called '{is_}'" for was, is_ in renamed.items())
    for step in old.steps:
        if step not in new.steps and step not in renamed:
            yield f"step '{step}' was removed{now(people.get((old.id, step), 0))}"
    for step in new.steps:
        if step not in old.steps and step not in renamed.values():
            yield f"step '{step}' is new: {KINDS[type(new.steps[step])]}, {_between(step, new)}"
    yield from _order(old, new, renamed)
    for before in old.steps.values():
        after = new.steps.get(renamed.get(before.id, before.id))
        if after is not None:
            yield from _step(before, after, renamed, people.get((old.id, before.id), 0))


def _between(step: StepId, flow: Flow) -> str:
    order = list(flow.steps)
    at = order.index(step)
    if at == 0:
        return f"before '{order[1]}'" if len(order) > 1 else "the only one"
    if at == len(order) - 1:
        return f"after '{order[at - 1]}'"
    return f"between '{order[at - 1]}' and '{order[at + 1]}'"


def _order(old: Flow, new: Flow, renamed: Mapping[StepId, StepId]) -> Iterator[str]:
    before = [renamed.get(step, step) for step in old.steps]
    kept = [step for step in before if step in new.steps]
    after = [step for step in new.steps if step in kept]
    if kept != after:
        first = next(b for a, b in zip(kept, after, strict=True) if a != b)
        yield f"the steps stand in another order, from '{first}' on"


def _step(old: Step, new: Step, renamed: Mapping[StepId, StepId], here: int) -> Iterator[str]:
    what = f"step '{new.id}'"
    if type(old) is not type(new):
        yield f"{what} was {KINDS[type(old)]}, and is {KINDS[type(new)]}{now(here)}"
        return
    if _condition(old.when) != _condition(new.when):
        yield f"{what} {_shown_when(new.when)}"
    yield from _onward(what, old.next, new.next, renamed)
    if isinstance(old, RouteStep) and isinstance(new, RouteStep):
        yield from _routes(what, old, new, renamed)
    yield from _list(what, "choice", _choices(old), _choices(new), renamed, now(here))
    yield from _list(what, "item", _items(old), _items(new), renamed, "")
    for part in fields(new):
        before, after = getattr(old, part.name), getattr(new, part.name)
        texts = isinstance(before, Text) or isinstance(after, Text)
        if part.name not in _TOLD_APART and not texts and before != after:
            if part.name == "passing":
                yield f"{what}: keep was {_listed(not before)}, and is {_listed(not after)}"
                continue
            yield f"{what}: {part.name} was {_listed(before)}, and is {_listed(after)}"


def _listed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        parts = (" ".join(map(str, each)) if isinstance(each, tuple) else each for each in value)
        return ", ".join(parts) or "nothing"
    return str(value)


def _condition(when: Condition | None) -> str:
    return "" if when is None else " ".join(when.source.split())


def _shown_when(when: Condition | None) -> str:
    return "is now always shown" if when is None else f"is shown when: {_condition(when)}"


def _onward(
    what: str, old: StepId | None, new: StepId | None, renamed: Mapping[StepId, StepId]
) -> Iterator[str]:
    before = None if old is None else renamed.get(old, old)
    if before != new:
        yield f"{what} goes on at {_place(new)} instead of {_place(old)}"


def _place(step: StepId | None) -> str:
    return "the end" if step is None else f"'{step}'"


def _routes(
    what: str, old: RouteStep, new: RouteStep, renamed: Mapping[StepId, StepId]
) -> Iterator[str]:
    before = [(_condition(when), renamed.get(to, to)) for when, to in old.routes]
    after = [(_condition(when), to) for when, to in new.routes]
    if before != after:
        ways = (f"{when or 'otherwise'} → '{to}'" for when, to in after)
        yield f"{what} leads elsewhere now: {'; '.join(ways)}"


Named = Mapping[str, Choice | PlanItem]


def _choices(step: Step) -> Named:
    return {str(each.id): each for each in getattr(step, "choices", ())}


def _items(step: Step) -> Named:
    return {each.id: each for each in getattr(step, "items", ())}


def _list(
    what: str, kind: str, old: Named, new: Named, renamed: Mapping[StepId, StepId], here: str
) -> Iterator[str]:
    yield from (f"{kind} '{each}' was removed from {what}{here}" for each in old if each not in new)
    yield from (f"{kind} '{each}' is new in {what}" for each in new if each not in old)
    kept = [each for each in old if each in new]
    if kept != [each for each in new if each in old]:
        yield f"the {kind}s of {what} stand in another order"
    for name in kept:
        before, after = old[name], new[name]
        here_ = f"{kind} '{name}' of {what}"
        if _condition(before.when) != _condition(after.when):
            yield f"{here_} {_shown_when(after.when)}"
        if isinstance(before, Choice) and isinstance(after, Choice):
            yield from _onward(here_, before.next, after.next, renamed)
            if before.flow != after.flow:
                yield f"{here_} runs '{after.flow}' instead of '{before.flow}'"
            yield from changed_parts(here_, before, after, ("sign", "section"))
        elif isinstance(before, PlanItem) and isinstance(after, PlanItem):
            yield from _sources(here_, before, after)
            if before.entry != after.entry:
                yield f"{here_} {_says(after)}"


def _says(item: PlanItem) -> str:
    if item.entry is None:
        return "has words of its own now"
    return f"says now what the entry '{item.entry}' answers"


def _sources(what: str, old: PlanItem, new: PlanItem) -> Iterator[str]:
    before, after = ([source.id for source in item.sources] for item in (old, new))
    if before != after:
        yield f"{what} rests on: {', '.join(after) or 'no source'}"
