"""Files between a person on Telegram and the advisors, over HTTP, a real database and the real cleaning."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.core.media import Media, MediaKind, media_of
from bot.core.message import ChannelName
from bot.core.ticket import Move, Ticket
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.scrub.scrubber import Scrubber
from bot.service.bells import Bells
from bot.service.deliver import Deliverer
from bot.service.desk.desk import Desk
from bot.service.desk.recalling import Recalling
from bot.service.desk.sending_files import NOT_FETCHED, Given, SendingFiles
from bot.service.lanes import Lanes
from bot.service.pace import Pace
from bot.service.ports import KeptFile
from bot.service.receive import Receiver
from bot.service.ticket_values import KeptMessage
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from bot.telegram.answers import PressAnswers
from bot.telegram.channel import TelegramChannel
from bot.telegram.files import fetch
from bot.telegram.intake import UpdateIntake
from bot.telegram.polling import Polling, PollingSettings
from bot.testing import BotApi, Person
from bot.testing.methods.media import file_json
from tests.core.samples import NOW
from tests.memory import SampleLibrary
from tests.scrub.papers import MARK, jpeg, pdf
from tests.service.desk.test_desk import ADA
from tests.telegram.adapter import QUICK, api_of
from tests.telegram.test_channel import LIMITS


@dataclass(kw_only=True)
class Office:
    """A running Merit whose person has a ticket that Ada took."""

    samira: Person
    store: SqlStore
    sending: SendingFiles
    outlet: Deliverer
    code: str = field(default="")

    @property
    def desk(self) -> Desk:
        return self.sending.desk

    async def said(self) -> list[KeptMessage]:
        opened = await self.desk.open(self.code)
        assert opened is not None
        return list(opened.said)

    async def media(self) -> Media:
        media = media_of((await self.said())[-1].message.about)
        assert media is not None
        return media

    async def file(self) -> KeptFile | None:
        kept = await self.store.ticket(self.code)
        assert kept is not None
        return await self.store.file(kept.person_id, (await self.media()).file)

    async def delivered(self) -> None:
        """Wait until nothing is under way to anybody."""
        async with asyncio.timeout(10):
            while self.outlet._tasks:
                await asyncio.wait(self.outlet._tasks)


@pytest.fixture
async def stand_in() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@pytest.fixture
async def office(stand_in: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    sealer, library = KeySealer(new_keys(date(2026, 11, 27))), SampleLibrary()
    store = await open_store(str(tmp_path / "merit.sqlite3"), sealer)
    async with api_of(stand_in) as api:
        clock = asyncio.get_running_loop().time
        pace = Pace(per_second=0, contact_per_second=0, contact_burst=0)
        outlet = Deliverer(
            channel=TelegramChannel(api, LIMITS), store=store, monotonic=clock, pace=pace
        )
        cleaning = Scrubber(fetch={ChannelName.TELEGRAM: partial(fetch, api)}, megabytes=1)
        receiver = Receiver(
            store=store,
            library=library,
            sealer=sealer,
            bells=Bells(),
            lanes=Lanes(),
            hand=outlet.hand,
            now=lambda: NOW,
            files=cleaning,
        )
        desk = Desk(
            store=store,
            library=library,
            sealer=sealer,
            sent=lambda _person, queued: outlet.hand(queued),
        )
        answers = PressAnswers(api)
        polls = Polling(
            api,
            UpdateIntake(receiver),
            answers,
            PollingSettings(wait=5, settling=0.0, pauses=QUICK),
        )
        task = asyncio.create_task(polls.run())
        samira = stand_in.person("Samira", language_code="en")
        sending = SendingFiles(desk=desk, cleaning=cleaning)
        office = Office(samira=samira, store=store, sending=sending, outlet=outlet)
        for words in ("/main", "1", "1", "/human", "please help"):
            await samira.says(words)
        await stand_in.drained()
        (kept,) = await desk.queue()
        office.code = kept.ticket.code
        await desk.move(office.code, Move.CLAIM, ADA, NOW)
        yield office
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await outlet.stop(1)
        await answers.close()
    await store.close()


async def test_a_photo_reaches_the_advisors_without_what_it_says_about_place_and_time(
    stand_in: BotApi, office: Office
):
    await office.samira.sends_photo(jpeg(), caption="my diploma")
    await stand_in.drained()
    message = (await office.said())[-1].message
    media = await office.media()
    assert (message.text, media.kind, media.type) == ("my diploma", MediaKind.PHOTO, "image/jpeg")
    assert media.ref
    kept = await office.file()
    assert kept is not None
    assert MARK not in kept.content
    await office.samira.sees("It is deleted together with your messages")


async def test_of_an_album_each_part_is_a_message_and_one_is_confirmed(
    stand_in: BotApi, office: Office
):
    for number in range(4):
        stored = stand_in.world.files.add(
            folder="photos", name=f"{number}.jpg", mime_type="image/jpeg", content=jpeg()
        )
        await office.samira.sends(media_group_id="9", **file_json("photo", stored))
    await stand_in.drained()
    await office.delivered()
    assert [media_of(each.message.about) is not None for each in (await office.said())[-4:]] == [
        True
    ] * 4
    shown = [each.text or "" for each in office.samira.chat]
    assert sum("It is deleted together" in each for each in shown) == 1


async def test_a_voice_message_a_place_and_a_number_reach_them_too(
    stand_in: BotApi, office: Office
):
    await office.samira.sends_voice()
    await office.samira.sends_location(52.0907, 5.1214)
    await office.samira.sends_contact("31612345678")
    await stand_in.drained()
    voice, place, number = (media_of(each.message.about) for each in (await office.said())[-3:])
    assert voice is not None
    assert (voice.kind, bool(voice.ref), voice.file) == (MediaKind.VOICE, True, "")
    assert place == Media(kind=MediaKind.LOCATION, value="52.09,5.12")
    assert number == Media(kind=MediaKind.CONTACT, value="+31612345678")


async def test_of_what_is_too_large_the_person_is_told_the_limit(stand_in: BotApi, office: Office):
    before = len(await office.said())
    await office.samira.sends_document(b"x" * 1_000_001)
    await stand_in.drained()
    assert len(await office.said()) == before
    await office.samira.sees("at most 1 MB")


async def test_an_advisors_file_reaches_the_person_and_is_taken_back(office: Office):
    given = Given(content=pdf(), name="form.pdf", words="Fill this in.", language="en")
    assert isinstance(await office.sending.send(office.code, ADA, given, NOW), Ticket)
    await office.delivered()
    shown = await office.samira.sees("Fill this in.")
    assert shown.data["document"]["file_name"] == "form.pdf"
    line = (await office.said())[-1]
    assert isinstance(
        await Recalling(desk=office.desk).undo(office.code, line.nth, ADA, NOW), Ticket
    )
    await office.delivered()
    assert not any("document" in each.data for each in office.samira.chat)
    assert (await office.file()) is not None


async def test_a_file_from_the_group_is_fetched_and_sent_as_the_persons_own(
    stand_in: BotApi, office: Office
):
    stored = stand_in.world.files.add(
        folder="photos", name="a.jpg", mime_type="image/jpeg", content=jpeg()
    )
    given = Given(ref=stored.as_json()["file_id"], kind=MediaKind.PHOTO)
    assert isinstance(await office.sending.send(office.code, ADA, given, NOW), Ticket)
    await office.delivered()
    await office.samira.sees("sends you a file")
    unknown = Given(ref="not there", kind=MediaKind.PHOTO)
    assert await office.sending.send(office.code, ADA, unknown, NOW) == NOT_FETCHED
