"""getUpdates: order, confirmation, waiting, conflicts, kinds and expiry."""

import asyncio
import datetime as dt

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.testing import BotApi, Conditions, Person
from tests.testing.raw import Raw, ptb_bot, waiting_poll


async def test_a_message_reaches_the_bot_as_a_person_sent_it(api: BotApi, ptb: Bot):
    amina = api.person("Amina", language_code="ar", last_name="N.", username="amina")
    await amina.says("  /start@stand_in_bot مرحبا 🙂 /help ")
    (update,) = await ptb.get_updates()
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert message.from_user.language_code == "ar"
    assert message.from_user.is_bot is False
    assert message.chat.type == "private"
    assert message.chat.username == "amina"
    assert message.text == "/start@stand_in_bot مرحبا 🙂 /help"
    assert list(message.parse_entities(["bot_command"]).values()) == [
        "/start@stand_in_bot",
        "/help",
    ]
    assert abs(message.date - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)  # noqa: TID251


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(amina: Person, ptb: Bot):
    await amina.says("one")
    await amina.says("two")
    first = await ptb.get_updates()
    assert [update.update_id for update in await ptb.get_updates()] == [
        update.update_id for update in first
    ]
    rest = await ptb.get_updates(offset=first[0].update_id + 1)
    assert [update.message.text for update in rest if update.message] == ["two"]
    assert await ptb.get_updates(offset=rest[0].update_id + 1) == ()
    assert await ptb.get_updates() == ()


async def test_at_most_the_asked_number_comes(amina: Person, ptb: Bot):
    for number in range(5):
        await amina.says(str(number))
    assert len(await ptb.get_updates(limit=3)) == 3
    assert len(await ptb.get_updates(limit=0)) == 1


async def test_a_negative_offset_keeps_only_the_newest(amina: Person, ptb: Bot):
    for text in ("one", "two", "three"):
        await amina.says(text)
    (update,) = await ptb.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.text == "three"
    assert len(await ptb.get_updates()) == 1


async def test_an_offset_too_far_ahead_confirms_nothing(amina: Person, raw: Raw):
    await amina.says("one")
    (update,) = await raw.result("getUpdates")
    assert len(await raw.result("getUpdates", offset=update["update_id"] + 100)) == 1
    assert await raw.result("getUpdates", offset=update["update_id"] + 5) == []


async def test_a_message_sent_while_polling_wakes_the_poll(api: BotApi, amina: Person, ptb: Bot):
    poll = asyncio.create_task(ptb.get_updates(timeout=50))
    await waiting_poll(api)
    await amina.says("are you there?")
    (update,) = await asyncio.wait_for(poll, 2)
    assert update.message is not None
    assert update.message.text == "are you there?"


async def test_a_poll_without_anything_to_come_ends_empty(raw: Raw):
    assert await raw.result("getUpdates", timeout=1) == []


async def test_a_second_poller_ends_the_first(api: BotApi, amina: Person, ptb: Bot):
    first = asyncio.create_task(ptb.get_updates(timeout=50))
    await waiting_poll(api)
    async with ptb_bot(api) as other:
        second = asyncio.create_task(other.get_updates(timeout=50))
        with pytest.raises(
            Conflict,
            match="terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        ):
            await first
        await amina.says("hello")
        assert len(await second) == 1


async def test_conflicts_in_a_row_are_answered_slowly_but_all(api: BotApi, raw: Raw):
    polls = []
    for _ in range(3):
        polls.append(asyncio.create_task(raw("getUpdates", timeout=50)))
        await waiting_poll(api)
        await asyncio.sleep(0)
    assert (await polls[0])[0] == 409
    assert (await polls[1])[0] == 409
    await api.person("Amina").says("hello")
    assert (await polls[2])[0] == 200


async def test_no_polling_while_a_webhook_is_set(api: BotApi, ptb: Bot, raw: Raw):
    poll = asyncio.create_task(ptb.get_updates(timeout=50))
    await waiting_poll(api)
    await raw.result("setWebhook", url="https://example.org/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(
        Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"
    ):
        await ptb.get_updates()


async def test_a_poll_that_waits_when_the_server_stops_is_answered():
    async with BotApi() as api, ptb_bot(api) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=50))
        await waiting_poll(api)
        await api.stop()
        with pytest.raises(Exception, match="restart"):
            await poll


async def test_no_poll_waits_at_a_server_that_stops(api: BotApi, raw: Raw):
    await raw.result("getUpdates")
    api._server.board.close()
    assert await raw.refused("getUpdates", timeout=50) == "Internal Server Error: restart"


async def test_reactions_come_only_when_asked_for(api: BotApi, amina: Person, raw: Raw):
    message = await amina.says("hello")
    await amina.reacts(message, "👍")
    assert [kind for kind, _ in await kinds(raw)] == ["message"]
    await raw.result("getUpdates", allowed_updates=["message_reaction"])
    await amina.reacts(message, "❤")
    await amina.says("not wanted now")
    assert [kind for kind, _ in await kinds(raw)] == ["message", "message_reaction"]
    info = await raw.result("getWebhookInfo")
    assert info["allowed_updates"] == ["message_reaction"]
    await raw.result("getUpdates", allowed_updates=[])
    await amina.says("wanted again")
    assert len(await kinds(raw)) == 3
    assert "allowed_updates" not in await raw.result("getWebhookInfo")


@pytest.mark.parametrize("given", ["no json", '"message"', "[1]"])
async def test_allowed_updates_that_are_no_list_of_texts_change_nothing(
    amina: Person, raw: Raw, given: str
):
    await raw.result("getUpdates", allowed_updates='["callback_query"]')
    await raw.result("getUpdates", allowed_updates=given)
    await amina.says("hello")
    assert await raw.result("getUpdates") == []


async def test_a_message_waits_a_day_and_a_press_150_seconds(api: BotApi, amina: Person, raw: Raw):
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await raw.result("sendMessage", chat_id=amina.chat_id, text="?", reply_markup=keyboard)
    await amina.taps("Yes")
    await amina.says("hello")
    api.clock.advance(149)
    assert len(await kinds(raw)) == 2
    api.clock.advance(2)
    assert [kind for kind, _ in await kinds(raw)] == ["message"]
    api.clock.advance(86_400)
    assert await kinds(raw) == []


async def test_with_the_guard_a_repeated_offset_gets_one_update_and_waits():
    async with BotApi(Conditions(guard_repeats=True)) as api, ptb_bot(api) as bot:
        amina = api.person("Amina")
        await amina.says("one")
        await amina.says("two")
        assert len(await bot.get_updates()) == 2
        assert len(await bot.get_updates()) == 1
        api.clock.advance(1)
        assert len(await bot.get_updates()) == 2
        api.bot.updates.clear()
        poll = asyncio.create_task(bot.get_updates())
        await waiting_poll(api)
        await amina.says("three")
        assert len(await poll) == 1
        api.clock.advance(4)
        assert len(await bot.get_updates()) == 1


async def kinds(raw: Raw) -> list[tuple[str, int]]:
    """The kinds and ids of the updates that wait; nothing is confirmed."""
    updates = await raw.result("getUpdates")
    return [
        (next(key for key in update if key != "update_id"), update["update_id"])
        for update in updates
    ]
