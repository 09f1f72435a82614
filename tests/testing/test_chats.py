"""Chats, members and forum topics."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.testing import BotApi, NotPossible, Person
from tests.testing.raw import Raw


async def test_get_chat_parses_for_people_and_groups(api: BotApi, amina: Person, ptb: Bot):
    chat = await ptb.get_chat(amina.chat_id)
    assert (chat.type, chat.first_name) == ("private", "Amina")
    desk = api.group("Desk")
    group = await ptb.get_chat(desk.chat_id)
    assert (group.type, group.title, group.is_forum) == ("supergroup", "Desk", True)
    assert str(desk.chat_id).startswith("-100")
    assert (await ptb.get_chat(api.group("Small", basic=True).chat_id)).type == "group"


async def test_members_parse_in_every_status(api: BotApi, amina: Person, ptb: Bot, raw: Raw):
    desk = api.group("Desk")
    omar = await desk.joins(api.person("Omar"))
    sara = await desk.joins(api.person("Sara"), status="administrator")
    statuses = [
        (await ptb.get_chat_member(desk.chat_id, user_id)).status
        for user_id in (omar.user.id, sara.user.id, ptb.id, desk.owner.id, amina.user.id)
    ]
    assert statuses == ["member", "administrator", "administrator", "creator", "left"]
    assert (await ptb.get_chat_member(amina.chat_id, amina.user.id)).status == "member"
    assert (await ptb.get_chat_member(amina.chat_id, omar.user.id)).status == "left"
    await desk.leaves(omar)
    assert (await ptb.get_chat_member(desk.chat_id, omar.user.id)).status == "left"
    assert await ptb.get_chat_member_count(desk.chat_id) == 3
    assert await ptb.get_chat_member_count(amina.chat_id) == 2
    names = {m.user.first_name for m in await ptb.get_chat_administrators(desk.chat_id)}
    assert names == {"Sara", "Stand-in", "Owner of Desk"}
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        await ptb.get_chat_administrators(amina.chat_id)
    words = await raw.refused("getChatMember", chat_id=desk.chat_id, user_id=5)
    assert words == "Bad Request: invalid user_id specified"


async def test_being_added_promoted_and_thrown_out_reaches_the_bot(api: BotApi, ptb: Bot):
    desk = api.group("Desk", bot_status="member")
    await desk.changes_bot("administrator", can_manage_topics=True)
    await desk.changes_bot("kicked")
    changes = [update.my_chat_member for update in await ptb.get_updates()]
    statuses = [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c]
    assert statuses == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "kicked"),
    ]


async def test_a_bot_that_left_is_no_member(api: BotApi, amina: Person, ptb: Bot):
    small = api.group("Small", basic=True)
    assert await ptb.leave_chat(small.chat_id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await ptb.get_chat(small.chat_id)
    with pytest.raises(BadRequest, match="(?i)can't be changed in private chats"):
        await ptb.leave_chat(amina.chat_id)
    stranger = api.add_bot("other_bot")
    desk = api.group("Desk", bot=stranger)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await ptb.send_message(desk.chat_id, "hello")


async def test_in_privacy_mode_a_plain_member_bot_hears_little(api: BotApi, ptb: Bot):
    desk = api.group("Desk", bot_status="member")
    omar = await desk.joins(api.person("Omar"))
    sent = await ptb.send_message(desk.chat_id, "A question?")
    asked = await omar.sees("A question?")
    assert asked.id == sent.message_id
    await omar.says("not for the bot")
    await omar.says("/take")
    await omar.says("an answer", reply_to=asked)
    await omar.says("hey @Stand_In_Bot")
    heard = [u.message.text or "joined" for u in await ptb.get_updates() if u.message]
    assert heard == ["joined", "/take", "an answer", "hey @Stand_In_Bot"]


async def test_without_privacy_mode_or_as_administrator_a_bot_hears_all(api: BotApi, raw: Raw):
    curious = api.add_bot("curious_bot", can_read_all=True)
    for group in (api.group("One", bot=curious, bot_status="member"), api.group("Two")):
        omar = await group.joins(api.person("Omar"))
        await omar.says("hello")
        (bot,) = api.world.bots_in(group.place)
        assert [u for u in bot.updates.waiting() if "hello" in u.body]


async def test_a_topic_is_made_renamed_closed_opened_and_deleted(api: BotApi, ptb: Bot):
    desk = api.group("Desk")
    omar = await desk.joins(api.person("Omar"))
    topic = await ptb.create_forum_topic(desk.chat_id, "Client 7", icon_color=16766590)
    number = topic.message_thread_id
    assert (topic.name, topic.icon_color) == ("Client 7", 16766590)
    sent = await ptb.send_message(desk.chat_id, "New question", message_thread_id=number)
    assert (sent.message_thread_id, sent.is_topic_message) == (number, True)
    assert (await omar.sees("New question", topic=number)).topic == number
    assert await ptb.edit_forum_topic(desk.chat_id, number, "Client 7 (nl)", "5")
    assert desk.topic_named("Client 7 (nl)").icon_custom_emoji_id == "5"
    assert await ptb.close_forum_topic(desk.chat_id, number)
    with pytest.raises(NotPossible, match="Topic 'Client 7 \\(nl\\)' is closed"):
        await omar.says("too late", topic=number)
    assert (await ptb.send_message(desk.chat_id, "Closed", message_thread_id=number)).message_id
    assert await ptb.reopen_forum_topic(desk.chat_id, number)
    await omar.says("in time", topic=number)
    assert [m.text for m in desk.in_topic(number) if m.text] == [
        "New question",
        "Closed",
        "in time",
    ]
    assert await ptb.delete_forum_topic(desk.chat_id, number)
    assert desk.in_topic(number) == []
    assert desk.topics == {}
    with pytest.raises(BadRequest, match="Message thread not found"):
        await ptb.send_message(desk.chat_id, "hello?", message_thread_id=number)


async def test_what_people_do_in_topics_reaches_the_bot(api: BotApi, ptb: Bot):
    desk = api.group("Desk")
    omar = await desk.joins(api.person("Omar"), status="administrator")
    api.bot.updates.clear()
    topic = await desk.opens_topic("By hand", by=omar)
    written = await omar.says("hello", topic=topic.id)
    await omar.says("about that", topic=topic.id, reply_to=written)
    await omar.sends_document(topic=topic.id)
    await omar.says("in general")
    await desk.renames_topic(topic, "By Omar")
    await desk.closes_topic(topic)
    await omar.says("I may", topic=topic.id)
    await desk.reopens_topic(topic)
    await desk.deletes_topic(topic)
    messages = [update.message for update in await ptb.get_updates() if update.message]
    assert messages[0].forum_topic_created is not None
    assert messages[0].forum_topic_created.name == "By hand"
    assert messages[1].message_thread_id == messages[0].message_id == topic.id
    assert messages[1].reply_to_message is not None
    assert messages[1].reply_to_message.forum_topic_created is not None
    assert messages[2].reply_to_message is not None
    assert messages[2].reply_to_message.message_id == written.id
    assert messages[3].document is not None
    assert messages[4].message_thread_id is None
    assert messages[5].forum_topic_edited is not None
    assert messages[6].forum_topic_closed is not None
    assert messages[8].forum_topic_reopened is not None
    with pytest.raises(AssertionError, match="There is no topic 'By Omar' in 'Desk', but \\[\\]"):
        desk.topic_named("By Omar")
    with pytest.raises(NotPossible, match="There is no topic"):
        await omar.says("hello", topic=topic.id)


async def test_topics_need_a_forum_and_the_right(api: BotApi, ptb: Bot, raw: Raw):
    plain = api.group("Plain", forum=False)
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await ptb.create_forum_topic(plain.chat_id, "x")
    assert (await ptb.send_message(plain.chat_id, "x", message_thread_id=7)).message_id
    desk = api.group("Desk")
    topic = await desk.opens_topic("x")
    await desk.closes_topic(topic)
    await desk.changes_bot("administrator")
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await ptb.create_forum_topic(desk.chat_id, "x")
    with pytest.raises(BadRequest, match="(?i)topic_closed"):
        await ptb.send_message(desk.chat_id, "x", message_thread_id=topic.id)


@pytest.mark.parametrize(
    ("method", "fields", "words"),
    [
        ("createForumTopic", {"name": " "}, "title must be non-empty"),
        ("createForumTopic", {"name": "x", "icon_color": 5}, "invalid icon color specified"),
        ("editForumTopic", {"message_thread_id": 2}, "TOPIC_NOT_MODIFIED"),
        ("reopenForumTopic", {"message_thread_id": 2}, "TOPIC_NOT_MODIFIED"),
        ("closeForumTopic", {"message_thread_id": 99}, "TOPIC_ID_INVALID"),
        ("sendMessage", {"message_thread_id": 1, "text": "x"}, "message thread not found"),
        (
            "sendChatAction",
            {"message_thread_id": 9, "action": "typing"},
            "message thread not found",
        ),
        ("deleteMessage", {"message_id": 2}, "message can't be deleted"),
        ("forwardMessage", {"message_id": 2, "from_chat_id": 0}, "chat not found"),
    ],
)
async def test_what_is_refused_in_a_forum(api: BotApi, raw: Raw, method, fields, words):
    desk = api.group("Desk")
    assert (await desk.opens_topic("x")).id == 2
    assert (await desk.opens_topic("y")).id == 3
    assert desk.topic_named("x").id == 2
    assert await raw.refused(method, chat_id=desk.chat_id, **fields) == f"Bad Request: {words}"


async def test_a_topic_that_lost_its_first_message_still_takes_messages(api: BotApi, ptb: Bot):
    desk = api.group("Desk")
    topic = await desk.opens_topic("x")
    desk.place.delete(desk.place.messages[topic.id])
    sent = await ptb.send_message(desk.chat_id, "x", message_thread_id=topic.id)
    assert sent.reply_to_message is None


async def test_only_a_basic_group_becomes_a_supergroup(api: BotApi, ptb: Bot):
    small = api.group("Small", basic=True)
    new = await small.migrates()
    moved = [update.message for update in await ptb.get_updates() if update.message]
    assert moved[0].migrate_to_chat_id == new.chat_id
    assert moved[1].migrate_from_chat_id == small.chat_id
    with pytest.raises(NotPossible, match="is a supergroup already"):
        await new.migrates()
    omar = await small.joins(api.person("Omar"))
    with pytest.raises(NotPossible, match="became a supergroup; write there"):
        await omar.says("hello")
    assert small.chat
