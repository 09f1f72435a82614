"""The stream: each line once, in order, from where the page left off."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.web import events
from tests.web.conftest import Served, visited_by

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENCE = 5.0


class Listener:
    """Reads a stream event by event."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def next(self) -> tuple[str, str, Any]:
        """Return name, id and data of the next event."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(PATIENCE):
            async for raw in self._response.content:
                name, _, value = raw.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                elif "event" in fields:
                    return fields["event"], fields.get("id", ""), json.loads(fields["data"])
        raise EOFError

    async def until(self, wanted: str) -> list[tuple[str, str, Any]]:
        """Return the events up to and with the first `wanted` one."""
        heard = [await self.next()]
        while heard[-1][0] != wanted:
            heard.append(await self.next())
        return heard


@asynccontextmanager
async def listening(
    client: aiohttp.ClientSession, place: str = "", **headers: str
) -> AsyncIterator[Listener]:
    sent = {"Last-Event-ID": place, **headers} if place else headers
    async with client.get("/chat/events", headers=sent) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        yield Listener(response)


async def _say(client: aiohttp.ClientSession, number: int, text: str) -> None:
    async with client.post(
        "/chat/messages", json={"id": f"message-{number}", "text": text}
    ) as response:
        assert response.status == 200


async def test_a_new_listener_gets_words_history_and_then_what_is_new(
    client: aiohttp.ClientSession,
):
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client) as listener:
        heard = await listener.until("ready")
        assert [name for name, _, _ in heard] == ["words", "line", "line", "line", "ready"]
        assert [data["sequence"] for name, _, data in heard if name == "line"] == [1, 2, 3]
        await _say(client, 2, "hello")
        _, _, own = await listener.next()
        _, _, answer = await listener.next()
    assert (own["speaker"], own["text"]) == ("person", "hello")
    assert (answer["speaker"], answer["sequence"]) == ("merit", 5)


async def test_a_line_says_everything_a_page_needs(client: aiohttp.ClientSession):
    await visited_by(client)
    async with client.post(
        "/chat/messages",
        json={"id": "message-1", "text": "/start"},
        headers={"Accept-Language": "ar"},
    ):
        pass
    async with listening(client) as listener:
        heard = await listener.until("ready")
    line = heard[-2][2]
    assert {name: line[name] for name in ("kind", "language", "direction", "on")} == {
        "kind": "send",
        "language": "ar",
        "direction": "rtl",
        "on": None,
    }
    assert line["rows"][0] == [
        {"label": "بلجيكا", "token": "q1/be"},
        {"label": "هولندا", "token": "q1/nl"},
    ]
    assert heard[0][2]["direction"] == "rtl"


async def test_a_listener_who_returns_hears_only_what_came_since(client: aiohttp.ClientSession):
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client) as listener:
        place = (await listener.until("ready"))[-2][1]
    await _say(client, 2, "hello")
    async with listening(client, place) as listener:
        heard = await listener.until("ready")
    assert [data["sequence"] for name, _, data in heard if name == "line"] == [4, 5]
    async with client.get(f"/chat/events?after={place}") as response:
        heard = await Listener(response).until("ready")
    assert [data["sequence"] for name, _, data in heard if name == "line"] == [4, 5]


async def test_a_listener_who_missed_nothing_is_told_no_other_language(
    client: aiohttp.ClientSession,
):
    await visited_by(client)
    await _say(client, 1, "/language ar")
    await _say(client, 2, "hello")
    async with listening(client) as listener:
        heard = await listener.until("ready")
    own = next(place for name, place, data in heard if name == "line" and data["text"] == "hello")
    async with listening(client, own, **{"Accept-Language": "en"}) as listener:
        heard = await listener.until("ready")
    assert [data["language"] for name, _, data in heard if name == "words"] == ["ar"]
    last = heard[-2][1]
    async with listening(client, last, **{"Accept-Language": "en"}) as listener:
        assert [name for name, _, _ in await listener.until("ready")] == ["ready"]


@pytest.mark.parametrize("place", ["nonsense", "7", "-1.5", "1.2.3", "99999999999999999999.1"])
async def test_a_place_nobody_gave_out_means_from_the_beginning(
    client: aiohttp.ClientSession, place: str
):
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client, place) as listener:
        heard = await listener.until("ready")
    assert [data["sequence"] for name, _, data in heard if name == "line"] == [1, 2, 3]


async def test_the_words_follow_the_language_of_the_conversation(client: aiohttp.ClientSession):
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client) as listener:
        await listener.until("ready")
        await _say(client, 2, "/language ar")
        heard = await listener.until("words")
    assert heard[-1][2]["words"]["send"] == "إرسال"
    assert heard[-1][2]["language"] == "ar"


async def test_a_conversation_that_began_anew_is_told_from_its_beginning(
    client: aiohttp.ClientSession, served: Served
):
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client) as listener:
        place = (await listener.until("ready"))[-2][1]
    served.conversation.people.clear()
    for number in range(2, 6):
        await _say(client, number, "hello again")
    async with listening(client, place) as listener:
        heard = await listener.until("ready")
    assert heard[0][0] == "reset"
    assert [data["sequence"] for name, _, data in heard if name == "line"] == [*range(1, 9)]


async def test_the_last_words_come_between_two_resets(client: aiohttp.ClientSession):
    """They are handed out once; the page keeps them in view and knows that nothing is left."""
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client) as listener:
        await listener.until("ready")
        await _say(client, 2, "/delete")
        heard = [await listener.next() for _ in range(3)]
    assert [name for name, _, _ in heard] == ["reset", "line", "reset"]
    assert heard[1][2]["text"] == "Everything is deleted."


async def test_a_quiet_stream_shows_signs_of_life(
    client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, "HEARTBEAT", 0.05)
    await visited_by(client)
    async with listening(client) as listener:
        await listener.until("ready")
        assert (await listener.next())[0] == "here"
        assert (await listener.next())[0] == "here"


async def test_a_store_that_fails_ends_the_stream_and_the_page_returns(
    client: aiohttp.ClientSession, served: Served
):
    await visited_by(client)
    await _say(client, 1, "/start")
    async with listening(client) as listener:
        place = (await listener.until("ready"))[-2][1]
        served.conversation.deaf = True
        await _say(client, 2, "hello")
        with pytest.raises(EOFError):
            await listener.next()
    async with client.get("/chat/events") as response:
        assert response.status == 503
    served.conversation.deaf = False
    async with listening(client, place) as listener:
        heard = await listener.until("ready")
    assert [data["sequence"] for name, _, data in heard if name == "line"] == [4, 5]


async def test_too_many_streams_are_put_off(
    client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, "_MOST_STREAMS", 1)
    await visited_by(client)
    async with listening(client) as listener:
        await listener.until("ready")
        async with client.get("/chat/events") as response:
            assert response.status == 503


async def test_a_server_stops_at_once_while_pages_listen(
    client: aiohttp.ClientSession, served: Served
):
    await visited_by(client)
    async with listening(client) as listener:
        await listener.until("ready")
        async with asyncio.timeout(2):
            await served.stop()
