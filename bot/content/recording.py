"""Writing down a real walk as a conversation test, by ids, so that it can be played again in every language.

Whoever lets a person talk to the engine (the terminal, the browser preview) tells a `Recorder` what happened:

    recorder = Recorder(release=release, test="A baker in the Netherlands", session=session)
    recorder.starts(flow, turn)          # the turn that began the flow, from a session at rest
    recorder.takes(given, turn)          # after each input: what the person did and what it caused
    recorder.waits("3 days")             # when time was let pass
    recorder.undo()                      # the latest input never happened
    file.write_text(recorder.yaml())     # the test as it stands; can be asked for at any time
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.content.known import NOT_KNOWN, UNKNOWN
from bot.content.script import WRITTEN, LineKind, line_of, plain, quoted
from bot.content.stage import Keys, is_over, place_of, session_after, shown_plan
from bot.core.answer import AnswerSpec, AnswerType, AnswerValue, Record
from bot.core.engine import Input
from bot.core.event import (
    DangerSeen,
    Event,
    QuestionAsked,
    Reminded,
    StepReached,
    TicketOpened,
    TicketWritten,
)
from bot.core.flow import (
    AskStep,
    CallStep,
    DoStep,
    EndStep,
    FlowId,
    HandoffStep,
    PlanStep,
    Release,
    RouteStep,
    Step,
    StepId,
)
from bot.core.press import LISTEN, Press
from bot.core.session import Session
from bot.core.turn import Offer, Turn

Kept = AnswerValue | tuple[Record, ...]
Spoken = tuple[LineKind, str]
"""A line of a test: how it begins and its words."""

_SILENT = (RouteStep, CallStep, DoStep, HandoffStep, EndStep)
"""Steps that say nothing themselves."""
_WRITTEN = frozenset({AnswerType.TEXT})
"""Answers in a person's own words, which are put in quotation marks."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one input caused: the line of the person, those of Merit, the turn, the buttons afterwards.

    `ticked` is one choice of several that was switched on or off; `dated` are words that were read as a date in the
    language the test starts in.
    """

    said: Spoken | None
    told: tuple[Spoken, ...]
    turn: Turn
    offers: tuple[Offer, ...]
    ticked: bool = False
    dated: bool = False


@dataclass(slots=True, kw_only=True)
class Recorder:
    """A conversation test in the making. `session` is what was known before it starts; `day` when it takes place."""

    release: Release
    session: Session = field(default_factory=Session)
    test: str = "Recorded from a walk"
    day: date | None = None
    start: FlowId | None = None
    step: StepId | None = None
    failed: bool = False
    _pieces: list[_Piece] = field(default_factory=list)

    def starts(self, flow: FlowId, turn: Turn, step: StepId | None = None) -> None:
        """Begin the test with `flow` (at `step`), which caused `turn`; what was written down before is dropped."""
        self.start, self.step = flow, step
        self._pieces = []
        self._add(None, turn)

    def takes(self, given: Input, turn: Turn) -> None:
        """Add what the person did and what it caused; to listen changes nothing, and not all languages are recorded."""
        if isinstance(given, Press) and given.choice == LISTEN:
            return
        before = self._pieces[-1]
        ticked = isinstance(given, Press) and _is_ticked(before.turn.session, turn.session)
        kind, words = line_of(given, before.offers)
        asked = kind is LineKind.TYPES and any(isinstance(e, QuestionAsked) for e in turn.events)
        said = (LineKind.ASKS if asked else kind, words)
        dated = kind is LineKind.TYPES and self._reads_date(before.turn.session)
        self._add(said, turn, ticked=ticked, dated=dated)

    def waits(self, duration: str, turns: Sequence[Turn] = ()) -> None:
        """Add that time passes, with the turns of reminders that fell due."""
        last = self._pieces[-1]
        told = tuple(line for turn in turns for line in told_by(turn, self.release, self.start))
        turn = turns[-1] if turns else last.turn
        self._pieces.append(
            _Piece(said=(LineKind.WAITS, duration), told=told, turn=turn, offers=last.offers)
        )

    def fails(self, kind: LineKind, words: str) -> None:
        """Add a line of the person after which it goes wrong; the test ends with it."""
        self.failed = True
        last = self._pieces[-1]
        self._pieces.append(_Piece(said=(kind, words), told=(), turn=last.turn, offers=last.offers))

    @property
    def length(self) -> int:
        """How many inputs were written down, the beginning among them."""
        return len(self._pieces)

    def back_to(self, length: int) -> None:
        """Take back what was written down after `length` inputs; without any the test has not begun."""
        del self._pieces[length:]
        if not self._pieces:
            self.start = None

    def undo(self) -> None:
        """Take the latest input back; what began the test stays."""
        if len(self._pieces) > 1:
            self._pieces.pop()

    @property
    def talk(self) -> list[Spoken]:
        """The lines so far, with the end if the conversation has come to one."""
        lines = list(_lines(self._pieces))
        last = self._pieces[-1].turn if self._pieces else None
        if self.start and last and not self.failed and is_over(last, self.release, self.start):
            waits = place_of(last.session)
            if waits and lines[-1:] == [(LineKind.BOT, "/".join(waits))]:
                del lines[-1]  # the menu comes of itself
            lines.append((LineKind.END, "done" if last.session.frames else "quiet"))
        return lines

    def yaml(self) -> str:
        """Return the test as it is written in a file below flows/tests; nothing before it was started."""
        if self.start is None:
            return ""
        where = f"{self.start}/{self.step}" if self.step else str(self.start)
        head = [f"- test: {_title(self.test)}"]
        given = _known(self.session)
        before = {**given, **self._spoken()}
        if before:
            head.append(f"  given: {_block(before, self.release.answers)}")
        if self.day is not None:
            head.append(f"  date: {self.day.isoformat()}")
        talk = self.talk or [(LineKind.BOT, str(self.release.flows[self.start].first))]
        body = [f"    - {kind}: {_words(kind, words)}" for kind, words in talk]
        expected = {} if self.failed else self._expected(given)
        tail = [f"  expect: {_block(expected, self.release.answers)}"] if expected else []
        return "\n".join([*head, f"  start: {where}", "  talk:", *body, *tail]) + "\n"

    def _spoken(self) -> dict[str, Kept]:
        """Return the language if a date was typed: people of another calendar are asked which one they mean."""
        dated = any(piece.dated for piece in self._pieces)
        return {"language": self.session.language} if dated else {}

    def _reads_date(self, session: Session) -> bool:
        """Whether a date is asked for, in the language the test starts in."""
        flow, step = place_of(session) or (None, None)
        asks = None if flow is None or step is None else self.release.flows[flow].steps.get(step)
        spec = self.release.answers.get(asks.save) if isinstance(asks, AskStep) else None
        dated = spec is not None and spec.type is AnswerType.DATE
        return dated and session.language == self.session.language

    def _add(
        self, said: Spoken | None, turn: Turn, *, ticked: bool = False, dated: bool = False
    ) -> None:
        keys = Keys(offers=self._pieces[-1].offers if self._pieces else ())
        keys.after(turn)
        told = tuple(told_by(turn, self.release, self.start))
        self._pieces.append(
            _Piece(said=said, told=told, turn=turn, offers=keys.offers, ticked=ticked, dated=dated)
        )

    def _expected(self, given: Mapping[str, Kept]) -> dict[str, Kept]:
        """Return what Merit knows at the end and did not know before, or no longer knows."""
        known = _known(session_after(self._pieces[-1].turn)) if self._pieces else dict(given)
        changed = {name: value for name, value in known.items() if given.get(name) != value}
        return changed | {name: None for name in given if name not in known}


def _is_ticked(before: Session, after: Session) -> bool:
    """Whether a choice of several was switched; a question may also come with those that were chosen earlier."""
    here = place_of(before) == place_of(after)
    return here and bool(after.picked) and before.picked != after.picked


def _known(session: Session) -> dict[str, Kept]:
    """Return the answers and the consent; the language is left out because most tests are played in all of them."""
    known: dict[str, Kept] = {**session.answers}
    known.update(session.records)
    if session.consent is not None:
        known["consent"] = "yes" if session.consent.given else "no"
    return known


def told_by(turn: Turn, release: Release, start: FlowId | None) -> Iterator[Spoken]:
    """Yield the lines that name what a turn said and did, in order: steps, plans, answers, messages handed over."""
    plans = [plan for plan in map(shown_plan, turn.says) if plan is not None]
    unnamed: list[StepReached] = []
    for event in turn.events:
        match event:
            case StepReached() if isinstance(_step(release, event), _SILENT):
                unnamed.append(event)
                continue
            case StepReached() if isinstance(_step(release, event), PlanStep):
                shown = next((p for p in plans if p.at == (event.flow, event.step)), None)
                plans = [plan for plan in plans if plan is not shown]
                yield LineKind.PLAN, ", ".join(shown.names if shown else ()) or "nothing"
            case StepReached():
                yield LineKind.BOT, _called(event, unnamed, start)
            case _:
                said = _happened(event)
                if said is None:
                    continue
                yield said
        unnamed = []


def _happened(event: Event) -> Spoken | None:
    """Return the line for something other than a step."""
    match event:
        case TicketOpened(topic=topic) | TicketWritten(topic=topic):
            return LineKind.HANDOFF, topic
        case QuestionAsked(entry=entry, offered=()):
            return LineKind.ANSWERS, entry or "nothing"
        case DangerSeen(kind=kind):
            return LineKind.ALARM, kind
        case Reminded():
            return LineKind.REMINDER, "comes"
        case _:
            return None


def _step(release: Release, event: StepReached) -> Step | None:
    flow = release.flows.get(event.flow)
    return None if flow is None else flow.steps.get(event.step)


def _called(event: StepReached, unnamed: Sequence[StepReached], start: FlowId | None) -> str:
    """Return the step's id alone where it cannot be mistaken for one that no line names, else with its flow."""
    alone = event.flow == start and all(each.step != event.step for each in unnamed)
    return str(event.step) if alone else f"{event.flow}/{event.step}"


def _lines(pieces: Sequence[_Piece]) -> Iterator[Spoken]:
    """Yield every line; choices that were ticked one after the other, then `done`, become one line."""
    ticks: list[Spoken] = []
    for piece in pieces:
        if piece.ticked and piece.said:
            ticks.append(piece.said)
            continue
        names = [words for _, words in ticks]
        if piece.said == (LineKind.PERSON, "done") and len(names) > 1 and _each_once(names):
            yield LineKind.PERSON, ", ".join(names)
        else:
            yield from ticks
            yield from (piece.said,) if piece.said else ()
        ticks = []
        yield from piece.told
    yield from ticks


def _each_once(names: Sequence[str]) -> bool:
    return len(set(names)) == len(names)


def _words(kind: LineKind, words: str) -> str:
    return quoted(words) if kind in WRITTEN else plain(words)


def _title(words: str) -> str:
    return words if words.replace(" ", "").isalnum() else quoted(words)


def _block(values: Mapping[str, Kept], specs: Mapping[str, AnswerSpec]) -> str:
    pairs = (f"{name}: {_value(value, specs.get(name))}" for name, value in values.items())
    return f"{{{', '.join(pairs)}}}"


def _value(value: Kept, spec: AnswerSpec | None) -> str:
    match value:
        case None:
            return NOT_KNOWN if spec is not None and UNKNOWN in spec.values else UNKNOWN
        case tuple():
            return f"[{', '.join(_item(each) for each in value)}]"
        case int():
            return str(value)
        case _:
            written = spec is None or spec.type in _WRITTEN or "," in value
            return quoted(value) if written else plain(value)


def _item(item: str | Record) -> str:
    if isinstance(item, str):
        return plain(item)
    answers = (f"{name}: {_in_record(value)}" for name, value in item.items())
    return f"{{{', '.join(answers)}}}"


def _in_record(value: AnswerValue) -> str:
    return quoted(value) if isinstance(value, str) else _value(value, None)
