"""The control addresses, and the stand-in as a process of its own."""

import asyncio
import base64
import json
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.testing import BotApi
from bot.testing.__main__ import arguments
from bot.testing.control import Control
from tests.testing.raw import Raw

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


@pytest.fixture
async def raw() -> AsyncIterator[Raw]:
    api = BotApi()
    await api.start(*Control(api).routes())
    async with aiohttp.ClientSession() as http:
        yield Raw(api=api, http=http)
    await api.stop()


@pytest.fixture
async def amina(raw: Raw) -> str:
    """The address of a person who wrote to the bot."""
    person = {"first_name": "Amina", "language_code": "ar"}
    _, made = await raw.control("POST", "/persons", **person)
    address = f"/persons/{made['id']}"
    status, said = await raw.control("POST", f"{address}/says", text="/start")
    assert (status, said["text"]) == (200, "/start")
    return address


async def test_a_conversation_over_http(raw: Raw, amina: str):
    number = int(amina.rpartition("/")[2])
    raw.api.bot.updates.clear()
    await raw.result("sendMessage", chat_id=number, text="Sure?", reply_markup=YES)
    _, seen = await raw.control("POST", f"{amina}/sees", parts=["Sure"])
    assert seen["buttons"] == ["Yes"]
    press = asyncio.create_task(raw.control("POST", f"{amina}/presses", label="Yes"))
    updates = await raw.result("getUpdates", timeout=5)
    query_id = updates[0]["callback_query"]["id"]
    await raw.result("answerCallbackQuery", callback_query_id=query_id, text="Good")
    assert await press == (200, {"text": "Good", "show_alert": False, "url": ""})
    status, tapped = await raw.control("POST", f"{amina}/taps", label="Yes", on=seen["id"])
    assert (status, bool(tapped["result"])) == (200, True)
    _, chat = await raw.control("GET", f"/chats/{number}")
    assert [message["text"] for message in chat["messages"]] == ["/start", "Sure?"]


async def test_everything_else_a_person_does(raw: Raw, amina: str):
    _, said = await raw.control("POST", f"{amina}/says", text="helo", reply_to=1)
    assert said["data"]["reply_to_message"]["text"] == "/start"
    _, edited = await raw.control("POST", f"{amina}/edits", message=said["id"], text="hello")
    assert edited["text"] == "hello"
    plan = {"base64": base64.b64encode(b"plan").decode(), "name": "plan.pdf"}
    _, sent = await raw.control("POST", f"{amina}/sends_document", **plan)
    assert sent["data"]["document"]["file_size"] == 4
    _, sent = await raw.control("POST", f"{amina}/sends", dice={"emoji": "🎲", "value": 6})
    assert sent["data"]["dice"]["value"] == 6
    _, raw_update = await raw.control("POST", f"{amina}/raw", update={"message": {}})
    assert isinstance(raw_update["result"], int)
    await raw.control("POST", f"{amina}/blocks")
    number = amina.rpartition("/")[2]
    assert (await raw.control("GET", f"/chats/{number}"))[1]["blocked"] is True
    assert (await raw.control("POST", f"{amina}/says", text="x"))[0] == 409
    assert await raw.control("POST", f"{amina}/unblocks") == (200, {"result": None})


async def test_a_desk_over_http(raw: Raw, amina: str):
    _, desk = await raw.control("POST", "/groups", title="Desk")
    number = int(amina.rpartition("/")[2])
    await raw.control("POST", f"/groups/{desk['id']}/joins", person=number)
    _, topic = await raw.control("POST", f"/groups/{desk['id']}/topics", name="Client 7")
    here = {"in": desk["id"], "topic": topic["id"]}
    status, _ = await raw.control("POST", f"{amina}/says", text="hello", **here)
    assert status == 200
    _, chat = await raw.control("GET", f"/chats/{desk['id']}")
    assert chat["messages"][-1]["data"]["message_thread_id"] == topic["id"]


async def test_journal_counts_faults_and_clock(raw: Raw, amina: str):
    number = int(amina.rpartition("/")[2])
    fault = {"kind": "TooManyRequests", "retry_after": 3, "method": "sendMessage", "chat": number}
    assert await raw.control("POST", "/faults", **fault) == (200, {})
    await raw("sendMessage", chat_id=number, text="one")
    await raw("sendMessage", chat_id=number, text="two")
    await raw.control("POST", "/faults", kind="Reset", times=None)
    await raw.control("DELETE", "/faults")
    await raw("getMe")
    _, journal = await raw.control("GET", "/journal", method="sendmessage")
    assert [call["status"] for call in journal["calls"]] == [429, 200]
    assert journal["last"] == 3
    _, journal = await raw.control("GET", "/journal", after=1, limit=1)
    assert [call["parameters"]["text"] for call in journal["calls"]] == ["two"]
    _, counts = await raw.control("GET", "/counts")
    assert counts == {"sendmessage": {"429": 1, "200": 1}, "getme": {"200": 1}}
    await raw.control("DELETE", "/journal")
    assert (await raw.control("GET", "/counts"))[1] == {}
    _, before = await raw.control("POST", "/clock", advance=0)
    _, after = await raw.control("POST", "/clock", advance=100)
    assert after["now"] >= before["now"] + 100


async def test_the_overview_names_bots_and_what_waits(raw: Raw, amina: str):
    _, overview = await raw.control("GET", "")
    (bot,) = overview["bots"]
    assert (bot["username"], bot["waiting_updates"], bot["webhook"]) == ("stand_in_bot", 1, "")
    assert overview["base_url"] == raw.api.base_url
    status, complaint = await raw.control("GET", "/drained", timeout="0.01")
    assert (status, complaint["error"]) == (409, "After 0.01 s 1 updates still wait for the bot.")
    raw.api.bot.updates.clear()
    assert await raw.control("GET", "/drained") == (200, {})


@pytest.mark.parametrize(
    ("path", "fields", "status", "words"),
    [
        ("/persons/5/says", {"text": "x"}, 404, "There is no person 5."),
        ("/persons/1001/dances", {}, 404, "No such act; there are says, presses"),
        ("/persons/1001/says", {"text": "x", "in": 7}, 404, "Person 1001 has no seat in group 7."),
        ("/persons/1001/says", {"text": "x", "reply_to": 7}, 404, "There is no message 7."),
        ("/persons/1001/says", {}, 400, "KeyError: 'text'"),
        ("/persons/1001/sees", {"parts": ["x"], "timeout": 0}, 409, "Amina waited 0 s for 'x'"),
        ("/persons", {"name": "x"}, 400, "TypeError: "),
        ("/groups/7/topics", {"name": "x"}, 404, "There is no group 7."),
        ("/faults", {"kind": "Earthquake"}, 404, "No such kind of fault; there are TooMany"),
        ("/clock", {"advance": -1}, 400, "ValueError: A clock cannot go back"),
    ],
)
async def test_what_cannot_be_done_is_said(raw: Raw, amina: str, path, fields, status, words):
    answer = await raw.control("POST", path, **fields)
    assert answer[0] == status
    assert answer[1]["error"].startswith(words)


async def test_an_unknown_chat_is_404(raw: Raw):
    assert await raw.control("GET", "/chats/5") == (404, {"error": "There is no chat 5."})


async def test_the_stand_in_runs_as_a_process(tmp_path: Path):
    journal = tmp_path / "journal.jsonl"
    options = ["--port", "0", "--token", "42:mine", "--limits", "--journal", str(journal)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.testing", *options, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        line = json.loads(await process.stdout.readline())
        assert line["tokens"][1] == "42:mine"
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"{line['base_url']}42:mine/getMe") as response,
        ):
            assert (await response.json())["result"]["username"] == "stand_in_2_bot"
    finally:
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert json.loads(journal.read_text(encoding="utf-8"))["method"] == "getMe"


def test_without_options_it_listens_on_this_machine_only():
    options = arguments([])
    assert (options.host, options.port, options.limits) == ("127.0.0.1", 8081, False)
