"""What must hold after every input, whatever a person does: Merit answers, waits, and keeps only what it may."""

import traceback
from collections.abc import Callable
from typing import TypeVar

from bot.content.showing import Look
from bot.content.stage import Stage
from bot.core.answer import AnswerType
from bot.core.event import (
    DataRequested,
    ErasureRequested,
    ProfileRequested,
    Reminded,
    StepLimitReached,
    StepReached,
)
from bot.core.flow import AskStep, ChooseStep, EndStep, Question, Release
from bot.core.message import OutboundKind
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.turn import Turn
from bot.json_bytes import from_json, to_json

_CHOSEN = frozenset({AnswerType.ONE_OF, AnswerType.SOME_OF, AnswerType.YES_NO})
"""Types whose answers are buttons."""

_HANDED_OUT = (DataRequested, ProfileRequested, ErasureRequested)
"""What is answered by the service with a file or a word of its own."""

T = TypeVar("T")


class FailedError(Exception):
    """Merit itself fails on what a person did; the message names the error."""


def attempt(act: Callable[[], T]) -> T:
    """Return what `act` returns; whatever content makes the engine do becomes one kind of error."""
    try:
        return act()
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        raise FailedError(f"Merit fails here: {error!r} ({where}).") from error


def unsound(stage: Stage, turn: Turn) -> str | None:
    """Return what is wrong after a turn, in words, or None."""
    return next((wrong for check in CHECKS if (wrong := check(stage, turn)) is not None), None)


def forgetful(turn: Turn) -> str | None:
    """Return what is wrong when the session does not survive being stored, or None; the same in every language."""
    stored = to_json(session_to_json(turn.session))
    if session_from_json(from_json(stored)) == turn.session:
        return None
    return "The session is not the same after it was stored and read again."


def ugly(turn: Turn, look: Look) -> str | None:
    """Return what is wrong with how a turn looks in a language, or None."""
    return next((wrong for say in turn.says if (wrong := look.at(say)) is not None), None)


def _comes_to_rest(_stage: Stage, turn: Turn) -> str | None:
    for event in turn.events:
        if isinstance(event, StepLimitReached):
            where = f" in the flow '{event.flow}'" if event.flow else ""
            return f"Merit goes in circles{where} without asking anything, and gives up."
    return None


def _answers(stage: Stage, turn: Turn) -> str | None:
    """Merit says something, or changes the buttons of the question that waits."""
    elsewhere = any(isinstance(each, _HANDED_OUT) for each in turn.events)
    says = any(say.kind is OutboundKind.SEND for say in turn.says)
    ticks = any(say.offers == stage.keys.offers for say in turn.says)
    return None if says or ticks or elsewhere else "Merit says nothing."


def _waits(stage: Stage, turn: Turn) -> str | None:
    """Merit waits for an answer that can be given, or has said that it is done."""
    if stage.waits is None:
        return None if _may_rest(stage.release, turn) else "Merit waits for nothing: a dead end."
    flow, id_ = stage.waits
    here = "/".join(stage.waits)
    step = stage.question
    if step is None:
        return f"Merit stands at {here}, which asks nothing: a dead end."
    offers = [str(offer.press.choice) for offer in stage.keys.offers]
    if not offers and not isinstance(step, AskStep):
        return f"The question {flow}/{id_} has no button, so it cannot be answered."
    if _needs_choice(stage, step) and all(choice.startswith("_") for choice in offers):
        return f"The question {here} offers none of its choices."
    return None


def _needs_choice(stage: Stage, step: Question) -> bool:
    if isinstance(step, ChooseStep):
        return True
    spec = stage.release.answers.get(step.save) if isinstance(step, AskStep) else None
    return spec is not None and spec.type in _CHOSEN


def _may_rest(release: Release, turn: Turn) -> bool:
    """Whether the conversation ended quietly, everything was deleted, a reminder came, or there is no menu to offer."""
    if "idle" not in release.needs:
        return True
    return any(
        isinstance(event, ErasureRequested | Reminded)
        or (isinstance(event, StepReached) and _is_quiet(release, event))
        for event in turn.events
    )


def _is_quiet(release: Release, event: StepReached) -> bool:
    flow = release.flows.get(event.flow)
    step = None if flow is None else flow.steps.get(event.step)
    return isinstance(step, EndStep) and step.quiet


def _keeps_what_it_may(stage: Stage, turn: Turn) -> str | None:
    session = turn.session
    if session.consented:
        return None
    name = next(
        (
            name
            for name in (*session.answers, *session.records)
            if _is_personal(stage, session, name)
        ),
        None,
    )
    return None if name is None else f"'{name}' is personal and kept without consent."


def _is_personal(stage: Stage, session: Session, name: str) -> bool:
    spec = stage.release.answers.get(name)
    known = session.answers.get(name) is not None or name in session.records
    return known and (spec is None or spec.personal)


CHECKS: tuple[Callable[[Stage, Turn], str | None], ...] = (
    _comes_to_rest,
    _waits,
    _answers,
    _keeps_what_it_may,
)
"""What is looked at after every turn."""
