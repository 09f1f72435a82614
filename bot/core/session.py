"""Where a person is in the dialogue: the whole of it is one plain JSON value between any two inputs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.answer import Answers
from bot.core.flow import FlowId, StepId
from bot.core.language import SOURCE_LANGUAGE, LanguageCode

FORMAT = 1
"""Version of the JSON form; raise it together with a reader of the old one."""

REMEMBERED = 128
"""How many update ids a session remembers: more than one polling batch (100), so a repeated batch is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the person said to keeping personal answers: to which text, in which language, when (ISO 8601, UTC)."""

    given: bool
    text: str
    language: LanguageCode
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One flow under way and the step it stands at."""

    flow: FlowId
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A person's conversation.

    The last frame is the flow that asks; the ones before it wait for it to end. `asked` counts questions, `picked`
    holds what is ticked so far in a question with several answers, `misses` how often in a row an answer did not fit,
    `seen` the ids of the latest updates, oldest first; an id has no white space.
    """

    language: LanguageCode = SOURCE_LANGUAGE
    consent: Consent | None = None
    answers: Answers = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    asked: int = 0
    picked: tuple[str, ...] = ()
    misses: int = 0
    seen: tuple[str, ...] = ()

    @property
    def consented(self) -> bool:
        """Whether personal answers may be kept."""
        return self.consent is not None and self.consent.given


def session_to_json(session: Session) -> dict[str, Any]:
    """Return the session as JSON-ready values."""
    consent = session.consent
    return {
        "v": FORMAT,
        "language": session.language,
        "consent": None
        if consent is None
        else {
            "given": consent.given,
            "text": consent.text,
            "language": consent.language,
            "at": consent.at,
        },
        "answers": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in session.answers.items()
        },
        "frames": [[frame.flow, frame.step] for frame in session.frames],
        "asked": session.asked,
        "picked": list(session.picked),
        "misses": session.misses,
        "seen": " ".join(session.seen),
    }


def session_from_json(data: Mapping[str, Any]) -> Session:
    """Return the session that `session_to_json` wrote."""
    consent = data["consent"]
    return Session(
        language=data["language"],
        consent=None if consent is None else Consent(**consent),
        answers={
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data["answers"].items()
        },
        frames=tuple(Frame(flow=FlowId(flow), step=StepId(step)) for flow, step in data["frames"]),
        asked=data["asked"],
        picked=tuple(data["picked"]),
        misses=data["misses"],
        seen=tuple(data["seen"].split()),
    )


def remembering(seen: tuple[str, ...], update_id: str) -> tuple[str, ...]:
    """Return the ids with `update_id` as the latest one, and without the oldest when there are too many."""
    return (*seen, update_id)[-REMEMBERED:]
