"""What a page sends becomes an inbound message, or is refused with a reason."""

from typing import Any

import aiohttp
import pytest

from bot.core.message import ChannelName, Command, Pressed, Words
from bot.web.identity import Visitor
from bot.web.incoming import Unreadable, form_message, message_from
from tests.web.conftest import Served, visited_by

pytestmark = pytest.mark.asyncio(loop_scope="session")

AMINA = Visitor(name="", address="a" * 43)


def _read(**body: Any):
    return message_from({"id": "12345678", **body}, AMINA, "ar").content


async def test_text_is_words_and_a_slash_makes_a_command():
    assert _read(text=" hello ") == Words(text="hello")
    assert _read(text="/Start nl") == Command(name="start", payload="nl")
    assert _read(command="start") == Command(name="start")
    assert _read(command="/language fr") == Command(name="language", payload="fr")
    assert _read(press="a/b~x", on=7) == Pressed(token="a/b~x", on="7")
    assert _read(press="a/b~x") == Pressed(token="a/b~x")


async def test_a_message_says_who_sent_it_and_which_language_they_read():
    message = message_from({"id": "12345678", "text": "hi"}, AMINA, "ar")
    assert message.channel is ChannelName.WEB
    assert message.address == AMINA.address
    assert message.update_id == "12345678"
    assert message.language_hint == "ar"


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"id": "12345678"},
        {"id": "short", "text": "x"},
        {"id": 12345678, "text": "x"},
        {"id": "1234567 8", "text": "x"},
        {"text": "x"},
        {"id": "12345678", "text": "x", "press": "y"},
        {"id": "12345678", "text": ""},
        {"id": "12345678", "text": " \n "},
        {"id": "12345678", "text": "\x00\x01"},
        {"id": "12345678", "text": 5},
        {"id": "12345678", "command": "5!"},
        {"id": "12345678", "press": ""},
        {"id": "12345678", "press": "with space"},
        {"id": "12345678", "press": "x" * 257},
        {"id": "12345678", "press": "x", "on": "seven"},
        {"id": "12345678", "press": "x", "on": [7]},
    ],
)
async def test_what_is_no_message_is_refused_with_a_reason(body: Any):
    with pytest.raises(Unreadable, match=r"\w+ .*\."):
        message_from(body, AMINA, "en")


async def test_the_longest_text_passes_and_a_longer_one_does_not():
    assert _read(text="x" * 4096) == Words(text="x" * 4096)
    with pytest.raises(aiohttp.web.HTTPRequestEntityTooLarge):
        _read(text="x" * 4097)


async def test_a_form_sent_twice_is_one_message_and_another_button_another():
    yes = {"id": "12345678", "press": "q/yes~s@4"}
    first, again = (form_message(yes, AMINA, "en") for _ in range(2))
    other = form_message({**yes, "press": "q/no~s@4"}, AMINA, "en")
    assert first == again
    assert first.content == Pressed(token="q/yes~s", on="4")
    assert first.update_id != other.update_id


async def test_a_visitor_shows_no_secret_when_printed():
    assert AMINA.address not in repr(AMINA)


async def _post(client: aiohttp.ClientSession, body: Any) -> tuple[int, dict[str, str]]:
    data = body if isinstance(body, bytes) else None
    async with client.post("/chat/messages", json=None if data else body, data=data) as response:
        return response.status, await response.json()


async def test_the_answer_comes_when_the_message_is_durable(
    client: aiohttp.ClientSession, served: Served
):
    await visited_by(client)
    assert await _post(client, {"id": "12345678", "text": "/start"}) == (200, {"receipt": "done"})
    (person,) = served.conversation.people.values()
    assert len(person.lines) == 3


async def test_the_same_id_again_changes_nothing(client: aiohttp.ClientSession, served: Served):
    await visited_by(client)
    body = {"id": "12345678", "text": "hello"}
    assert await _post(client, body) == (200, {"receipt": "done"})
    assert await _post(client, body) == (200, {"receipt": "duplicate"})
    (person,) = served.conversation.people.values()
    assert len(person.lines) == 2


async def test_a_store_that_cannot_save_asks_to_send_again(
    client: aiohttp.ClientSession, served: Served
):
    await visited_by(client)
    served.conversation.failures = 1
    async with client.post("/chat/messages", json={"id": "12345678", "text": "hi"}) as response:
        assert response.status == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "disk" not in await response.text()
    assert await _post(client, {"id": "12345678", "text": "hi"}) == (200, {"receipt": "done"})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b'{"id": "12345678", "text": NaN}',
        b"9" * 60_000,
        b'{"id": "12345678"}',
    ],
)
async def test_a_broken_body_is_refused_in_words(client: aiohttp.ClientSession, body: bytes):
    await visited_by(client)
    async with client.post("/chat/messages", data=body) as response:
        assert response.status == 400
        assert (await response.json())["error"].endswith(".")


async def test_an_unknown_alphabet_is_refused_in_words(client: aiohttp.ClientSession):
    await visited_by(client)
    odd = {"Content-Type": "application/json; charset=klingon"}
    async with client.post("/chat/messages", data=b"{}", headers=odd) as response:
        assert response.status == 400


async def test_a_broken_form_is_refused(client: aiohttp.ClientSession):
    await visited_by(client)
    async with client.post("/plain", data={"id": "12345678"}) as response:
        assert response.status == 400


async def test_nobody_gets_a_file_of_somebody_else(client: aiohttp.ClientSession, served: Served):
    await visited_by(client)
    await _post(client, {"id": "12345678", "text": "/start"})
    await _post(client, {"id": "12345679", "press": "papers/done"})
    (person,) = served.conversation.people.values()
    last = len(person.lines)
    for path, status in (
        (f"/chat/files/{last}/my%20data%20%C3%A9.json", 200),
        (f"/chat/files/{last}/other.json", 404),
        (f"/chat/files/{last - 1}/my%20data%20%C3%A9.json", 404),
        (f"/chat/files/{last + 1}/my%20data%20%C3%A9.json", 404),
        ("/chat/files/0/my%20data%20%C3%A9.json", 404),
        (f"/chat/files/{last}/my%20data%20%C3%A9.json?person=2", 404),
    ):
        if "person=2" in path:
            await visited_by(client, "/chat/events?person=2")
        async with client.get(path) as response:
            assert response.status == status, path


async def test_forms_of_the_simple_page_make_the_same_messages(
    client: aiohttp.ClientSession, served: Served
):
    async with client.get("/plain?person=b") as response:
        assert 'value="/start"' in await response.text()
    forms: list[dict[str, str]] = [
        {"command": "/start", "text": ""},
        {"press": "q1/be@3"},
        {"text": "<b>&"},
        {"press": "papers/done@5"},
        {"command": "/language ar"},
    ]
    text = ""
    for number, form in enumerate(forms):
        async with client.post(
            "/plain?person=b", data={"id": f"form-{number}000", **form}
        ) as response:
            assert response.status == 200
            assert str(response.real_url).endswith("/plain?person=b#newest")
            text = await response.text()
    assert [each.content for each in served.conversation.received] == [
        Command(name="start"),
        Pressed(token="q1/be", on="3"),
        Words(text="<b>&"),
        Pressed(token="papers/done", on="5"),
        Command(name="language", payload="ar"),
    ]
    assert '<p class="text">&lt;b&gt;&amp;</p>' in text
    assert "✅ Belgium</button>" in text
    assert 'href="/chat/files/9/my%20data%20%C3%A9.json?person=b"' in text
    assert '<a href="https://example.org/facts" target="_blank"' in text
    assert text.index("هولندا") < text.index("بلجيكا")
    assert '<html lang="ar" dir="rtl">' in text
