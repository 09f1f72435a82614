"""The person's side of a talk with the advisors, with the shipped content and a real store, over restarts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content.load import ContentLibrary
from bot.core.hours import Hours
from bot.core.render import without_bidi_controls
from bot.core.session import session_from_json
from bot.core.team import Team
from bot.core.ticket import Actor, AdvisorId, Details, Move, Reason, Role, TeamId
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.service.bells import Bells
from bot.service.desk.clock import DeskClock
from bot.service.desk.counting import Counting
from bot.service.desk.desk import Desk, Signed
from bot.service.desk.outlooks import Outlooks
from bot.service.desk.teams import Rota
from bot.service.lanes import Lanes
from bot.service.receive import Receiver
from bot.store.desk_counts import SqlDeskCounts
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from tests.service.test_receive import Somebody

ADA = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("ada")), name="Ada")
FRIDAY = datetime(2026, 11, 27, 19, tzinfo=ZoneInfo("Europe/Amsterdam"))
OFFICE = Hours(
    zone=ZoneInfo("Europe/Amsterdam"), week=dict.fromkeys(range(5), ((time(9), time(17)),))
)
UTRECHT = Team(id=TeamId("utrecht"), name="Utrecht", hours=OFFICE)


@dataclass(kw_only=True)
class Amina(Somebody):
    """A person at a running Merit that can be started again, with other content or the same."""

    path: Path
    sealer: KeySealer = field(default_factory=lambda: KeySealer(new_keys(date(2026, 11, 27))))
    at: datetime = FRIDAY
    real: SqlStore | None = None
    read: int = 0

    async def starts(self, library: ContentLibrary) -> None:
        """Merit is started (again)."""
        if self.real is not None:
            await self.real.close()
        self.real = await open_store(str(self.path), self.sealer)
        self.bells = Bells()
        counts = SqlDeskCounts(store=self.real)
        self.counting = Counting(counts=counts, rota=self.rota)
        self.receiver = Receiver(
            store=self.real,
            library=library,
            sealer=self.sealer,
            bells=self.bells,
            lanes=Lanes(),
            hand=self._hand,
            now=lambda: self.at,
            outlooks=Outlooks(store=self.real, rota=self.rota, counts=counts),
            counting=self.counting,
        )
        self.desk = Desk(
            store=self.real,
            library=library,
            sealer=self.sealer,
            sent=lambda _person, queued: self._hand(queued),
            counting=self.counting,
        )
        self.clock = DeskClock(
            store=self.real,
            library=library,
            sealer=self.sealer,
            now=lambda: self.at,
            sent=lambda _person, queued: self._hand(queued),
            rota=self.rota,
            counting=self.counting,
        )

    async def rota(self) -> Rota:
        return Rota(teams=(UTRECHT,))

    async def writes(self) -> str:
        """Write to the advisors, and return the code of the ticket."""
        await self.says("/human")
        await self.presses("Work")
        await self.says("May I work as a baker?")
        await self.presses("All of this is right")
        ((kept),) = await self.desk.queue()
        return kept.ticket.code

    async def says_so_far(self) -> list[str]:
        """Everything Merit said since it was last asked."""
        said = [item.outgoing.message.text for item in self.handed[self.read :]]
        self.read = len(self.handed)
        return [without_bidi_controls(text) for text in said if text]


@pytest.fixture
async def amina(tmp_path: Path, library: ContentLibrary) -> AsyncIterator[Amina]:
    """Somebody in the Netherlands, in the middle of a job of her skills profile."""
    her = Amina(path=tmp_path / "merit.sqlite3")
    await her.starts(library)
    await her.says("/start")
    await her.presses("English")
    await her.says("/profile")
    for label in ("Netherlands", "Yes, keep", "Work", "Food and kitchen", "Baker"):
        await her.presses(label)
    assert "How did you do this work?" in her.handed[-1].outgoing.message.text
    yield her
    assert her.real is not None
    await her.real.close()


async def test_a_profile_in_the_middle_goes_on_at_the_very_question_over_a_restart(
    amina: Amina, library: ContentLibrary
):
    code = await amina.writes()
    await amina.desk.move(code, Move.CLAIM, ADA, amina.at)
    await amina.desk.answer(code, ADA, "In which city?", amina.at, language="en")
    await amina.starts(library)
    await amina.says_so_far()
    await amina.says("In Utrecht")
    assert await amina.says_so_far() == []
    await amina.desk.move(code, Move.CLOSE, ADA, amina.at, Details(reason=Reason.ANSWERED))
    closed, helped, on, question = await amina.says_so_far()
    assert code in closed
    assert helped.startswith("Did this help?")
    assert on.startswith("We go on with this topic")
    assert "How did you do this work?" in question


async def test_it_goes_on_too_when_the_flow_was_changed_in_between(
    amina: Amina, library: ContentLibrary
):
    code = await amina.writes()
    await amina.desk.move(code, Move.CLAIM, ADA, amina.at)
    release = library.release
    flows = {id_: replace(each, structure="next") for id_, each in release.flows.items()}
    catalogs = {code: library.catalog(code) for code in release.languages}
    changed = replace(release, id="next", flows=flows, archive={})
    await amina.starts(ContentLibrary(changed, catalogs))
    await amina.desk.move(code, Move.CLOSE, ADA, amina.at, Details(reason=Reason.OTHER))
    assert "How did you do this work?" in (await amina.says_so_far())[-1]
    await amina.presses("Paid work")
    assert "How did you" not in (await amina.says_so_far())[-1]


async def test_who_wrote_is_told_the_code_the_hours_and_the_place(amina: Amina):
    code = await amina.writes()
    sent, waiting, question = (await amina.says_so_far())[-3:]
    assert f"It is called {code}" in sent
    lines = [line for line in waiting.splitlines() if line]
    assert lines == [
        "Advisors read messages at these times (the time in Amsterdam):",
        "Monday to Friday: 09:00–17:00",
        "Advisors are there again on 30 November 2026 at 09:00.",
        "Nobody is before you in the queue.",
        "I cannot promise when an advisor answers you.",
    ]
    assert "How did you do this work?" in question
    await amina.says("/human")
    assert "Monday to Friday" in " ".join(await amina.says_so_far())


async def test_who_waits_too_long_is_told_once_whom_else_to_ask_in_their_country(amina: Amina):
    await amina.writes()
    await amina.says_so_far()
    amina.at += timedelta(days=6)
    await amina.clock.look()
    apology, offices = await amina.says_so_far()
    assert "I am sorry" in apology
    assert "VluchtelingenWerk" in offices
    amina.at += timedelta(days=3)
    await amina.clock.look()
    assert await amina.says_so_far() == []


async def test_what_is_counted_stays_when_everything_is_deleted(amina: Amina):
    code = await amina.writes()
    await amina.desk.move(code, Move.CLAIM, ADA, amina.at)
    await amina.desk.move(code, Move.CLOSE, ADA, amina.at, Details(reason=Reason.ANSWERED))
    await amina.presses("A little")
    await amina.says("/delete")
    await amina.presses("Yes")
    assert await amina.desk.open(code) is None
    assert amina.real is not None
    counts = await SqlDeskCounts(store=amina.real).read(FRIDAY.date(), FRIDAY.date())
    assert sorted((each.kind, each.topic, each.country, each.bucket) for each in counts) == [
        ("closed", "work", "nl", "answered"),
        ("helped", "work", "nl", "little"),
        ("opened", "work", "nl", ""),
    ]


async def test_who_takes_the_message_back_goes_on_with_the_profile(amina: Amina):
    code = await amina.writes()
    await amina.desk.move(code, Move.CLAIM, ADA, amina.at)
    await amina.desk.answer(code, ADA, "In which city?", amina.at, language="en")
    await amina.says("/human")
    await amina.presses("I do not need it")
    assert "How did you do this work?" in (await amina.says_so_far())[-1]
    person = await amina.real.load(amina.channel, amina.address) if amina.real else None
    assert person is not None
    assert session_from_json(person.session or {}).talk.live is None
