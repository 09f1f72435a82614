"""Whatever persons, advisors and time do in any order: one open ticket for each, and no word of a person is lost."""

import asyncio
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.blocking import Cause
from bot.core.message import Command, Words
from bot.core.session import session_from_json
from bot.core.ticket import Actor, AdvisorId, Details, Move, Reason, Role, TeamId
from bot.service.desk.blocking import Blockings
from bot.service.desk.clock import DeskClock
from bot.service.desk.desk import Desk, Signed
from bot.service.desk.teams import Rota
from tests.core.form import RELEASE
from tests.core.samples import NOW
from tests.memory import PlainSealer, SampleLibrary
from tests.service.test_receive import Somebody

ADA = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("ada")), name="Ada")
LEA = Signed(actor=Actor(role=Role.LEAD, id=AdvisorId("lea")), name="Lea")
AGREED = {"given": True, "text": "", "language": "en", "at": "2026-11-23T12:00:00+00:00"}


async def _no_teams() -> Rota:
    return Rota()


@dataclass
class World:
    """A person, two advisors, and a clock; after each deed everything that must hold is looked at."""

    somebody: Somebody = field(default_factory=lambda: Somebody(library=SampleLibrary(RELEASE)))
    at: datetime = NOW
    written: int = 0
    answered: set[str] = field(default_factory=set)
    """Words Merit replied to itself."""
    purged: set[str] = field(default_factory=set)
    """Words that were deleted with their ticket, as they had to be."""

    def __post_init__(self) -> None:
        self.somebody.receiver = replace(self.somebody.receiver, now=lambda: self.at)
        store, library = self.somebody.store, self.somebody.library
        hand = self.somebody.handed.extend
        self.desk = Desk(
            store=store,
            library=library,
            sealer=PlainSealer(),
            sent=lambda _person, queued: hand(queued),
        )
        self.clock = DeskClock(
            store=store,
            library=library,
            sealer=PlainSealer(),
            now=lambda: self.at,
            sent=lambda _person, queued: hand(queued),
            rota=_no_teams,
        )
        self.blockings = Blockings(desk=self.desk)

    async def begins(self) -> None:
        await self.somebody.says("/menu")
        person = self.somebody.person
        kept = {**(person.session or {}), "consent": AGREED}
        self.somebody.store.people[person.id] = replace(person, session=kept)

    async def does(self, deed: object) -> None:
        match deed:
            case timedelta():
                self.at += deed
                before = self.heard()
                await self.clock.look()
                self.purged |= before - self.heard()
            case str() if deed.startswith("/"):
                await self.somebody.gives(Command(name=deed[1:]))
            case str():
                await self.writes(deed)
            case Move():
                await self.advises(deed)
            case int():
                await self.stops(deed)
            case _:
                raise AssertionError
        self.holds()

    async def writes(self, words: str) -> None:
        """Write something nobody wrote before, so that it can be found wherever it is kept."""
        self.written += 1
        mine = f"{words} zebra{self.written}x"
        said = len(self.somebody.handed)
        await self.somebody.gives(Words(text=mine))
        if len(self.somebody.handed) > said:
            self.answered.add(mine)
        assert mine in self.answered or any(mine in each for each in self.heard()), mine

    async def advises(self, move: Move) -> None:
        code = self.latest()
        details = Details(
            to=AdvisorId("ada"),
            team=TeamId("x"),
            until=int(self.at.timestamp()) + 3600,
            reason=Reason.ANSWERED,
        )
        if move is Move.ANSWER:
            await self.desk.answer(code, ADA, "Hello", self.at, language="en")
        else:
            await self.desk.move(code, move, ADA, self.at, details)

    async def stops(self, nth: int) -> None:
        code, hour = self.latest(), timedelta(hours=1)
        if nth == 0:
            await self.blockings.pause(code, LEA, Cause.OTHER, self.at + hour, self.at)
        elif nth == 1:
            await self.blockings.propose(code, ADA, Cause.OTHER, self.at + 48 * hour, self.at)
        elif nth == 2:
            await self.blockings.agree(code, LEA, self.at)
        else:
            await self.blockings.lift(code, LEA, self.at)

    def latest(self) -> str:
        ticket = self.session.talk.ticket
        return "22-22" if ticket is None else ticket.code

    @property
    def session(self):
        return session_from_json(json.loads(json.dumps(self.somebody.session)))

    def heard(self) -> set[str]:
        return {each.text for each in self.somebody.store.heard if "zebra" in each.text}

    def holds(self) -> None:
        store, session = self.somebody.store, self.session
        open_ = [kept.ticket for kept in store.kept.values() if kept.ticket.open]
        assert len(open_) <= 1
        ticket = session.talk.ticket
        if ticket is not None and (ticket.open or ticket.queued_at):
            ((kept),) = [each for each in store.kept.values() if each.ticket.code == ticket.code]
            assert kept.ticket == ticket
        texts = [each.text for each in store.heard if "zebra" in each.text]
        assert len(texts) == len(set(texts))
        paused = [frame.number for frame in session.paused]
        assert len(set(paused)) == len(paused)
        assert not {frame.number for frame in session.frames} & set(paused)


MOVES = [
    Move.CLAIM,
    Move.ANSWER,
    Move.ANSWER,
    Move.RELEASE,
    Move.SNOOZE,
    Move.TRANSFER,
    Move.CLOSE,
    Move.REOPEN,
]
DEEDS = st.one_of(
    st.sampled_from(["I wait", "he beats me", "may I work?", "yes", "2"]),
    st.sampled_from(["I wait", "may I work?"]),
    st.sampled_from(["/human", "/human", "/form", "/menu", "/resume", "/plan", "/reminders"]),
    st.sampled_from(MOVES),
    st.integers(0, 3),
    st.sampled_from([timedelta(minutes=5), timedelta(hours=30), timedelta(days=15)]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(DEEDS, min_size=10, max_size=40))
def test_no_word_is_lost_and_nobody_has_two_open_tickets(deeds: list[object]) -> None:
    async def happens() -> None:
        world = World()
        await world.begins()
        for deed in ("/human", "please help", Move.CLAIM, *deeds):
            await world.does(deed)

    asyncio.run(happens())
