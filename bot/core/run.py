"""One turn in the making: the only mutable thing in the core, born and gone within one call of the engine."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
from bot.core.language import LanguageCode
from bot.core.session import Consent, Frame, Session
from bot.core.text import Text
from bot.core.turn import Say, Turn


@dataclass(slots=True, kw_only=True)
class Run:
    """The session as the turn has changed it so far, what is said, and what happened."""

    release: Release
    now: datetime
    language: LanguageCode
    consent: Consent | None
    saved: dict[str, AnswerValue]
    frames: list[Frame]
    asked: int
    picked: tuple[str, ...]
    misses: int
    seen: tuple[str, ...]
    says: list[Say] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ended: set[FlowId] = field(default_factory=set)
    resting: bool = False
    """Whether Merit waits quietly now instead of offering the menu."""

    @classmethod
    def begin(cls, release: Release, session: Session, now: datetime) -> "Run":
        """Return a run that has changed nothing yet."""
        return cls(
            release=release,
            now=now,
            language=session.language,
            consent=session.consent,
            saved=dict(session.answers),
            frames=list(session.frames),
            asked=session.asked,
            picked=session.picked,
            misses=session.misses,
            seen=session.seen,
        )

    def turn(self) -> Turn:
        """Return the finished turn."""
        session = Session(
            language=self.language,
            consent=self.consent,
            answers={
                name: value for name, value in self.saved.items() if name in self.release.answers
            },
            frames=tuple(self.frames),
            asked=self.asked,
            picked=self.picked,
            misses=self.misses,
            seen=self.seen,
        )
        return Turn(session=session, says=tuple(self.says), events=tuple(self.events))

    @property
    def consented(self) -> bool:
        """Whether personal answers may be kept."""
        return self.consent is not None and self.consent.given

    @property
    def answers(self) -> Answers:
        """All answers, with language and consent among them."""
        known: dict[str, AnswerValue] = {**self.saved, "language": self.language}
        if self.consent is not None:
            known["consent"] = "yes" if self.consent.given else "no"
        return known

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
        for name in names:
            self.saved.pop(name, None)

    def save(self, name: str, value: AnswerValue) -> None:
        """Keep an answer; a personal one only with consent."""
        match name:
            case "language":
                self.speak(str(value))
            case "consent":
                self._agree(given=value == "yes")
            case _:
                if self.release.answers[name].personal and not self.consented:
                    return
                self.saved[name] = value
        self.events.append(AnswerSaved(name=name))

    def speak(self, language: str) -> None:
        """Go on in `language`."""
        self.language = language
        self.events.append(LanguageChanged(language=language))

    def _agree(self, *, given: bool) -> None:
        flow = self.release.flows[self.frames[-1].flow]
        at = self.now.isoformat(timespec="seconds")
        self.consent = Consent(given=given, text=flow.revision, language=self.language, at=at)
        if not given:
            # Also what only an earlier release asked for: it is not known to be harmless.
            known = self.release.answers
            self._forget([name for name in self.saved if name not in known or known[name].personal])
        self.events.append(ConsentGiven() if given else ConsentWithdrawn())

    def give_up(self, reason: Text = phrases.LOOP) -> None:
        """Leave everything with a word of regret."""
        self.leave_all()
        self.say(reason)
