"""Conditions that decide nothing: never true, always true, or never tried because an earlier one covers them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.content.checks.problem import Problem
from bot.content.knowing import Known, never_known
from bot.content.report import listed, listed_and
from bot.content.uses import Site, own_guards, sites
from bot.content.worlds import agreeing, compared, worlds
from bot.core.answer import Answers, AnswerSpec, AnswerType
from bot.core.flow import AskStep, ChooseStep, Flow, Release, Step, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A flow with what it knows at each step that can be reached."""

    flow: Flow
    release: Release
    known: Mapping[StepId, Known]

    def steps(self) -> Iterator[tuple[Step, Known]]:
        """Yield the steps that can be reached."""
        for step in self.flow.steps.values():
            if step.id in self.known:
                yield step, self.known[step.id]


_OTHERWISE = {
    "step": "so the step is always passed over",
    "choice": "so nobody ever sees this button",
    "item": "so nobody ever sees this item",
    "route": "so this way is never taken",
}


_COVERED = (
    "This line is never taken: the lines before it already cover everybody it fits. "
    "Put it before them, or delete it."
)


def conditions(seen: Seen) -> Iterator[Problem]:
    """Find conditions that always come out the same."""
    for step, known in seen.steps():
        unknown = never_known(known, seen.flow)
        for site in sites(step):
            if compared(site.condition) & unknown:
                continue  # that is the cause, and said by itself
            problem = _judge(site, seen.release.answers, unknown)
            if problem is not None:
                code, message = problem
                yield Problem(
                    code=code,
                    place=f"{seen.flow.id}/{step.id}",
                    message=message,
                    condition=site.condition,
                )


def _judge(
    site: Site, specs: Mapping[str, AnswerSpec], unknown: Iterable[str]
) -> tuple[str, str] | None:
    condition = site.condition
    alone = worlds([condition], specs, unknown=frozenset(unknown))
    if alone is None:
        return None
    held = [answers for answers in alone if condition.holds(answers)]
    if not held:
        return (
            "F074",
            f"This never holds, {_OTHERWISE[site.what]}. {_possible(site, specs, unknown)}",
        )
    if len(held) == len(alone):
        return (
            "F075",
            f"This always holds, also when nothing is known. Delete it.{_why(site, unknown)}",
        )
    if _only_known(site, alone):
        (name,) = condition.names
        return (
            "F075",
            f"This holds for every answer to '{name}'. If that is meant, write: known({name})",
        )
    return _before(site, specs, unknown)


def _only_known(site: Site, alone: Iterable[Answers]) -> bool:
    """Whether a condition on one answer holds for each of its values, and not when it is unknown."""
    if len(site.condition.names) != 1 or not compared(site.condition):
        return False
    (name,) = site.condition.names
    return all(site.condition.holds(answers) is (answers[name] is not None) for answers in alone)


def _before(
    site: Site, specs: Mapping[str, AnswerSpec], unknown: Iterable[str]
) -> tuple[str, str] | None:
    """Judge a condition together with those passed before it."""
    if not site.guards:
        return None
    found = worlds(
        [site.condition, *(guard for guard, _ in site.guards)], specs, unknown=frozenset(unknown)
    )
    before = [] if found is None else list(agreeing(found, site.guards))
    held = sum(site.condition.holds(answers) for answers in before)
    if not before or (held and (held < len(before) or site.what == "route")):
        return None
    if held:
        return "F075", "This always holds where the step's own `when` does. Delete it."
    if any(not came_out for _, came_out in site.guards):
        return (
            "F076",
            _COVERED,
        )
    return "F074", f"This never holds where the step's own `when` does, {_OTHERWISE[site.what]}."


def _possible(site: Site, specs: Mapping[str, AnswerSpec], unknown: Iterable[str]) -> str:
    """Say what the answers of a condition can be."""
    names = sorted(site.condition.names)
    gone = [name for name in names if name in frozenset(unknown)]
    if gone:
        return f"'{gone[0]}' is not asked for before."
    said = (_range(specs[name]) for name in names)
    return " ".join(filter(None, said))


def _range(spec: AnswerSpec) -> str:
    if spec.type in {AnswerType.NUMBER, AnswerType.RECORDS}:
        return f"'{spec.name}' is a number from {spec.least} to {spec.most}."
    if spec.type is AnswerType.SOME_OF:
        return f"'{spec.name}' can be several of {', '.join(spec.values)}."
    return f"'{spec.name}' is one of {', '.join(spec.values)} at a time." if spec.values else ""


def _why(site: Site, unknown: Iterable[str]) -> str:
    gone = sorted(site.condition.names & frozenset(unknown))
    return f" '{gone[0]}' is not asked for before." if gone else ""


def no_buttons(seen: Seen) -> Iterator[Problem]:
    """Find questions whose buttons can all disappear at once."""
    for step, known in seen.steps():
        if not isinstance(step, AskStep | ChooseStep) or not step.choices:
            continue
        whens = [choice.when for choice in step.choices if choice.when is not None]
        if len(whens) < len(step.choices):
            continue
        guards = own_guards(step)
        found = worlds(
            [*whens, *(guard for guard, _ in guards)],
            seen.release.answers,
            known=frozenset(name for name in seen.release.answers if known.known(name)),
            unknown=never_known(known, seen.flow),
        )
        for answers in agreeing(found or (), guards):
            if not any(when.holds(answers) for when in whens):
                yield Problem(
                    code="F077",
                    place=f"{seen.flow.id}/{step.id}",
                    message=f"No button is left when {_described(answers)}. "
                    "Add a choice without `when:`, for example a way back.",
                )
                break


def _described(answers: Answers) -> str:
    return listed_and(f"'{name}' is {_value(value)}" for name, value in answers.items())


def _value(value: object) -> str:
    match value:
        case None:
            return "not known"
        case tuple():
            return listed(map(str, value))
        case _:
            return str(value)
