"""Where a person is in the dialogue: the whole of it is one plain JSON value between any two inputs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.answer import Answers, AnswerValue, Record
from bot.core.by_others import NOTHING, ByOthers, by_others_from_json, by_others_to_json
from bot.core.flow import FlowId, StepId
from bot.core.inquiry import NO_INQUIRY, Inquiry, inquiry_from_json, inquiry_to_json
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.talk import NO_TALK, Talk, talk_from_json, talk_to_json

FORMAT = 2
"""Version of the JSON form; raise it together with a reader of the old one. What 1 did not have is read as empty."""

REMEMBERED = 128
"""How many update ids a session remembers: more than one polling batch (100), so a repeated batch is recognised."""

FURTHEST_BACK = 100
"""How many answered questions can be gone back over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the person said to keeping personal answers: to which text, in which language, when (ISO 8601, UTC)."""

    given: bool
    text: str
    language: LanguageCode
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One flow under way and the step it stands at.

    `structure` names the structure of the flow it began with, `number` is its own within the session. `record` is the
    place of the record this flow tells about, counted from 0, or one more than the last for a new one. Until `target`
    is reached, known answers are passed over: an earlier one is being corrected. It is empty in a flow that runs as a
    part of such a correction, and then it is reached when the flow ends. `picked` is what was ticked in its question
    when something else came in between. An `aside` is such a thing: a command that
    returns, danger, a call for a person.
    """

    flow: FlowId
    step: StepId
    structure: str = ""
    number: int = 0
    record: int | None = None
    target: StepId | None = None
    picked: tuple[str, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A question that was answered: where the conversation stood, and what has to be put back to stand there again.

    `before` holds earlier values of answers that changed since, `unknown` the names that were not known then,
    `records` the earlier records of a kind. `paused` is a conversation put aside that was given up for another one.
    """

    frames: tuple[Frame, ...]
    before: Answers = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    paused: tuple[Frame, ...] = ()


Written = list[Any]
"""A trace as JSON, read only when somebody goes back: a long trail costs nothing while it is not needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan the person was shown: its items by id, and which of them are done."""

    flow: FlowId
    step: StepId
    items: tuple[str, ...]
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A person's conversation.

    The last frame is the flow that asks; the ones before it wait for it to end. `asked` counts questions, `picked`
    holds what is ticked so far in a question with several answers, `misses` how often in a row an answer did not fit,
    `seen` the ids of the latest updates, oldest first; an id has no white space.

    `records` are told things by the answer that collects them, `plans` what was shown and can be ticked off, `paused`
    the flows a command left, `trail` the answered questions that can be gone back to, oldest first, except the first
    `fence` ones. `pending` is the part of a waiting answer that is already known, `fixing` the answer that is being
    corrected from a card, `changed` those that were and whose consequences are not yet all asked. `spoken` are
    languages used before. Moments are whole seconds since 1970: `heard_at` of the latest input, `text_at` of the
    latest answer in words, `alarm_at` of the latest flag for words of danger, `remind_at` of the next reminder;
    `reminded` counts those nobody answered. `told` says that something was answered in the conversation under way. A
    `draft` one is a tester's: nothing of it reaches the desk or a statistic. `release` is the content of the latest
    turn, `inquiry` what was asked last and the buttons under its answer belong to. `by_others` is what
    advisors added to the profile, looked at and translated, `talk` what the person has to do with advisors now.
    """

    language: LanguageCode = SOURCE_LANGUAGE
    consent: Consent | None = None
    answers: Answers = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    asked: int = 0
    picked: tuple[str, ...] = ()
    misses: int = 0
    seen: tuple[str, ...] = ()
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    plans: tuple[KeptPlan, ...] = ()
    paused: tuple[Frame, ...] = ()
    trail: tuple[Written, ...] = ()
    fence: int = 0
    pending: str = ""
    fixing: str = ""
    changed: tuple[str, ...] = ()
    spoken: tuple[LanguageCode, ...] = ()
    entered: int = 0
    heard_at: int = 0
    text_at: int = 0
    alarm_at: int = 0
    remind_at: int = 0
    reminded: int = 0
    draft: bool = False
    told: bool = False
    release: str = ""
    inquiry: Inquiry = NO_INQUIRY
    by_others: ByOthers = NOTHING
    talk: Talk = NO_TALK

    @property
    def consented(self) -> bool:
        """Whether personal answers may be kept."""
        return self.consent is not None and self.consent.given


_COUNTS = ("fence", "entered", "heard_at", "text_at", "alarm_at", "remind_at", "reminded")
"""Whole numbers that are written only when they are not 0."""


def session_to_json(session: Session) -> dict[str, Any]:
    """Return the session as JSON-ready values; what is empty is left out where format 1 did not have it."""
    consent = session.consent
    data: dict[str, Any] = {
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
        "answers": _values_to_json(session.answers),
        "frames": _frames_to_json(session.frames),
        "asked": session.asked,
        "picked": list(session.picked),
        "misses": session.misses,
        "seen": " ".join(session.seen),
    }
    later = {
        "records": _records_to_json(session.records),
        "plans": [[p.flow, p.step, list(p.items), list(p.done)] for p in session.plans],
        "paused": _frames_to_json(session.paused),
        "trail": list(session.trail),
        "pending": session.pending,
        "fixing": session.fixing,
        "changed": list(session.changed),
        "spoken": list(session.spoken),
        "draft": session.draft,
        "told": session.told,
        "release": session.release,
        "inquiry": inquiry_to_json(session.inquiry),
        "by_others": by_others_to_json(session.by_others),
        "talk": talk_to_json(session.talk),
    }
    data.update({name: value for name, value in later.items() if value})
    data.update({name: getattr(session, name) for name in _COUNTS if getattr(session, name)})
    return data


def session_from_json(data: Mapping[str, Any]) -> Session:
    """Return the session that `session_to_json` wrote."""
    consent = data["consent"]
    return Session(
        language=data["language"],
        consent=None if consent is None else Consent(**consent),
        answers=_values_from_json(data["answers"]),
        frames=_frames_from_json(data["frames"]),
        asked=data["asked"],
        picked=tuple(data["picked"]),
        misses=data["misses"],
        seen=tuple(data["seen"].split()),
        records=_records_from_json(data.get("records", {})),
        plans=tuple(
            KeptPlan(flow=FlowId(flow), step=StepId(step), items=tuple(items), done=tuple(done))
            for flow, step, items, done in data.get("plans", ())
        ),
        paused=_frames_from_json(data.get("paused", ())),
        trail=tuple(data.get("trail", ())),
        pending=data.get("pending", ""),
        fixing=data.get("fixing", ""),
        changed=tuple(data.get("changed", ())),
        spoken=tuple(data.get("spoken", ())),
        draft=data.get("draft", False),
        told=data.get("told", False),
        release=data.get("release", ""),
        inquiry=inquiry_from_json(data.get("inquiry", {})),
        by_others=by_others_from_json(data.get("by_others", {})),
        talk=talk_from_json(data.get("talk", {})),
        **{name: data.get(name, 0) for name in _COUNTS},
    )


def _values_to_json(values: Answers) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _values_from_json(data: Mapping[str, Any]) -> dict[str, AnswerValue]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }


def _records_to_json(records: Mapping[str, tuple[Record, ...]]) -> dict[str, Any]:
    return {name: [_values_to_json(each) for each in several] for name, several in records.items()}


def _records_from_json(data: Mapping[str, Any]) -> dict[str, tuple[Record, ...]]:
    return {
        name: tuple(_values_from_json(each) for each in several) for name, several in data.items()
    }


def _frames_to_json(frames: tuple[Frame, ...]) -> list[list[Any]]:
    return [_frame_to_json(frame) for frame in frames]


def _frame_to_json(f: Frame) -> list[Any]:
    whole = [f.flow, f.step, f.structure, f.number, f.record, f.target, list(f.picked), f.aside]
    if f.picked or f.aside:
        return whole
    return whole[:4] if f.record is None and f.target is None else whole[:6]


def _frames_from_json(data: Any) -> tuple[Frame, ...]:
    return tuple(_frame_from_json(*frame) for frame in data)


def _frame_from_json(flow: str, step: str, *more: Any) -> Frame:
    missing: tuple[Any, ...] = ("", 0, None, None, (), False)
    structure, number, record, target, picked, aside = (*more, *missing[len(more) :])
    return Frame(
        flow=FlowId(flow),
        step=StepId(step),
        structure=structure,
        number=number,
        record=record,
        target=None if target is None else StepId(target),
        picked=tuple(picked),
        aside=aside,
    )


def written(trace: Trace) -> Written:
    """Return the trace as JSON-ready values."""
    whole: list[Any] = [
        _frames_to_json(trace.frames),
        _values_to_json(trace.before),
        list(trace.unknown),
        _records_to_json(trace.records),
        _frames_to_json(trace.paused),
    ]
    while len(whole) > 1 and not whole[-1]:
        whole.pop()
    return whole


def trace_of(data: Written) -> Trace:
    """Return the trace that `written` wrote."""
    missing: tuple[Any, ...] = ({}, (), {}, ())
    frames, before, unknown, records, paused = [*data, *missing[len(data) - 1 :]]
    return Trace(
        frames=_frames_from_json(frames),
        before=_values_from_json(before),
        unknown=tuple(unknown),
        records=_records_from_json(records),
        paused=_frames_from_json(paused),
    )


def remembering(seen: tuple[str, ...], update_id: str) -> tuple[str, ...]:
    """Return the ids with `update_id` as the latest one, and without the oldest when there are too many."""
    return (*seen, update_id)[-REMEMBERED:]
