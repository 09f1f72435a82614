"""A dry conversation: the dialogue of a content folder with nothing behind it, and nothing kept."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.content.catalogs import Catalogs
from bot.content.recording import Recorder
from bot.content.script import duration
from bot.content.stage import Keys, Stage
from bot.core import phrases
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
from bot.core.message import (
    ChannelName,
    Command,
    Edited,
    InboundMessage,
    OutboundMessage,
    Pressed,
    Reachability,
    Unsupported,
    Upload,
    Words,
)
from bot.core.press import press_from_ids, press_to_ids
from bot.core.render import render_say
from bot.core.run import Run
from bot.core.session import Session
from bot.core.turn import Say, Turn
from bot.core.walk import ask_again
from bot.service.ports import Line, Receipt, Speaker

HINT = """\
A dry conversation: nothing is kept. `:wait 3 days` lets time pass, `:undo` takes the last input back,
`:knows` shows what Merit knows.
"""


@dataclass(frozen=True, slots=True)
class _Before:
    """How things stood before an input."""

    session: Session
    now: datetime
    offers: Keys
    recorded: int


@dataclass(slots=True, kw_only=True)
class Dry:
    """The way in and the kept lines (`Intake` and `Conversations`) of one person talking to a stage."""

    stage: Stage
    catalogs: Catalogs
    recorder: Recorder
    said: list[Line] = field(default_factory=list)
    before: list[_Before] = field(default_factory=list)

    async def receive(self, inbound: InboundMessage) -> Receipt:
        """Take one input; one of the editor's own begins with a colon."""
        match inbound.content:
            case Words(text=words) if words.startswith(":"):
                self._command(words[1:].strip())
            case Reachability() | Edited():
                pass
            case Pressed(token=token, on=on):
                self._take(press_from_ids(token), on)
            case Upload(kind=kind, words=words):
                self._take(Unsupported(kind=kind, words=words))
            case given:
                self._take(given)
        return Receipt.DONE

    async def quarantine(
        self, channel: ChannelName, update_id: str, body: bytes, reason: str
    ) -> None:
        """Put nothing away: nothing is kept."""

    async def lines(self, channel: ChannelName, address: str, *, after: int = 0) -> Sequence[Line]:
        """Return what was said after the line `after`."""
        del channel, address
        return [line for line in self.said if line.sequence > after]

    async def changed(self, channel: ChannelName, address: str, *, seconds: float) -> bool:
        """Nothing is ever said unasked."""
        del channel, address
        await asyncio.sleep(seconds)
        return False

    def begin(self, flow: FlowId, step: StepId | None) -> None:
        """Begin with `flow`, at `step` if one is named."""
        turn = self.stage.begin(flow, step)
        self.recorder.starts(flow, turn, step)
        self._say(turn)

    def _take(self, given: Input, on: str | None = None) -> None:
        begins = self._begun_by(given)
        self._remember()
        turn = self.stage.take(given)
        if begins is not None:
            self.recorder.starts(begins, turn)
        elif self.recorder.start is not None:
            self.recorder.takes(given, turn)
        self._say(turn, on)

    def _begun_by(self, given: Input) -> FlowId | None:
        """Return the flow a command begins, where a test can begin."""
        if self.recorder.start is not None or not isinstance(given, Command) or given.payload:
            return None
        found = self.stage.release.commands.get(given.name)
        return None if found is None else found[0]

    def _command(self, words: str) -> None:
        name, _, rest = words.partition(" ")
        time = duration(rest)
        if name == "wait" and time is not None:
            self._remember()
            turns = self.stage.let_pass(time)
            if self.recorder.start is not None:
                self.recorder.waits(rest.strip(), turns)
            self._note(f"{rest.strip()} later it is {self.stage.now:%A, %d %B %Y, %H:%M} UTC.")
            for turn in turns:
                self._say(turn)
        elif name == "undo" and self.before:
            self._undo()
        elif name == "knows":
            known = (f"{name}: {value}" for name, value in self.stage.known.items())
            self._note(f"Merit knows {', '.join(known)}.")
        else:
            self._note("Write `:wait 3 days`, `:undo` or `:knows`.")

    def _remember(self) -> None:
        keys = replace(self.stage.keys)
        recorded = self.recorder.length
        self.before.append(_Before(self.stage.session, self.stage.now, keys, recorded))

    def _undo(self) -> None:
        before = self.before.pop()
        self.stage.session, self.stage.now = before.session, before.now
        self.stage.keys = before.offers
        self.recorder.back_to(before.recorded)
        here = self.stage.waits
        self._note(f"Taken back. Merit waits at {'/'.join(here)}." if here else "Taken back.")
        if here:
            run = Run.begin(self.stage.release, self.stage.session, self.stage.now)
            ask_again(run)
            self._say(run.turn())

    def _say(self, turn: Turn, on: str | None = None) -> None:
        for say in turn.says:
            self._tell(say, on)
        for event in turn.events:
            self._tell_of(event)

    def _tell_of(self, event: Event) -> None:
        """Say what the service would do."""
        match event:
            case TicketOpened(topic=topic) | TicketWritten(topic=topic):
                self._note(f"A message goes to the advisors under '{topic}'.")
            case DataRequested():
                self._note("Here the person gets everything Merit keeps about them.")
            case ProfileRequested(as_files=as_files):
                how = "as files for other programs" if as_files else "on paper, in two languages"
                self._note(f"Here the person gets their skills profile {how}.")
            case ErasureRequested():
                self._tell(Say(paragraphs=((phrases.ERASED,),)))
            case _:
                pass

    def _tell(self, say: Say, on: str | None = None) -> None:
        if say.recording:
            self._note(f"Here the person hears the recording of {say.recording}.")
        catalog = self.catalogs[self.stage.session.language]
        self._add(render_say(say, catalog, press_to_ids, on=on))

    def _note(self, words: str) -> None:
        self._add([OutboundMessage(text=f"({words})")])

    def _add(self, messages: Iterable[OutboundMessage]) -> None:
        for message in messages:
            self.said.append(
                Line(
                    sequence=len(self.said) + 1,
                    speaker=Speaker.MERIT,
                    message=message,
                    at=self.stage.now,
                )
            )
