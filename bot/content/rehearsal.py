"""Playing a conversation test against a release, in one language, and saying where it goes differently."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.content.catalogs import Catalogs
from bot.content.conversations import Conversation, Line, LineKind
from bot.content.report import Mark
from bot.content.translation_checks import LONGEST_LABEL
from bot.core.asking import buttons
from bot.core.engine import Input, take
from bot.core.event import Event, FlowEnded, StepReached, TicketOpened
from bot.core.flow import AskStep, ChoiceId, ChooseStep, FlowId, PlanStep, Release, StepId
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.message import Command, Words
from bot.core.press import DONE, Press, press_to_ids
from bot.core.render import POP_ISOLATE, render_say
from bot.core.run import Run
from bot.core.session import Consent, Session, session_from_json, session_to_json
from bot.core.text import Text
from bot.core.turn import Say, Turn
from bot.core.walk import go
from bot.service.ports import Catalog

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The moment every rehearsal takes place at."""

_ISOLATES = "\u2066\u2067\u2068"
_LONGEST_SHOWN = LONGEST_LABEL + 4
"""A label with its tick and direction mark."""


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


@dataclass(slots=True)
class Rehearsal:
    """One conversation as far as it was played: `visited` steps, plan `items` shown (by place), and the difference."""

    release: Release
    catalogs: Catalogs
    language: LanguageCode
    session: Session
    visited: set[tuple[FlowId, StepId]] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    difference: Difference | None = None
    heard: list[Event] = field(default_factory=list)
    """What happened since the person's last input and no line has named yet."""
    plans: dict[tuple[FlowId, StepId], tuple[str, ...]] = field(default_factory=dict)
    named: tuple[FlowId, StepId] | None = None


def rehearse(
    conversation: Conversation,
    release: Release,
    catalogs: Catalogs,
    language: LanguageCode = SOURCE_LANGUAGE,
) -> Rehearsal:
    """Play `conversation` from its first line to its last, or to the first difference."""
    play = Rehearsal(
        release=release,
        catalogs=catalogs,
        language=language,
        session=_session(conversation, language),
    )
    try:
        _hear(play, _started(play, conversation.start), conversation.at)
        for line in conversation.talk:
            _follow(play, line, conversation)
        _compare(play, conversation)
    except _DifferentError as different:
        play.difference = different.difference
    return play


def _session(conversation: Conversation, language: LanguageCode) -> Session:
    given = dict(conversation.given)
    language = str(given.pop("language", language))
    consent = given.pop("consent", None)
    return Session(
        language=language,
        consent=None
        if consent is None
        else Consent(
            given=consent == "yes", text="", language=language, at=NOW.isoformat(timespec="seconds")
        ),
        answers=given,
    )


def _run(play: Rehearsal) -> Run:
    return Run.begin(play.release, play.session, NOW)


def _started(play: Rehearsal, flow: FlowId) -> Turn:
    run = _run(play)
    run.enter(flow)
    go(run)
    return run.turn()


def _hear(play: Rehearsal, turn: Turn, at: Mark) -> None:
    """Take over what a turn did; the session goes through JSON as it would in the store."""
    play.session = session_from_json(json.loads(json.dumps(session_to_json(turn.session))))
    if play.session != turn.session:
        raise _DifferentError(
            at, "The session is not the same after it was stored and read again.", "F063"
        )
    play.heard = list(turn.events)
    play.visited.update(
        (event.flow, event.step) for event in turn.events if isinstance(event, StepReached)
    )
    for say in turn.says:
        shown = tuple(
            text.place for lines in say.paragraphs for text in lines if "/items/" in text.place
        )
        play.items.update(shown)
        if shown:
            flow, step, _, _ = shown[0].split("/")
            play.plans[FlowId(flow), StepId(step)] = tuple(
                place.rpartition("/")[2] for place in shown
            )
        _show(say, play.catalogs[play.language], at)


def _show(say: Say, catalog: Catalog, at: Mark) -> None:
    """Put a message into its final words and look for what a person must never see."""
    try:
        messages = list(render_say(say, catalog, press_to_ids, on="message"))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _DifferentError(
            at, f"A message cannot be shown in {catalog.language.english}: {error!r}", "F063"
        ) from None
    for message in messages:
        labels = [button.label for row in message.rows for button in row]
        if not all(_balanced(words) for words in (message.text, *labels)):
            raise _DifferentError(
                at, f"Direction characters are not balanced in {catalog.language.english}.", "F063"
            )
        long = next((label for label in labels if len(label) > _LONGEST_SHOWN), None)
        if long is not None:
            raise _DifferentError(
                at, f"The button '{long}' is too long in {catalog.language.english}.", "F063"
            )


def _balanced(words: str) -> bool:
    depth = 0
    for letter in words:
        depth += (letter in _ISOLATES) - (letter == POP_ISOLATE)
        if depth < 0:
            return False
    return depth == 0


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
        case LineKind.PERSON | LineKind.TYPES:
            _say(play, line)


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
        if isinstance(play.release.flows[event.flow].steps[event.step], PlanStep):
            play.heard = play.heard[position + 1 :]
            wanted = tuple(
                word.strip() for word in line.words.split(",") if word.strip() != "nothing"
            )
            shown = play.plans.pop((event.flow, event.step), ())
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
    menu = play.release.needs.get("idle")
    left = [frame.flow for frame in play.session.frames]
    if left and left[-1] != menu and FlowEnded(flow=start) not in play.heard:
        raise _DifferentError(
            line.at, f"The conversation does not end here: it waits at {_waiting_name(play)}."
        )
    play.heard = []


def _waiting(play: Rehearsal) -> AskStep | ChooseStep | None:
    return _run(play).waiting()


def _waiting_name(play: Rehearsal) -> str:
    if not play.session.frames:
        return "nothing"
    frame = play.session.frames[-1]
    return f"{frame.flow}/{frame.step}"


def _say(play: Rehearsal, line: Line) -> None:
    """Let the person answer the question that was named last."""
    step = _waiting(play)
    if step is None:
        raise _DifferentError(line.at, "Merit does not wait for an answer here.")
    here = (play.session.frames[-1].flow, step.id)
    if play.named != here:
        raise _DifferentError(
            line.at,
            f"Merit asks '{_waiting_name(play)}' here. Name it with `- bot: {step.id}` first.",
        )
    for given in _inputs(play, line, step):
        _hear(
            play,
            take(play.release, play.session, given, now=NOW, spell=_spelling(play.catalogs)),
            line.at,
        )
    after = _waiting(play)
    play.named = (
        here
        if after is step and not any(isinstance(event, StepReached) for event in play.heard)
        else None
    )


def _inputs(play: Rehearsal, line: Line, step: AskStep | ChooseStep) -> Iterator[Input]:
    """Yield what the person does: types, sends a command, or presses one or several buttons."""
    if line.kind is LineKind.TYPES:
        yield Words(text=line.words)
        return
    if line.words.startswith("/"):
        yield Command(name=line.words[1:])
        return
    names = [word.strip() for word in line.words.split(",")]
    for name in names:
        yield _button(play, line, step, name)
    if len(names) > 1:
        yield _button(play, line, step, DONE)


def _button(play: Rehearsal, line: Line, step: AskStep | ChooseStep, name: str) -> Press:
    """Return the press on the button `name`; `skip`, `done` and `why` are Merit's own."""
    run = _run(play)
    offered = [choice for choice, _ in buttons(step, play.release, run.answers)]
    choice = next(
        (choice for choice in (ChoiceId(name), ChoiceId(f"_{name}")) if choice in offered), None
    )
    if choice is None:
        raise _DifferentError(
            line.at, f"There is no button '{name}'. There are: {', '.join(offered)}."
        )
    return Press(
        flow=play.session.frames[-1].flow, step=step.id, choice=choice, asked=play.session.asked
    )


def _spelling(catalogs: Catalogs) -> Callable[[Text], Iterable[str]]:
    def spell(text: Text) -> Iterable[str]:
        if not text.place:
            return (str(text.values["words"]),)
        found = (catalog.find(text.place, text.source) for catalog in catalogs.values())
        return (text.source, *filter(None, found))

    return spell


def _compare(play: Rehearsal, conversation: Conversation) -> None:
    """Compare what Merit knows at the end with what the test expects."""
    known = _run(play).answers
    for name, (wanted, at) in conversation.expect.items():
        if known.get(name) != wanted:
            shown = known.get(name)
            words = (
                "unknown"
                if shown is None
                else ", ".join(shown)
                if isinstance(shown, tuple)
                else shown
            )
            raise _DifferentError(at, f"At the end '{name}' is: {words}.")
