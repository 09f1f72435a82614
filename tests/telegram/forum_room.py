"""An advisors' group at the Bot API stand-in, a real store, and people who write; time is moved by hand."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.message import ChannelName
from bot.core.render import without_bidi_controls
from bot.core.ticket import AdvisorId, Move, Ticket
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.service.desk.advisor import Advisor
from bot.service.desk.desk import Desk, Opened, Signed
from bot.service.desk.place_ports import Places
from bot.service.ports import EraseUnit
from bot.store.desk_places import SqlPlaces
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from bot.store.teams import SqlTeams
from bot.telegram.api import BotApi
from bot.telegram.desk_look import ForumSettings, Look, Looks, Names
from bot.telegram.desk_place import Place, place_from_text
from bot.telegram.desk_topics import Topics
from bot.telegram.forum import LOOK, Forum, ForumParts
from bot.testing import BotApi as StandIn
from bot.testing import Group
from bot.testing.shown import ShownMessage
from tests.core.samples import NOW
from tests.memory import PlainSealer, SampleLibrary
from tests.service.desk.test_desk import ADA, CLOSE
from tests.service.test_receive import Somebody
from tests.telegram.adapter import api_of

FAR = 4 * 3600.0
"""Seconds after which nothing may still be behind."""


class Staff:
    """Members who have names."""

    async def who(self, user: int) -> Advisor | None:
        return None

    async def name(self, advisor_id: AdvisorId) -> str:
        return {"ada": "Ada", "bo": "Bo"}.get(advisor_id, "")


class Unsure(Looks):
    """Looks of a group where one ticket is damaged, or none."""

    def __init__(self, settings: ForumSettings, damaged: str, now: Callable[[], datetime]) -> None:
        super().__init__(settings, SampleLibrary(), PlainSealer(), now)
        self.damaged = damaged

    def look(self, opened: Opened, place: Place, names: Names) -> Look:
        """Return how a ticket looks, or fail."""
        if opened.kept.ticket.code == self.damaged:
            raise ZeroDivisionError
        return super().look(opened, place, names)


@dataclass(slots=True)
class ForumRoom:
    """Everything around one Forum."""

    stand_in: StandIn
    store: SqlStore
    api: BotApi
    group: Group
    settings: ForumSettings
    forum: Forum = field(init=False)
    topics: Topics = field(init=False)
    desk: Desk = field(init=False)
    places: Places = field(init=False)
    at: float = 0.0
    people: int = 0

    def __post_init__(self) -> None:
        self.places = SqlPlaces(store=self.store, face="forum")
        self.starts()

    def starts(self, *, damaged: str = "", **changes: Any) -> None:
        """Begin with a new Forum, as after a restart; it cannot make out the ticket `damaged`."""
        settings = ForumSettings(**{**_fields(self.settings), **changes})
        self.settings = settings
        self.topics = Topics(self.places, settings.group)
        self.desk = Desk(
            store=self.store,
            library=SampleLibrary(),
            sealer=PlainSealer(),
            changed=self.changed,
        )
        self.forum = Forum(
            ForumParts(
                desk=self.desk,
                places=self.places,
                topics=self.topics,
                members=Staff(),
                looks=Unsure(settings, damaged, self.now),
                api=self.api,
                monotonic=lambda: self.at,
                teams=SqlTeams(store=self.store, regions=frozenset()),
            )
        )

    def now(self) -> datetime:
        """The clock on the wall."""
        return NOW + timedelta(seconds=self.at)

    def changed(self, ticket: Ticket | None) -> None:
        """Tell the Forum there is now."""
        self.forum.changed(ticket)

    async def settles(self, *, most: float = FAR) -> float:
        """Let the forum work until nothing is behind; return the seconds it took."""
        began = self.at
        while (wait := await self.forum.step(self.at)) == 0.0 or self.forum.behind:
            self.at += wait
            if self.at - began > most:
                raise AssertionError(f"{self.forum.behind} are still behind")
        return self.at - began

    async def steps(self) -> bool:
        """Take one step, and the pause behind it; whether it was no pause."""
        wait = await self.forum.step(self.at)
        self.at += wait
        return wait == 0.0

    async def looks(self) -> None:
        """Let the next look around come, and settle."""
        self.at += LOOK
        await self.settles()

    async def somebody(
        self, *words: str, channel: ChannelName = ChannelName.TELEGRAM
    ) -> tuple[Somebody, str]:
        """A person who asked the advisors for help, and the code of their ticket."""
        self.people += 1
        before = {kept.ticket.code for kept in await self.desk.queue()}
        somebody = Somebody(channel=channel, address=str(100 + self.people))
        somebody.store = self.store  # type: ignore[assignment]
        somebody.__post_init__()
        somebody.receiver = replace(somebody.receiver, changed=self.changed)
        for each in ("/main", "1", "1", "/human", *(words or ("please help",))):
            await somebody.says(each)
        (code,) = {kept.ticket.code for kept in await self.desk.queue()} - before
        return somebody, code

    async def taken(self, by: Signed = ADA, **at: Any) -> tuple[Somebody, str]:
        """The same, with an advisor who has it."""
        somebody, code = await self.somebody(**at)
        assert isinstance(await self.desk.move(code, Move.CLAIM, by, NOW), Ticket)
        return somebody, code

    async def closes(self, code: str) -> None:
        assert isinstance(await self.desk.move(code, Move.CLOSE, ADA, NOW, CLOSE), Ticket)

    async def answers(self, code: str, words: str) -> None:
        assert isinstance(await self.desk.answer(code, ADA, words, NOW, language="en"), Ticket)

    async def erases(self, code: str) -> None:
        """Delete everything of the person, as /delete does."""
        kept = await self.store.ticket(code)
        assert kept is not None
        person = await self.store.person(kept.person_id)
        assert person is not None
        await self.store.commit(EraseUnit(person=person))
        self.forum.changed(None)

    async def place(self, code: str) -> Place:
        kept = await self.store.ticket(code)
        assert kept is not None
        text = await self.places.place(kept.person_id, kept.ticket.number)
        return place_from_text(text) or Place()

    async def topic(self, code: str) -> list[str]:
        """What stands in the topic of a ticket, the card first."""
        thread = (await self.place(code)).thread
        return [plain(each) for each in self.group.in_topic(thread) if each.text]

    def general(self) -> list[str]:
        """What stands in General."""
        return [plain(each) for each in self.group.chat if each.topic is None and each.text]

    def calls(self) -> list[str]:
        return [call.method for call in self.stand_in.calls()]


def plain(message: ShownMessage) -> str:
    return without_bidi_controls(message.text)


@asynccontextmanager
async def forum_room(folder: Path, stand_in: StandIn, **changes: Any) -> AsyncIterator[ForumRoom]:
    """A group called Advisors with nothing in it."""
    sealer = KeySealer(new_keys(date(2026, 11, 23)))
    store = await open_store(str(folder / "merit.sqlite3"), sealer)
    group = stand_in.group("Advisors")
    settings = ForumSettings(**{"group": group.chat_id, **changes})
    async with api_of(stand_in) as api:
        yield ForumRoom(stand_in, store, api, group, settings)
    await store.close()


def _fields(settings: ForumSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in ForumSettings.__slots__}
