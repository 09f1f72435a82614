"""One turn in the making: the only mutable thing in the core, born and gone within one call of the engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from bot.core.answer import Answers, AnswerSpec, AnswerValue, Record
from bot.core.by_others import NOTHING, ByOthers, words_told
from bot.core.event import (
    AnswerSaved,
    ConsentGiven,
    ConsentWithdrawn,
    ConversationPaused,
    Event,
    FlowEnded,
    FlowStarted,
    LanguageChanged,
    RecordKept,
    RecordRemoved,
    TicketWithdrawn,
)
from bot.core.flow import CollectStep, Flow, FlowId, Question, Release, StepId
from bot.core.given import NOT_SO, given
from bot.core.inquiry import Inquiry
from bot.core.language import LanguageCode
from bot.core.put_aside import begun_anew, left_by_person
from bot.core.review import overdue_note
from bot.core.session import Consent, Frame, KeptPlan, Session, Written, trace_of
from bot.core.talk import Talk, talk_answers
from bot.core.text import Text
from bot.core.trail import Standing, longer
from bot.core.turn import Say, Turn

SPOKEN = 3
"""Languages used before that are remembered, so that a label in one of them is understood."""


@dataclass(slots=True, kw_only=True)
class Run:
    """The session as the turn has changed it so far, what is said, and what happened.

    `answered` says that the question that waited got its answer, `fenced` that what happened cannot be gone back over.
    `held` is what would have been said while known answers are passed over.
    """

    release: Release
    now: datetime
    began: Session
    language: LanguageCode
    consent: Consent | None
    saved: dict[str, AnswerValue]
    frames: list[Frame]
    asked: int
    picked: tuple[str, ...]
    misses: int
    seen: tuple[str, ...]
    records: dict[str, tuple[Record, ...]]
    plans: tuple[KeptPlan, ...]
    paused: tuple[Frame, ...]
    trail: tuple[Written, ...]
    fence: int
    pending: str
    fixing: str
    changed: tuple[str, ...]
    spoken: tuple[LanguageCode, ...]
    entered: int
    heard_at: int
    text_at: int
    alarm_at: int
    remind_at: int
    reminded: int
    draft: bool
    told: bool
    inquiry: Inquiry
    by_others: ByOthers
    talk: Talk
    code: str = ""  # for a new ticket; empty where nobody else will ever see it
    says: list[Say] = field(default_factory=list)
    held: list[Say] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ended: set[FlowId] = field(default_factory=set)
    answered: bool = False
    fenced: bool = False
    resting: bool = False  # whether Merit waits quietly now instead of offering the menu

    @classmethod
    def begin(cls, release: Release, session: Session, now: datetime, code: str = "") -> "Run":
        """Return a run that has changed nothing yet."""
        return cls(
            release=release,
            now=now,
            began=session,
            saved=dict(session.answers),
            frames=list(session.frames),
            records=dict(session.records),
            code=code,
            **{name: getattr(session, name) for name in _SAME},
        )

    def turn(self) -> Turn:
        """Return the finished turn."""
        declared = self.release.answers
        now = Standing(
            frames=tuple(self.frames),
            paused=self.paused,
            answers={
                name: value
                for name, value in self.saved.items()
                if name in declared or self.spec(name) is not None
            },
            records={
                name: told for name, told in self.records.items() if told and name in declared
            },
        )
        fence = None if self.fenced else self.fence
        trail, fence = longer(self.trail, self.began, now, answered=self.answered, fence=fence)
        same = {name: getattr(self, name) for name in _SAME}
        same["trail"], same["fence"], same["release"] = trail, fence, self.release.id
        if self.by_others.glosses:
            same["by_others"] = self.by_others.about(words_told(now.answers, now.records))
        session = Session(frames=now.frames, answers=now.answers, records=now.records, **same)
        return Turn(session=session, says=tuple(self.says), events=tuple(self.events))

    @property
    def consented(self) -> bool:
        """Whether personal answers may be kept."""
        return self.consent is not None and self.consent.given

    @property
    def answers(self) -> Answers:
        """All answers, with language, consent and whether something waits among them; of records their number."""
        known: dict[str, AnswerValue] = {"language": "", **NOT_SO, **self.saved}
        known |= {name: len(told) for name, told in self.records.items() if told}
        holds = {"paused": self.paused, "planned": self.plans, "noted": self.by_others.additions}
        known |= {"language": self.language, **given(self.release, self.now.date(), holds)}
        known |= talk_answers(self.talk, int(self.now.timestamp()))
        if self.consent is not None:
            known["consent"] = "yes" if self.consent.given else "no"
        return known

    def spec(self, name: str) -> AnswerSpec | None:
        """Return how an answer is declared: by a flow under way, also an earlier one, or by the release."""
        found = self.release.answers.get(name)
        if found is not None:
            return found
        flows = (self.flow_of(frame) for frame in (*self.frames, *self.paused))
        return next((flow.answers[name] for flow in flows if flow and name in flow.answers), None)

    def flow_of(self, frame: Frame) -> Flow | None:
        """Return the flow of `frame`, or None when the content no longer has it or the step."""
        flow = self.release.flow(frame.flow, frame.structure)
        return flow if flow is not None and frame.step in flow.steps else None

    def waiting(self) -> Question | None:
        """Return the question that waits for an answer, if there is one."""
        flow = self.flow_of(self.frames[-1]) if self.frames else None
        step = None if flow is None else flow.steps[self.frames[-1].step]
        return step if isinstance(step, Question) else None

    @property
    def topic(self) -> Frame | None:
        """Return the flow the conversation is about: the first one under way that is not the menu."""
        menu = self.release.needs.get("idle")
        return next((frame for frame in self.frames if frame.flow != menu), None)

    @property
    def correcting(self) -> bool:
        """Whether known answers are passed over, because an earlier one is being corrected."""
        return bool(self.frames) and self.frames[-1].target is not None

    @property
    def answered_in(self) -> Iterator[tuple[Frame, ...]]:
        """Yield where the conversation stood at each question that was answered, this turn's last."""
        yield from (trace_of(each).frames for each in self.trail)
        if self.answered and self.began.frames:
            yield self.began.frames

    @property
    def goes_back(self) -> bool:
        """Whether there will be a question to go back to from the one asked now."""
        if self.aside is not None:
            return True
        goes = len(self.trail) > self.fence or (self.answered and self.began.frames)
        return not self.fenced and bool(goes)

    @property
    def aside(self) -> Frame | None:
        """Return what came in between a question and its answer, as long as nothing is answered in it."""
        last = next((frame for frame in reversed(self.frames) if frame.aside), None)
        if last is None:
            return None
        answered = any(
            last.number == frame.number for frames in self.answered_in for frame in frames
        )
        return None if answered else last

    def say(self, *lines: Text) -> None:
        """Add a message of one paragraph for each line."""
        self.says.append(Say(paragraphs=tuple((line,) for line in lines)))

    def say_more(self, *lines: Text) -> None:
        """Add paragraphs to the last message that was said."""
        last = self.says[-1]
        more = tuple((line,) for line in lines)
        self.says[-1] = replace(last, paragraphs=(*last.paragraphs, *more))

    def tell(self, say: Say) -> None:
        """Add what a flow says; while known answers are passed over it is held until it is known to be needed."""
        (self.held if self.correcting else self.says).append(say)

    def enter(
        self,
        flow: FlowId,
        *,
        record: int | None = None,
        target: StepId | None = None,
        aside: bool = False,
    ) -> None:
        """Put `flow` on top, at its first step."""
        # What an earlier flow runs may be gone today: then it is archived without a structure.
        found = self.release.flows.get(flow) or self.release.archive[flow, ""]
        self.pause(begun_anew(self.paused, self.talk.aside, found))
        self._keep_picked()
        self.entered += 1
        self.frames.append(
            Frame(
                flow=flow,
                step=found.first,
                structure=found.structure,
                number=self.entered,
                record=record,
                target=target,
                aside=aside and bool(self.frames),
            )
        )
        self.events.append(FlowStarted(flow=flow))
        note = overdue_note(found, self.now.date())
        if note is not None:
            self.say(note)

    def stand_at(self, step: StepId) -> None:
        """Move the flow on top to `step`."""
        self.frames[-1] = replace(self.frames[-1], step=step)

    def leave(self) -> FlowId:
        """Take the flow on top away, keep its record or forget the answers it alone used, and return its id."""
        frame = self.frames.pop()
        if self.held and not self.correcting:
            self.says += self.held
            self.held.clear()
        if frame.record is not None:
            self._keep_record(frame)
        self._forget(self._local(frame))
        self.ended.add(frame.flow)
        self.told = self.told and self.topic is not None
        self.events.append(FlowEnded(flow=frame.flow))
        return frame.flow

    def leave_with_all_above(self, flow: FlowId) -> None:
        """End `flow` if it is under way, and what runs on top of it."""
        while any(frame.flow == flow for frame in self.frames):
            self.leave()

    def leave_all(self) -> None:
        """End every flow under way."""
        while self.frames:
            self.leave()

    def put_in_place(self, frames: tuple[Frame, ...]) -> None:
        """Let these flows be under way, and forget the answers only those used that no longer are."""
        before, self.frames = self.frames, list(frames)
        for frame in before:
            self._forget(self._local(frame))

    def put_aside(self, *, on_top: bool = False) -> None:
        """Keep the conversation under way with its answers, `on_top` of one put aside earlier or in place of it."""
        self._keep_picked()
        topic = self.frames.index(self.topic) if self.topic else 0
        frames, self.frames = tuple(self.frames[topic:]), []
        self.fenced, self.told = True, False
        below = left_by_person(self.paused, frames, self.talk.aside)
        self.pause((*self.paused, *frames) if on_top else below)
        self.events.append(ConversationPaused(flow=frames[0].flow))

    def pause(self, frames: tuple[Frame, ...]) -> None:
        """Let these flows wait to be continued, and forget the answers only those used that no longer do."""
        before, self.paused = self.paused, frames
        for frame in before:
            self._forget(self._local(frame))

    def _keep_picked(self) -> None:
        """Remember what is ticked in the question that waits, until it comes again."""
        if self.picked and self.frames:
            self.frames[-1] = replace(self.frames[-1], picked=self.picked)
            self.picked = ()

    def collecting(self) -> CollectStep | None:
        """Return the card that the record on top of the conversation is collected by."""
        flow = self.flow_of(self.frames[-1]) if self.frames else None
        step = None if flow is None else flow.steps[self.frames[-1].step]
        return step if isinstance(step, CollectStep) else None

    def _keep_record(self, frame: Frame) -> None:
        step = self.collecting()
        told = {name: self.saved[name] for name in self._local(frame) if name in self.saved}
        if step is None or frame.record is None or not told or not self.consented_to(step.save):
            return
        before = self.records.get(step.save, ())
        others = before[: frame.record], before[frame.record + 1 :]
        if any(value is not None for value in told.values()):
            self.records[step.save] = (*others[0], told, *others[1])
            self.events.append(RecordKept(name=step.save))
        elif frame.record < len(before):
            # Everything in it was taken back, so nothing of it is left.
            self.records[step.save] = (*others[0], *others[1])
            self.events.append(RecordRemoved(name=step.save))

    def _local(self, frame: Frame) -> Iterable[str]:
        found = self.release.flow(frame.flow, frame.structure)
        others = {other.flow for other in (*self.frames, *self.paused)}
        if found is None or frame.flow in others:
            return ()
        return [name for name, spec in found.answers.items() if not spec.kept]

    def _forget(self, names: Iterable[str]) -> None:
        for name in names:
            self.saved.pop(name, None)

    def consented_to(self, name: str) -> bool:
        """Whether the answer `name` may be kept: it is declared, and not personal or agreed to."""
        spec = self.spec(name)
        return spec is not None and (self.consented or not spec.personal)

    def save(self, name: str, value: AnswerValue) -> None:
        """Keep an answer; a personal one only with consent."""
        match name:
            case "language":
                self.speak(str(value))
            case "consent":
                self._agree(given=value == "yes")
            case _:
                if not self.consented_to(name):
                    return
                if self.saved.get(name) not in {None, value}:
                    self._forget_with(name)
                self.saved[name] = value
        self.events.append(AnswerSaved(name=name))

    def _forget_with(self, changed: str) -> None:
        """Forget what held only together with the former value of `changed`."""
        spec = self.spec(changed)
        for name in () if spec is None else spec.forgets:
            self.saved.pop(name, None)

    def speak(self, language: str) -> None:
        """Go on in `language`; the one spoken until now is remembered."""
        before = (*(code for code in self.spoken if code not in {language, self.language}),)
        if language != self.language:
            self.spoken = (*before, self.language)[-SPOKEN:]
        self.language = language
        self.events.append(LanguageChanged(language=language))

    def _agree(self, *, given: bool) -> None:
        flow = self.flow_of(self.frames[-1])
        at = self.now.isoformat(timespec="seconds")
        text = "" if flow is None else flow.revision
        self.consent = Consent(given=given, text=text, language=self.language, at=at)
        if not given:
            self._forget_personal()
        self.events.append(ConsentGiven() if given else ConsentWithdrawn())

    def _forget_personal(self) -> None:
        """Forget what is personal, also what only an earlier release asked for: it is not known to be harmless."""
        self.fenced = True
        self.pause(())
        self._forget([name for name in self.saved if not self._harmless(name)])
        self.records = {name: told for name, told in self.records.items() if self._harmless(name)}
        self.picked, self.frames = (), [replace(frame, picked=()) for frame in self.frames]
        self.plans, self.pending, self.fixing, self.changed, self.remind_at = (), "", "", (), 0
        self.inquiry = replace(self.inquiry, question="")
        self.by_others = NOTHING
        before, self.talk = self.talk, self.talk.withdrawn(self.now)
        self.events += [TicketWithdrawn()] if self.talk.ticket != before.ticket else []

    def _harmless(self, name: str) -> bool:
        spec = self.release.answers.get(name)
        return spec is not None and not spec.personal


_SAME = tuple(
    each.name
    for each in fields(Session)
    if each.name not in {"answers", "frames", "records", "release"}
)
"""What a run and a session hold alike."""
