"""A dialogue with nothing around it: one person, one release, a clock that is set by hand, no channel and no store."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.content.catalogs import Catalogs
from bot.core.answer import Answers
from bot.core.engine import Input, due, take
from bot.core.event import ErasureRequested, FlowEnded, StepReached
from bot.core.flow import FlowId, Question, Release, StepId
from bot.core.language import SOURCE_LANGUAGE
from bot.core.press import LISTEN, Press
from bot.core.run import Run
from bot.core.session import Session
from bot.core.text import Text
from bot.core.turn import Offer, Say, Turn
from bot.core.walk import go

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The moment a conversation takes place at unless it says another."""

MOST_REMINDERS = 10
"""Reminders that are looked at while time passes; they end by themselves before that."""

Spell = Callable[[Text], Iterable[str]]
Place = tuple[FlowId, StepId]


@dataclass(slots=True)
class Keys:
    """The buttons a person has before them: those of the question that waits, and one of an earlier one."""

    offers: tuple[Offer, ...] = ()
    old: Press | None = None

    def after(self, turn: Turn) -> None:
        """Take over the buttons of a turn; when nothing waits, none can be pressed."""
        shown = [offer for say in turn.says for offer in say.offers]
        here, asked = place_of(turn.session), turn.session.asked
        earlier = [*self.offers, *shown]
        current = [say.offers for say in turn.says if say.offers and _belongs(say, here, asked)]
        self.offers = (
            current[-1]
            if current
            else tuple(offer for offer in self.offers if _is_at(offer.press, here, asked))
        )
        past = [
            offer.press
            for offer in earlier
            if not _is_at(offer.press, here, asked) and offer.press.choice != LISTEN
        ]
        self.old = past[-1] if past else self.old


def _belongs(say: Say, here: Place | None, asked: int) -> bool:
    """Whether these are buttons of the question that waits, and not the mark on an answered one."""
    return all(_is_at(offer.press, here, asked) for offer in say.offers)


def _is_at(press: Press, here: Place | None, asked: int) -> bool:
    return (press.flow, press.step) == here and press.asked == asked


@dataclass(slots=True, kw_only=True)
class Stage:
    """The conversation as it stands: its session, the latest turn, and the buttons that can be pressed.

    `old` is a button of an earlier question.
    """

    release: Release
    spell: Spell
    session: Session = field(default_factory=Session)
    now: datetime = NOW
    turn: Turn | None = None
    keys: Keys = field(default_factory=Keys)

    def begin(self, flow: FlowId, step: StepId | None = None) -> Turn:
        """Start `flow`, at `step` if one is named."""
        run = Run.begin(self.release, self.session, self.now)
        run.enter(flow)
        if step is not None:
            run.stand_at(step)
        go(run)
        return self._after(run.turn())

    def take(self, given: Input) -> Turn:
        """Let the person do something."""
        return self._after(take(self.release, self.session, given, now=self.now, spell=self.spell))

    def let_pass(self, time: timedelta) -> list[Turn]:
        """Let time pass; return the turns of the reminders that fall due on the way."""
        until, turns = self.now + time, list[Turn]()
        for _ in range(MOST_REMINDERS):
            if not 0 < self.session.remind_at <= until.timestamp():
                break
            self.now = max(self.now, datetime.fromtimestamp(self.session.remind_at, tz=UTC))
            turns.append(self._after(due(self.release, self.session, now=self.now)))
        self.now = until
        return turns

    def _after(self, turn: Turn) -> Turn:
        self.turn, self.session = turn, session_after(turn)
        self.keys.after(turn)
        return turn

    @property
    def waits(self) -> Place | None:
        """The step that waits for an answer."""
        return place_of(self.session)

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        if not self.session.frames:
            return None
        frame = self.session.frames[-1]
        flow = self.release.flow(frame.flow, frame.structure)
        step = None if flow is None else flow.steps.get(frame.step)
        return step if isinstance(step, Question) else None

    @property
    def known(self) -> Answers:
        """Everything Merit knows, language and consent among it."""
        return Run.begin(self.release, self.session, self.now).answers


def session_after(turn: Turn) -> Session:
    """Return the session the next input finds: after everything was deleted, nothing but the language."""
    if any(isinstance(event, ErasureRequested) for event in turn.events):
        return Session(language=turn.session.language)
    return turn.session


def place_of(session: Session) -> Place | None:
    """Return the step the flow on top stands at."""
    if not session.frames:
        return None
    return session.frames[-1].flow, session.frames[-1].step


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlan:
    """The items of a plan, or of the plans a person kept, as a message shows them.

    `at` is the step that shows them, `places` where they stand in the flows, `names` their ids, with `done` before
    those that are ticked off.
    """

    at: Place
    places: tuple[str, ...]
    names: tuple[str, ...]


def shown_plan(say: Say) -> ShownPlan | None:
    """Return the plan a message shows, if it shows one."""
    if not say.items:
        return None
    first = say.items[0]
    card = say.offers[0].press if say.offers else None
    return ShownPlan(
        at=(card.flow, card.step) if card else (FlowId(first.flow), StepId(first.step)),
        places=tuple(item.place for item in say.items),
        names=tuple(f"{'done ' if item.done else ''}{item.id}" for item in say.items),
    )


def is_over(turn: Turn, release: Release, start: FlowId) -> bool:
    """Whether the flow has ended in this turn and no other step came, or nothing is left but the menu."""
    here = place_of(turn.session)
    if here is None or here[0] == release.needs.get("idle"):
        return True
    marks = [e for e in turn.events if isinstance(e, StepReached) or e == FlowEnded(flow=start)]
    return bool(marks) and isinstance(marks[-1], FlowEnded)


def spelling(catalogs: Catalogs) -> Spell:
    """Return a function that gives a text in English and in every language."""
    others = [each for each in catalogs.values() if each.language.code != SOURCE_LANGUAGE]

    def spell(text: Text) -> Iterable[str]:
        if not text.place:
            return (str(text.values["words"]),)
        found = (catalog.find(text.place, text.source) for catalog in others)
        return (text.source, *filter(None, found))

    return spell
