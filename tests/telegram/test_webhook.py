"""The webhook: Telegram's deliveries by the stand-in, and strangers' requests by hand."""

import asyncio
import io
import json

import aiohttp
import pytest

from bot.core.message import Pressed
from bot.service.ports import StoreError
from bot.telegram.errors import ApiUnreachable, WebhookElsewhere, WebhookRefused
from bot.telegram.setup import delete_webhook, start_webhook
from bot.telegram.webhook import MOST_BYTES, SECRET_HEADER, endpoint
from bot.testing import BotApi, Conditions, ServerError
from tests.telegram.adapter import PaperIntake, all_that_is_logged, api_of, webhook_server
from tests.telegram.updates import press_update, text_update

SEED = bytes(32)


@pytest.fixture
async def intake():
    return PaperIntake()


@pytest.fixture
async def at(intake):
    async with webhook_server(intake, endpoint("http://unused", SEED)) as base:
        yield endpoint(base, SEED)


@pytest.fixture
async def stand_in():
    async with BotApi() as running:
        yield running


@pytest.fixture
async def api(stand_in):
    async with api_of(stand_in) as ours:
        yield ours


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


async def send(http, at, body, **changes):
    """The status of a delivery as Telegram makes it, unless changed."""
    headers = {SECRET_HEADER: at.secret, "Content-Type": "application/json"}
    headers |= changes.pop("headers", {})
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    method = changes.pop("method", "POST")
    async with http.request(
        method, changes.pop("url", at.url), data=data, headers=headers, **changes
    ) as response:
        return response.status, await response.read(), response.headers


async def test_what_people_say_arrives_in_order_and_then_is_taken_from_the_queue(
    stand_in, api, at, intake
):
    await start_webhook(api, at, connections=7)
    samira = stand_in.person("Samira")
    for number in range(5):
        await samira.says(f"{number}")
    await stand_in.drained()
    assert intake.texts == ["0", "1", "2", "3", "4"]
    asked = stand_in.calls("setWebhook")[0].parameters
    assert asked["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member", "chat_member",
    ]  # fmt: skip
    assert (asked["max_connections"], asked["secret_token"]) == (7, at.secret)
    assert not asked.get("drop_pending_updates")


async def test_the_200_comes_only_when_the_turn_is_durable(stand_in, api, at, intake):
    await start_webhook(api, at)
    intake.gate = asyncio.Event()
    await stand_in.person("Samira").says("Keep this")
    await intake.until(lambda: len(intake.begun) == 1)
    assert len(stand_in.bot.updates) == 1
    intake.gate.set()
    await stand_in.drained()


async def test_a_store_that_fails_gets_the_update_again(stand_in, api, at, intake):
    await start_webhook(api, at)
    intake.failures = 2
    await stand_in.person("Samira").says("Good morning")
    await stand_in.drained()
    assert (intake.texts, intake.failed) == (["Good morning"], 2)
    assert (
        stand_in.bot.trouble.message == "Wrong response from the webhook: 503 Service Unavailable"
    )


async def test_a_poisoned_update_holds_nobody_up(stand_in, api, at, intake):
    await start_webhook(api, at)
    samira = stand_in.person("Samira")
    poison = text_update("poisoned words", entities=[{"offset": 0}])["message"]
    with all_that_is_logged() as log:
        number = await samira.sends_raw({"message": poison})
        await samira.says("next words")
        await stand_in.drained()
    assert intake.texts == ["next words"]
    assert [(found[0], found[2]) for found in intake.put_away] == [(str(number), "TypeError")]
    assert "words" not in log.getvalue()
    assert at.secret not in log.getvalue()


async def test_a_press_is_answered_within_the_reply(stand_in, api, at, intake):
    """Telegram executes a method named in the reply, which saves a request for each press."""
    samira = stand_in.person("Samira")
    await samira.says("/start")
    stand_in.bot.updates.clear()
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "start/yes"}]]}
    await api.call(
        "sendMessage", {"chat_id": samira.chat_id, "text": "Shall we?", "reply_markup": markup}
    )
    await start_webhook(api, at)
    await samira.presses("Yes")
    assert isinstance(intake.received[0].content, Pressed)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"method": "GET"}, 405),
        ({"method": "PUT"}, 405),
        ({"headers": {SECRET_HEADER: "wrong"}}, 401),
        ({"headers": {SECRET_HEADER: ""}}, 401),
        ({"headers": {SECRET_HEADER: "é" * 64}}, 401),
        ({"headers": {"Content-Type": "text/plain"}}, 415),
        ({"headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 415),
    ],
)
async def test_a_request_that_is_not_telegrams_is_refused(http, at, intake, changes, status):
    assert (await send(http, at, text_update(), **changes))[0] == status
    assert intake.begun == []
    assert intake.put_away == []


async def test_a_request_without_the_secret_is_refused(http, at, intake):
    async with http.post(at.url, json=text_update()) as response:
        assert response.status == 401
    assert intake.begun == []


async def test_a_wrong_path_does_not_exist(http, at):
    assert (await send(http, at, text_update(), url=at.url[:-1]))[0] == 404


@pytest.mark.parametrize("body", [b"", b"{", b"update_id=1", b'{"update_id": 1', b"\xff\xfe{}"])
async def test_a_damaged_body_is_asked_for_again(http, at, intake, body):
    assert (await send(http, at, body))[0] == 400
    assert intake.put_away == []


@pytest.mark.parametrize(
    "body", [b"[]", b"5", b"[" * 100_000 + b"]" * 100_000, b'{"update_id": ' + b"1" * 5000 + b"}"]
)
async def test_json_that_nobody_can_handle_is_put_away_so_that_it_does_not_come_again(
    http, at, intake, body
):
    assert (await send(http, at, body))[0] == 200
    assert [found[1] for found in intake.put_away] == [body]


async def test_more_than_one_mebibyte_is_refused_with_and_without_a_length(http, at, intake):
    body = json.dumps(text_update("x" * MOST_BYTES)).encode()

    async def in_pieces():
        for start in range(0, len(body), 50_000):
            yield body[start : start + 50_000]

    assert (await send(http, at, io.BytesIO(body)))[0] == 413
    headers = {SECRET_HEADER: at.secret, "Content-Type": "application/json"}
    async with http.post(at.url, data=in_pieces(), headers=headers) as response:
        assert response.status == 413
    assert intake.begun == []


async def test_a_compressed_body_is_refused_before_it_is_unpacked(http, at):
    assert (await send(http, at, b"", headers={"Content-Encoding": "gzip"}))[0] == 415


@pytest.mark.parametrize("failure", [StoreError("disk full"), ZeroDivisionError("a fault of ours")])
async def test_a_store_that_fails_says_when_to_come_again(http, at, intake, failure):
    intake.failures, intake.failure = 2, failure
    status, _, headers = await send(http, at, text_update())
    assert (status, headers["Retry-After"]) == (503, "5")


async def test_no_refusal_and_no_delivery_writes_what_was_sent(http, at):
    with all_that_is_logged() as log:
        await send(http, at, text_update("private words"))
        await send(http, at, press_update("private words"))
        await send(http, at, text_update("private words"), headers={SECRET_HEADER: "private guess"})
        await send(http, at, b'{"private words')
    assert "telegram_webhook_refused" in log.getvalue()
    assert "private" not in log.getvalue()
    assert "Samira" not in log.getvalue()


def test_path_and_secret_follow_from_the_seed_and_are_not_shown():
    first, again = endpoint("https://merit.example/", SEED), endpoint("https://merit.example", SEED)
    other = endpoint("https://merit.example", bytes([1]) * 32)
    assert first == again
    assert first.url == "https://merit.example" + first.path
    assert len({first.path, other.path, first.secret, other.secret}) == 4
    assert first.secret not in repr(first)
    assert first.path not in repr(first)


async def test_a_webhook_at_another_address_is_not_taken_over(stand_in, api, at):
    await api.bot().set_webhook("https://other.example/secret-path")
    with pytest.raises(
        WebhookElsewhere, match=r"other\.example.*merit telegram delete-webhook"
    ) as raised:
        await start_webhook(api, at)
    assert "secret-path" not in str(raised.value)
    assert stand_in.bot.webhook.url == "https://other.example/secret-path"


async def test_our_own_webhook_is_set_again_also_after_the_key_changed(stand_in, api, at):
    base = at.url.removesuffix(at.path)
    await start_webhook(api, endpoint(base, bytes([1]) * 32))
    await start_webhook(api, at)
    await start_webhook(api, at)
    assert (stand_in.bot.webhook.url, stand_in.bot.webhook.secret_token) == (at.url, at.secret)


async def test_a_deleted_webhook_leaves_what_waits_for_polling(stand_in, api):
    await api.bot().set_webhook("http://127.0.0.1:9/nobody")
    await stand_in.person("Samira").says("Is anybody there?")
    await delete_webhook(api)
    assert stand_in.bot.webhook is None
    assert len(stand_in.bot.updates) == 1


async def test_a_server_that_fails_while_the_webhook_is_set_is_unreachable(stand_in, api, at):
    stand_in.fail(ServerError(status=502), "setWebhook")
    with pytest.raises(ApiUnreachable, match="NetworkError"):
        await start_webhook(api, at)


async def test_an_address_telegram_refuses_is_explained():
    async with BotApi(Conditions(real_webhook_addresses=True)) as strict, api_of(strict) as api:
        with pytest.raises(WebhookRefused, match=r"merit\.example:8080.*https on port 443"):
            await start_webhook(api, endpoint("http://merit.example:8080", SEED))
