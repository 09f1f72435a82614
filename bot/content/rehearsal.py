"""Playing a conversation test against a release, in one language, and saying where it goes differently."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.content.catalogs import Catalogs
from bot.content.conversations import Conversation, Line
from bot.content.known import difference
from bot.content.report import Mark
from bot.content.script import LineKind, NoButton, duration, inputs, name_of
from bot.content.showing import Look, likeness
from bot.content.soundness import FailedError, attempt, forgetful, unsound
from bot.content.stage import NOW, Place, Stage, shown_plan, spelling
from bot.core.engine import Input
from bot.core.event import (
    DangerSeen,
    Event,
    FlowEnded,
    QuestionAsked,
    Reminded,
    StepReached,
    TicketOpened,
    TicketWritten,
)
from bot.core.flow import ChoiceId, FlowId, PlanStep, Release, Step, StepId
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.press import Press
from bot.core.session import Consent, Session
from bot.core.turn import Say, Turn


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
    start: FlowId
    visited: set[Place] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    pressed: set[tuple[FlowId, StepId, ChoiceId]] = field(default_factory=set)
    difference: Difference | None = None
    heard: list[Event] = field(default_factory=list)
    """What happened since the person's last input and no line has named yet."""
    plans: dict[Place, list[tuple[str, ...]]] = field(default_factory=dict)
    """The plans shown since then and not named yet, by the step that shows them."""
    named: Place | None = None
    said: list[tuple[Say, Hashable, Mark]] = field(default_factory=list)
    """Everything Merit said, what it looks like, and the line it answers."""
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
    play = Rehearsal(stage=stage, look=look or Look(catalogs[language]), start=conversation.start)
    try:
        begin = partial(stage.begin, conversation.start, conversation.step)
        _hear(play, _attempt(begin, conversation.at), conversation.at)
        for line in conversation.talk:
            play.labels = []
            _FOLLOW[line.kind](play, line)
            place = play.named if line.kind is LineKind.BOT else None
            play.told.append(Told(line=line, place=place, labels=tuple(play.labels)))
        _compare(play, conversation)
    except _DifferentError as different:
        play.difference = different.difference
    return play


def seen(rehearsal: Rehearsal, look: Look) -> Rehearsal:
    """Return a rehearsal as it goes in another language where only the words differ: every message is looked at."""
    wrong = ((look.at(say, key), at) for say, key, at in rehearsal.said)
    first = next(((words, at) for words, at in wrong if words is not None), None)
    if first is None:
        return rehearsal
    words, at = first
    told = [each for each in rehearsal.told if each.line.at < at]
    return replace(rehearsal, told=told, difference=Difference(at=at, message=words, code="F063"))


def moment(conversation: Conversation) -> datetime:
    """Return when the conversation takes place."""
    day = conversation.day
    return NOW if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def session_of(conversation: Conversation, language: LanguageCode) -> Session:
    """Return what is known before the conversation."""
    given = {name: known.value for name, known in conversation.given.items()}
    records = {name: known.records for name, known in conversation.given.items() if known.records}
    language = str(given.pop("language", language))
    consent = given.pop("consent", None)
    at = moment(conversation).isoformat(timespec="seconds")
    return Session(
        language=language,
        consent=None
        if consent is None
        else Consent(given=consent == "yes", text="", language=language, at=at),
        answers={name: value for name, value in given.items() if name not in records},
        records=records,
    )


def _attempt(act: Callable[[], Turn], at: Mark) -> Turn:
    try:
        return attempt(act)
    except FailedError as error:
        raise _DifferentError(at, str(error), "F064") from error


def _hear(play: Rehearsal, turn: Turn, at: Mark) -> None:
    """Take over what a turn did, and look whether it is sound and can be shown."""
    play.heard += turn.events
    play.said += ((say, likeness(say), at) for say in turn.says)
    play.visited.update(
        (event.flow, event.step) for event in turn.events if isinstance(event, StepReached)
    )
    for say in turn.says:
        plan = shown_plan(say)
        if plan is not None:
            play.items.update(plan.places)
            play.plans.setdefault(plan.at, []).append(plan.names)
    english = play.look.catalog.language.code == SOURCE_LANGUAGE
    wrong = unsound(play.stage, turn) or (forgetful(turn) if english else None)
    if wrong is not None:
        raise _DifferentError(at, wrong, "F064")
    for say, key, _ in play.said[-len(turn.says) :] if turn.says else ():
        wrong = play.look.at(say, key)
        if wrong is not None:
            raise _DifferentError(at, wrong, "F063")


def _wait(play: Rehearsal, line: Line) -> None:
    play.heard = []
    for turn in play.stage.let_pass(duration(line.words) or timedelta()):
        _hear(play, turn, line.at)


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
    wanted = tuple(word.strip() for word in line.words.split(",") if word.strip() != "nothing")
    at = _next_plan(play)
    if at is None:
        raise _DifferentError(line.at, f"No plan is shown here. {_instead(play)}")
    plans = play.plans.get(at)
    shown = plans.pop(0) if plans else ()
    if shown != wanted:
        raise _DifferentError(line.at, f"The plan shows: {', '.join(shown) or 'nothing'}.")


def _next_plan(play: Rehearsal) -> Place | None:
    """Return the step of the next plan: one that comes, or the card that waits."""
    for position, event in enumerate(play.heard):
        if isinstance(event, StepReached) and isinstance(_step(play, event), PlanStep):
            play.heard = play.heard[position + 1 :]
            return event.flow, event.step
    here = play.stage.waits
    return here if here in play.plans else None


def _step(play: Rehearsal, event: StepReached) -> Step | None:
    flow = play.stage.release.flows.get(event.flow)
    return None if flow is None else flow.steps.get(event.step)


def _go_to(play: Rehearsal, wanted: Event | None, line: Line, message: str) -> None:
    """Go forward to something that happened; it differs where it is None, or did not happen."""
    if wanted is None or wanted not in play.heard:
        raise _DifferentError(line.at, f"{message} {_instead(play)}")
    play.heard = play.heard[play.heard.index(wanted) + 1 :]


def _expect_handoff(play: Rehearsal, line: Line) -> None:
    """Go forward to where the message is handed to the advisors under the topic the line names."""
    topics = [event for event in play.heard if isinstance(event, TicketOpened | TicketWritten)]
    found = next((event for event in topics if event.topic == line.words), None)
    message = f"Nothing is handed over as '{line.words}' here."
    _go_to(play, found, line, message)


def _expect_answer(play: Rehearsal, line: Line) -> None:
    """Go forward to the answer to a question: the entry that gives it, `choices`, or `nothing`."""
    asked = [event for event in play.heard if isinstance(event, QuestionAsked)]
    answered = [_answered(event) for event in asked]
    came = f"It is answered with: {', '.join(answered)}." if answered else "It is no question."
    found = next((event for event in asked if _answered(event) == line.words), None)
    message = f"'{line.words}' does not answer this. {came}"
    _go_to(play, found, line, message)


def _answered(event: QuestionAsked) -> str:
    return event.entry or ("choices" if event.offered else "nothing")


def _expect_alarm(play: Rehearsal, line: Line) -> None:
    _go_to(play, DangerSeen(kind=line.words), line, f"No words of {line.words} are seen here.")


def _expect_reminder(play: Rehearsal, line: Line) -> None:
    if line.words == "comes":
        _go_to(play, Reminded(), line, "No reminder comes.")
    elif Reminded() in play.heard:
        raise _DifferentError(line.at, "A reminder comes.")


def _expect_end(play: Rehearsal, line: Line) -> None:
    """The flow has ended, or nothing is left but the menu."""
    here = play.stage.waits
    menu = play.stage.release.needs.get("idle")
    if here is not None and here[0] != menu and FlowEnded(flow=play.start) not in play.heard:
        raise _DifferentError(
            line.at, f"The conversation does not end here: it waits at {_written(here)}."
        )
    play.heard = []


def _written(place: Place) -> str:
    return "/".join(place)


def _say(play: Rehearsal, line: Line) -> None:
    """Let the person answer the question that was named last."""
    here = play.stage.waits
    if here is not None and play.named != here:
        raise _DifferentError(
            line.at,
            f"Merit asks '{_written(here)}' here. Name it with `- bot: {here[1]}` first.",
        )
    play.heard, play.plans = [], {}
    for given in _inputs(play, line):
        if isinstance(given, Press):
            play.pressed.add((given.flow, given.step, given.choice))
            play.labels += [
                offer.label.source for offer in play.stage.keys.offers if offer.press == given
            ]
        _hear(play, _attempt(partial(play.stage.take, given), line.at), line.at)
    moved = any(isinstance(event, StepReached) for event in play.heard)
    play.named = here if play.stage.waits == here and not moved else None


def _inputs(play: Rehearsal, line: Line) -> Iterator[Input]:
    """Yield what the person does: types, sends a command, or presses one or several buttons."""
    keys = play.stage.keys
    for given in inputs(line.kind, line.parts or (line.words,), keys.offers, keys.old):
        if isinstance(given, NoButton):
            if play.stage.waits is None:
                raise _DifferentError(line.at, "Merit does not wait for an answer here.")
            there = ", ".join(name_of(offer.press, keys.offers) for offer in keys.offers)
            raise _DifferentError(
                line.at, f"There is no button '{given.name}'. There are: {there or 'none'}."
            )
        yield given


def _compare(play: Rehearsal, conversation: Conversation) -> None:
    """Compare what Merit knows at the end with what the test expects."""
    known = play.stage.known
    for name, wanted in conversation.expect.items():
        instead = difference(wanted, known, play.stage.session.records.get(name, ()))
        if instead is not None:
            raise _DifferentError(wanted.at, f"At the end '{name}' is: {instead}.")


_FOLLOW: Mapping[LineKind, Callable[[Rehearsal, Line], None]] = {
    LineKind.BOT: _expect_step,
    LineKind.PERSON: _say,
    LineKind.TYPES: _say,
    LineKind.ASKS: _say,
    LineKind.SHARES: _say,
    LineKind.SENDS: _say,
    LineKind.WAITS: _wait,
    LineKind.PLAN: _expect_plan,
    LineKind.ANSWERS: _expect_answer,
    LineKind.ALARM: _expect_alarm,
    LineKind.REMINDER: _expect_reminder,
    LineKind.HANDOFF: _expect_handoff,
    LineKind.END: _expect_end,
}
"""What playing a line of each kind means."""
