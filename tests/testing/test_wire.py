"""Every form in which a bot may send a call, and python-telegram-bot's own Application."""

import asyncio
import io

import aiohttp
import pytest
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from bot.testing import BotApi, Conditions, Person
from tests.testing.raw import Raw

Context = ContextTypes.DEFAULT_TYPE


@pytest.fixture
def address(api: BotApi) -> str:
    return f"{api.base_url}{api.token}"


async def sent_text(response: aiohttp.ClientResponse) -> str:
    answer = await response.json()
    return str(answer["result"]["text"])


async def test_json_form_multipart_and_address_all_work(amina: Person, raw: Raw, address: str):
    fields = {"chat_id": str(amina.chat_id), "text": "hello"}
    multipart = aiohttp.FormData(fields)
    multipart.add_field("ignored", b"x", filename="x.bin")
    nameless = b"--x\r\nContent-Type: text/plain\r\n\r\nno name\r\n--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with raw.http.post(f"{address}/SENDMESSAGE", json=fields) as response:
        assert await sent_text(response) == "hello"
    async with raw.http.post(f"{address}/sendMessage", data=fields) as response:
        assert await sent_text(response) == "hello"
    async with raw.http.post(f"{address}/sendMessage", data=multipart) as response:
        assert await sent_text(response) == "hello"
    async with raw.http.get(f"{address}/sendMessage", params=fields) as response:
        assert await sent_text(response) == "hello"
    async with raw.http.post(f"{address}/", json={**fields, "method": "sendMessage"}) as response:
        assert await sent_text(response) == "hello"
    async with raw.http.post(
        f"{address}/sendMessage", params=fields, data=nameless, headers=headers
    ) as response:
        assert await sent_text(response) == "hello"


async def test_nested_fields_of_a_form_are_json_in_text(amina: Person, raw: Raw, address: str):
    fields = {
        "chat_id": str(amina.chat_id),
        "text": "?",
        "protect_content": "True",
        "reply_markup": '{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}]]}',
    }
    async with raw.http.post(f"{address}/sendMessage", data=fields) as response:
        assert (await response.json())["result"]["has_protected_content"] is True
    assert (await amina.sees("?")).buttons == ["Yes"]


@pytest.mark.parametrize("body", ["{", "[1]"])
async def test_a_body_that_is_no_json_object_is_refused(raw: Raw, address: str, body: str):
    headers = {"Content-Type": "application/json"}
    async with raw.http.post(f"{address}/getMe", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("deleteMessages", {"message_ids": ["first"]}),
        ("sendMessage", {"text": "x", "reply_parameters": [1]}),
        ("sendMessage", {"text": "x", "entities": [1]}),
        ("setMyCommands", {"commands": [1]}),
        ("setMyCommands", {"commands": [], "scope": "[]1"}),
    ],
)
async def test_fields_of_the_wrong_shape_are_400(amina: Person, raw: Raw, method: str, fields):
    words = await raw.refused(method, chat_id=amina.chat_id, **fields)
    assert words.startswith(("Bad Request: the stand-in cannot read", "Bad Request: can't parse"))


async def test_a_body_of_another_type_has_no_fields(raw: Raw, address: str):
    async with raw.http.post(f"{address}/sendMessage", data=b"x") as response:
        assert (await response.json())["description"] == "Bad Request: message text is empty"


async def test_too_large_a_body_is_413():
    async with BotApi(Conditions(upload_size=10)) as api, aiohttp.ClientSession() as http:
        address = f"{api.base_url}{api.token}"
        form = aiohttp.FormData()
        form.add_field("document", b"eleven bytes", filename="x.bin")
        async with http.post(f"{address}/sendDocument", data=form) as response:
            assert response.status == 413
            assert (await response.json())["description"] == "Request Entity Too Large"
        async with http.post(f"{address}/sendMessage", data=io.BytesIO(bytes(2 << 20))) as response:
            assert response.status == 413


async def test_a_stand_in_that_never_started_can_be_stopped():
    await BotApi().stop()


async def start(update: Update, _: Context) -> None:
    assert update.message is not None
    keyboard = {"inline_keyboard": [[{"text": "Nederland", "callback_data": "nl"}]]}
    await update.message.reply_text("Welcome", api_kwargs={"reply_markup": keyboard})


async def country(update: Update, _: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Good")
    await query.edit_message_text(f"Your country: {query.data}")


async def test_a_whole_application_talks_with_a_person(api: BotApi):
    """The unchanged Application with its Updater, by long polling."""
    plain = {"verify": False, "trust_env": False}
    app = (
        Application.builder()
        .token(api.token)
        .base_url(api.base_url)
        .request(HTTPXRequest(httpx_kwargs=plain))
        .get_updates_request(HTTPXRequest(httpx_kwargs=plain))
        .build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(country))
    assert app.updater is not None
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=1)
        amina = api.person("Amina", language_code="ar")
        await amina.says("/start")
        await amina.sees("Welcome")
        answer = await amina.presses("Nederland")
        assert answer.text == "Good"
        assert (await amina.sees("Your country: nl")).edited
        await app.updater.stop()
        await app.stop()
    assert len(api.bot.updates) == 0


async def test_a_hundred_people_are_answered_side_by_side(api: BotApi, raw: Raw):
    people = [api.person(f"Person {number}") for number in range(100)]
    for person in people:
        await person.says("hello")
    sends = [raw("sendMessage", chat_id=person.chat_id, text="hi") for person in people]
    await asyncio.gather(*sends, *(person.sees("hi") for person in people))
    assert api.journal.count("sendMessage") == 100
