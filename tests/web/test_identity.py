"""Who is who: a random secret in a cookie and nothing else."""

import re
from http.cookies import Morsel

import aiohttp
import pytest

from bot.web.languages import wished_languages
from tests.web.conftest import Served, visited_by

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _cookie(served: Served, path: str = "/chat/events", **headers: str) -> Morsel[str]:
    async with (
        aiohttp.ClientSession(served.base) as browser,
        browser.get(path, headers=headers) as response,
    ):
        (morsel,) = response.cookies.values()
        return morsel


async def test_the_cookie_is_random_and_out_of_reach_of_scripts_and_other_sites(served: Served):
    first, second = await _cookie(served), await _cookie(served)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", first.value)
    assert first.value != second.value
    assert first.key == "merit_person"
    assert first["httponly"]
    assert first["samesite"] == "Strict"
    assert first["path"] == "/"
    assert not first["domain"]


@pytest.mark.parametrize(("proto", "secure"), [("https", True), ("http", False)])
async def test_over_https_the_cookie_is_bound_to_it(served: Served, proto: str, secure: bool):
    morsel = await _cookie(served, **{"X-Forwarded-Proto": proto})
    assert bool(morsel["secure"]) is secure
    assert morsel.key.startswith("__Host-") is secure


async def test_https_is_asked_to_stay(served: Served):
    async with aiohttp.ClientSession(served.base) as browser:
        async with browser.get("/", headers={"X-Forwarded-Proto": "https"}) as response:
            assert "Strict-Transport-Security" in response.headers
        async with browser.get("/") as response:
            assert "Strict-Transport-Security" not in response.headers


async def test_each_person_of_a_browser_has_a_cookie_of_their_own(served: Served):
    assert (await _cookie(served, "/chat/events?person=2")).key == "merit_person_2"
    assert (await _cookie(served, "/chat/events?person=amina")).key == "merit_person_amina"


async def test_a_page_names_the_next_free_person(client: aiohttp.ClientSession):
    for visited, following in (("/", "2"), ("/?person=2", "3"), ("/", "3"), ("/?person=x", "3")):
        async with client.get(visited) as response:
            assert f'"another": "/?person={following}"' in await response.text()
        await visited_by(client, visited.replace("/", "/chat/events", 1))


async def test_a_visitor_keeps_the_secret_they_have(client: aiohttp.ClientSession):
    async with client.get("/chat/events") as response:
        first = response.cookies["merit_person"].value
    for path in ("/", "/plain"):
        async with client.get(path) as response:
            assert response.cookies["merit_person"].value == first


async def test_a_page_that_somebody_else_linked_to_replaces_no_cookie(
    client: aiohttp.ClientSession,
):
    for path in ("/", "/plain"):
        async with client.get(path) as response:
            assert not response.cookies


@pytest.mark.parametrize("value", ["", "short", "a" * 44, "a" * 42 + "!", "../" + "a" * 40])
async def test_a_cookie_that_is_no_secret_is_replaced(served: Served, value: str):
    cookies = {"merit_person": value}
    async with aiohttp.ClientSession(served.base, cookies=cookies) as browser:
        async with browser.post(
            "/chat/messages",
            json={"id": "message-1", "text": "hello"},
            headers={"Sec-Fetch-Site": "same-origin"},
        ) as response:
            assert response.status == 401
            assert "cookies" in (await response.json())["error"]
        async with browser.get("/chat/events") as response:
            assert await response.text() == "event: stranger\ndata: null\n\n"
            assert len(response.cookies["merit_person"].value) == 43


async def test_looking_at_the_page_stores_nothing(client: aiohttp.ClientSession, served: Served):
    await visited_by(client, "/")
    await visited_by(client, "/plain")
    assert served.conversation.people == {}
    assert served.conversation.received == []


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", []),
        ("ar-SY,ar;q=0.9,en;q=0.8", ["ar-sy", "ar", "en"]),
        ("en;q=0.1, ti;q=0.9", ["ti", "en"]),
        ("*, fr;q=0, nl;q=x, , de", ["de"]),
        ("x," * 1000, ["x"] * 20),
    ],
)
async def test_the_languages_a_browser_wants_come_in_order(header: str, tags: list[str]):
    assert wished_languages(header) == tags


@pytest.mark.parametrize(
    ("header", "language"),
    [("ar-EG", "ar"), ("fr, ti;q=0.5", "ti"), ("xx", "en"), ("fr", "en"), ("", "en")],
)
async def test_the_page_speaks_the_most_wanted_language_merit_offers(
    served: Served, header: str, language: str
):
    async with (
        aiohttp.ClientSession(served.base) as browser,
        browser.get("/", headers={"Accept-Language": header}) as response,
    ):
        assert f'<html lang="{language}"' in await response.text()
