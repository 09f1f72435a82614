"""Where a flow looks at answers: its conditions and texts, each with the conditions that lead there within its step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.texts import texts_of_step
from bot.content.worlds import Guards
from bot.core.condition import Condition
from bot.core.exact_parts import PLACEHOLDER
from bot.core.flow import (
    AskStep,
    Choice,
    ChooseStep,
    CollectStep,
    PlanItem,
    PlanStep,
    RouteStep,
    Step,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A condition of a step; `guards` are those passed before it is tried, `what` says in plain English what it is."""

    condition: Condition
    what: str
    guards: Guards = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A text that shows the answer `name`."""

    place: str
    name: str
    guards: Guards


def own_guards(step: Step) -> Guards:
    """Return the condition of the step itself, which holds wherever the step is carried out."""
    return () if step.when is None else ((step.when, True),)


def sites(step: Step) -> Iterator[Site]:
    """Yield the conditions of one step in file order."""
    if step.when is not None:
        yield Site(condition=step.when, what="step")
    match step:
        case AskStep() | ChooseStep():
            yield from _sites_of("choice", step.choices, own_guards(step))
        case PlanStep():
            yield from _sites_of("item", step.items, own_guards(step))
        case RouteStep():
            yield from _route_sites(step)
        case _:
            return


def _sites_of(what: str, parts: Iterable[Choice | PlanItem], guards: Guards) -> Iterator[Site]:
    for part in parts:
        if part.when is not None:
            yield Site(condition=part.when, what=what, guards=guards)


def _route_sites(step: RouteStep) -> Iterator[Site]:
    guards = own_guards(step)
    for condition, _ in step.routes:
        if condition is not None:
            yield Site(condition=condition, what="route", guards=guards)
            guards = (*guards, (condition, False))


def mentions(step: Step) -> Iterator[Mention]:
    """Yield the answers that the texts of one step show; a card shows those of its records, which are known there."""
    if isinstance(step, CollectStep):
        return
    items = (
        {item.text.place: item.when for item in step.items if item.text}
        if isinstance(step, PlanStep)
        else {}
    )
    for piece in texts_of_step(step):
        condition = items.get(piece.text.place)
        guards = own_guards(step) + (() if condition is None else ((condition, True),))
        if not piece.is_label:
            for name in PLACEHOLDER.findall(piece.text.source):
                yield Mention(place=piece.text.place, name=name, guards=guards)
