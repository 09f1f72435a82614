"""What every answer carries, and which requests are turned away."""

import aiohttp
import pytest

from bot.web.app import build, serve
from bot.web.security import HEADERS, LONGEST_BODY
from bot.web.site import Site
from tests.fakes import FakeLibrary
from tests.web.conftest import Served, visited_by

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROUTES = [
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("GET", "/plain", 200),
    ("GET", "/page/chat.js", 200),
    ("GET", "/page/nothing.js", 404),
    ("GET", "/page/chat.html", 404),
    ("GET", "/page/..%2Fapp.py", 404),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/metrics", 200),
    ("GET", "/chat/events", 200),
    ("POST", "/chat/messages", 401),
    ("GET", "/chat/messages", 405),
    ("POST", "/chat/uploads", 401),
    ("GET", "/chat/files/1/x.json", 401),
    ("POST", "/plain", 400),
    ("DELETE", "/", 405),
    ("GET", "/?person=NOT+A+NAME", 404),
    ("GET", "/nowhere", 404),
    ("GET", "/broken", 500),
]


@pytest.mark.parametrize(("method", "path", "status"), ROUTES)
async def test_every_answer_carries_the_headers(
    client: aiohttp.ClientSession, method: str, path: str, status: int
):
    async with client.request(method, path) as response:
        assert response.status == status
        own_policy = {"Referrer-Policy"} if path == "/plain" and status == 200 else set()
        for name in HEADERS.keys() - own_policy:
            assert response.headers[name] == HEADERS[name], name
        assert response.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}


async def test_the_stream_and_downloads_carry_the_headers_too(
    client: aiohttp.ClientSession, served: Served
):
    await visited_by(client)
    for number, content in enumerate(({"command": "start"}, {"press": "papers/done"})):
        async with client.post("/chat/messages", json={"id": f"message-{number}", **content}):
            pass
    async with client.get("/chat/events") as stream:
        assert all(stream.headers[name] == value for name, value in HEADERS.items())
    (person,) = served.conversation.people.values()
    sequence = len(person.lines)
    async with client.get(f"/chat/files/{sequence}/my%20data%20%C3%A9.json") as response:
        assert response.status == 200
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["Content-Disposition"].startswith("attachment;")
        assert response.headers["Cache-Control"] == "no-store"


async def test_the_policy_allows_no_foreign_and_no_inline_content():
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


async def test_the_pages_hold_no_inline_script_and_no_inline_style(client: aiohttp.ClientSession):
    for path in ("/", "/plain", "/nowhere"):
        async with client.get(path) as response:
            text = await response.text()
        assert "style=" not in text
        assert "<style" not in text
        assert " on" not in {
            text[at : at + 3] for at in range(len(text)) if "=" in text[at : at + 9]
        }
        inline = [tag for tag in text.split("<script")[1:] if "src=" not in tag.split(">")[0]]
        assert all(tag.startswith(' type="application/json"') for tag in inline)


async def test_an_error_says_something_kind_in_the_visitors_language_and_nothing_else(
    client: aiohttp.ClientSession,
):
    async with client.get("/nowhere", headers={"Accept-Language": "ar"}) as response:
        text = await response.text()
    assert "هذه الصفحة غير موجودة." in text
    assert 'dir="rtl"' in text
    async with client.get("/broken") as response:
        text = await response.text()
    assert "Something went wrong on our side. Please try again." in text
    for leak in ("secret detail", "Traceback", "ZeroDivision", ".py"):
        assert leak not in text


async def test_a_wrong_method_names_the_right_ones(client: aiohttp.ClientSession):
    async with client.delete("/") as response:
        assert response.headers["Allow"] == "GET,HEAD"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "SELF"}, 403),
        ({"Origin": "SELF"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
async def test_only_our_own_page_can_post(served: Served, headers: dict[str, str], status: int):
    sent = {name: served.base if value == "SELF" else value for name, value in headers.items()}
    async with aiohttp.ClientSession(
        served.base, cookie_jar=aiohttp.CookieJar(unsafe=True)
    ) as stranger:
        await visited_by(stranger)
        body = {"id": "message-1", "text": "hello"}
        async with stranger.post("/chat/messages", json=body, headers=sent) as response:
            assert response.status == status
    assert len(served.conversation.received) == (1 if status == 200 else 0)


async def test_a_program_may_post_to_the_paths_meant_for_programs(served: Served):
    """They prove themselves in their own way, also when they come through a proxy."""
    async with aiohttp.ClientSession(served.base) as telegram:
        for host in ("localhost", "merit.example"):
            async with telegram.post("/telegram/secret", headers={"Host": host}) as response:
                assert await response.text() == "taken"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8080", 200),
        ("127.0.0.1", 200),
        ("[::1]:8080", 200),
        ("merit.example", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:80", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
async def test_a_loopback_server_answers_only_under_its_own_names(
    served: Served, host: str, status: int
):
    """Otherwise any web page could read a local chat by pointing its own name at 127.0.0.1."""
    await served.stop()
    served.names = frozenset({"merit.example"})
    await served.start()
    async with (
        aiohttp.ClientSession(served.base) as browser,
        browser.get("/", headers={"Host": host}) as response,
    ):
        assert response.status == status


async def test_a_public_server_answers_under_any_name(served: Served):
    await served.stop()
    served.host = "0.0.0.0"
    await served.start()
    async with (
        aiohttp.ClientSession(served.base) as browser,
        browser.get("/", headers={"Host": "merit.example"}) as response,
    ):
        assert response.status == 200
        assert '"tryout": false' in await response.text()


async def test_a_body_that_is_too_large_is_refused(client: aiohttp.ClientSession, served: Served):
    await visited_by(client)
    too_much = {"id": "message-1", "text": "x" * LONGEST_BODY}
    async with client.post("/chat/messages", json=too_much) as response:
        assert response.status == 413
        assert "too long" in (await response.json())["error"]
    async with client.post("/plain", data=too_much) as response:
        assert response.status == 413
    assert served.conversation.received == []


async def test_scripts_travel_compressed(client: aiohttp.ClientSession):
    async with client.get("/page/chat.css", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.content_type == "text/css"


async def test_without_the_chat_only_health_is_served(served: Served):
    await served.stop()
    served.chat = False
    await served.start()
    async with aiohttp.ClientSession(served.base) as browser:
        for path, status in (("/", 404), ("/plain", 404), ("/chat/events", 404), ("/healthz", 200)):
            async with browser.get(path) as response:
                assert response.status == status


async def test_a_port_in_use_is_an_error_at_once(served: Served):
    port = int(served.base.rpartition(":")[2])
    app = build(
        Site(intake=served.conversation, conversations=served.conversation, library=FakeLibrary())
    )
    with pytest.raises(OSError, match="address already in use"):
        await serve(app, host="127.0.0.1", port=port)
