"""Walking at random through all flows in all languages, looking for places where a conversation goes wrong.

A walk is a list of lines as a conversation test has them, so what went wrong is at once a test that shows it. The same
seed walks the same ways.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from random import Random

from bot.content.catalogs import Catalogs
from bot.content.coverage import Coverage
from bot.content.impulses import Doing, Impulses
from bot.content.odd import known_value
from bot.content.recording import Recorder
from bot.content.script import LineKind, NoButton, duration, inputs
from bot.content.showing import Look
from bot.content.soundness import FailedError, attempt, forgetful, ugly, unsound
from bot.content.stage import NOW, Spell, Stage, shown_plan, spelling
from bot.core.answer import BUILT_IN, AnswerValue
from bot.core.engine import Input
from bot.core.event import StepReached
from bot.core.flow import FlowId, Release
from bot.core.language import LanguageCode
from bot.core.press import Press
from bot.core.session import Consent, Session
from bot.core.turn import Turn

LONGEST = 14
"""Inputs of a walk."""

AGREES = 0.7
"""How many of the people have agreed before that their answers are kept."""
KNOWN = 0.4
"""How many of the answers that can be known before are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How a walk begins and what the person does."""

    flow: FlowId
    language: LanguageCode
    known: Mapping[str, AnswerValue] = field(default_factory=dict)
    consent: bool = False
    doings: tuple[Doing, ...] = ()

    @property
    def session(self) -> Session:
        """What is known before."""
        at = NOW.isoformat(timespec="seconds")
        agreed = Consent(given=True, text="", language=self.language, at=at)
        return Session(
            language=self.language,
            answers=dict(self.known),
            consent=agreed if self.consent else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong on a walk, which ends there."""

    walk: Walk
    what: str


@dataclass(slots=True, kw_only=True)
class Wanderer:
    """The ground to walk on, and what has been reached."""

    release: Release
    catalogs: Catalogs
    languages: Sequence[LanguageCode]
    flow: FlowId | None = None
    coverage: Coverage = field(default_factory=Coverage)
    spell: Spell = field(init=False)
    impulses: Impulses = field(init=False)
    looks: Mapping[LanguageCode, Look] = field(init=False)
    inputs: int = 0

    def __post_init__(self) -> None:
        self.spell = spelling(self.catalogs)
        self.impulses = Impulses(
            release=self.release, catalogs=self.catalogs, languages=self.languages
        )
        self.looks = {code: Look(self.catalogs[code]) for code in self.catalogs}

    def wander(self, seed: int, numbers: range) -> Iterator[Trouble]:
        """Take the walks with these numbers; yield each trouble once, as short as it can be made."""
        met: set[str] = set()
        for number in numbers:
            walk, wrong = self.walk(Random(f"{seed}/{number}"))  # noqa: S311 - chance, not a secret
            if wrong is not None and wrong not in met:
                met.add(wrong)
                yield self.shortest(Trouble(walk=walk, what=wrong))

    def walk(self, random: Random) -> tuple[Walk, str | None]:
        """Take one walk; return it, and what went wrong at its end."""
        walk = self._beginning(random)
        stage, wrong = self._begin(walk)
        for _ in range(random.randint(1, LONGEST)):
            if wrong is not None:
                break
            doing = self.impulses.next(stage, random)
            walk = replace(walk, doings=(*walk.doings, doing))
            wrong = self._do(stage, doing)
        return walk, wrong or _stored(stage)

    def take(self, walk: Walk) -> str | None:
        """Take a walk again; return what goes wrong, if nothing is left over then."""
        stage, wrong = self._begin(walk)
        for position, doing in enumerate(walk.doings):
            if wrong is not None:
                return None if position else wrong
            wrong = self._do(stage, doing)
        return wrong or _stored(stage)

    def shortest(self, trouble: Trouble) -> Trouble:
        """Leave out what is not needed for the trouble to come."""
        scout = replace(
            self, coverage=Coverage(), inputs=0
        )  # what is tried here counts for nothing
        best, shorter = trouble.walk, True
        while shorter:
            shorter = False
            for candidate in _shorter(best):
                if scout.take(candidate) == trouble.what:
                    best, shorter = candidate, True
                    break
        return Trouble(walk=best, what=trouble.what)

    def _beginning(self, random: Random) -> Walk:
        flow = self.flow or random.choice(list(self.release.flows))
        consent = random.random() < AGREES
        known = {
            name: value
            for name, spec in self.release.answers.items()
            if (consent or not spec.personal)
            and name not in BUILT_IN
            and (spec.kept or name in self.release.flows[flow].answers)
            and random.random() < KNOWN
            and (value := known_value(spec, random)) is not None
        }
        return Walk(flow=flow, language=random.choice(self.languages), known=known, consent=consent)

    def _begin(self, walk: Walk) -> tuple[Stage, str | None]:
        stage = Stage(release=self.release, spell=self.spell, session=walk.session)
        return stage, self._after(stage, lambda: [stage.begin(walk.flow)])

    def _do(self, stage: Stage, doing: Doing) -> str | None:
        kind, words = doing
        self.inputs += 1
        if kind is LineKind.WAITS:
            return self._after(stage, lambda: stage.let_pass(duration(words) or timedelta()))
        for given in _inputs(stage, kind, words):
            if isinstance(given, Press):
                self.coverage.pressed[given.flow, given.step, given.choice] += 1
            wrong = self._after(stage, partial(_take, stage, given))
            if wrong is not None:
                return wrong
        return None

    def _after(self, stage: Stage, act: Callable[[], list[Turn]]) -> str | None:
        """Let something happen; return what is wrong then."""
        try:
            turns = attempt(act)
        except FailedError as error:
            return str(error)
        for turn in turns:
            self._note(turn)
            look = self.looks[turn.session.language]
            wrong = unsound(stage, turn) or ugly(turn, look)
            if wrong is not None:
                return wrong
        return None

    def _note(self, turn: Turn) -> None:
        for event in turn.events:
            if isinstance(event, StepReached):
                self.coverage.visited[event.flow, event.step] += 1
        for say in turn.says:
            plan = shown_plan(say)
            if plan is not None:
                self.coverage.items.update(plan.places)


def as_test(trouble: Trouble, release: Release, catalogs: Catalogs) -> str:
    """Return the walk as a conversation test that ends where it went wrong."""
    *before, last = trouble.walk.doings or (None,)
    if last is None:
        recorder = Recorder(release=release, session=trouble.walk.session, start=trouble.walk.flow)
    else:
        recorder = recorded(replace(trouble.walk, doings=tuple(before)), release, catalogs)
        recorder.fails(*last)
    recorder.test = trouble.what
    return recorder.yaml()


def recorded(walk: Walk, release: Release, catalogs: Catalogs) -> Recorder:
    """Return the recorder of a walk that goes well."""
    stage = Stage(release=release, spell=spelling(catalogs), session=walk.session)
    recorder = Recorder(release=release, session=walk.session)
    recorder.starts(walk.flow, stage.begin(walk.flow))
    for kind, words in walk.doings:
        if kind is LineKind.WAITS:
            recorder.waits(words, stage.let_pass(duration(words) or timedelta()))
        for given in _inputs(stage, kind, words):
            recorder.takes(given, stage.take(given))
    return recorder


def _stored(stage: Stage) -> str | None:
    """Return what is wrong with storing the session where a walk ends; walks end after any number of inputs."""
    return None if stage.turn is None else forgetful(stage.turn)


def _inputs(stage: Stage, kind: LineKind, words: str) -> Iterator[Input]:
    """Yield what a line makes the person do; nothing when its button is not there."""
    if kind is not LineKind.WAITS:
        for given in inputs(kind, (words,), stage.keys.offers, stage.keys.old):
            if not isinstance(given, NoButton):
                yield given


def _take(stage: Stage, given: Input) -> list[Turn]:
    return [stage.take(given)]


def _shorter(walk: Walk) -> Iterator[Walk]:
    """Yield walks that leave something out: long pieces first, then single inputs, then what was known before."""
    length = len(walk.doings)
    piece = length // 2
    while piece:
        for start in range(length - piece, -1, -1):
            kept = walk.doings[:start] + walk.doings[start + piece :]
            yield replace(walk, doings=kept)
        piece //= 2
    for name in walk.known:
        yield replace(walk, known={n: v for n, v in walk.known.items() if n != name})
    if walk.consent and not walk.known:
        yield replace(walk, consent=False)
    if walk.language != "en":
        yield replace(walk, language="en")
