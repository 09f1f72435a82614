"""The shipped content in every language, a Bot API stand-in, and Merit as a process."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.content.load import ContentLibrary, load
from bot.core import phrases
from bot.testing import BotApi, Conditions
from tests.journeys.merit import Merit
from tests.web.conftest import CHROMIUM, FLAGS

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def library() -> ContentLibrary:
    release, catalogs, _ = load(ROOT)
    assert release is not None
    return ContentLibrary(release, catalogs)


Label = Callable[[str, str], str]


@pytest.fixture(scope="session")
def words(library: ContentLibrary) -> Label:
    """Gives the words at a place in a language, as the person reads them, without direction marks."""
    places = {
        text.place: text
        for flow in library.release.flows.values()
        for step in flow.steps.values()
        for text in [getattr(step, "text", None), *[c.label for c in getattr(step, "choices", ())]]
        if text is not None
    }
    places |= {text.place: text for text in (phrases.RIGHT, phrases.BACK, phrases.DONE)}
    for groups in library.release.taxonomy.kinds.values():
        labels = [group.label for group in groups]
        labels += [term.label for group in groups for term in group.terms]
        places |= {text.place: text for text in labels}

    def find(language: str, place: str) -> str:
        text = places[place]
        return library.catalog(language).find(text.place, text.source) or text.source

    return find


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(Conditions(pace=0.05)) as stand_in:
        yield stand_in


@pytest_asyncio.fixture
async def merit(api: BotApi, tmp_path: Path) -> AsyncIterator[Merit]:
    """Merit on Telegram (polling), started."""
    process = Merit.at(tmp_path / "data", TELEGRAM_TOKEN=api.token, TELEGRAM_API=api.url)
    await process.starts()
    yield process
    await process.stops()


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install it with `make browser`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()
