"""A refugee in Arabic walks the shipped flows in a real browser, on Merit as its operator runs it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.conftest import Label
from tests.journeys.merit import Merit
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = pytest.mark.browser
RLM = "\u200f"


ANSWERS = (
    ("country/which", "nl"),
    ("menu/menu", "recognition"),
    ("consent/ask", "yes"),
    ("recognition/ask_status", "asylum"),
    ("recognition/ask_goal", "job"),
    ("recognition/ask_profession", "nurse"),
    ("recognition/ask_education", "higher"),
    ("recognition/ask_papers", "some"),
    ("recognition/ask_papers_language", "other"),
)


async def walks(visitor: Visitor, words: Label) -> None:
    """From Start to the last question, pressing the button of each answer in Arabic."""
    await visitor.starts()
    await visitor.log.get_by_role("button", name="العربية").last.click()
    for step, choice in ANSWERS:
        kind = "choose" if step == "menu/menu" else "ask"
        await visitor.sees(words("ar", f"{step}/{kind}").partition("\n")[0][:40])
        label = words("ar", f"{step}/choices/{choice}")
        await visitor.log.get_by_role("button", name=label).last.click()
    await visitor.sees(words("ar", "recognition/check/review")[:40])
    await visitor.log.get_by_role("button", name=words("ar", "ui/right")).last.click()


async def test_a_refugee_gets_a_plan_for_the_netherlands_in_arabic_in_the_browser(
    browser: Browser, tmp_path: Path, words: Label
) -> None:
    merit = Merit.at(tmp_path / "data")
    await merit.starts()
    context = await browser.new_context(locale="ar", viewport=SMALL_PHONE)
    visitor = await Visitor.opens(context, merit.base)
    await walks(visitor, words)
    plan = await visitor.sees(words("ar", "recognition_nl/plan/plan").partition("\n")[0][:40])
    for fact in ("IDW", "BIG", "148.83"):
        await expect(plan).to_contain_text(fact)
    assert await plan.evaluate("e => getComputedStyle(e).direction") == "rtl"
    width = await visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= SMALL_PHONE["width"]
    await merit.restarts_at_the_same_place()
    await visitor.page.reload()
    await visitor.sees(words("ar", "recognition/after/choose"))
    await expect(visitor.log.get_by_text("148.83").first).to_be_attached()
    assert visitor.complaints == []
    await merit.stops()
