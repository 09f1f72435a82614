"""Playing a conversation test against a release, in one language, and saying where it goes differently."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.content.catalogs import Catalogs
from bot.content.conversations import UNKNOWN, Conversation, Line
from bot.content.report import Mark
from bot.content.script import LineKind, NoButton, duration, inputs, name_of
from bot.content.showing import Look
from bot.content.stage import NOW, Place, Stage, plan_items, spelling
from bot.core.answer import AnswerValue
from bot.core.engine import Input
from bot.core.event import Event, FlowEnded, StepReached, TicketOpened
from bot.core.flow import ChoiceId, FlowId, PlanStep, Release, StepId
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.press import Press
from bot.core.session import Consent, Session, session_from_json, session_to_json
from bot.core.turn import Turn
from bot.json_bytes import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a conversation went differently from its test."""

    at: Mark
    message: str
    code: str = "F061"


class _DifferentError(Exception):
    """The conversation went differently at `at`."""

    def __init__(self, at: Mark, message: str, code: str = "F061") -> None:
        super().__init__(message)
        self.difference = Difference(at=at, message=message, code=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line that went as it should: the step it names, or the English words on the buttons it presses."""

    line: Line
    place: Place | None = None
    labels: tuple[str, ...] = ()


@dataclass(slots=True)
class Rehearsal:
    """One conversation as far as it was played: `visited` steps, plan `items` shown (by place), and the difference."""

    stage: Stage
    look: Look
    visited: set[Place] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    pressed: set[tuple[FlowId, StepId, ChoiceId]] = field(default_factory=set)
    difference: Difference | None = None
    heard: list[Event] = field(default_factory=list)
    """What happened since the person's last input and no line has named yet."""
    plans: dict[Place, list[tuple[str, ...]]] = field(default_factory=dict)
    named: Place | None = None
    told: list[Told] = field(default_factory=list)
    """The lines that went as they should, and what happened there."""
    labels: list[str] = field(default_factory=list)
    """The English words on the buttons the line under way presses."""


def rehearse(
    conversation: Conversation,
    release: Release,
    catalogs: Catalogs,
    language: LanguageCode = SOURCE_LANGUAGE,
    look: Look | None = None,
) -> Rehearsal:
    """Play `conversation` from its first line to its last, or to the first difference.

    A `look` that several rehearsals in a language share looks at every message once.
    """
    stage = Stage(
        release=release,
        spell=spelling(catalogs),
        session=session_of(conversation, language),
        now=moment(conversation),
    )
    play = Rehearsal(stage=stage, look=look or Look(catalogs[language]))
    try:
        _hear(play, stage.begin(conversation.start, conversation.step), conversation.at)
        for line in conversation.talk:
            play.labels = []
            _follow(play, line, conversation)
            place = play.named if line.kind is LineKind.BOT else None
            play.told.append(Told(line=line, place=place, labels=tuple(play.labels)))
        _compare(play, conversation)
    except _DifferentError as different:
        play.difference = different.difference
    return play


def moment(conversation: Conversation) -> datetime:
    """Return when the conversation takes place."""
    day = conversation.day
    return NOW if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def session_of(conversation: Conversation, language: LanguageCode) -> Session:
    """Return what is known before the conversation."""
    given = dict(conversation.given)
    language = str(given.pop("language", language))
    consent = given.pop("consent", None)
    at = moment(conversation).isoformat(timespec="seconds")
    return Session(
        language=language,
        consent=None
        if consent is None
        else Consent(given=consent == "yes", text="", language=language, at=at),
        answers=given,
    )


def _hear(play: Rehearsal, turn: Turn, at: Mark) -> None:
    """Take over what a turn did; the session goes through JSON as it would in the store."""
    if session_from_json(from_json(to_json(session_to_json(turn.session)))) != turn.session:
        raise _DifferentError(
            at, "The session is not the same after it was stored and read again.", "F063"
        )
    play.heard = list(turn.events)
    play.visited.update(
        (event.flow, event.step) for event in turn.events if isinstance(event, StepReached)
    )
    for say in turn.says:
        shown = plan_items(say)
        if shown:
            play.items.update(shown)
            flow, step, _, _ = shown[0].split("/")
            play.plans.setdefault((FlowId(flow), StepId(step)), []).append(
                tuple(place.rpartition("/")[2] for place in shown)
            )
        wrong = play.look.at(say)
        if wrong is not None:
            raise _DifferentError(at, wrong, "F063")


def _follow(play: Rehearsal, line: Line, conversation: Conversation) -> None:
    match line.kind:
        case LineKind.BOT:
            _expect_step(play, line)
        case LineKind.PLAN:
            _expect_plan(play, line)
        case LineKind.HANDOFF:
            _expect_handoff(play, line)
        case LineKind.END:
            _expect_end(play, line, conversation.start)
        case LineKind.WAITS:
            play.stage.now += duration(line.words) or timedelta()
        case LineKind.PERSON | LineKind.TYPES | LineKind.SENDS:
            _say(play, line)
        case _:
            assert_never(line.kind)


def _expect_step(play: Rehearsal, line: Line) -> None:
    """Go forward to the step the line names (`step`, or `flow/step`)."""
    for position, event in enumerate(play.heard):
        if isinstance(event, StepReached) and line.words in {
            event.step,
            f"{event.flow}/{event.step}",
        }:
            play.heard = play.heard[position + 1 :]
            play.named = (event.flow, event.step)
            return
    raise _DifferentError(line.at, f"The step '{line.words}' does not come here. {_instead(play)}")


def _instead(play: Rehearsal) -> str:
    steps = [f"{event.flow}/{event.step}" for event in play.heard if isinstance(event, StepReached)]
    ended = [f"the end of {event.flow}" for event in play.heard if isinstance(event, FlowEnded)]
    return f"What comes is: {', '.join([*steps, *ended]) or 'nothing more'}."


def _expect_plan(play: Rehearsal, line: Line) -> None:
    """Go forward to the next plan; it shows exactly the items the line names."""
    for position, event in enumerate(play.heard):
        if not isinstance(event, StepReached):
            continue
        if isinstance(play.stage.release.flows[event.flow].steps[event.step], PlanStep):
            play.heard = play.heard[position + 1 :]
            wanted = tuple(
                word.strip() for word in line.words.split(",") if word.strip() != "nothing"
            )
            plans = play.plans.get((event.flow, event.step))
            shown = plans.pop(0) if plans else ()
            if shown != wanted:
                raise _DifferentError(line.at, f"The plan shows: {', '.join(shown) or 'nothing'}.")
            return
    raise _DifferentError(line.at, f"No plan is shown here. {_instead(play)}")


def _expect_handoff(play: Rehearsal, line: Line) -> None:
    """Go forward to where the message is handed to the advisors under the topic the line names."""
    for position, event in enumerate(play.heard):
        if isinstance(event, TicketOpened) and event.topic == line.words:
            play.heard = play.heard[position + 1 :]
            return
    raise _DifferentError(
        line.at, f"Nothing is handed over as '{line.words}' here. {_instead(play)}"
    )


def _expect_end(play: Rehearsal, line: Line, start: FlowId) -> None:
    """The flow has ended, or nothing is left but the menu."""
    here = play.stage.waits
    menu = play.stage.release.needs.get("idle")
    if here is not None and here[0] != menu and FlowEnded(flow=start) not in play.heard:
        raise _DifferentError(
            line.at, f"The conversation does not end here: it waits at {_written(here)}."
        )
    play.heard = []


def _written(place: Place) -> str:
    return "/".join(place)


def _say(play: Rehearsal, line: Line) -> None:
    """Let the person answer the question that was named last."""
    here = play.stage.waits
    if here is None and line.kind is LineKind.PERSON and not line.words.startswith("/"):
        raise _DifferentError(line.at, "Merit does not wait for an answer here.")
    if here is not None and play.named != here:
        raise _DifferentError(
            line.at,
            f"Merit asks '{_written(here)}' here. Name it with `- bot: {here[1]}` first.",
        )
    for given in _inputs(play, line):
        if isinstance(given, Press):
            play.pressed.add((given.flow, given.step, given.choice))
            play.labels += [
                offer.label.source for offer in play.stage.keys.offers if offer.press == given
            ]
        _hear(play, play.stage.take(given), line.at)
    moved = any(isinstance(event, StepReached) for event in play.heard)
    play.named = here if play.stage.waits == here and not moved else None


def _inputs(play: Rehearsal, line: Line) -> Iterator[Input]:
    """Yield what the person does: types, sends a command, or presses one or several buttons."""
    keys = play.stage.keys
    for given in inputs(line.kind, line.parts or (line.words,), keys.offers, keys.old):
        if isinstance(given, NoButton):
            there = ", ".join(name_of(offer.press, keys.offers) for offer in keys.offers)
            raise _DifferentError(
                line.at, f"There is no button '{given.name}'. There are: {there or 'none'}."
            )
        yield given


def _compare(play: Rehearsal, conversation: Conversation) -> None:
    """Compare what Merit knows at the end with what the test expects."""
    known = play.stage.known
    for name, (wanted, at) in conversation.expect.items():
        if known.get(name) != wanted:
            raise _DifferentError(at, f"At the end '{name}' is: {in_words(known.get(name))}.")


def in_words(value: AnswerValue) -> str:
    """Return an answer as an editor writes it."""
    if value is None:
        return UNKNOWN
    return ", ".join(value) if isinstance(value, tuple) else str(value)
