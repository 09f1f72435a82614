"""Every page for people who listen to it, enlarge it, or cannot tell colors apart; small, dark, from right to left."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, ViewportSize

from bot.service.desk.advisor import DeskRole
from tests.desk.conftest import TEAM, House, Screens, employ

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}
SMALL: ViewportSize = {"width": 320, "height": 640}
LARGE: ViewportSize = {"width": 1280, "height": 860}
PICTURES = os.environ.get("DESK_PICTURES", "")
"""A folder: every page is kept there as a picture."""

PAGES = {
    "queue": "/queue?spoken=on",
    "ticket": "/ticket/K7-M2",
    "danger": "/ticket/F5-9X",
    "card": "/ticket/C3-44",
    "reply": "/ticket/K7-M2/reply/appointment",
    "search": "/search?code=nothing",
    "settings": "/settings",
    "setup": "/setup",
    "advisors": "/advisors",
    "statistics": "/statistics",
    "teams": "/teams",
    "team": f"/teams/{TEAM}",
    "team-new": "/teams/new",
    "periods": "/periods",
    "audit": "/audit?verify=yes",
    "nowhere": "/nowhere",
}


async def faults(page: Page) -> list[str]:
    await page.evaluate(
        "() => document.querySelectorAll('details').forEach((each) => each.open = true)"
    )
    results = await Axe().run(page, options=RULES)
    found = [f"{each['id']}: {each['help']}" for each in results.response["violations"]]
    wide = await page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    small = await page.evaluate(
        "() => [...document.querySelectorAll('button, select, summary, input:not([type=hidden]), nav a')]"
        ".filter((each) => each.checkVisibility())"
        ".filter((each) => Math.min(...[each.getBoundingClientRect()].flatMap((b) => [b.width, b.height])) < 24)"
        ".map((each) => each.outerHTML.slice(0, 80))"
    )
    return [*found, *(["wider than the screen"] if wide else []), *small]


async def filled(house: House) -> object:
    """A desk with something of everything; an admin looks at it, who has one of the tickets."""
    ada = await employ(house, DeskRole.ADMIN, "Ada")
    entry = next(iter(house.site.library.release.entries))
    await house.ask("K7-M2", "مرحبا، أحتاج إلى عمل.", asked="كيف أعمل؟", shown=[entry], ago=3)
    await house.ask("C3-44", "Потрібна допомога", language="uk", topic="papers", ago=60, team=TEAM)
    await house.ask("F5-9X", "ሓገዝ የድልየኒ ኣሎ", language="ti", topic="safety", danger="violence")
    return ada


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_wrong_on_any_page(
    house: House, screens: Screens, language: str, color_scheme: str, size: ViewportSize
):
    ada = await filled(house)
    options = {"language": language, "color_scheme": color_scheme, "viewport": size}
    page = await screens("/ticket/K7-M2", ada, **options)  # type: ignore[arg-type]
    await page.locator("button[value=claim]").click()
    for words, button in (("note", "#noting button"), ("answer", ".answer button")):
        if words == "note":
            await page.locator("#noting summary").click()
        await page.locator(f"#{words}").fill("Hello. What work did you do?")
        await page.locator(button).click()
    for name, path in PAGES.items():
        await page.goto(f"{house.base}/desk{path}")
        await kept(page, f"{name}-{language}-{color_scheme}-{size['width']}")
        assert await faults(page) == [], path
    await page.goto(f"{house.base}/desk/setup")
    await page.locator("form[action$='/setup/app'] button").click()
    await kept(page, f"app-{language}-{color_scheme}-{size['width']}")
    assert await faults(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_wrong_on_the_way_in(house: House, screens: Screens, language: str):
    noor = await employ(house)
    await house.office.linked(noor, "100")
    invited = await house.office.invited()
    link = await house.office.entering.login_link("100")
    page = await screens("/login", language=language, viewport=SMALL, color_scheme="dark")
    assert await faults(page) == []
    await page.goto(f"{house.base}/desk/enter?link={invited.token}")
    assert await faults(page) == []
    await page.goto(f"{house.base}/desk/enter?link={link}")
    assert await faults(page) == []
    await page.locator("main button").click()
    assert await faults(page) == []


async def test_nothing_is_wider_than_a_screen_enlarged_four_times(house: House, screens: Screens):
    ada = await filled(house)
    zoomed: ViewportSize = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
    for path in PAGES.values():
        page = await screens(path, ada, viewport=zoomed)  # type: ignore[arg-type]
        assert not await page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ), path
        await page.close()


async def kept(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
