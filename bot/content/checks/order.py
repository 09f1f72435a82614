"""Answers in their order: used before they are asked for, shown though they may be unknown, asked for twice."""

from collections.abc import Iterator

from bot.content.checks.conditions import Seen
from bot.content.checks.problem import Problem
from bot.content.knowing import Known, after_guards, never_known
from bot.content.paths import targets
from bot.content.uses import mentions, own_guards, sites
from bot.content.worlds import compared
from bot.core.answer import ALWAYS
from bot.core.flow import AskStep, ChooseStep, HandoffStep, ReviewStep, RouteStep, Step, StepId
from bot.core.inquiry import QUESTION

_BEFORE = (
    "No way to this step asks for '{name}' before, so it is never known here. Ask for it first, or move this step "
    "behind the question."
)


def too_early(seen: Seen) -> Iterator[Problem]:
    """Find the flow's own answers that are shown, handed over or compared where no way has asked for them."""
    for step, known in seen.steps():
        place, unknown = f"{seen.flow.id}/{step.id}", never_known(known, seen.flow)
        for site in sites(step):
            for name in sorted(compared(site.condition) & unknown):
                message = f"{_BEFORE.format(name=name)} Until then the comparison is false."
                yield Problem(
                    code="F072",
                    place=place,
                    message=message,
                    condition=site.condition,
                    needle=name,
                )
        for mention in mentions(step):
            if mention.name in unknown:
                yield Problem(
                    code="F070",
                    place=mention.place,
                    message=_BEFORE.format(name=mention.name),
                    needle=f"{{{mention.name}}}",
                )
        for name in _needed(step):
            if name in unknown:
                yield Problem(
                    code="F070", place=place, message=_BEFORE.format(name=name), needle=name
                )


def _needed(step: Step) -> tuple[str, ...]:
    match step:
        case HandoffStep():
            return (step.message,)
        case ReviewStep():
            return step.answers
        case _:
            return ()


def perhaps_unknown(seen: Seen) -> Iterator[Problem]:
    """Find answers that are shown or handed over though a way leads there on which they are not known."""
    specs = seen.release.answers
    for step, known in seen.steps():
        unknown = never_known(known, seen.flow)
        for mention in mentions(step):
            name = mention.name
            if name in specs and name not in unknown and name not in ALWAYS:
                there = after_guards(known, mention.guards, specs)
                if not there.known(name):
                    yield Problem(
                        code="F071",
                        place=mention.place,
                        message=f"'{name}' may not be known here{_because(name, there, seen)}; people would read "
                        f"{{{name}}}. Add `when: known({name})` and a step for the others.",
                        needle=f"{{{name}}}",
                    )
        if isinstance(step, HandoffStep) and step.message not in unknown:
            there = after_guards(known, own_guards(step), specs)
            if not there.known(step.message) and QUESTION not in seen.flow.answers:
                yield Problem(
                    code="F071",
                    place=f"{seen.flow.id}/{step.id}",
                    message=f"'{step.message}' may not be known here{_because(step.message, there, seen)}; then "
                    f"nothing is handed over. Lead the others elsewhere: `when: not known({step.message})`.",
                )


def _because(name: str, known: Known, seen: Seen) -> str:
    if not known.asked(name):
        return " (not every way asks for it)"
    return " (the question can be skipped)" if seen.release.answers[name].personal else ""


def perhaps_unasked(seen: Seen) -> Iterator[Problem]:
    """Find conditions on the flow's own answers that not every way has asked for; then the comparison is false."""
    for step, known in seen.steps():
        unknown = never_known(known, seen.flow)
        for site in sites(step):
            there = after_guards(known, site.guards, seen.release.answers)
            for name in sorted(compared(site.condition) & seen.flow.answers.keys()):
                if name not in unknown and not there.asked(name):
                    yield Problem(
                        code="F097",
                        place=f"{seen.flow.id}/{step.id}",
                        message=f"Not every way to this step asks for '{name}'; there the comparison is false. "
                        "Is that what you mean?",
                        condition=site.condition,
                        needle=name,
                    )


def asked_twice(seen: Seen) -> Iterator[Problem]:
    """Find questions whose answer every way there has asked for already, and that nobody chose to answer again."""
    chosen = _only_chosen(seen)
    for step, known in seen.steps():
        if not isinstance(step, AskStep) or step.when is not None or step.id in chosen:
            continue
        first = _earlier(step, seen)
        if first is not None and known.asked(step.save):
            yield Problem(
                code="F073",
                place=f"{seen.flow.id}/{step.id}",
                message=f"The step '{first}' has asked for '{step.save}' already, on every way that leads here. Delete "
                f"one of them, or write `when: not known({step.save})`.",
            )


def _earlier(step: AskStep, seen: Seen) -> StepId | None:
    for other in seen.flow.steps.values():
        if other.id == step.id:
            return None
        if isinstance(other, AskStep) and other.save == step.save:
            return other.id
    return None


def _only_chosen(seen: Seen) -> frozenset[StepId]:
    """Return the steps to which only a button or a route leads: the person, or a condition, wanted them."""
    wanted: set[StepId] = set()
    followed: set[StepId] = {seen.flow.first}
    for step, _ in seen.steps():
        by_name: set[StepId] = set()
        if isinstance(step, RouteStep):
            by_name = {to for _, to in step.routes}
        elif isinstance(step, AskStep | ChooseStep):
            by_name = {choice.next for choice in step.choices if choice.next is not None}
        wanted |= by_name
        followed |= set(targets(step, seen.release.answers)) - by_name
    return frozenset(wanted - followed)
