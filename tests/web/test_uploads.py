"""Sending a photo or document from a browser: only where it is asked for, and nothing of it stays in the web server."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from bot.core.message import Upload
from bot.web.uploads import PATIENCE, Uploads
from tests.web.conftest import MOST, Served, Visits, visited_by
from tests.web.test_accessibility import RULES
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")
browser = pytest.mark.browser


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A file on somebody's phone."""
    path = tmp_path / "my passport.jpg"
    path.write_bytes(b"\xff\xd8" + bytes(5_000))
    return path


async def chooses(visitor: Visitor, path: Path) -> None:
    """Press the button for a file and choose one."""
    async with visitor.page.expect_file_chooser() as chooser:
        await visitor.page.get_by_role("button", name="Choose a photo or document").click()
    await (await chooser.value).set_files(path)


@browser
async def test_the_button_for_a_file_is_there_only_while_the_question_asks_for_one(
    visit: Visits, photo: Path
) -> None:
    visitor = await visit(size=SMALL_PHONE)
    button = visitor.page.locator("#attach")
    await visitor.starts()
    await visitor.sees("Which country")
    await expect(button).to_be_hidden()
    await visitor.says("/photo")
    await visitor.sees("Please send a photo")
    await expect(button).to_be_visible()
    await visitor.reloads()
    await visitor.sees("Please send a photo")
    await expect(button).to_be_visible()
    assert not await visitor.overflows()
    await chooses(visitor, photo)
    await visitor.sees("I got 5002 bytes.")
    await visitor.sees_own("📎")
    await expect(button).to_be_hidden()
    await visitor.sees_notice("")


@browser
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_wrong_with_it(visit: Visits, language: str) -> None:
    visitor = await visit(language=language, size=SMALL_PHONE)
    await visitor.says("/photo")
    await visitor.sees("Please send a photo")
    await expect(visitor.page.locator("#attach")).to_be_visible()
    results = await Axe().run(visitor.page, options=RULES)
    assert [each["id"] for each in results.response["violations"]] == []
    plain = await visit.in_another_tab(visitor, "/plain")
    await expect(plain.page.locator(".upload")).to_be_visible()
    results = await Axe().run(plain.page, options=RULES)
    assert [each["id"] for each in results.response["violations"]] == []


@browser
async def test_a_file_is_sent_without_scripts_too(visit: Visits, photo: Path) -> None:
    visitor = await visit("/plain", java_script_enabled=False, size=SMALL_PHONE)
    page = visitor.page
    await expect(page.locator(".upload")).to_have_count(0)
    await page.get_by_label("Write a message").fill("/photo")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_label("Choose a photo or document").set_input_files(photo)
    await page.locator(".upload").get_by_role("button", name="Send").click()
    await expect(page.get_by_text("I got 5002 bytes.")).to_be_visible()
    await expect(page.locator(".upload")).to_have_count(0)


@browser
async def test_a_file_that_cannot_be_sent_is_said_and_can_be_sent_again(
    visit: Visits, served: Served, photo: Path
) -> None:
    visitor = await visit()
    await visitor.says("/photo")
    await visitor.sees("Please send a photo")
    served.conversation.failures = 1
    await chooses(visitor, photo)
    await visitor.sees_notice("The file could not be sent. Please try again.")
    await chooses(visitor, photo)
    await visitor.sees("I got 5002 bytes.")
    await visitor.sees_notice("")


@browser
async def test_where_no_files_are_taken_there_is_no_button(visit: Visits, served: Served) -> None:
    await served.stop()
    served.uploads = None
    await served.start()
    visitor = await visit()
    await visitor.says("/photo")
    await visitor.sees("Please send a photo")
    await expect(visitor.page.locator("#attach")).to_be_hidden()
    plain = await visit.in_another_tab(visitor, "/plain")
    await expect(plain.page.locator(".upload")).to_have_count(0)


def form(content: bytes, client_id: str = "message-1") -> aiohttp.FormData:
    made = aiohttp.FormData()
    made.add_field("id", client_id)
    made.add_field("file", content, filename="my passport.jpg", content_type="image/jpeg")
    return made


def uploads_of(served: Served) -> list[Upload]:
    found = [each.content for each in served.conversation.received]
    return [content for content in found if isinstance(content, Upload)]


@pytest.mark.parametrize("path", ["/chat/uploads", "/plain"])
async def test_the_file_is_there_for_the_turn_and_forgotten_afterwards(
    client: aiohttp.ClientSession, served: Served, path: str
) -> None:
    await visited_by(client)
    assert served.uploads is not None
    served.conversation.gate.clear()
    sending = asyncio.create_task(client.post(path, data=form(b"a photo"), allow_redirects=False))
    async with asyncio.timeout(10):
        while not served.conversation.received:  # noqa: ASYNC110 - a condition, with a limit around it
            await asyncio.sleep(0.01)
    (upload,) = uploads_of(served)
    assert await served.uploads.fetch(upload.ref, MOST) == b"a photo"
    assert await served.uploads.fetch(upload.ref, 3) == b""
    served.conversation.gate.set()
    async with await sending as response:
        assert response.status in {200, 303}
    assert await served.uploads.fetch(upload.ref, MOST) is None
    assert "passport" not in repr(served.conversation.received)


async def test_a_file_sent_twice_is_handled_once(
    client: aiohttp.ClientSession, served: Served
) -> None:
    await visited_by(client)
    for receipt in ("done", "duplicate"):
        async with client.post("/chat/uploads", data=form(b"a photo")) as response:
            assert await response.json() == {"receipt": receipt}


async def test_of_a_file_that_is_too_large_only_that_is_handed_on(
    client: aiohttp.ClientSession, served: Served
) -> None:
    """The conversation says how large it may be; one that never ends is turned away."""
    await visited_by(client)
    async with client.post("/chat/uploads", data=form(bytes(MOST * 2))) as response:
        assert response.status == 200
    assert [upload.size for upload in uploads_of(served)] == [MOST + 1]

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(PATIENCE * 100):
            yield bytes(MOST // 10)

    endless_form = aiohttp.FormData()
    endless_form.add_field("id", "message-2")
    endless_form.add_field("file", endless(), filename="x")
    try:
        async with client.post("/chat/uploads", data=endless_form) as response:
            assert response.status == 413
    except aiohttp.ClientError:
        pass  # the server hung up while the rest was still coming, which is what it should do
    assert len(uploads_of(served)) == 1


FORM = {"Content-Type": "multipart/form-data; boundary=x"}
NESTED = b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\n--y--\r\n--x--"


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        (form(b""), {}, 400),
        (form(b"x", "short"), {}, 400),
        (form(b"x", "x" * 900), {}, 413),
        (b"nothing", {"Content-Type": "application/octet-stream"}, 400),
        (b"nothing", {"Content-Type": "multipart/form-data"}, 400),
        (b"--x\r\n\r\n", FORM, 400),
        (NESTED, FORM, 400),
        (os.urandom(500), FORM, 400),
    ],
)
async def test_what_is_no_form_with_a_file_is_refused(
    client: aiohttp.ClientSession,
    served: Served,
    data: aiohttp.FormData | bytes,
    headers: dict[str, str],
    status: int,
) -> None:
    await visited_by(client)
    async with client.post("/chat/uploads", data=data, headers=headers) as response:
        assert response.status == status
    assert uploads_of(served) == []


@pytest.mark.parametrize("path", ["/chat/uploads", "/plain"])
async def test_another_site_cannot_make_a_browser_send_a_file(
    client: aiohttp.ClientSession, served: Served, path: str
) -> None:
    await visited_by(client)
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with client.post(path, data=form(b"x"), headers=headers) as response:
        assert response.status == 403
    assert served.conversation.received == []


async def test_a_stranger_cannot_send_a_file(client: aiohttp.ClientSession, served: Served) -> None:
    async with client.post("/chat/uploads", data=form(b"x")) as response:
        assert response.status == 401
    assert served.conversation.received == []


async def test_where_no_files_are_taken_none_is_read(
    client: aiohttp.ClientSession, served: Served
) -> None:
    served.uploads = None
    await served.stop()
    await served.start()
    await visited_by(client)
    for path, status in (("/chat/uploads", 404), ("/plain", 400)):
        async with client.post(path, data=form(b"x"), allow_redirects=False) as response:
            assert response.status == status
    assert served.conversation.received == []


async def test_what_is_not_held_cannot_be_fetched() -> None:
    assert await Uploads(9).fetch("ref", 9) is None
