"""What became of messages in the advisors' group: edited, taken back, not delivered, with files; and a desk of one."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.media import Media, MediaKind, media_to_json
from bot.core.message import ChannelName, Edited, Words
from bot.core.ticket import Move, Refusal, Ticket
from bot.core.ticket_message import Side, TicketMessage
from bot.service.desk.desk import Brought, Deed
from bot.service.desk.recalling import Recalling
from bot.service.desk.sending_files import SendingFiles
from bot.service.desk.writing import Put, Writing, Written
from bot.service.ports import DeliveryUnit
from bot.service.ticket_values import DeliveryState, KeptMessage
from bot.telegram.forum import LOOK
from bot.testing import BotApi as StandIn
from bot.testing import Person, Refused
from bot.testing.shown import ShownMessage
from tests.core.samples import NOW
from tests.service.desk.test_desk import ADA
from tests.telegram.forum_room import ForumRoom, forum_room, plain


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ForumRoom]:
    """A group with nothing in it."""
    async with StandIn() as stand_in, forum_room(tmp_path, stand_in) as room:
        room.starts(desk_url="https://x.example/desk")
        yield room


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[tuple[ForumRoom, Person]]:
    """The private chat of a volunteer who works alone."""
    async with StandIn() as stand_in, forum_room(tmp_path, stand_in) as room:
        volunteer = stand_in.person("Noor")
        await volunteer.says("/start")
        room.starts(group=volunteer.chat_id)
        yield room, volunteer


async def posts(room: ForumRoom, code: str) -> list[ShownMessage]:
    """What stands under the card."""
    place = await room.place(code)
    return [each for each in room.group.in_topic(place.thread) if each.by_bot and each.text][1:]


async def bodies(room: ForumRoom, code: str) -> list[str]:
    return [plain(each).partition("\n\n")[2] for each in await posts(room, code)]


async def last(room: ForumRoom, code: str) -> KeptMessage:
    opened = await room.desk.open(code)
    assert opened is not None
    return opened.said[-1]


async def sends(room: ForumRoom, code: str, media: Media, words: str = "", **changes: Any) -> None:
    """Let the person send something that is no text."""
    message = TicketMessage(
        side=changes.get("side", Side.PERSON),
        at=1,
        text=words,
        about={"media": media_to_json(media)},
        by=changes.get("by", ""),
    )
    assert isinstance(await room.desk.act(code, ADA, NOW, Deed(message=message)), Ticket)
    await room.settles()


async def test_what_the_person_edits_is_edited_in_the_topic_and_says_so(room: ForumRoom):
    somebody, code = await room.taken()
    await somebody.gives(Words(text="On Monday.", ref="77"))
    await room.settles()
    await somebody.gives(Edited(ref="77", text="On Tuesday."))
    await room.settles()
    await somebody.gives(Edited(ref="77", text="On Wednesday."))
    await room.settles()
    note = "(edited; the web desk shows what it was before)"
    assert await bodies(room, code) == ["please help", f"On Wednesday.\n\n{note}"]
    before = len(room.calls())
    await room.looks()
    assert len(room.calls()) == before


async def test_an_edit_that_is_longer_or_shorter_fills_as_many_messages_as_it_needs(
    room: ForumRoom,
):
    somebody, code = await room.taken()
    await somebody.gives(Words(text="short", ref="77"))
    await somebody.says("behind it")
    await room.settles()
    await somebody.gives(Edited(ref="77", text="long " * 1000))
    await room.settles()
    first, *_, added = (await posts(room, code))[1:]
    assert plain(first).startswith("💬 The person:\n\nlong")
    assert added.answers == first.id
    await somebody.gives(Edited(ref="77", text="short again"))
    await room.settles()
    assert "short again" in (await bodies(room, code))[1]
    assert plain((await posts(room, code))[-1]) == "…"


async def test_an_edit_of_what_somebody_deleted_in_the_topic_is_left_alone(room: ForumRoom):
    somebody, code = await room.taken()
    await somebody.gives(Words(text="On Monday.", ref="77"))
    await room.settles()
    number = (await posts(room, code))[-1].id
    room.group.place.delete(room.group.place.messages[number])
    await somebody.gives(Edited(ref="77", text="On Tuesday."))
    await room.settles()
    assert await bodies(room, code) == ["please help"]


async def test_what_an_advisor_changes_at_the_web_desk_or_takes_back_is_so_in_the_topic(
    room: ForumRoom,
):
    _, code = await room.taken(channel=ChannelName.WEB)
    await room.answers(code, "Come on Monday.")
    await room.settles()
    nth = (await last(room, code)).nth
    recalling = Recalling(desk=room.desk)
    assert not isinstance(await recalling.change(code, nth, ADA, "On Tuesday.", NOW), Refusal)
    await room.settles()
    assert (await bodies(room, code))[-1].startswith("On Tuesday.\n\n(edited;")
    assert not isinstance(await recalling.undo(code, nth, ADA, NOW), Refusal)
    await room.settles()
    assert (await bodies(room, code))[-1] == "This was taken back."


async def test_of_what_an_advisor_wrote_in_the_topic_a_line_says_that_it_was_changed_elsewhere(
    room: ForumRoom,
):
    _, code = await room.taken(channel=ChannelName.WEB)
    await room.settles()
    place = await room.place(code)
    owner = await room.group.joins(room.stand_in.person("Ada"))
    own = await owner.says("Come on Monday.", topic=place.thread)
    written = Written(body=own.text, source=f"{room.group.chat_id}/{own.id}", language="en")
    async with room.topics.lock(code):
        put = await Writing(desk=room.desk, files=SendingFiles(desk=room.desk)).answer(
            code, ADA, written, NOW
        )
        assert isinstance(put, Put)
        await room.topics.change(code, lambda each: each.with_post(own.id, put.nth))
    await room.settles()
    assert await bodies(room, code) == ["please help"]
    recalling = Recalling(desk=room.desk)
    assert not isinstance(await recalling.change(code, put.nth, ADA, "On Tuesday.", NOW), Refusal)
    await room.settles()
    line = (await posts(room, code))[-1]
    assert line.answers == own.id
    assert plain(line).split("\n\n") == [
        "This was changed at the web desk. The person reads now:",
        "On Tuesday.",
    ]
    before = len(room.calls())
    await room.looks()
    assert len(room.calls()) == before


@pytest.mark.parametrize(
    ("state", "reason", "line"),
    [
        (DeliveryState.BLOCKED, "blocked", "they blocked the bot. It is kept"),
        (DeliveryState.BLOCKED, "deactivated", "account does not exist any more"),
        (DeliveryState.DEAD, "text_too_long", "it is too long"),
        (DeliveryState.DEAD, "bad_request", "Telegram did not take it"),
    ],
)
async def test_an_answer_that_did_not_arrive_is_told_once_below_it(
    room: ForumRoom, state: DeliveryState, reason: str, line: str
):
    _, code = await room.taken()
    await room.answers(code, "Come on Monday.")
    await room.settles()
    answer = (await posts(room, code))[-1]
    kept = await room.store.ticket(code)
    said = await last(room, code)
    assert kept is not None
    unit = DeliveryUnit(
        person_id=kept.person_id, sequence=said.sequence, state=state, reason=reason
    )
    await room.store.commit(unit)
    await room.looks()
    await room.looks()
    told = (await posts(room, code))[-1]
    assert line in plain(told)
    assert told.answers == answer.id
    assert len(await posts(room, code)) == 3


async def test_a_photo_is_posted_as_it_is_with_the_words_under_it(room: ForumRoom):
    _, code = await room.taken()
    await sends(room, code, Media(kind=MediaKind.PHOTO, ref=_file(room)), "my letter")
    shown = (await posts(room, code))[-1]
    assert shown.data["photo"]
    assert plain(shown) == "💬 The person:\n\nmy letter"
    assert len(room.stand_in.calls("sendPhoto")) == 1


async def test_words_that_are_too_long_for_under_a_file_come_behind_it(room: ForumRoom):
    _, code = await room.taken()
    await sends(room, code, Media(kind=MediaKind.VOICE, ref=_file(room)), "word " * 300)
    voice, words = (await posts(room, code))[-2:]
    assert voice.data["voice"]
    assert plain(voice) == "💬 The person:"
    assert plain(words).startswith("word word")


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (
            Media(kind=MediaKind.DOCUMENT, file="f1", name="letter.pdf", size=2048),
            "📄 a document: letter.pdf (2 KB)",
        ),
        (Media(kind=MediaKind.LOCATION, value="52.1,4.3"), "📍 a place"),
        (Media(kind=MediaKind.STICKER, ref="anything"), "🙂 a sticker"),
        (Media(kind=MediaKind.PHOTO, ref="unknown to Telegram"), "📷 a photo"),
    ],
)
async def test_what_cannot_be_posted_is_told_in_words_with_the_way_to_the_web_desk(
    room: ForumRoom, media: Media, words: str
):
    somebody, code = await room.taken()
    await sends(room, code, media, "look")
    await somebody.says("did you get it?")
    await room.settles()
    shown, behind = (await posts(room, code))[-2:]
    assert plain(shown).split("\n\n") == ["💬 The person:", words, "look"]
    assert [button.url for button in shown.rows[0]] == [f"https://x.example/desk/ticket/{code}"]
    assert "did you get it?" in plain(behind)
    assert "52.1" not in "".join(plain(each) for each in room.group.chat)


async def test_a_file_that_was_taken_back_says_so_under_it(room: ForumRoom):
    _, code = await room.taken(channel=ChannelName.WEB)
    media = Media(kind=MediaKind.DOCUMENT, ref=_file(room), name="form.pdf")
    await sends(room, code, media, side=Side.ADVISOR, by="ada")
    nth = (await last(room, code)).nth
    await _takes_back(room, code, nth)
    shown = (await posts(room, code))[-1]
    assert plain(shown) == "➡️ Ada to the person:\n\nThis was taken back."
    assert shown.data["document"]


async def test_an_answer_made_of_ids_alone_is_read_in_the_group(room: ForumRoom):
    _, code = await room.taken()
    message = TicketMessage(side=Side.PERSON, at=1, about={"card": "cards/x", "answer": "yes"})
    await room.desk.act(code, ADA, NOW, Deed(message=message))
    await room.settles()
    assert (await bodies(room, code))[-1] == "Answer to the question card: cards/x\n\nyes"
    assert (await posts(room, code))[-1].rows


async def test_for_a_volunteer_alone_a_card_is_a_message_and_the_rest_answers_it(
    alone: tuple[ForumRoom, Person],
):
    room, volunteer = alone
    somebody, code = await room.somebody()
    await room.settles()
    await room.desk.move(code, Move.CLAIM, ADA, NOW)
    await somebody.says("are you there?")
    await room.settles()
    place = await room.place(code)
    card, *rest = [each for each in volunteer.chat if each.by_bot]
    assert (place.thread, place.card, place.line) == (0, card.id, 0)
    assert "Ada has it" in plain(card)
    assert [plain(each).partition("\n\n")[2] for each in rest] == ["please help", "are you there?"]
    assert {each.answers for each in rest} == {card.id}
    assert set(room.calls()) == {"sendMessage", "editMessageText"}
    await room.closes(code)
    await room.settles()
    assert (await room.place(code)).done
    assert isinstance(await room.desk.move(code, Move.REOPEN, ADA, NOW), Ticket)
    await room.settles()
    assert not (await room.place(code)).done


async def test_for_a_volunteer_alone_a_deleted_card_comes_again_while_the_ticket_is_open(
    alone: tuple[ForumRoom, Person],
):
    room, volunteer = alone
    _, code = await room.somebody()
    await room.settles()
    chat = room.stand_in.chat(volunteer.chat_id)
    card = (await room.place(code)).card
    chat.delete(chat.messages[card])
    await room.desk.move(code, Move.CLAIM, ADA, NOW)
    await room.settles()
    again = (await room.place(code)).card
    assert again not in {0, card}
    chat.delete(chat.messages[again])
    await room.closes(code)
    await room.settles()
    assert (await room.place(code)).card == 0


async def test_for_a_volunteer_alone_what_was_deleted_goes_and_what_is_too_old_says_nothing(
    alone: tuple[ForumRoom, Person],
):
    room, volunteer = alone
    somebody, code = await room.taken()
    await room.settles()
    room.stand_in.clock.advance(49 * 3600)
    await somebody.says("new words")
    await room.settles()
    await room.erases(code)
    await room.settles()
    left = [plain(each) for each in volunteer.chat if each.by_bot]
    assert left == ["Deleted.", "Deleted."]
    assert await room.places.removals() == []


async def test_what_can_neither_be_deleted_nor_emptied_is_given_up(
    alone: tuple[ForumRoom, Person],
):
    room, _ = alone
    _, code = await room.taken()
    await room.settles()
    room.stand_in.clock.advance(49 * 3600)
    odd = Refused(status=400, description="Bad Request: odd")
    room.stand_in.fail(odd, "editMessageText", times=None)
    await room.erases(code)
    assert await room.settles() < LOOK
    assert await room.places.removals() == []


async def test_a_removal_without_a_network_goes_on_where_it_stopped(
    alone: tuple[ForumRoom, Person],
):
    room, volunteer = alone
    _, code = await room.taken()
    await room.settles()
    room.stand_in.fail(Refused(status=502, description="Bad Gateway"), "deleteMessage", skip=1)
    await room.erases(code)
    await room.settles()
    assert [each for each in volunteer.chat if each.by_bot] == []
    assert len(room.stand_in.calls("deleteMessage")) == 3


async def test_a_place_nobody_can_read_is_nothing_to_remove(room: ForumRoom):
    await room.places.remove("-100/7")
    await room.settles()
    assert await room.places.removals() == []
    assert room.calls() == []


def _file(room: ForumRoom) -> str:
    stored = room.stand_in.world.files.add(
        folder="photos", name="x.jpg", mime_type="image/jpeg", content=b"x"
    )
    return stored.id


async def _takes_back(room: ForumRoom, code: str, nth: int) -> None:
    opened = await room.desk.open(code)
    assert opened is not None
    kept = next(each for each in opened.said if each.nth == nth)
    after = kept.message.taken_back(9)
    deed = Deed(brings=lambda session, _: Brought(session=session, changed=((nth, after),)))
    assert isinstance(await room.desk.act(code, ADA, NOW, deed), Ticket)
    await room.settles()
