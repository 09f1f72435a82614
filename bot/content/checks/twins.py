"""What people cannot tell apart: questions in the same words, buttons that read the same."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from bot.content.checks.conditions import Seen
from bot.content.checks.problem import Problem
from bot.content.paths import targets
from bot.content.worlds import possible
from bot.core import phrases
from bot.core.exact_parts import PLACEHOLDER
from bot.core.flow import AskStep, Choice, ChooseStep, Flow, Release, StepId
from bot.core.fold import fold

ALIKE = 0.85
"""How much of two questions may be the same before they count as one asked twice."""

OWN = (
    *(phrases.SKIP, phrases.DONE, phrases.WHY, phrases.LISTEN),
    *(phrases.BACK, phrases.HUMAN, phrases.LEAVE),
)
"""The words on Merit's own buttons."""


def same_questions(seen: Seen) -> Iterator[Problem]:
    """Find questions for different answers in (nearly) the same words, one after the other on one way."""
    asked = [step for step, _ in seen.steps() if isinstance(step, AskStep)]
    for first, second in combinations(asked, 2):
        if first.save == second.save or not _alike(first.text.source, second.text.source):
            continue
        if second.id in _after(first.id, seen):
            yield Problem(
                code="F089",
                place=second.text.place,
                message=f"The step '{first.id}' asks nearly the same, for another answer. People will think they were "
                "not heard. Say what is different, or delete one.",
            )


def _alike(one: str, other: str) -> bool:
    one, other = fold(one), fold(other)
    matcher = SequenceMatcher(None, one, other)
    return one == other or (matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE)


def _after(step: StepId, seen: Seen) -> set[StepId]:
    found: set[StepId] = set()
    waiting = list(targets(seen.flow.steps[step], seen.release.answers))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(targets(seen.flow.steps[here], seen.release.answers))
    return found


def together(flow: Flow, release: Release) -> Iterator[tuple[str, Choice, Choice]]:
    """Yield the pairs of choices that one question can offer at once, with the place of the question."""
    for step in flow.steps.values():
        if not isinstance(step, AskStep | ChooseStep):
            continue
        for one, other in combinations(step.choices, 2):
            guards = tuple(
                (when, True) for when in (step.when, one.when, other.when) if when is not None
            )
            if len(guards) < 2 or possible(guards, release.answers):  # noqa: PLR2004 - two can exclude one another
                yield f"{flow.id}/{step.id}", one, other


def same_labels(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find buttons of one question that read the same."""
    for _, one, other in together(flow, release):
        if fold(one.label.source) == fold(other.label.source):
            yield Problem(
                code="F080",
                place=other.label.place,
                message=f"The choices '{one.id}' and '{other.id}' read the same. Say what is different.",
            )


def own_labels(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find buttons that read like one of Merit's own under the same question."""
    own = {fold(text.source): text.source for text in OWN}
    for step in flow.steps.values():
        for choice in step.choices if isinstance(step, AskStep) else ():
            if fold(choice.label.source) in own:
                yield Problem(
                    code="F081",
                    place=choice.label.place,
                    message=f"Merit's own button under a question is called '{own[fold(choice.label.source)]}' too. "
                    "Use other words.",
                )


def answers_on_buttons(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find placeholders where none is filled: on buttons."""
    for step in flow.steps.values():
        for choice in step.choices if isinstance(step, AskStep | ChooseStep) else ():
            found = PLACEHOLDER.search(choice.label.source)
            if found is not None:
                yield Problem(
                    code="F082",
                    place=choice.label.place,
                    message="A button cannot show an answer. Put it into the question.",
                    needle=found[0],
                )
