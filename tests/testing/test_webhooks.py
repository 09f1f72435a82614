"""Webhook delivery: order, retries, secrets, methods in the answer, and what setWebhook refuses."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.testing import BotApi, Conditions, Person
from tests.testing.hook import Hook, answers, hook
from tests.testing.raw import Raw, ptb_bot, until


@pytest.fixture
async def webhook() -> AsyncIterator[Hook]:
    async with hook() as made:
        yield made


async def test_an_update_comes_with_the_secret_and_parses(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    assert await ptb.set_webhook(webhook.url, secret_token="s3cret_-", max_connections=7)
    await amina.says("hello")
    (body,) = await webhook.receives(1)
    update = Update.de_json(body, ptb)
    assert update.message is not None
    assert update.message.text == "hello"
    assert webhook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
    assert webhook.headers[0]["Content-Type"] == "application/json"
    await api.drained()
    info = await ptb.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (webhook.url, 7, 0)
    assert info.last_error_message is None


async def test_the_next_update_of_a_chat_comes_only_after_2xx(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    webhook.reply = answers(500, 503, 404, 204)
    await ptb.set_webhook(webhook.url)
    for text in ("one", "two"):
        await amina.says(text)
    await api.drained()
    assert webhook.texts == ["one", "one", "one", "one", "two"]
    info = await ptb.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert info.last_error_date is not None


async def test_updates_that_waited_before_the_webhook_come_in_order(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    for number in range(5):
        await amina.says(str(number))
    await ptb.set_webhook(webhook.url)
    await api.drained()
    assert webhook.texts == ["0", "1", "2", "3", "4"]
    assert "X-Telegram-Bot-Api-Secret-Token" not in webhook.headers[0]


async def test_a_press_overtakes_a_message_and_other_chats_do_not_wait(
    api: BotApi, amina: Person, ptb: Bot, raw: Raw, webhook: Hook
):
    """Only updates of one lane wait for each other."""
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await raw.result("sendMessage", chat_id=amina.chat_id, text="?", reply_markup=keyboard)
    release = asyncio.Event()

    async def holds_messages_of_amina(update: dict[str, Any]) -> web.StreamResponse:
        if update.get("message", {}).get("chat", {}).get("id") == amina.chat_id:
            await release.wait()
        return web.Response()

    webhook.reply = holds_messages_of_amina
    await ptb.set_webhook(webhook.url)
    await amina.says("first")
    await amina.says("second")
    await amina.taps("Yes")
    await api.person("Omar").says("from another chat")
    await webhook.receives(3)
    assert sorted(next(k for k in update if k != "update_id") for update in webhook.got) == [
        "callback_query",
        "message",
        "message",
    ]
    assert "second" not in webhook.texts
    release.set()
    await api.drained()
    assert webhook.texts[-1] == "second"


async def test_never_more_connections_than_asked(api: BotApi, ptb: Bot, webhook: Hook):
    async def waits_for_a_second(_: dict[str, Any]) -> web.StreamResponse:
        await webhook.receives(2)
        return web.Response()

    webhook.reply = waits_for_a_second
    await ptb.set_webhook(webhook.url, max_connections=2)
    for number in range(8):
        await api.person(f"Person {number}").says("hello")
    await api.drained()
    assert webhook.most_at_once == 2


async def test_retry_after_is_honoured(api: BotApi, amina: Person, ptb: Bot, webhook: Hook):
    webhook.reply = answers(web.Response(status=429, headers={"Retry-After": "20"}))
    await ptb.set_webhook(webhook.url)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await amina.says("hello")
    await api.drained()
    assert 20 * 0.01 <= loop.time() - began < 2


@pytest.mark.parametrize(
    "reply",
    [
        web.json_response({"method": "sendMessage", "chat_id": 1001, "text": "from the answer"}),
        web.Response(
            text="method=sendMessage&chat_id=1001&text=from+the+answer",
            content_type="application/x-www-form-urlencoded",
        ),
    ],
    ids=["JSON", "form"],
)
async def test_a_method_in_the_answer_is_done(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook, reply: web.Response
):
    webhook.reply = answers(reply)
    await ptb.set_webhook(webhook.url)
    await amina.says("hello")
    await amina.sees("from the answer")
    assert api.calls("sendMessage")[0].status == 200


@pytest.mark.parametrize("method", ["getMe", "setWebhook", "deleteWebhook", "logOut", "close"])
async def test_some_methods_in_the_answer_are_ignored(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook, method: str
):
    webhook.reply = answers(
        web.json_response({"method": method}),
        web.Response(text="{", content_type="application/json"),
    )
    await ptb.set_webhook(webhook.url)
    count = len(api.calls())
    await amina.says("one")
    await amina.says("two")
    await api.drained()
    assert len(api.calls()) == count


async def test_an_update_past_its_life_is_dropped(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    async def fails(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=500)

    webhook.reply = fails
    await ptb.set_webhook(webhook.url)
    await amina.says("hello")
    await webhook.receives(2)
    assert (await ptb.get_webhook_info()).pending_update_count == 1
    api.clock.advance(86_401)
    await api.drained()


async def test_a_webhook_that_is_not_there_is_told_and_tried_again(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    await ptb.set_webhook("http://127.0.0.1:1/hook")
    await amina.says("hello")
    await until(lambda: api.bot.trouble.message)
    info = await ptb.get_webhook_info()
    assert info.last_error_message == "Connection refused"
    await ptb.set_webhook(webhook.url)
    await api.drained()
    assert webhook.texts == ["hello"]


async def test_a_webhook_too_slow_or_breaking_off_is_told(webhook: Hook):
    async def is_too_slow(_: dict[str, Any]) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    webhook.reply = is_too_slow
    async with BotApi(Conditions(webhook_timeout=0.05)) as api, ptb_bot(api) as bot:
        await bot.set_webhook(webhook.url)
        await api.person("Amina").says("hello")
        await until(lambda: api.bot.trouble.message == "Read timeout expired")
        webhook.reply = answers(web.Response(headers={"Content-Length": "x"}))
        await until(lambda: api.bot.trouble.message == "Webhook connection closed")
        await api.drained()


async def test_a_webhook_gone_for_23_hours_is_removed(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    async def is_gone(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=410)

    webhook.reply = is_gone
    await ptb.set_webhook(webhook.url)
    await amina.says("hello")
    await webhook.receives(3)
    api.clock.advance(23 * 3600 + 60)
    await until(lambda: api.bot.webhook is None)
    assert len(await ptb.get_updates()) == 1


async def test_what_a_webhook_did_not_take_can_be_polled_after_its_removal(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    await ptb.set_webhook("http://127.0.0.1:1/hook")
    await amina.says("one")
    await amina.says("two")
    await ptb.delete_webhook()
    assert len(await ptb.get_updates()) == 2
    await ptb.set_webhook(webhook.url, drop_pending_updates=True)
    await amina.says("three")
    await api.drained()
    assert webhook.texts == ["three"]
    assert await ptb.delete_webhook(drop_pending_updates=True)


async def test_dropping_what_waits_also_ends_its_delivery(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    await ptb.set_webhook("http://127.0.0.1:1/hook")
    await amina.says("old")
    await ptb.set_webhook(webhook.url, drop_pending_updates=True)
    await amina.says("new")
    await api.drained()
    assert webhook.texts == ["new"]


async def test_what_was_cleared_while_it_failed_is_not_tried_again(
    api: BotApi, amina: Person, ptb: Bot, webhook: Hook
):
    webhook.reply = answers(500)
    await ptb.set_webhook(webhook.url)
    await amina.says("cleared")
    await webhook.receives(1)
    api.bot.updates.clear()
    await amina.says("kept")
    await api.drained()
    assert webhook.texts == ["cleared", "kept"]


async def test_a_bot_added_later_gets_its_webhook_too(api: BotApi, raw: Raw, webhook: Hook):
    other = api.add_bot("other_bot", token="42:other")
    async with raw.http.post(
        f"{api.base_url}{other.token}/setWebhook", json={"url": webhook.url}
    ) as response:
        assert response.status == 200
    await api.person("Amina", bot=other).says("hello")
    await api.drained(bot=other)
    assert webhook.texts == ["hello"]


async def test_the_answer_says_what_setting_and_deleting_did(raw: Raw):
    address = {"url": "https://example.org/hook"}
    words = [
        (await raw(method, **fields))[1]["description"]
        for method, fields in (
            ("deleteWebhook", {}),
            ("setWebhook", address),
            ("setWebhook", address),
            ("setWebhook", {}),
        )
    ]
    assert words == [
        "Webhook is already deleted",
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "ftp://example.org"}, "invalid webhook URL specified"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://example.org:99999"}, "invalid webhook URL specified"),
        (
            {"url": "https://example.org", "secret_token": "ö"},
            "secret token contains unallowed characters",
        ),
        ({"url": "https://example.org", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_what_set_webhook_refuses(raw: Raw, fields: dict[str, str], words: str):
    assert await raw.refused("setWebhook", **fields) == f"Bad Request: {words}"


async def test_real_webhook_addresses_need_https_and_a_known_port():
    async with BotApi(Conditions(real_webhook_addresses=True)) as api, ptb_bot(api) as bot:
        with pytest.raises(BadRequest, match="(?i)an HTTPS URL must be provided"):
            await bot.set_webhook("http://example.org/hook")
        with pytest.raises(BadRequest, match="(?i)only on ports 80, 88, 443 or 8443"):
            await bot.set_webhook("https://example.org:8080/hook")
        assert await bot.set_webhook("example.org:8443/hook")


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_under_random_failures_every_chat_gets_all_in_order(
    api: BotApi, ptb: Bot, webhook: Hook, seed: int
):
    """What was taken (answered 2xx) is exactly what was sent, in its order, for every chat."""
    chance = random.Random(seed)
    taken: dict[int, list[str]] = {}

    async def moody(update: dict[str, Any]) -> web.StreamResponse:
        if chance.random() < 0.3:
            return web.Response(status=chance.choice([400, 500, 502]))
        message = update["message"]
        taken.setdefault(message["chat"]["id"], []).append(message["text"])
        return web.Response()

    webhook.reply = moody
    await ptb.set_webhook(webhook.url)
    people = [api.person(f"Person {number}") for number in range(4)]
    for number in range(20):
        await people[chance.randrange(4)].says(str(number))
    await api.drained()
    said = {p.chat_id: [m.text for m in p.chat] for p in people if p.chat}
    assert taken == said
