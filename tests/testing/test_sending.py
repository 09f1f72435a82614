"""Sending, copying and forwarding: what arrives, what is refused, and to whom."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.testing import BotApi, Person
from tests.testing.raw import Raw


async def test_a_text_reaches_the_person_and_comes_back_to_the_bot(amina: Person, ptb: Bot):
    message = await ptb.send_message(amina.chat_id, " Welcome 🙂 https://example.org ")
    assert message.text == "Welcome 🙂 https://example.org"
    assert message.from_user is not None
    assert message.from_user.id == ptb.id
    assert message.chat.id == amina.chat_id
    assert message.entities[0].type == "url"
    assert message.parse_entity(message.entities[0]) == "https://example.org"
    seen = await amina.sees("Welcome")
    assert (seen.id, seen.by_bot, seen.edited, seen.buttons) == (
        message.message_id,
        True,
        False,
        [],
    )


async def test_message_ids_grow_over_all_private_chats_of_a_bot(api: BotApi, amina: Person):
    omar = api.person("Omar")
    first = await amina.says("one")
    second = await omar.says("two")
    assert second.id == first.id + 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "🙂" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "Klingon"}, "unsupported parse_mode"),
        (
            {"text": "x", "parse_mode": "Markdown"},
            "the stand-in does not parse the old Markdown; use HTML or MarkdownV2",
        ),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "x", "reply_to_message_id": 999}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        (
            {"text": "abc", "entities": [{"type": "bold", "offset": 2, "length": 5}]},
            "entity is out of the text",
        ),
    ],
)
async def test_what_send_message_refuses(amina: Person, raw: Raw, fields, words):
    words = f"Bad Request: {words}"
    assert await raw.refused("sendMessage", chat_id=amina.chat_id, **fields) == words
    assert len(amina.chat) == 1


async def test_4096_utf16_units_are_allowed(amina: Person, ptb: Bot):
    message = await ptb.send_message(amina.chat_id, "🙂" * 2048)
    assert message.text == "🙂" * 2048


async def test_entities_given_by_the_bot_are_kept_and_moved_by_trimming(amina: Person, raw: Raw):
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 4, "length": 3, "url": "https://example.org/"},
    ]
    sent = await raw.result(
        "sendMessage", chat_id=amina.chat_id, text="  ab@cd ", entities=entities
    )
    assert sent["text"] == "ab@cd"
    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 2, "length": 3, "url": "https://example.org/"},
    ]


async def test_a_reply_shows_what_it_answers(amina: Person, ptb: Bot):
    question = await amina.says("Is my diploma valid?")
    answer = await ptb.send_message(
        amina.chat_id, "Yes", reply_parameters=ReplyParameters(question.id)
    )
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "Is my diploma valid?"
    assert (await amina.sees("Yes")).answers == question.id
    later = await amina.says("Thank you", reply_to=(await amina.says("Hm")))
    assert "reply_to_message" not in later.data["reply_to_message"]
    lonely = await ptb.send_message(
        amina.chat_id,
        "?",
        reply_parameters=ReplyParameters(999, allow_sending_without_reply=True),
    )
    assert lonely.reply_to_message is None


async def test_the_wrong_chat_is_refused_in_telegrams_words(api: BotApi, raw: Raw):
    stranger = api.person("Stranger")
    send = {"text": "hello"}
    assert await raw.refused("sendMessage", **send) == "Bad Request: chat_id is empty"
    for chat_id in (stranger.chat_id, 5, "@nobody"):
        words = await raw.refused("sendMessage", chat_id=chat_id, **send)
        assert words == "Bad Request: chat not found"


async def test_a_bot_cannot_write_first_to_somebody_it_only_knows_from_a_group(
    api: BotApi, ptb: Bot
):
    omar = api.person("Omar")
    await api.group("Desk").joins(omar)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await ptb.send_message(omar.user.id, "hello")


async def test_a_person_who_blocked_the_bot_is_out_of_reach_until_they_unblock(
    api: BotApi, amina: Person, ptb: Bot
):
    await amina.blocks()
    await amina.blocks()
    (update,) = await ptb.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.old_chat_member.status == "member"
    assert update.my_chat_member.new_chat_member.status == "kicked"
    assert update.my_chat_member.from_user.id == amina.user.id
    for call in (
        ptb.send_message(amina.chat_id, "hello"),
        ptb.send_chat_action(amina.chat_id, ChatAction.TYPING),
        ptb.send_document(amina.chat_id, b"x"),
    ):
        with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
            await call
    api.bot.updates.clear()
    await amina.unblocks()
    (update,) = await ptb.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "member"
    assert (await ptb.send_message(amina.chat_id, "hello again")).message_id


async def test_somebody_who_left_telegram_is_out_of_reach(amina: Person, ptb: Bot):
    await amina.deletes_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await ptb.send_message(amina.chat_id, "hello")


async def test_a_group_that_became_a_supergroup_names_its_new_id(api: BotApi, ptb: Bot):
    group = api.group("Small", basic=True)
    new = await group.migrates()
    with pytest.raises(ChatMigrated) as error:
        await ptb.send_message(group.chat_id, "hello")
    assert error.value.new_chat_id == new.chat_id
    assert (await ptb.send_message(new.chat_id, "hello")).message_id


async def test_buttons_come_back_as_sent(amina: Person, ptb: Bot):
    markup = InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Yes", callback_data="y"),
                InlineKeyboardButton("No", callback_data="n"),
            ],
            [InlineKeyboardButton("Read", url="https://example.org")],
        ]
    )
    message = await ptb.send_message(amina.chat_id, "?", reply_markup=markup)
    assert message.reply_markup == markup
    seen = await amina.sees("?")
    assert seen.buttons == ["Yes", "No", "Read"]
    assert [[button.label for button in row] for row in seen.rows] == [["Yes", "No"], ["Read"]]
    assert seen.button("Yes") is not None
    assert seen.button("Maybe") is None


async def test_a_keyboard_under_the_text_field_stays_until_removed(amina: Person, ptb: Bot):
    markup = ReplyKeyboardMarkup([["One", KeyboardButton("Number", request_contact=True)]])
    message = await ptb.send_message(amina.chat_id, "?", reply_markup=markup)
    assert message.reply_markup is None
    assert (await amina.sees("?")).buttons == ["One", "Number"]
    assert amina.place.keyboard is not None
    await ptb.send_message(amina.chat_id, "bye", reply_markup=ReplyKeyboardRemove())
    assert amina.place.keyboard is None


BUTTON = "Bad Request: can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[{"text": "x", "callback_data": "x" * 65}]], "Bad Request: BUTTON_DATA_INVALID"),
        ([[{"text": "x", "callback_data": "é" * 33}]], "Bad Request: BUTTON_DATA_INVALID"),
        ([[{"text": "x", "callback_data": ""}]], "Bad Request: BUTTON_DATA_INVALID"),
        ([[{"text": "x"}]], f"{BUTTON}Text buttons are unallowed in the inline keyboard"),
        ([["x"]], f"{BUTTON}InlineKeyboardButton must be an Object"),
        ([[{"text": ""}]], f'{BUTTON}Field "text" must be of type String'),
        ({}, 'Bad Request: field "inline_keyboard" of the ReplyMarkup must be an Array of Arrays'),
        ([[{"text": "x", "callback_data": "x"}]] * 101, "Bad Request: reply markup is too long"),
    ],
)
async def test_what_is_refused_in_an_inline_keyboard(amina: Person, raw: Raw, rows, words):
    fields = {"chat_id": amina.chat_id, "text": "?", "reply_markup": {"inline_keyboard": rows}}
    assert await raw.refused("sendMessage", **fields) == words


async def test_a_hundred_buttons_of_64_bytes_are_allowed(amina: Person, raw: Raw):
    rows = [[{"text": "x", "callback_data": "x" * 64}]] * 100
    markup = {"inline_keyboard": [[], *rows]}
    sent = await raw.result("sendMessage", chat_id=amina.chat_id, text="?", reply_markup=markup)
    assert len(sent["reply_markup"]["inline_keyboard"]) == 100


async def test_a_button_that_is_neither_text_nor_object_is_refused(amina: Person, raw: Raw):
    markup = {"keyboard": [[5]]}
    words = await raw.refused("sendMessage", chat_id=amina.chat_id, text="?", reply_markup=markup)
    assert words.endswith("KeyboardButton must be a String or an Object")


@pytest.mark.parametrize("markup", [{}, {"force_reply": True}, {"inline_keyboard": []}])
async def test_other_markups_show_no_inline_buttons(amina: Person, raw: Raw, markup):
    sent = await raw.result("sendMessage", chat_id=amina.chat_id, text="?", reply_markup=markup)
    assert "reply_markup" not in sent


async def test_a_copy_has_no_author_and_a_forward_has(api: BotApi, amina: Person, ptb: Bot):
    original = await amina.says("my question")
    desk = api.group("Desk")
    copy = await ptb.copy_message(desk.chat_id, amina.chat_id, original.id)
    forward = await ptb.forward_message(desk.chat_id, amina.chat_id, original.id)
    copied, forwarded = desk.chat
    assert copied.id == copy.message_id
    assert copied.text == forwarded.text == "my question"
    assert "forward_origin" not in copied.data
    assert forward.forward_origin is not None
    assert forward.forward_origin.to_dict()["sender_user"]["id"] == amina.user.id
    again = await ptb.forward_message(amina.chat_id, desk.chat_id, forwarded.id)
    assert again.forward_origin is not None
    assert again.forward_origin.to_dict()["sender_user"]["id"] == amina.user.id


async def test_a_copy_may_get_another_caption(amina: Person, ptb: Bot):
    original = await amina.sends_document(caption="old words")
    await ptb.copy_message(amina.chat_id, amina.chat_id, original.id, caption="new words")
    assert (await amina.sees("new words")).document == original.document


async def test_of_several_to_copy_or_forward_the_missing_are_skipped(amina: Person, ptb: Bot):
    first, second = await amina.says("one"), await amina.says("two")
    ids = [first.id, 999, second.id]
    assert len(await ptb.copy_messages(amina.chat_id, amina.chat_id, ids)) == 2
    assert len(await ptb.forward_messages(amina.chat_id, amina.chat_id, ids)) == 2
    assert [message.text for message in amina.chat[-4:]] == ["one", "two", "one", "two"]


async def test_protected_content_does_not_travel(amina: Person, ptb: Bot):
    secret = await ptb.send_message(amina.chat_id, "secret", protect_content=True)
    assert secret.has_protected_content
    with pytest.raises(BadRequest, match="can't be copied"):
        await ptb.copy_message(amina.chat_id, amina.chat_id, secret.message_id)
    with pytest.raises(BadRequest, match="can't be forwarded"):
        await ptb.forward_message(amina.chat_id, amina.chat_id, secret.message_id)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await ptb.copy_message(amina.chat_id, amina.chat_id, 999)


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ([], "message identifiers are not specified"),
        (None, "message identifiers are not specified"),
        (list(range(101)), "too many message identifiers specified"),
    ],
)
async def test_one_to_a_hundred_ids_are_taken(amina: Person, raw: Raw, ids, words):
    there = {"chat_id": amina.chat_id, "from_chat_id": amina.chat_id}
    words = f"Bad Request: {words}"
    assert await raw.refused("copyMessages", **there, message_ids=ids) == words
    assert await raw.refused("deleteMessages", **there, message_ids=ids) == words


async def test_places_and_contacts_arrive(amina: Person, ptb: Bot):
    place = await ptb.send_location(amina.chat_id, 52.1, 5.1)
    assert place.location is not None
    assert place.location.latitude == 52.1
    contact = await ptb.send_contact(amina.chat_id, "+31", "Merit")
    assert contact.contact is not None
    assert contact.contact.first_name == "Merit"


async def test_a_place_without_numbers_is_at_zero(amina: Person, raw: Raw):
    place = await raw.result("sendLocation", chat_id=amina.chat_id, latitude="here")
    assert place["location"] == {"latitude": 0.0, "longitude": 0.0}


async def test_typing_is_shown_but_is_no_message(amina: Person, ptb: Bot, raw: Raw):
    before = len(amina.chat)
    assert await ptb.send_chat_action(amina.chat_id, ChatAction.TYPING)
    assert amina.actions == ["typing"]
    assert len(amina.chat) == before
    words = await raw.refused("sendChatAction", chat_id=amina.chat_id, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"


async def test_link_previews_are_kept(amina: Person, raw: Raw):
    options = {"is_disabled": True}
    sent = await raw.result(
        "sendMessage", chat_id=amina.chat_id, text="x", link_preview_options=options
    )
    assert sent["link_preview_options"] == options
