"""The Person driver: what they do, what they see, and how it complains."""

import asyncio
import json

import pytest
from telegram import Bot, Update

from bot.testing import BotApi, Conditions, NotPossible, Person
from tests.testing.raw import Raw, ptb_bot


async def test_sees_waits_for_what_comes_after_the_last_deed(amina: Person, ptb: Bot):
    await ptb.send_message(amina.chat_id, "Welcome, Amina")
    await amina.says("hello")
    seeing = asyncio.create_task(amina.sees("Welcome", "back"))
    await asyncio.sleep(0)
    await ptb.send_message(amina.chat_id, "Welcome")
    await ptb.send_message(amina.chat_id, "Welcome back")
    assert (await seeing).text == "Welcome back"
    with pytest.raises(AssertionError):
        await amina.sees("Welcome", timeout=0)


async def test_sees_everything_in_order(amina: Person, ptb: Bot):
    for text in ("one", "two", "three"):
        await ptb.send_message(amina.chat_id, text)
    assert (await amina.sees()).text == "one"
    await amina.sees("three")
    with pytest.raises(AssertionError):
        await amina.sees("two", timeout=0)


async def test_a_complaint_tells_what_came_instead(amina: Person, ptb: Bot):
    await amina.says("hello")
    sent = await ptb.send_message(amina.chat_id, "Goodbye")
    await ptb.edit_message_text("Bye", amina.chat_id, sent.message_id)
    await ptb.delete_message(amina.chat_id, sent.message_id)
    with pytest.raises(AssertionError) as error:
        await amina.sees("Welcome", timeout=0.01)
    assert str(error.value) == (
        "Amina waited 0.01 s for 'Welcome'. Since the last thing they did or saw came:\n"
        "  sent: 'Goodbye'\n  edited: 'Bye'\n  deleted: 'Bye'"
    )
    with pytest.raises(AssertionError, match="for anything.*came:\n  nothing"):
        await (await fresh(amina)).sees(timeout=0)


async def fresh(person: Person) -> Person:
    await person.says("again")
    return person


async def test_several_people_wait_at_once(api: BotApi, ptb: Bot):
    people = [api.person(name) for name in ("Amina", "Omar", "Sara")]
    for person in people:
        await person.says("hello")
    seeing = [asyncio.create_task(person.sees("for you")) for person in people]
    for person in reversed(people):
        await ptb.send_message(person.chat_id, f"{person.user.first_name}, this is for you")
    seen = await asyncio.gather(*seeing)
    assert [message.text.split(",")[0] for message in seen] == ["Amina", "Omar", "Sara"]


async def test_an_edit_of_a_person_reaches_the_bot(api: BotApi, amina: Person, ptb: Bot):
    written = await amina.says("I am a docter")
    edited = await amina.edits(written, "I am a doctor")
    assert edited.edited
    update = (await ptb.get_updates())[-1]
    assert update.edited_message is not None
    assert update.edited_message.text == "I am a doctor"
    assert update.edited_message.message_id == written.id
    sent = await ptb.send_message(amina.chat_id, "hello")
    theirs = await amina.sees("hello")
    assert theirs.id == sent.message_id
    with pytest.raises(NotPossible, match="it is not theirs"):
        await amina.edits(theirs, "x")


async def test_a_deletion_by_a_person_is_silent(api: BotApi, amina: Person):
    written = await amina.says("oops")
    api.bot.updates.clear()
    await amina.deletes(written)
    assert len(api.bot.updates) == 0
    assert [message.text for message in amina.chat] == ["/start"]
    with pytest.raises(NotPossible, match="it is not there"):
        await amina.deletes(written)


async def test_places_contacts_and_anything_else_parse(amina: Person, ptb: Bot):
    await amina.sends_location(52.1, 5.1)
    await amina.sends_contact("+31")
    await amina.sends_contact("+32", first_name="Brother")
    await amina.sends(dice={"emoji": "🎲", "value": 6})
    messages = [update.message for update in await ptb.get_updates() if update.message]
    assert messages[0].location is not None
    assert messages[1].contact is not None
    assert messages[1].contact.user_id == amina.user.id
    assert messages[2].contact is not None
    assert messages[2].contact.user_id is None
    assert messages[3].dice is not None


async def test_a_button_under_the_text_field_writes_for_the_person(
    api: BotApi, amina: Person, raw: Raw, ptb: Bot
):
    keyboard = [
        ["Menu", {"text": "My number", "request_contact": True}],
        [{"text": "My place", "request_location": True}],
    ]
    await raw.result(
        "sendMessage", chat_id=amina.chat_id, text="?", reply_markup={"keyboard": keyboard}
    )
    for label in ("Menu", "My number", "My place"):
        await amina.presses(label)
    messages = [update.message for update in await ptb.get_updates() if update.message]
    assert messages[0].text == "Menu"
    assert messages[1].contact is not None
    assert messages[2].location is not None
    with pytest.raises(AssertionError, match="sees no button 'Other'; there are \\['Menu', "):
        await amina.presses("Other")


async def test_a_reaction_parses(api: BotApi, amina: Person, raw: Raw, ptb: Bot):
    await raw.result("getUpdates", allowed_updates=["message_reaction"])
    written = await amina.says("hello")
    for emoji in ("👍", ""):
        await amina.reacts(written, emoji)
    updates = await ptb.get_updates()
    changes = [update.message_reaction for update in updates if update.message_reaction]
    assert [(len(c.old_reaction), len(c.new_reaction)) for c in changes] == [(0, 1), (1, 0)]


async def test_any_malformed_update_can_be_sent(api: BotApi, amina: Person, raw: Raw):
    number = await amina.sends_raw({"message": {"no": "date"}})
    await amina.sends_raw({})
    assert await raw.result("getUpdates") == [
        {"update_id": number, "message": {"no": "date"}},
        {"update_id": number + 1},
    ]
    with pytest.raises(KeyError):
        Update.de_json({"update_id": number, "message": {"no": "date"}}, None)
    await raw.result("getUpdates", allowed_updates=["callback_query"])
    with pytest.raises(NotPossible, match="allowed_updates leave out message"):
        await amina.sends_raw({"message": {}})


async def test_who_blocked_or_is_not_inside_cannot_write(api: BotApi, amina: Person):
    await amina.blocks()
    with pytest.raises(NotPossible, match="Amina blocked the bot; call unblocks"):
        await amina.says("hello")
    desk = api.group("Desk")
    omar = await desk.joins(api.person("Omar"))
    with pytest.raises(NotPossible, match="Only in a private chat"):
        await omar.blocks()
    await desk.leaves(omar)
    with pytest.raises(NotPossible, match="Omar is not in 'Desk'"):
        await omar.says("hello")


@pytest.mark.parametrize("text", [" ", "🙂" * 2049])
async def test_a_text_is_neither_empty_nor_longer_than_the_apps_send(amina: Person, text: str):
    with pytest.raises(NotPossible, match="1 to 4096 UTF-16 units"):
        await amina.says(text)


async def test_old_messages_and_changes_are_forgotten_above_the_size():
    async with BotApi(Conditions(chat_size=3)) as api, ptb_bot(api) as bot:
        amina = api.person("Amina")
        for number in range(5):
            await amina.says(str(number))
        assert [message.text for message in amina.chat] == ["2", "3", "4"]
        assert len(amina.place.changes) == 3
        for text in ("one", "two", "three", "four"):
            await bot.send_message(amina.chat_id, text)
        assert (await amina.sees()).text == "two"


async def test_updates_that_nobody_takes_are_named(api: BotApi, amina: Person, ptb: Bot):
    await amina.says("hello")
    with pytest.raises(AssertionError, match=r"After 0.01 s 1 updates still wait"):
        await api.drained(timeout=0.01)
    (update,) = await ptb.get_updates()
    await ptb.get_updates(offset=update.update_id + 1)
    await api.drained()


async def test_a_person_has_one_chat_with_each_bot(api: BotApi, amina: Person):
    other = api.add_bot("other_bot")
    assert api.chat(amina.chat_id) is amina.place
    assert api.chat(api.group("Desk").chat_id).title == "Desk"
    sara = api.person("Sara", bot=other)
    await sara.says("hello")
    assert len(other.updates) == 1
    assert "hello" not in "".join(update.body for update in api.bot.updates.waiting())
    assert api.world.private_chat(other, sara.user) is sara.place
    assert "Amina" in repr(amina)
    assert "World" not in repr(amina)
    assert json.loads(other.updates.waiting()[0].body)["message"]["text"] == "hello"
