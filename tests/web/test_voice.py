"""What is spoken can be heard in a browser: with and without scripts, as a whole and in parts."""

import aiohttp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, expect

from bot.core.message import Attachment
from tests.sounds import voice
from tests.web.conftest import Served, Visits, visited_by
from tests.web.test_accessibility import RULES
from tests.web.visitor import SMALL_PHONE

pytestmark = pytest.mark.asyncio(loop_scope="session")
browser = pytest.mark.browser
SOUND = voice(25)
VOICE = Attachment(filename="menu-menu-choose.ogg", media_type="audio/ogg", content=SOUND)


async def seconds(sound: Locator) -> float:
    """Press play, wait for the end, and return how long it was."""
    return float(
        await sound.evaluate(
            "each => new Promise((done, failed) => { each.onended = () => done(each.duration);"
            " each.onerror = () => failed(each.error.message); each.muted = true; each.play(); })"
        )
    )


@browser
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_recording_is_played_where_it_stands(visit: Visits, served: Served, language: str):
    visitor = await visit(language=language, size=SMALL_PHONE)
    await visitor.starts()
    await expect(visitor.log.locator(".buttons")).to_have_count(1)
    served.conversation.hand_out(VOICE)
    sound = visitor.log.locator("audio")
    await expect(sound).to_have_attribute("aria-label", "🔊 Listen")
    assert await sound.evaluate("each => each.buffered.length") == 0, "nothing is loaded unasked"
    assert await seconds(sound) == pytest.approx(0.5, abs=0.1)
    assert not await visitor.overflows()
    results = await Axe().run(visitor.page, options=RULES)
    assert results.response["violations"] == []


@browser
async def test_a_recording_is_played_without_scripts(visit: Visits, served: Served):
    visitor = await visit("/plain", java_script_enabled=False, size=SMALL_PHONE)
    await visitor.page.get_by_role("button", name="Start").click()
    await expect(visitor.page.get_by_text("Which country are you in?")).to_be_visible()
    served.conversation.hand_out(VOICE)
    await visitor.page.reload()
    sound = visitor.page.locator("audio")
    await expect(sound).to_be_visible()
    assert await sound.get_attribute("preload") == "none"
    assert await sound.get_attribute("aria-label") == "🔊 Listen"


@browser
async def test_the_player_of_the_simple_page_plays(visit: Visits, served: Served):
    """A test can see the end of a recording only where scripts may run, on the same page."""
    visitor = await visit("/plain", size=SMALL_PHONE)
    await visitor.page.get_by_role("button", name="Start").click()
    await expect(visitor.page.get_by_text("Which country are you in?")).to_be_visible()
    served.conversation.hand_out(VOICE)
    await visitor.page.reload()
    assert await seconds(visitor.page.locator("audio")) == pytest.approx(0.5, abs=0.1)


async def part(client: aiohttp.ClientSession, path: str, wanted: str | None = None):
    headers = {} if wanted is None else {"Range": wanted}
    async with client.get(path, headers=headers) as response:
        return response.status, response.headers, await response.read()


async def begun(client: aiohttp.ClientSession) -> None:
    await visited_by(client)
    async with client.post("/chat/messages", json={"id": "12345678", "text": "/start"}) as answer:
        assert answer.status == 200


async def test_a_player_gets_the_parts_it_asks_for(client: aiohttp.ClientSession, served: Served):
    await begun(client)
    path = f"/chat/files/{served.conversation.hand_out(VOICE)}/menu-menu-choose.ogg"
    status, headers, body = await part(client, path)
    assert (status, body, headers["Accept-Ranges"]) == (200, SOUND, "bytes")
    assert headers["Content-Type"] == "audio/ogg"
    assert headers["Content-Disposition"].startswith("inline; ")
    assert "sandbox" in headers["Content-Security-Policy"]
    whole = len(SOUND)
    for wanted, shown, expected in (
        ("bytes=0-1", f"bytes 0-1/{whole}", SOUND[:2]),
        ("bytes=10-", f"bytes 10-{whole - 1}/{whole}", SOUND[10:]),
        ("bytes=-5", f"bytes {whole - 5}-{whole - 1}/{whole}", SOUND[-5:]),
        ("bytes=0-99999999", f"bytes 0-{whole - 1}/{whole}", SOUND),
    ):
        status, headers, body = await part(client, path, wanted)
        assert (status, headers["Content-Range"], body) == (206, shown, expected)


@pytest.mark.parametrize("wanted", ["bytes=99999999-", "bytes=5-2", "pages=1", "bytes=a-b"])
async def test_who_asks_for_what_is_not_there_gets_the_whole(
    client: aiohttp.ClientSession, served: Served, wanted: str
):
    await begun(client)
    path = f"/chat/files/{served.conversation.hand_out(VOICE)}/menu-menu-choose.ogg"
    status, headers, body = await part(client, path, wanted)
    assert (status, body) == (200, SOUND)
    assert "Content-Range" not in headers


async def test_any_other_file_is_for_keeping_and_an_empty_one_is_sent_too(
    client: aiohttp.ClientSession, served: Served
):
    await begun(client)
    empty = Attachment(filename="a.txt", media_type="odd type", content=b"")
    status, headers, body = await part(
        client, f"/chat/files/{served.conversation.hand_out(empty)}/a.txt"
    )
    assert (status, body) == (200, b"")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; ")


async def test_only_our_own_recordings_can_be_played(client: aiohttp.ClientSession):
    async with client.get("/") as response:
        assert "media-src 'self'" in response.headers["Content-Security-Policy"]
