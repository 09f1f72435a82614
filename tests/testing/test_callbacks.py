"""Pressing buttons: what the bot gets, what the person sees, and presses too old."""

import asyncio

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from bot.testing import BotApi, CallbackAnswer, Person
from tests.testing.raw import Raw

YES = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("More", url="https://e.org"),
        ]
    ]
)


async def pressed(ptb: Bot) -> CallbackQuery:
    """The press that is polled for next."""
    (update,) = await ptb.get_updates(timeout=5)
    assert update.callback_query is not None
    await ptb.get_updates(offset=update.update_id + 1)
    return update.callback_query


async def test_a_press_reaches_the_bot_and_its_answer_the_person(amina: Person, ptb: Bot):
    sent = await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    press = asyncio.create_task(amina.presses("Yes"))
    query = await pressed(ptb)
    assert query.data == "y"
    assert query.from_user.id == amina.user.id
    assert query.chat_instance
    assert isinstance(query.message, Message)
    assert query.message.message_id == sent.message_id
    assert query.message.reply_markup == YES
    assert await query.answer("Good", show_alert=True)
    assert await press == CallbackAnswer(text="Good", show_alert=True)


async def test_a_press_is_answered_once_and_in_time(api: BotApi, amina: Person, ptb: Bot):
    await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    too_old = "Query is too old and response timeout expired or query id is invalid"
    first = await amina.taps("Yes")
    assert await ptb.answer_callback_query(first)
    second = await amina.taps("Yes")
    api.clock.advance(151)
    for query_id in (first, second, "5"):
        with pytest.raises(BadRequest, match=f"(?i){too_old}"):
            await ptb.answer_callback_query(query_id)


async def test_an_answer_has_at_most_200_letters(amina: Person, ptb: Bot, raw: Raw):
    await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    query_id = await amina.taps("Yes")
    words = await raw.refused("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert words == "Bad Request: MESSAGE_TOO_LONG"


async def test_an_old_button_can_be_pressed_though_it_is_gone(amina: Person, ptb: Bot):
    sent = await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    old = await amina.sees("Sure?")
    await ptb.edit_message_text("Done", amina.chat_id, sent.message_id)
    await amina.taps("Yes", on=old)
    query = await pressed(ptb)
    assert isinstance(query.message, Message)
    assert query.message.text == "Done"
    await ptb.delete_message(amina.chat_id, sent.message_id)
    await amina.taps("Yes", on=old)
    query = await pressed(ptb)
    assert query.message is not None
    assert query.message.is_accessible is False


async def test_a_bot_that_never_answers_is_named(amina: Person, ptb: Bot):
    await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    with pytest.raises(AssertionError, match=r"Amina pressed 'Yes', but the bot did not answer"):
        await amina.presses("Yes", timeout=0.01)


async def test_the_newest_message_with_the_button_is_pressed(amina: Person, ptb: Bot):
    for text in ("old", "new"):
        await ptb.send_message(amina.chat_id, text, reply_markup=YES)
    await ptb.send_message(amina.chat_id, "newest, but without buttons")
    await amina.taps("Yes")
    message = (await pressed(ptb)).message
    assert isinstance(message, Message)
    assert message.text == "new"


async def test_a_link_opens_without_the_bot(amina: Person, ptb: Bot):
    await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    assert await amina.presses("More") == CallbackAnswer(url="https://e.org")
    assert await amina.taps("More") == ""
    assert await ptb.get_updates() == ()


async def test_a_button_that_is_not_there_is_an_error_naming_those_that_are(
    amina: Person, ptb: Bot
):
    await ptb.send_message(amina.chat_id, "Sure?", reply_markup=YES)
    with pytest.raises(
        AssertionError, match=r"Amina sees no button 'No'; there are \['Yes', 'More'\]"
    ):
        await amina.presses("No")
    message = await amina.sees("Sure?")
    with pytest.raises(AssertionError, match="had no button 'No'"):
        await amina.presses("No", on=message)


async def test_each_bot_gets_the_presses_on_its_own_messages(api: BotApi, ptb: Bot, raw: Raw):
    desk = api.group("Desk")
    omar = await desk.joins(api.person("Omar"))
    await ptb.send_message(desk.chat_id, "Take it?", reply_markup=YES)
    api.bot.updates.clear()
    await omar.taps("Yes")
    assert (await pressed(ptb)).from_user.first_name == "Omar"
