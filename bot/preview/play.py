"""Doing an editor's deeds on an edition of the content: the conversation as it stands, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from bot.content.edition import Edition
from bot.content.recording import Recorder
from bot.content.stage import Stage, shown_plan, spelling
from bot.core import phrases
from bot.core.answer import Answers, AnswerValue
from bot.core.engine import Input
from bot.core.event import (
    DataRequested,
    ErasureRequested,
    Event,
    ProfileRequested,
    TicketOpened,
    TicketWritten,
)
from bot.core.flow import FlowId, StepId
from bot.core.language import LanguageCode
from bot.core.message import Command, OutboundKind
from bot.core.press import Press
from bot.core.run import Run
from bot.core.session import Consent, Session
from bot.core.turn import Offer, Say, Turn
from bot.core.typed import typed
from bot.core.walk import ask_again
from bot.preview.deeds import Chose, Deed, Forgot, Jumped, Said, Spoke, Supposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is shown: what Merit says, the person's `words`, or a `note` to the editor."""

    say: Say | None = None
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """Where the conversation goes differently than it did: `done` deeds could be done again; what is in the way."""

    done: int
    why: str


@dataclass(slots=True, kw_only=True)
class Played:
    """A conversation as far as it could be played."""

    edition: Edition
    stage: Stage
    lines: list[Line] = field(default_factory=list)
    parting: Parting | None = None
    recorder: Recorder | None = None

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.stage.session

    @property
    def known(self) -> Answers:
        """Everything Merit knows."""
        return self.stage.known

    @property
    def here(self) -> tuple[FlowId, StepId] | None:
        """The step the conversation stands at."""
        return self.stage.waits


class _AwayError(Exception):
    """A deed cannot be done on this edition; the message says why."""


def play(deeds: Sequence[Deed], edition: Edition, language: LanguageCode, now: datetime) -> Played:
    """Return the conversation the deeds lead to, up to the first that is not possible any more."""
    stage = Stage(
        release=edition.release,
        spell=spelling(edition.catalogs),
        session=Session(language=language),
        now=now,
    )
    played = Played(edition=edition, stage=stage)
    for done, deed in enumerate(deeds):
        try:
            _do(played, deed)
        except _AwayError as away:
            played.parting = Parting(done=done, why=str(away))
            break
    return played


def _do(played: Played, deed: Deed) -> None:
    match deed:
        case Said():
            _say(played, deed)
        case Chose():
            _choose(played, deed)
        case Jumped():
            _jump(played, deed.flow, deed.step)
        case Supposed():
            _suppose(played, deed.name, deed.value)
        case Forgot():
            _forget(played, deed.name)
        case Spoke():
            played.stage.session = replace(played.session, language=deed.language)
        case _:
            assert_never(deed)


def _say(played: Played, deed: Said) -> None:
    played.lines.append(Line(words=deed.words))
    given = typed(deed.words)
    begins = _begun_by(given, played)
    before = played.session
    turn = played.stage.take(given)
    if begins is not None:
        played.recorder = Recorder(release=played.edition.release, session=before)
        played.recorder.starts(begins, turn)
    elif played.recorder is not None:
        played.recorder.takes(given, turn)
    _hear(played, turn)


def _begun_by(given: Input, played: Played) -> FlowId | None:
    """Return the flow a command begins a conversation with, from where a test can be written down."""
    if not isinstance(given, Command) or played.session.frames or given.payload:
        return None
    found = played.edition.release.commands.get(given.name)
    return None if found is None else found[0]


def _choose(played: Played, deed: Chose) -> None:
    press = None if deed.old else _button(played, deed)
    if press is None and not deed.old:
        raise _AwayError(
            f"The button '{deed.choice}' of {deed.flow}/{deed.step} is not offered here any more. "
            f"{_stands_at(played)}"
        )
    given = press or Press(flow=deed.flow, step=deed.step, choice=deed.choice, asked=0)
    turn = played.stage.take(given)
    if played.recorder is not None:
        played.recorder.takes(given, turn)
    _hear(played, turn, given)


def _button(played: Played, deed: Chose) -> Press | None:
    wanted = (deed.flow, deed.step, deed.choice)
    presses = (offer.press for offer in played.stage.keys.offers)
    return next(
        (press for press in presses if (press.flow, press.step, press.choice) == wanted), None
    )


def _stands_at(played: Played) -> str:
    if played.here is None:
        return "Nothing is asked here now."
    return f"Merit now stands at {'/'.join(played.here)}."


def _jump(played: Played, flow: FlowId, step: StepId) -> None:
    found = played.edition.release.flows.get(flow)
    if found is None or step not in found.steps:
        raise _AwayError(f"There is no step {flow}/{step} any more.")
    played.lines.append(Line(note=f"Jumped to {flow}/{step}"))
    before = replace(played.session, frames=(), picked=(), misses=0)
    played.stage.session = before
    turn = played.stage.begin(flow, step)
    played.recorder = Recorder(release=played.edition.release, session=before)
    played.recorder.starts(flow, turn, None if step == found.first else step)
    _hear(played, turn)


def _suppose(played: Played, name: str, value: AnswerValue) -> None:
    if name not in played.edition.release.answers:
        raise _AwayError(f"There is no answer called '{name}' any more.")
    session = played.session
    match name:
        case "consent":
            at = played.stage.now.isoformat(timespec="seconds")
            agreed = Consent(given=value == "yes", text="", language=session.language, at=at)
            session = replace(session, consent=agreed)
        case "language":
            session = replace(session, language=str(value))
        case _:
            session = replace(session, answers={**session.answers, name: value})
    _look_again(played, session, f"What if {name} is {shown(value)}?")


def _forget(played: Played, name: str) -> None:
    session = played.session
    left = {known: value for known, value in session.answers.items() if known != name}
    consent = None if name == "consent" else session.consent
    _look_again(
        played, replace(session, answers=left, consent=consent), f"What if {name} is not known?"
    )


def shown(value: AnswerValue) -> str:
    """Return an answer as editors write it."""
    match value:
        case None:
            return "kept to oneself"
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)


def _look_again(played: Played, session: Session, note: str) -> None:
    """Go on from a changed session: the last plan and the waiting question are shown as they are now."""
    stage = played.stage
    stage.session = session
    played.recorder = None
    played.lines.append(Line(note=note))
    played.lines += _changed_plan(played)
    if not session.frames:
        return
    run = Run.begin(stage.release, session, stage.now)
    ask_again(run)
    stage.turn = run.turn()
    stage.session = stage.turn.session
    stage.keys.after(stage.turn)
    if len(session.frames) == 1:
        ((flow, step),) = ((frame.flow, frame.step) for frame in session.frames)
        played.recorder = Recorder(release=stage.release, session=replace(session, frames=()))
        played.recorder.starts(flow, stage.turn, step)
    _hear(played, stage.turn)


def _changed_plan(played: Played) -> Iterator[Line]:
    """Yield the last plan as it is now, if it is another one."""
    last = next(
        (line.say for line in reversed(played.lines) if line.say and shown_plan(line.say)), None
    )
    plan = None if last is None else shown_plan(last)
    if last is None or plan is None:
        return
    stage = played.stage
    scratch = Stage(
        release=stage.release, spell=stage.spell, now=stage.now,
        session=replace(stage.session, frames=()),
    )  # fmt: skip
    turn = scratch.begin(*plan.at)
    now = next((say for say in turn.says if shown_plan(say)), None)
    if now is not None and now.paragraphs != last.paragraphs:
        yield Line(say=now)


def _note(event: Event) -> str:
    """Return what the service would do, in words; empty when it would do nothing."""
    match event:
        case DataRequested():
            return "Here Merit hands out a file with everything it keeps."
        case ProfileRequested(as_files=as_files):
            how = "as files for other programs" if as_files else "on paper, in two languages"
            return f"Here Merit hands out the skills profile {how}."
        case ErasureRequested():
            return "Here everything that is kept is deleted."
        case TicketOpened(topic=topic) | TicketWritten(topic=topic):
            return f"Here the words go to the advisors, as '{topic}'."
        case _:
            return ""


def _hear(played: Played, turn: Turn, pressed: Press | None = None) -> None:
    for say in turn.says:
        if say.kind is OutboundKind.KEYBOARD:
            _change_buttons(played.lines, say, pressed)
        elif say.recording:
            played.lines.append(Line(note=f"Here the recording of {say.recording} is heard."))
        else:
            played.lines.append(Line(say=say))
    for event in turn.events:
        note = _note(event)
        if note:
            played.lines.append(Line(note=note))
        if isinstance(event, ErasureRequested):
            played.stage.session = Session(language=played.session.language)
            played.lines.append(Line(say=Say(paragraphs=((phrases.ERASED,),))))


def _change_buttons(lines: list[Line], change: Say, pressed: Press | None) -> None:
    """Replace the buttons under the message the press came from."""
    for at in range(len(lines) - 1, -1, -1):
        say = lines[at].say
        if say is not None and pressed is not None and _has(say.offers, pressed):
            lines[at] = replace(lines[at], say=replace(say, offers=change.offers))
            return


def _has(offers: Sequence[Offer], press: Press) -> bool:
    return any(offer.press == press for offer in offers)
