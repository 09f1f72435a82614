"""A refugee in Arabic walks the shipped flows in a real browser, on Merit as its operator runs it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.journeys.conftest import Label
from tests.journeys.merit import Merit
from tests.web.conftest import CHROMIUM, FLAGS
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = pytest.mark.browser
RLM = "\u200f"


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install it with `make browser`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def test_a_refugee_gets_a_plan_for_the_netherlands_in_arabic_in_the_browser(
    browser: Browser, tmp_path: Path, words: Label
) -> None:
    merit = Merit.at(tmp_path / "data")
    await merit.starts()
    context = await browser.new_context(locale="ar", viewport=SMALL_PHONE)
    visitor = await Visitor.opens(context, merit.base)

    async def asked(place: str) -> None:
        await visitor.sees(words("ar", place).split("\n")[0][:40])

    async def answers(step: str, choice: str) -> None:
        await asked(f"{step}/ask")
        label = words("ar", f"{step}/choices/{choice}")
        await visitor.log.get_by_role("button", name=label).last.click()

    await visitor.starts()
    await asked("start/language/ask")
    await visitor.log.get_by_role("button", name="العربية").last.click()
    await answers("country/which", "nl")
    await asked("menu/menu/choose")
    await visitor.log.get_by_role(
        "button", name=words("ar", "menu/menu/choices/recognition")
    ).last.click()
    await answers("consent/ask", "yes")
    await answers("recognition/ask_status", "asylum")
    await answers("recognition/ask_goal", "job")
    await answers("recognition/ask_profession", "health")
    await answers("recognition/ask_education", "higher")
    await answers("recognition/ask_papers", "some")
    plan = await visitor.sees(words("ar", "recognition_nl/plan/plan").split("\n")[0][:40])
    await expect(plan).to_contain_text("IDW")
    await expect(plan).to_contain_text("BIG")
    await expect(plan).to_contain_text("148.83")
    assert await plan.evaluate("e => getComputedStyle(e).direction") == "rtl"
    width = await visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= SMALL_PHONE["width"]

    await merit.stops()
    port = merit.base.rpartition(":")[2]
    merit.settings["MERIT_PORT"] = port
    merit.said.clear()
    await merit.starts()
    await visitor.page.reload()
    await asked("recognition/after/choose")
    await expect(visitor.log.get_by_text("148.83").first).to_be_attached()
    assert visitor.complaints == []
    await merit.stops()
