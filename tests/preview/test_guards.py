"""What every answer of the preview carries, which requests are turned away, and that memory stays bounded."""

import aiohttp
import pytest
from aiohttp import web

from bot.preview.app import build, serve
from bot.preview.routes import DESK
from bot.preview.security import HEADERS, LONGEST_BODY
from bot.preview.tabs import MOST_DEEDS, MOST_TABS
from bot.web.security import HEADERS as CHAT_HEADERS
from tests.preview.conftest import NOW, Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

TAB = "/p/0123456789"
ROUTES = [
    ("GET", "/", 302),
    ("GET", TAB, 200),
    ("GET", f"{TAB}?show=graph&flow=trip&place=trip/age&line=3&beside=ar", 200),
    ("GET", f"{TAB}?show=<script>&flow=../../etc&place=%00%22%3E&line=-9&beside=<b>", 200),
    ("GET", f"{TAB}?line=99999999999999999999", 200),
    ("GET", "/p/NOT-A-NAME", 404),
    ("GET", f"{TAB}/test.yaml", 200),
    ("GET", "/page/preview.js", 200),
    ("GET", "/page/nothing.js", 404),
    ("GET", "/page/..%2Fapp.py", 404),
    ("GET", "/events", 200),
    ("POST", f"{TAB}/do", 303),
    ("POST", f"{TAB}/nothing", 404),
    ("DELETE", TAB, 405),
]


async def test_the_headers_are_those_of_the_chat():
    assert HEADERS == CHAT_HEADERS


@pytest.mark.parametrize(("method", "path", "status"), ROUTES)
async def test_every_answer_carries_the_headers(
    client: aiohttp.ClientSession, method: str, path: str, status: int
):
    async with client.request(method, path, allow_redirects=False) as response:
        assert response.status == status
        for name, value in HEADERS.items():
            assert response.headers[name] == value, name


HOSTILE = [
    (
        "do",
        {"say": "<img src=x onerror=alert(1)>\u202e\x00\ud800".encode("utf-8", "replace").decode()},
    ),
    ("do", {"say": "x" * 20_000}),
    ("do", {"press": "trip/luggage/bag/1"}),
    ("do", {"press": "////"}),
    ("do", {"press": "a/b/c/" + "z" * 5_000}),
    ("do", {}),
    ("jump", {"to": "nothing/at_all"}),
    ("jump", {"to": "trip/luggage/x"}),
    ("jump", {}),
    ("suppose", {"name": "luggage", "value": "<b>"}),
    ("suppose", {"name": "age", "value": "many"}),
    ("suppose", {"name": "consent", "value": "perhaps"}),
    ("suppose", {"name": "nothing", "value": "1"}),
    ("suppose", {"name": "age"}),
    ("suppose", {}),
    ("speak", {"language": "../../etc/passwd"}),
    ("undo", {}),
    ("over", {}),
]


@pytest.mark.parametrize(("what", "data"), HOSTILE)
async def test_hostile_input_is_taken_calmly_and_never_becomes_markup(
    client: aiohttp.ClientSession, what: str, data: dict[str, str]
):
    text = ""
    for address in (f"{TAB}/do", f"{TAB}/{what}"):
        sent = {"say": "/trip"} if address.endswith("/do") and what != "do" else data
        async with client.post(address, data=sent) as response:
            assert response.status == 200
            text = await response.text()
    assert "<img src=x" not in text
    assert "Traceback" not in text


async def test_pages_hold_no_inline_script_style_or_handler(client: aiohttp.ClientSession):
    for panel in ("steps", "knows", "findings", "graph", "test"):
        async with client.get(f"{TAB}?show={panel}&flow=trip&beside=ar") as response:
            text = await response.text()
        assert " style=" not in text
        assert "<style" not in text
        assert text.count("<script") == 1
        assert " onclick" not in text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({}, 403),
    ],
)
async def test_only_our_own_page_can_act(served: Served, headers: dict[str, str], status: int):
    async with (
        aiohttp.ClientSession(served.base) as stranger,
        stranger.post(
            f"{TAB}/do", data={"say": "/trip"}, headers=headers, allow_redirects=False
        ) as response,
    ):
        assert response.status == status


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8090", 200), ("[::1]", 200), ("evil.example", 421), ("", 421), ("[::1", 421)],
)
async def test_only_names_of_this_machine_are_answered(served: Served, host: str, status: int):
    async with (
        aiohttp.ClientSession(served.base) as browser,
        browser.get(TAB, headers={"Host": host}) as response,
    ):
        assert response.status == status


async def test_a_body_that_is_too_large_is_refused(client: aiohttp.ClientSession):
    async with client.post(f"{TAB}/do", data={"say": "x" * LONGEST_BODY}) as response:
        assert response.status == 413


async def test_only_the_latest_tabs_and_so_many_deeds_are_kept(
    client: aiohttp.ClientSession, served: Served
):
    tabs = served.app[DESK].tabs
    for number in range(MOST_TABS + 5):
        async with client.get(f"/p/{number:010d}") as response:
            assert response.status == 200
    assert len(tabs) == MOST_TABS
    for _ in range(MOST_DEEDS + 2):
        async with client.post(f"{TAB}/do", data={"say": "x"}, allow_redirects=False) as response:
            assert response.status == 303
    async with client.get(TAB) as response:
        assert "This conversation is very long." in await response.text()


async def test_elsewhere_than_on_this_machine_no_path_of_it_is_told(served: Served):
    app: web.Application = build(served.folder, host="0.0.0.0", now=lambda: NOW)
    runner = await serve(app, host="127.0.0.1", port=0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with (
        aiohttp.ClientSession(base) as browser,
        browser.get(f"{TAB}?place=trip/age", headers={"Host": "preview.example"}) as response,
    ):
        text = await response.text()
    await runner.cleanup()
    assert "flows/trip.yaml:" in text
    assert "vscode" not in text
    assert str(served.folder) not in text


async def test_a_port_in_use_is_an_error_at_once(served: Served):
    port = int(served.base.rpartition(":")[2])
    with pytest.raises(OSError, match="address already in use"):
        await serve(served.app, host="127.0.0.1", port=port)
