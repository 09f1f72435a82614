"""The stream an open page listens to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.desk import events
from tests.desk.conftest import TEAM, Hand, Hands, House, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Stream:
    """What a page reads."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def event(self) -> dict[str, str]:
        """Wait for the next event; signs of life are passed over."""
        found: dict[str, str] = {}
        async with asyncio.timeout(10):
            while True:
                line = (await self._response.content.readline()).decode().rstrip("\r\n")
                name, _, value = line.partition(": ")
                if name in {"event", "data", "id", "data:"}:
                    found[name.rstrip(":")] = value
                elif not line and "event" in found:
                    return found

    async def ends(self) -> bool:
        async with asyncio.timeout(10):
            await self._response.content.read()
        return True


@asynccontextmanager
async def stream(hand: Hand, place: str = "", **headers: str) -> AsyncIterator[Stream]:
    async with hand.session.get(f"/desk/events?after={place}", headers=headers) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        read = Stream(response)
        assert (await read.event())["event"] == "ready"
        yield read


async def test_a_page_hears_of_what_changes_and_goes_on_where_it_left_off(
    house: House, hands: Hands
):
    hand = await hands(await employ(house))
    await house.ask("K7-M2", "x")
    start = house.site.news.place
    async with stream(hand, start) as page:
        await hand.sends("/ticket/K7-M2/move", move="claim")
        first = await page.event()
        assert (first["event"], first["data"]) == ("ticket", "K7-M2")
    await house.writes("K7-M2", "y")
    async with stream(hand, start, **{"Last-Event-ID": first["id"]}) as page:
        second = await page.event()
        assert (second["data"], second["id"]) == ("K7-M2", house.site.news.place)


async def test_a_page_that_missed_too_much_loads_everything(house: House, hands: Hands):
    hand = await hands(await employ(house))
    async with stream(hand, "another-7") as page:
        told = await page.event()
        assert (told["event"], told["id"]) == ("reload", house.site.news.place)


async def test_the_code_of_a_ticket_one_may_not_see_is_not_told(house: House, hands: Hands):
    hand = await hands(await employ(house))
    ticket = await house.ask("K7-M2", "x", team=TEAM)
    async with stream(hand, house.site.news.place) as page:
        house.site.news.publish(ticket)
        told = await page.event()
        assert (told["event"], told.get("data", "")) == ("ticket", "")


async def test_the_stream_ends_with_the_session(
    house: House, hands: Hands, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, "LOOK", 0.05)
    noor = await employ(house)
    hand = await hands(noor)
    async with stream(hand, house.site.news.place) as page:
        await house.office.sessions.end_all(noor.advisor.id)
        assert (await page.event())["event"] == "over"
        assert await page.ends()


async def test_there_are_only_so_many_streams(
    house: House, hands: Hands, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, "MOST", 0)
    hand = await hands(await employ(house))
    assert (await hand.opens("/events")).status == 503
