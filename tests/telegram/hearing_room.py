"""Advisors who write and press in their group at the Bot API stand-in: what they do comes to a real desk."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.core.entry import SavedReply
from bot.core.message import ChannelName, InboundMessage
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.render import without_bidi_controls
from bot.core.text import Text
from bot.core.ticket import AdvisorId, Ticket
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.asking import Asking
from bot.service.desk.leaving import Leaving
from bot.service.desk.members import AccountMembers
from bot.service.desk.recalling import Recalling
from bot.service.desk.sending_files import Cleaning, SendingFiles
from bot.service.desk.sessions import Known
from bot.service.desk.writing import Writing
from bot.service.ports import DeliveryUnit
from bot.service.ticket_values import KeptMessage
from bot.telegram.answers import PressAnswers
from bot.telegram.desk_door import Door
from bot.telegram.desk_ear import Ear
from bot.telegram.desk_look import Looks
from bot.telegram.desk_reminding import Reminding
from bot.telegram.desk_room import Room
from bot.telegram.forum import Forum, ForumParts
from bot.telegram.inbound import ALLOWED_UPDATES
from bot.telegram.intake import UpdateIntake
from bot.testing import BotApi as StandIn
from bot.testing import Person, ShownMessage
from tests.core.samples import NOW, RELEASE
from tests.memory import PlainSealer, SampleLibrary
from tests.office import Office
from tests.telegram.adapter import PaperIntake
from tests.telegram.forum_room import ForumRoom, forum_room, plain

REPLIES = {
    each.id: each
    for each in (
        SavedReply(
            id="received",
            title=Text(place="replies/received/title", source="We have your letter"),
            text=Text(place="replies/received/text", source="Your letter is here."),
            owner="x",
        ),
        SavedReply(
            id="appointment",
            title=Text(place="replies/appointment/title", source="An appointment"),
            text=Text(place="replies/appointment/text", source="Come on {day} to {where}."),
            owner="x",
            slots={"day": "date", "where": "place"},
        ),
    )
}
CARDS = {
    "children": QuestionCard(
        id="children",
        title=Text(place="cards/children/title", source="Children"),
        ask=Text(place="cards/children/ask", source="Do you have children?"),
        answer=CardAnswer.YES_NO,
        owner="x",
    )
}
DESK = "https://merit.example.org/desk"


@dataclass(slots=True, kw_only=True)
class Seat:
    """An advisor: their account, their private chat with the bot, and their seat in the group."""

    known: Known
    alone: Person
    there: Person

    @property
    def id(self) -> AdvisorId:
        return self.known.advisor.id


@dataclass(slots=True, kw_only=True)
class HearingRoom:
    """A group with a Forum and an Ear; nothing in it happens by itself."""

    base: ForumRoom
    office: Office
    library: SampleLibrary = field(
        default_factory=lambda: SampleLibrary(replace(RELEASE, replies=REPLIES, cards=CARDS))
    )
    persons: PaperIntake = field(default_factory=PaperIntake)
    offset: int = 0
    cleaning: Cleaning | None = None
    room: Room = field(init=False)
    ear: Ear = field(init=False)
    reminding: Reminding = field(init=False)
    intake: UpdateIntake = field(init=False)
    toasts: PressAnswers = field(init=False)

    def __post_init__(self) -> None:
        self.starts()

    def starts(self, **changes: Any) -> None:
        """Begin with new parts, as after a restart."""
        base, office = self.base, self.office
        base.starts(**changes)
        base.desk = replace(base.desk, library=self.library)
        colleagues = AccountMembers(accounts=office.accounts)
        looks = Looks(base.settings, self.library, PlainSealer(), lambda: NOW)
        base.forum = Forum(
            ForumParts(
                desk=base.desk,
                places=base.places,
                topics=base.topics,
                members=colleagues,
                looks=looks,
                api=base.api,
                monotonic=lambda: base.at,
            )
        )
        self.toasts = PressAnswers(base.api)
        self.room = Room(
            looks=looks,
            library=self.library,
            sealer=PlainSealer(),
            desk=base.desk,
            writing=Writing(
                desk=base.desk, files=SendingFiles(desk=base.desk, cleaning=self.cleaning)
            ),
            recalling=Recalling(desk=base.desk),
            asking=Asking(desk=base.desk),
            colleagues=colleagues,
            audit=office.audit,
            topics=base.topics,
            voice=base.forum,
            toasts=self.toasts,
            now=office.now,
        )
        self.reminding = Reminding(room=self.room)
        leaving = Leaving(
            desk=base.desk,
            colleagues=colleagues,
            audit=office.audit,
            now=office.now,
            told=self.reminding.released,
        )
        door = Door(
            api=base.api,
            entering=office.entering,
            own=office.own,
            library=self.library,
            address=DESK,
        )
        self.ear = Ear(door=door, room=self.room, leaving=leaving)
        self.intake = UpdateIntake(self.persons, self.ear)

    async def employs(self, name: str, role: DeskRole = DeskRole.ADVISOR) -> Seat:
        """Somebody with an account, linked to Telegram, in the group."""
        known = await self.office.employed(role, name)
        alone = self.base.stand_in.person(name)
        await self.office.linked(known, str(alone.user.id))
        return Seat(known=known, alone=alone, there=await self.base.group.joins(alone))

    async def hears(self) -> None:
        """Take every update that waits, and let everything it leads to happen."""
        updates = await self.waiting()
        for update in updates:
            await self.intake.take(update)
        await asyncio.gather(*self.toasts._tasks)
        await self.base.settles()

    async def waiting(self) -> list[dict[str, Any]]:
        """The updates that wait, which are confirmed now."""
        asked = {"timeout": 0, "allowed_updates": ALLOWED_UPDATES, "offset": self.offset}
        updates: list[dict[str, Any]] = await self.base.api.call("getUpdates", asked)
        self.offset = max([self.offset, *(each["update_id"] + 1 for each in updates)])
        return updates

    async def presses(self, who: Person, label: str, on: ShownMessage | None = None) -> str:
        """What somebody is told for a moment after pressing a button."""
        id_ = await who.taps(label, on=on)
        await self.hears()
        answer = self.base.stand_in.bot.queries[id_].answer
        assert answer is not None
        return without_bidi_controls(answer.text)

    async def writes(
        self, who: Person, code: str, words: str, *, to: ShownMessage | None = None
    ) -> ShownMessage:
        """What somebody writes into the topic of a ticket."""
        thread = (await self.base.place(code)).thread
        message = await who.says(words, topic=thread, reply_to=to)
        await self.hears()
        return message

    async def shown(self, code: str, part: str) -> ShownMessage:
        """The newest message of the topic with these words in it."""
        thread = (await self.base.place(code)).thread
        found = [each for each in self.base.group.in_topic(thread) if part in plain(each)]
        assert found, (part, await self.base.topic(code))
        return found[-1]

    async def lines(self, code: str) -> list[str]:
        """What Merit said in the topic, without card and messages of the person."""
        thread = (await self.base.place(code)).thread
        card = (await self.base.place(code)).card
        return [
            plain(each)
            for each in self.base.group.in_topic(thread)
            if each.text
            and each.data["from"]["is_bot"]
            and each.id != card
            and not plain(each).startswith("💬")
        ]

    async def ticket(self, code: str) -> Ticket:
        kept = await self.base.store.ticket(code)
        assert kept is not None
        return kept.ticket

    async def said(self, code: str) -> list[KeptMessage]:
        opened = await self.base.desk.open(code)
        assert opened is not None
        return list(opened.said)

    async def words(self, code: str) -> list[tuple[str, str]]:
        """Whose words are in the ticket, in order."""
        return [
            (each.message.side.value, each.message.text)
            for each in await self.said(code)
            if each.message.text or "place" in each.message.about
        ]

    async def outbox(self) -> list[str]:
        """What waits to go to people."""
        channel = ChannelName.TELEGRAM
        return [
            without_bidi_controls(each.outgoing.message.text)
            async for each in self.base.store.queued(channel)
        ]

    async def delivers(self, code: str) -> None:
        """Everything that waits for the person of a ticket arrives."""
        kept = await self.base.store.ticket(code)
        assert kept is not None
        waiting = [each async for each in self.base.store.queued(ChannelName.TELEGRAM)]
        numbers = [each.outgoing.sequence for each in waiting if each.person_id == kept.person_id]
        refs = tuple((number, str(1000 + number)) for number in numbers)
        unit = DeliveryUnit(person_id=kept.person_id, sent=tuple(numbers), refs=refs)
        await self.base.store.commit(unit)

    async def deeds(self, who: Seat) -> list[tuple[str, str]]:
        """What the audit trail says an advisor did to tickets here."""
        return [
            (entry.deed, entry.code)
            for entry in await self.office.trail()
            if entry.who == who.id and entry.about == "telegram"
        ]

    async def leaves_the_desk(self, who: Seat) -> None:
        await self.office.staff.deactivate(OPERATOR, who.id)

    def inbound(self) -> list[InboundMessage]:
        return self.persons.received


@asynccontextmanager
async def hearing_room(folder: Path, **changes: Any) -> AsyncIterator[HearingRoom]:
    """A group with nobody in it yet."""
    async with StandIn() as stand_in, forum_room(folder, stand_in, **changes) as base:
        room = HearingRoom(base=base, office=Office(store=base.store, at=NOW))
        yield room
        await room.toasts.close()
