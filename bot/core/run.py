"""One turn in the making: the only mutable thing in the core, born and gone within one call of the engine."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core import phrases
from bot.core.answer import Answers, AnswerValue
from bot.core.event import (
    AnswerSaved,
    ConsentGiven,
    ConsentWithdrawn,
    Event,
    FlowEnded,
    FlowStarted,
    LanguageChanged,
)
from bot.core.flow import AskStep, ChooseStep, Flow, FlowId, Release, Step, StepId
from bot.core.session import Consent, Frame, Session
from bot.core.text import Text
from bot.core.turn import Say, Turn


@dataclass(slots=True)
class Run:
    """What the turn has changed so far."""

    release: Release
    session: Session
    now: datetime
    frames: list[Frame] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ended: set[FlowId] = field(default_factory=set)
    resting: bool = False
    """Whether Merit waits quietly now instead of offering the menu."""

    def __post_init__(self) -> None:
        """Take over the frames of the session."""
        self.frames.extend(self.session.frames)

    def turn(self) -> Turn:
        """Return the finished turn."""
        session = replace(self.session, frames=tuple(self.frames))
        return Turn(session=session, says=tuple(self.says), events=tuple(self.events))

    @property
    def answers(self) -> Answers:
        """All answers, with language and consent among them."""
        consent = self.session.consent
        built_in: dict[str, AnswerValue] = {"language": self.session.language}
        if consent is not None:
            built_in["consent"] = "yes" if consent.given else "no"
        return {**self.session.answers, **built_in}

    def flow_of(self, frame: Frame) -> Flow | None:
        """Return the flow of `frame`, or None when the content no longer has it or the step."""
        flow = self.release.flows.get(frame.flow)
        return flow if flow is not None and frame.step in flow.steps else None

    def waiting(self) -> AskStep | ChooseStep | None:
        """Return the question that waits for an answer, if there is one."""
        if not self.frames:
            return None
        flow = self.flow_of(self.frames[-1])
        step: Step | None = None if flow is None else flow.steps[self.frames[-1].step]
        return step if isinstance(step, AskStep | ChooseStep) else None

    def say(self, *lines: Text) -> None:
        """Add a message of one paragraph for each line."""
        self.says.append(Say(paragraphs=tuple((line,) for line in lines)))

    def enter(self, flow: FlowId) -> None:
        """Put `flow` on top, at its first step."""
        self.frames.append(Frame(flow=flow, step=self.release.flows[flow].first))
        self.events.append(FlowStarted(flow=flow))

    def stand_at(self, step: StepId) -> None:
        """Move the flow on top to `step`."""
        self.frames[-1] = Frame(flow=self.frames[-1].flow, step=step)

    def leave(self) -> FlowId:
        """Take the flow on top away, forget the answers it alone used, and return its id."""
        flow = self.frames.pop().flow
        self._forget(self._local(flow))
        self.ended.add(flow)
        self.events.append(FlowEnded(flow=flow))
        return flow

    def leave_all(self) -> None:
        """End every flow under way."""
        while self.frames:
            self.leave()

    def _local(self, flow: FlowId) -> Iterable[str]:
        found = self.release.flows.get(flow)
        others = {frame.flow for frame in self.frames}
        if found is None or flow in others:
            return ()
        return (name for name, spec in found.answers.items() if not spec.kept)

    def _forget(self, names: Iterable[str]) -> None:
        gone = set(names)
        kept = {name: value for name, value in self.session.answers.items() if name not in gone}
        self.session = replace(self.session, answers=kept)

    def save(self, name: str, value: AnswerValue) -> None:
        """Keep an answer; a personal one only with consent."""
        match name:
            case "language":
                self.speak(str(value))
            case "consent":
                self._consent(given=value == "yes")
            case _:
                if self.release.answers[name].personal and not self.session.consented:
                    return
                self.session = replace(self.session, answers={**self.session.answers, name: value})
        self.events.append(AnswerSaved(name=name))

    def speak(self, language: str) -> None:
        """Go on in `language`."""
        self.session = replace(self.session, language=language)
        self.events.append(LanguageChanged(language=language))

    def _consent(self, *, given: bool) -> None:
        flow = self.release.flows[self.frames[-1].flow]
        consent = Consent(
            given=given,
            text=flow.revision,
            language=self.session.language,
            at=self.now.isoformat(timespec="seconds"),
        )
        self.session = replace(self.session, consent=consent)
        if not given:
            self._forget(name for name, spec in self.release.answers.items() if spec.personal)
        self.events.append(ConsentGiven() if given else ConsentWithdrawn())

    def give_up(self, reason: Text = phrases.LOOP) -> None:
        """Leave everything with a word of regret."""
        self.leave_all()
        self.say(reason)
