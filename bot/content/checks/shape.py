"""The size of a flow: what does not fit a screen, a button, or one reading."""

from collections.abc import Iterator

from bot.content.checks.problem import Problem
from bot.content.texts import texts_of
from bot.core.flow import AskStep, ChooseStep, Flow, Release
from bot.core.press import DONE, LONGEST_IDS, SKIP, WHY

MOST_STEPS = 60


def texts_too_long(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find texts and labels that do not fit a small screen (and a translation is often a third longer)."""
    for piece in texts_of(flow):
        length = len(piece.text.source)
        if length > piece.longest:
            code = "F045" if piece.is_label else "F044"
            what = "label" if piece.is_label else "text"
            yield Problem(
                code=code,
                place=piece.text.place,
                message=f"This {what} has {length} letters; at most {piece.longest} fit. Shorten it or split it.",
            )


def ids_too_long(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find questions whose buttons would not fit what a channel carries back."""
    for step in flow.steps.values():
        if not isinstance(step, AskStep | ChooseStep):
            continue
        longest = max(
            (
                *(choice.id for choice in step.choices),
                *_own_buttons(step),
                *_languages(step, release),
            ),
            key=len,
        )
        total = len(flow.id) + len(step.id) + len(longest)
        if total > LONGEST_IDS:
            yield Problem(
                code="F023",
                place=f"{flow.id}/{step.id}",
                message=f"'{flow.id}', '{step.id}' and '{longest}' have {total} letters together; "
                f"at most {LONGEST_IDS} fit a button. Shorten one of them.",
            )


def _own_buttons(step: AskStep | ChooseStep) -> tuple[str, ...]:
    return (SKIP, DONE, WHY) if isinstance(step, AskStep) else ("",)


def _languages(step: AskStep | ChooseStep, release: Release) -> tuple[str, ...]:
    return tuple(release.languages) if isinstance(step, AskStep) and step.save == "language" else ()


def too_many_steps(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find flows that are too large to be read and reviewed as one topic."""
    if len(flow.steps) > MOST_STEPS:
        yield Problem(
            code="F046",
            place=f"{flow.id}/{list(flow.steps)[MOST_STEPS]}",
            message=f"The flow has {len(flow.steps)} steps; at most {MOST_STEPS} are allowed. "
            "Put a part into a flow of its own and run it with `flow:`.",
        )
