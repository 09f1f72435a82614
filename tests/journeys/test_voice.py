"""Somebody who cannot read well hears the questions: on Telegram and in a browser, from the release Merit published."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.testing import BotApi
from tests.content.folder import write
from tests.content.test_audio import HELLO, NAME, files
from tests.journeys.merit import Merit
from tests.sounds import voice
from tests.web.test_voice import seconds
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = pytest.mark.slow  # Merit starts as a process of its own in each
LISTEN = "🔊 Listen"


@pytest_asyncio.fixture
async def merit(api: BotApi, tmp_path: Path) -> AsyncIterator[Merit]:
    """Merit with two recordings in its content folder, which is gone once it is published."""
    recorded = {f"audio/en/{HELLO}.ogg": voice(50), f"audio/en/{NAME}.ogg": voice(25)}
    folder = write(tmp_path / "content", files(**recorded))
    process = Merit.at(
        tmp_path / "data",
        MERIT_CONTENT=str(folder),
        TELEGRAM_TOKEN=api.token,
        TELEGRAM_API=api.url,
    )
    await process.starts()
    for place in (HELLO, NAME):
        (folder / f"audio/en/{place}.ogg").unlink()
    yield process
    await process.stops()


async def test_a_question_and_a_greeting_are_heard_on_telegram(api: BotApi, merit: Merit) -> None:
    hodan = api.person("Hodan", language_code="en")
    await hodan.says("/trip")
    greeting = await hodan.sees("Hello.", timeout=20)
    question = await hodan.sees("What is your name?", timeout=20)
    assert greeting.buttons == [LISTEN]
    assert question.buttons[-1] == LISTEN
    for message, packets in ((question, 25), (greeting, 50), (question, 25)):
        await hodan.presses(LISTEN, on=message)
        heard = await hodan.sees(timeout=20)
        stored = api.world.files.by_id(heard.data["voice"]["file_id"])
        assert stored is not None
        assert stored.content == voice(packets)
    await hodan.says("Hodan")
    await hodan.sees("Good morning", timeout=20)


@pytest.mark.browser
async def test_a_question_is_heard_in_a_browser(merit: Merit, browser: Browser) -> None:
    context = await browser.new_context(locale="en", viewport=SMALL_PHONE)
    visitor = await Visitor.opens(context, f"{merit.base}/")
    await visitor.says("/trip")
    await visitor.sees("What is your name?")
    await visitor.presses(LISTEN)
    sound = visitor.log.locator("audio")
    await expect(sound).to_have_count(1)
    assert await seconds(sound) == pytest.approx(0.5, abs=0.1)
    await visitor.says("Hodan")
    await visitor.sees("Good morning")
    assert visitor.complaints == []
