"""Editing and deleting messages, and reactions to them."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, Forbidden

from bot.testing import BotApi, Person
from tests.testing.raw import Raw

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def test_an_edit_replaces_text_and_takes_the_buttons_away(amina: Person, ptb: Bot):
    sent = await ptb.send_message(amina.chat_id, "one", reply_markup=YES)
    await amina.sees("one")
    edited = await ptb.edit_message_text(
        "<b>two</b>", amina.chat_id, sent.message_id, parse_mode="HTML"
    )
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    assert edited.reply_markup is None
    seen = await amina.sees("two")
    assert (seen.id, seen.edited, seen.buttons) == (sent.message_id, True, [])
    assert seen.entities == [{"type": "bold", "offset": 0, "length": 3}]
    assert [message.text for message in amina.chat if message.by_bot] == ["two"]


async def test_the_same_again_is_not_modified(amina: Person, ptb: Bot):
    sent = await ptb.send_message(amina.chat_id, "one", reply_markup=YES)
    place = (amina.chat_id, sent.message_id)
    for _ in range(2):
        with pytest.raises(BadRequest, match="Message is not modified: specified new message"):
            await ptb.edit_message_text("one", *place, reply_markup=YES)
        with pytest.raises(BadRequest, match="Message is not modified"):
            await ptb.edit_message_reply_markup(*place, reply_markup=YES)
    await ptb.edit_message_reply_markup(*place)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await ptb.edit_message_text("one", *place)


async def test_buttons_can_change_alone(amina: Person, ptb: Bot):
    sent = await ptb.send_message(amina.chat_id, "one")
    await ptb.edit_message_reply_markup(amina.chat_id, sent.message_id, reply_markup=YES)
    assert (await amina.sees("one")).buttons == []
    assert (await amina.sees("one")).buttons == ["Yes"]


async def test_words_under_a_file_are_edited_as_caption(amina: Person, ptb: Bot, raw: Raw):
    sent = await ptb.send_document(amina.chat_id, b"x", caption="one")
    text = await ptb.send_message(amina.chat_id, "text")
    await ptb.edit_message_caption(amina.chat_id, sent.message_id, caption="two")
    assert (await amina.sees("two")).id == sent.message_id
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await ptb.edit_message_text("x", amina.chat_id, sent.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await ptb.edit_message_caption(amina.chat_id, text.message_id, caption="x")
    place = {"chat_id": amina.chat_id, "message_id": sent.message_id}
    words = await raw.refused("editMessageCaption", **place, caption="x" * 1025)
    assert words == "Bad Request: message caption is too long"


async def test_only_its_own_and_existing_messages_a_bot_edits(amina: Person, ptb: Bot):
    theirs = await amina.says("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await ptb.edit_message_text("yours", amina.chat_id, theirs.id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await ptb.edit_message_text("yours", amina.chat_id, 999)


async def test_deleting_takes_a_message_from_everybody(amina: Person, ptb: Bot):
    theirs = await amina.says("a mistake")
    sent = await ptb.send_message(amina.chat_id, "one")
    assert await ptb.delete_message(amina.chat_id, theirs.id)
    assert await ptb.delete_message(amina.chat_id, sent.message_id)
    assert [message.text for message in amina.chat] == ["/start"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await ptb.delete_message(amina.chat_id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await ptb.edit_message_text("x", amina.chat_id, sent.message_id)


async def test_after_48_hours_nothing_is_deleted(api: BotApi, amina: Person, ptb: Bot):
    sent = await ptb.send_message(amina.chat_id, "one")
    api.clock.advance(48 * 3600 + 5)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await ptb.delete_message(amina.chat_id, sent.message_id)
    young = await ptb.send_message(amina.chat_id, "two")
    ids = [sent.message_id, young.message_id, 999]
    assert await ptb.delete_messages(amina.chat_id, ids)
    assert [message.text for message in amina.chat] == ["/start", "one"]


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(api: BotApi, ptb: Bot):
    desk = api.group("Desk")
    omar = await desk.joins(api.person("Omar"))
    written = await omar.says("hello")
    await desk.changes_bot("member")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await ptb.delete_message(desk.chat_id, written.id)
    own = await ptb.send_message(desk.chat_id, "mine")
    assert await ptb.delete_message(desk.chat_id, own.message_id)
    await desk.changes_bot("administrator")
    assert await ptb.delete_message(desk.chat_id, written.id)
    await desk.changes_bot("kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await ptb.send_message(desk.chat_id, "hello")


async def test_a_bot_sets_one_reaction(amina: Person, ptb: Bot, raw: Raw):
    written = await amina.says("thank you")
    assert await ptb.set_message_reaction(amina.chat_id, written.id, ReactionEmoji.RED_HEART)
    assert list(amina.chat[-1].reactions) == ["❤"]
    assert await ptb.set_message_reaction(amina.chat_id, written.id, [])
    assert list(amina.chat[-1].reactions) == []
    place = {"chat_id": amina.chat_id, "message_id": written.id}
    two = [{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤"}]
    words = await raw.refused("setMessageReaction", **place, reaction=two)
    assert words == "Bad Request: REACTIONS_TOO_MANY"
    words = await raw.refused("setMessageReaction", **place, reaction=[{"type": "emoji"}])
    assert words == "Bad Request: REACTION_INVALID"


async def test_only_a_bot_that_may_pins_in_a_group(api: BotApi, amina: Person, ptb: Bot):
    desk = api.group("Desk")
    sent = await ptb.send_message(desk.chat_id, "card")
    assert await ptb.pin_chat_message(desk.chat_id, sent.message_id)
    assert desk.pinned == [sent.message_id]
    desk.place.members[api.bot.id].lacks = frozenset({"can_pin_messages"})
    with pytest.raises(BadRequest, match="ot enough rights to manage pinned"):
        await ptb.pin_chat_message(desk.chat_id, sent.message_id)
    alone = await ptb.send_message(amina.chat_id, "card")
    assert await ptb.pin_chat_message(amina.chat_id, alone.message_id)
