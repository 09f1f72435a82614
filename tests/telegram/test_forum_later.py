"""What comes later is put right in the advisors' group: translations, arrivals, pauses, and words that must go."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.blocking import Cause
from bot.core.hours import always
from bot.core.media import Media, MediaKind, media_to_json
from bot.core.message import ChannelName, Edited, Words
from bot.core.team import Team
from bot.core.ticket import Actor, AdvisorId, Role, TeamId, Ticket
from bot.core.ticket_message import By, Rendering, Side, TicketMessage
from bot.service.desk.blocking import Blockings
from bot.service.desk.desk import Deed, Signed
from bot.service.desk.interpreting import Interpreting
from bot.service.desk.recalling import Recalling
from bot.service.desk.renderings import keep_renderings
from bot.service.desk.sending_files import SendingFiles
from bot.service.desk.writing import Put, Writing, Written
from bot.service.ports import DeliveryUnit
from bot.service.ticket_values import DeliveryState, KeptMessage
from bot.store.teams import SqlTeams
from bot.telegram.desk_place import Place, place_to_text
from bot.testing import BotApi as StandIn
from bot.testing import Person, Refused
from tests.core.form import RELEASE as WITH_DANGER
from tests.core.samples import NOW
from tests.memory import SampleLibrary
from tests.service.desk.test_desk import ADA
from tests.telegram.forum_room import ForumRoom, forum_room, plain

LEAD = Signed(actor=Actor(role=Role.LEAD, id=AdvisorId("bo")), name="Bo")
BY_MACHINE = "In English, translated by a machine"
BY_INTERPRETER = "In English, translated by an interpreter"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ForumRoom]:
    """A group with nothing in it."""
    async with StandIn() as stand_in, forum_room(tmp_path, stand_in) as room:
        yield room


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[tuple[ForumRoom, Person]]:
    """The private chat of a volunteer who works alone."""
    async with StandIn() as stand_in, forum_room(tmp_path, stand_in) as room:
        volunteer = stand_in.person("Noor")
        await volunteer.says("/start")
        room.starts(group=volunteer.chat_id)
        yield room, volunteer


async def last(room: ForumRoom, code: str) -> KeptMessage:
    opened = await room.desk.open(code)
    assert opened is not None
    return opened.said[-1]


async def translates(
    room: ForumRoom, code: str, text: str, by: By = By.MACHINE, language: str = "en"
) -> None:
    """Keep a translation of the latest message."""
    said = await last(room, code)
    made = {said.nth: (said.message.text, Rendering(text=text, language=language, by=by))}
    assert isinstance(await keep_renderings(room.desk, code, made, NOW), Ticket)
    await room.settles()


async def lines(room: ForumRoom, code: str) -> list[str]:
    return (await room.topic(code))[-1].split("\n\n")


async def is_quiet(room: ForumRoom) -> bool:
    """Whether nothing more is asked of Telegram."""
    before = len(room.calls())
    await room.looks()
    room.starts()
    await room.settles()
    return len(room.calls()) == before


async def test_a_translation_that_comes_later_stands_under_the_words_and_says_whose_it_is(
    room: ForumRoom,
):
    somebody, code = await room.taken()
    await somebody.says("من کمک می‌خواهم")
    await room.settles()
    await translates(room, code, "I want help", language="nl")
    assert await lines(room, code) == ["💬 The person:", "من کمک می‌خواهم"]
    await translates(room, code, "I wish help")
    assert await lines(room, code) == [
        "💬 The person:", "من کمک می‌خواهم", BY_MACHINE, "I wish help",
    ]  # fmt: skip
    await translates(room, code, "I need help", By.INTERPRETER)
    assert await lines(room, code) == [
        "💬 The person:", "من کمک می‌خواهم", BY_INTERPRETER, "I need help",
    ]  # fmt: skip
    assert await is_quiet(room)


async def test_a_translation_that_is_there_first_is_posted_with_the_words(room: ForumRoom):
    somebody, code = await room.taken()
    await somebody.says("سلام")
    said = await last(room, code)
    made = {said.nth: ("سلام", Rendering(text="Hello", language="en", by=By.MACHINE))}
    await keep_renderings(room.desk, code, made, NOW)
    await room.settles()
    assert await lines(room, code) == ["💬 The person:", "سلام", BY_MACHINE, "Hello"]
    assert await is_quiet(room)


async def test_a_translation_goes_when_the_words_are_changed_and_a_long_one_needs_more_messages(
    room: ForumRoom,
):
    somebody, code = await room.taken()
    await somebody.gives(Words(text="سلام", ref="77"))
    await room.settles()
    await translates(room, code, "Hello")
    await somebody.gives(Edited(ref="77", text="کمک"))
    await room.settles()
    assert (await lines(room, code))[:2] == ["💬 The person:", "کمک"]
    assert BY_MACHINE not in await lines(room, code)
    await translates(room, code, "help " * 1000)
    *_, first, added = await room.topic(code)
    assert BY_MACHINE in first
    assert added.startswith("help")
    assert await is_quiet(room)


async def test_what_an_advisor_wrote_in_the_topic_is_left_alone_when_it_is_translated(
    room: ForumRoom,
):
    _, code = await room.taken(channel=ChannelName.WEB)
    await room.settles()
    owner = await room.group.joins(room.stand_in.person("Ada"))
    own = await owner.says("Kom maandag.", topic=(await room.place(code)).thread)
    written = Written(body=own.text, source=f"{room.group.chat_id}/{own.id}", language="nl")
    async with room.topics.lock(code):
        put = await Writing(desk=room.desk, files=SendingFiles(desk=room.desk)).answer(
            code, ADA, written, NOW
        )
        assert isinstance(put, Put)
        await room.topics.change(code, lambda each: each.with_post(own.id, put.nth))
    await room.settles()
    before = await room.topic(code)
    await translates(room, code, "Come on Monday.")
    assert await room.topic(code) == before
    assert await is_quiet(room)


async def test_words_under_a_photo_are_translated_under_it(room: ForumRoom):
    _, code = await room.taken()
    stored = room.stand_in.world.files.add(
        folder="photos", name="x.jpg", mime_type="image/jpeg", content=b"x"
    )
    media = {"media": media_to_json(Media(kind=MediaKind.PHOTO, ref=stored.id))}
    message = TicketMessage(side=Side.PERSON, at=1, text="نامه", about=media)
    assert isinstance(await room.desk.act(code, ADA, NOW, Deed(message=message)), Ticket)
    await room.settles()
    await translates(room, code, "a letter")
    assert await lines(room, code) == ["💬 The person:", "نامه", BY_MACHINE, "a letter"]
    assert room.stand_in.calls("editMessageCaption")


async def test_interpreters_and_what_becomes_of_waiting_words_are_told_in_the_topic(
    room: ForumRoom,
):
    _, code = await room.taken()
    interpreting = Interpreting(desk=room.desk)
    await interpreting.ask(code, ADA, "nl", NOW)
    await room.settles()
    assert await lines(room, code) == ["ℹ️ An interpreter was asked for"]
    await interpreting.wait(code, ADA, "Come on Monday.", "nl", NOW)
    await room.settles()
    waits = "Waits for an interpreter. It goes to the person when it is translated."
    assert await lines(room, code) == ["📝 Note of Ada:", "Come on Monday.", waits]
    nth = (await last(room, code)).nth
    await interpreting.drop(code, nth, ADA, NOW)
    await room.settles()
    assert await lines(room, code) == ["📝 Note of Ada:", "Come on Monday.", "It was not sent."]
    await interpreting.stop(code, ADA, NOW)
    await room.settles()
    assert await lines(room, code) == ["ℹ️ No interpreter is needed any more"]
    assert await is_quiet(room)


@pytest.mark.parametrize("deleted", [False, True])
async def test_of_what_waited_for_the_person_the_line_says_at_last_that_it_arrived(
    room: ForumRoom, deleted: bool
):
    _, code = await room.taken()
    await room.answers(code, "Come on Monday.")
    await room.settles()
    await delivers(room, code, DeliveryState.BLOCKED, "blocked")
    assert (await lines(room, code))[0].startswith("⚠️ This did not reach the person: they blocked")
    if deleted:
        number = room.group.in_topic((await room.place(code)).thread)[-1].id
        room.group.place.delete(room.group.place.messages[number])
    await delivers(room, code, DeliveryState.BLOCKED, "deactivated")
    await delivers(room, code, DeliveryState.QUEUED, "")
    before = await room.topic(code)
    if not deleted:
        assert "their Telegram account does not exist any more." in before[-1]
    await delivers(room, code, None, "")
    after = await room.topic(code)
    assert len(before) == len(after)
    assert (after[-1] == "✅ This has reached the person now.") is not deleted
    assert await is_quiet(room)


async def delivers(room: ForumRoom, code: str, state: DeliveryState | None, reason: str) -> None:
    """Let what was sent last be so far; None when it arrived."""
    kept = await room.store.ticket(code)
    assert kept is not None
    number = (await last(room, code)).sequence
    assert number is not None
    unit = DeliveryUnit(person_id=kept.person_id, sequence=number, state=state, reason=reason)
    if state is None:
        unit = DeliveryUnit(person_id=kept.person_id, sent=(number,))
    await room.store.commit(unit)
    await room.looks()


async def test_a_pause_stands_on_the_card_until_it_ends_by_the_clock_of_the_team(room: ForumRoom):
    zone = ZoneInfo("Europe/Amsterdam")
    team = Team(id=TeamId("a"), name="A", hours=replace(always(), zone=zone))
    await SqlTeams(store=room.store, regions=frozenset()).put(team)
    _, code = await room.taken()
    blockings = Blockings(desk=room.desk)
    end = NOW + timedelta(hours=1)
    assert isinstance(await blockings.pause(code, ADA, Cause.INSULTS, end, NOW), Ticket)
    await room.settles()
    card = (await room.topic(code))[0]
    assert "Paused until 2026-11-23, 14:00. Insults." in card
    await blockings.propose(code, ADA, Cause.THREATS, NOW + timedelta(days=7), NOW)
    await room.settles()
    assert "Ada proposes a block until" in (await room.topic(code))[0]
    room.at += 3600
    await room.looks()
    assert "Paused" not in (await room.topic(code))[0]
    await blockings.agree(code, LEAD, NOW)
    await room.settles()
    card = (await room.topic(code))[0]
    assert "Blocked until 2026-11-30, 13:00. Threats. Proposed by Ada, agreed by Bo." in card


async def test_a_ticket_that_may_be_about_a_danger_leaves_the_topic_and_has_a_new_one(
    room: ForumRoom,
):
    room.starts(card_topics=frozenset({"danger"}))
    somebody, code = await room.taken()
    somebody.receiver = replace(somebody.receiver, library=SampleLibrary(WITH_DANGER))
    await room.settles()
    before = (await room.place(code)).thread
    await somebody.says("he beats me")
    await room.settles()
    place = await room.place(code)
    assert before not in room.group.topics
    assert list(room.group.topics) == [place.thread]
    card, why, *calls = await room.topic(code)
    assert "Urgent" in card
    assert why == "Only the card of this ticket stands here now. You find the rest at the web desk."
    assert set(calls) <= {"💬 The person wrote. Read it at the web desk."}
    assert len(room.general()) == 1
    assert not [each for each in room.group.chat if "please help" in each.text]
    assert await room.places.removals() == []
    assert await is_quiet(room)
    await somebody.says("are you there?")
    await room.settles()
    assert (await room.topic(code))[-1] == "💬 The person wrote. Read it at the web desk."
    assert (await room.place(code)).thread == place.thread


async def test_after_a_stricter_setting_words_go_from_open_and_closed_tickets(room: ForumRoom):
    _, code = await room.taken()
    _, closed = await room.taken()
    await room.settles()
    await room.closes(closed)
    await room.settles()
    assert (await room.place(closed)).done
    room.starts(mode="card")
    await room.settles()
    assert len(room.group.topics) == 1
    assert len(await room.topic(code)) == 2
    assert (await room.place(closed)).done
    assert len(room.general()) == 2
    assert not [each for each in room.group.chat if "please help" in each.text]
    assert await is_quiet(room)


async def test_after_a_milder_setting_the_topic_stays_and_new_words_stand_in_it(room: ForumRoom):
    room.starts(mode="card")
    somebody, code = await room.taken()
    await room.settles()
    thread = (await room.place(code)).thread
    assert (await room.place(code)).bare
    room.starts(mode="full")
    await somebody.says("are you there?")
    await room.settles()
    place = await room.place(code)
    assert (place.thread, place.bare) == (thread, False)
    assert "are you there?" in (await room.topic(code))[-1]
    room.starts(mode="card")
    await room.settles()
    assert (await room.place(code)).thread != thread


async def test_a_place_kept_by_an_earlier_merit_counts_as_one_with_words(room: ForumRoom):
    room.starts(mode="card")
    _, code = await room.taken()
    await room.settles()
    thread = (await room.place(code)).thread
    kept = await room.store.ticket(code)
    assert kept is not None
    old = Place(chat=room.group.chat_id, thread=thread, card=(await room.place(code)).card)
    for place, stays in ((old, True), (old.with_post(5, 1), False)):
        await room.places.keep(kept.person_id, kept.ticket.number, place_to_text(place))
        await room.looks()
        assert (thread in room.group.topics) is stays


async def test_for_a_volunteer_alone_each_message_goes_when_words_may_not_stand_there(
    alone: tuple[ForumRoom, Person],
):
    room, volunteer = alone
    _, code = await room.taken(channel=ChannelName.WEB)
    await room.answers(code, "Come on Monday.")
    await room.settles()
    await Recalling(desk=room.desk).change(
        code, (await last(room, code)).nth, ADA, "On Tuesday.", NOW
    )
    await room.settles()
    room.starts(mode="card")
    await room.settles()
    card, why = [plain(each) for each in volunteer.chat if each.by_bot]
    assert card.startswith("💬")
    assert why.startswith("Only the card of this ticket stands here now.")
    await room.closes(code)
    await room.settles()
    assert await is_quiet(room)


async def test_for_a_volunteer_alone_lines_about_messages_go_with_them(
    alone: tuple[ForumRoom, Person],
):
    room, volunteer = alone
    _, code = await room.taken()
    await room.answers(code, "Come on Monday.")
    await room.settles()
    await delivers(room, code, DeliveryState.DEAD, "text_too_long")
    assert "it is too long" in plain([each for each in volunteer.chat if each.by_bot][-1])
    await room.closes(code)
    await room.settles()
    room.starts(mode="card")
    await room.settles()
    assert [each for each in volunteer.chat if each.by_bot] == []
    assert (await room.place(code)).done


async def test_words_that_could_not_be_removed_yet_are_removed_later(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    thread = (await room.place(code)).thread
    fault = Refused(status=400, description="Bad Request: not enough rights to delete the topic")
    room.stand_in.fail(fault, "deleteForumTopic", times=1)
    room.starts(mode="card")
    for _ in range(10):
        await room.steps()
    assert thread in room.group.topics
    await room.settles()
    assert thread not in room.group.topics
