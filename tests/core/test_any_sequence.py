"""Whatever a person does, in any order: nothing breaks, is lost, is kept without consent, or leads nowhere."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.engine import due
from bot.core.event import DangerSeen, ErasureRequested, Reminded, TicketOpened, TicketWritten
from bot.core.flow import Arrival, AskStep, EndStep, Flow, FlowId, Question, Release, StepId
from bot.core.inquiring import FAQ
from bot.core.message import FileKind, Received, Shared, SharedKind, Unsupported
from bot.core.reminders import DAYS
from bot.core.run import Run
from bot.core.session import Session, session_from_json, session_to_json, trace_of
from bot.core.walk import DEPTH
from tests.core.form import LOCAL, RELEASE, ask, spec
from tests.core.samples import CONSENT, DELETE, HELP, LANGUAGE, STOP, choice, flow
from tests.core.talker import Talker

SPECS = {
    each.name: each
    for each in (
        spec("bag", AnswerType.SOME_OF, "coat", "book", kept=True),
        spec("since", AnswerType.DATE, precision="year", kept=True),
        spec("tongue", AnswerType.SPOKEN, kept=True),
        spec("papers", AnswerType.FILE, accepts=("photo",), least=1, most=2, kept=True),
    )
}
MAIN = flow(
    "main",
    ask("bag", "bag", "since", choices=(choice("coat", "Coat"), choice("book", "Book"))),
    ask("since", "since", "tongue"),
    ask("tongue", "tongue", "papers"),
    ask("papers", "papers", "end"),
    EndStep(id=StepId("end")),
)
PRIVACY = flow(
    "privacy",
    ask("again", "consent", "end", choices=(choice("yes", "Yes"), choice("no", "No"))),
    EndStep(id=StepId("end")),
)
MORE = (MAIN, CONSENT, PRIVACY, DELETE, HELP, LANGUAGE, STOP)


def commands(*flows: Flow, arrival: Arrival) -> dict[str, tuple[FlowId, Arrival]]:
    return {str(each.id): (each.id, arrival) for each in flows}


EVERYTHING = replace(
    RELEASE,
    flows={**RELEASE.flows, **{each.id: each for each in MORE}},
    answers={**RELEASE.answers, **SPECS},
    commands={
        **RELEASE.commands,
        **commands(PRIVACY, HELP, LANGUAGE, arrival=Arrival.RETURN),
        **commands(MAIN, DELETE, STOP, arrival=Arrival.REPLACE),
    },
    needs={**RELEASE.needs, "consent": CONSENT.id},
    tongues={"ar": "Arabic", "ti": "Tigrinya"},
)
LOCALS = {
    name: each.id
    for each in EVERYTHING.flows.values()
    for name, found in each.answers.items()
    if not found.kept
}
"""The answers that are forgotten when the flow that asks for them ends, with that flow."""


@dataclass
class Anybody:
    """A person who does anything; after each input everything that must hold is looked at."""

    talker: Talker
    written: int = 0
    sent: list[str] = field(default_factory=list)
    reminded_at: datetime | None = None

    def writes(self, words: str) -> None:
        """Write something nobody wrote before, so that it can be found wherever it is kept."""
        self.written += 1
        mine = f"{words} zebra{self.written}x"
        asks = self.asks()
        free = asks is not None and asks in {*LOCAL, "job_title", "note"}
        self.talker.says(mine)
        self.holds()
        later = not {phrases.WELCOME_BACK.source, phrases.NO_ANSWER.source}.isdisjoint(
            self.talker.seen
        )
        if free and not later:
            kept = json.dumps(session_to_json(self.talker.session))
            assert mine in self.sent or json.dumps(mine)[1:-1] in kept
        if asks == "note" and not later:
            assert any(mine in each for each in self.sent)

    def asks(self) -> str | None:
        """The answer that is waited for."""
        step = self.waiting()
        return step.save if isinstance(step, AskStep) else None

    def waiting(self) -> Question | None:
        return Run.begin(self.talker.release, self.talker.session, self.talker.now).waiting()

    def does(self, deed: object) -> None:
        match deed:
            case int() if self.talker.offers:
                self.talker.gives(self.talker.offers[deed % len(self.talker.offers)].press)
            case timedelta():
                self.talker.now += deed
                self.is_reminded()
                return
            case str() if deed.startswith("/") or deed.isdigit():
                self.talker.says(deed)
            case str():
                self.writes(deed)
                return
            case _:
                self.talker.gives(deed if not isinstance(deed, int) else None)  # type: ignore[arg-type]
        self.holds()

    def is_reminded(self) -> None:
        """Let the time of a reminder come; it never comes sooner than agreed."""
        before = self.talker.session
        turn = due(self.talker.release, before, now=self.talker.now)
        self.talker.session = session_from_json(session_to_json(turn.session))
        if not turn.says:
            return
        assert Reminded() in turn.events
        every = DAYS[str(before.answers["reminders"])]
        if self.reminded_at is not None:
            assert self.talker.now - self.reminded_at >= timedelta(days=every, hours=-1)
        self.reminded_at = self.talker.now
        for say in turn.says:
            self.talker.offers = say.offers or self.talker.offers

    def holds(self) -> None:
        turn, session = self.talker.last, self.talker.session
        assert turn is not None
        if any(isinstance(event, ErasureRequested) for event in turn.events):
            self.talker.session, self.talker.offers = Session(), ()
            return
        texts = [
            event.text for event in turn.events if isinstance(event, TicketOpened | TicketWritten)
        ]
        assert not any("zebra" in text and text in self.sent for text in texts)
        assert len(set(texts)) == len(texts)
        self.sent += texts
        assert turn.says or not session.frames or texts
        assert len(session.frames) <= DEPTH
        asks_what_waits(self.talker, self.waiting())
        keeps_only_what_runs(session)
        if not session.consented:
            keeps_nothing_personal(self.talker.release, session)
        if any(isinstance(event, DangerSeen) for event in turn.events):
            assert self.talker.seen[0] == "Call 112 now."
        if session.remind_at:
            assert session.answers["reminders"] in DAYS


def asks_what_waits(talker: Talker, step: Question | None) -> None:
    """Where flows are under way a question waits, with buttons that answer it or lead out of it."""
    frames = talker.session.frames
    assert bool(frames) == (step is not None)
    if step is None:
        return
    here = (frames[-1].flow, step.id, talker.session.asked)
    asked = {(o.press.flow, o.press.step, o.press.asked) for o in talker.offers}
    if all(flow == FAQ for flow, _, _ in asked) and frames[0].flow == "menu" == frames[-1].flow:
        return  # an answer, with its own buttons; those of the menu are still there
    assert asked <= {here}
    personal = isinstance(step, AskStep) and talker.release.answers[step.save].personal
    assert not personal or "_skip" in [offer.press.choice for offer in talker.offers]


def keeps_only_what_runs(session: Session) -> None:
    """Answers of a flow are kept as long as it is under way or put aside; a record has a place."""
    running = {frame.flow for frame in (*session.frames, *session.paused)}
    for name in session.answers:
        assert name not in LOCALS or LOCALS[name] in running
    assert not session.paused or session.paused[0].flow != "menu"
    assert all(len(told) <= 3 for told in session.records.values())


def keeps_nothing_personal(release: Release, session: Session) -> None:
    personal = {name for name, found in release.answers.items() if found.personal}
    assert personal.isdisjoint(session.answers)
    assert not session.records
    assert not session.plans
    assert not session.pending
    assert not session.remind_at
    assert not any(frame.picked for frame in (*session.frames, *session.paused))
    for trace in map(trace_of, session.trail):
        assert personal.isdisjoint(trace.before)
        assert not trace.records
    assert 0 <= session.fence <= len(session.trail)
    assert "zebra" not in json.dumps(session_to_json(session))


DEEDS = st.one_of(
    st.integers(0, 11),
    st.integers(0, 11),
    st.integers(0, 11),
    st.sampled_from([f"/{name}" for name in (*EVERYTHING.commands, "back", "fly", "language ar")]),
    st.sampled_from(["I was", "he beats me", "why?", "hello"]),
    st.sampled_from(["1", "2", "7", "30", "1398", "2010"]),
    st.sampled_from([timedelta(seconds=1), timedelta(hours=13), timedelta(days=8)]),
    st.sampled_from(
        [
            None,
            Unsupported(kind="voice"),
            Shared(kind=SharedKind.CONTACT, value="+31612345678"),
            Received(file="f_0123456789abcdef_1", kind=FileKind.PHOTO),
        ]
    ),
)
BEGINNINGS = st.sampled_from(["/form", "/main", "/menu", "/human"])


@settings(max_examples=200, deadline=None)
@given(
    BEGINNINGS, st.lists(DEEDS, min_size=20, max_size=50), st.booleans(), st.sampled_from([1, 60])
)
def test_nothing_a_person_does_breaks_the_dialogue(
    begins: str, deeds: list[object], agrees: bool, pause: int
) -> None:
    talker = Talker(release=EVERYTHING, pause=timedelta(seconds=pause))
    talker.now = datetime(2026, 3, 20, 9, tzinfo=UTC)
    anybody = Anybody(talker)
    for deed in (*(("/privacy", 0) if agrees else ()), begins, *deeds):
        anybody.does(deed)
