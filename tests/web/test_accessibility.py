"""The page for people who listen to it, enlarge it or cannot tell colors apart."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.web.conftest import Visits
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}


async def _faults(visitor: Visitor) -> list[str]:
    results = await Axe().run(visitor.page, options=RULES)
    return [f"{each['id']}: {each['help']}" for each in results.response["violations"]]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar", "ti"])
async def test_axe_finds_nothing_wrong(visit: Visits, language: str, color_scheme: str):
    visitor = await visit(language=language, color_scheme=color_scheme, size=SMALL_PHONE)
    await visitor.sees_start()
    assert await _faults(visitor) == []
    await visitor.starts()
    await expect(visitor.log.locator(".buttons")).to_have_count(1)
    await visitor.log.locator(".buttons button").first.click()
    await visitor.log.locator(".buttons").last.locator("button").last.click()
    await expect(visitor.log.locator(".file")).to_be_visible()
    await visitor.says("thank you")
    await expect(visitor.log.locator(".line").last).to_contain_text("thank you")
    assert await _faults(visitor) == []
    await visitor.page.locator("#language").click()
    assert await _faults(visitor) == []


async def test_axe_finds_nothing_wrong_while_the_connection_is_lost(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.goes_offline()
    await visitor.says("are you there?")
    await visitor.sees_notice("No connection. Your message is kept and will be sent.")
    assert await _faults(visitor) == []


async def test_new_messages_are_read_out_but_not_the_history(visit: Visits):
    visitor = await visit()
    await visitor.sees_start()
    await expect(visitor.log).to_have_attribute("aria-live", "polite")
    assert 'aria-live="off"' in await (await visitor.page.request.get(visitor.page.url)).text()


async def test_a_listener_hears_who_speaks_and_what_can_be_chosen(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await expect(visitor.log).to_match_aria_snapshot(
        """
        - text: "You:"
        - paragraph: /start
        - text: "Merit:"
        - paragraph: Which country are you in?
        - group "Choices":
          - button "Netherlands"
          - button "Belgium"
          - button "Another country"
        """
    )


async def test_every_control_has_a_name_in_the_language_of_the_page(visit: Visits):
    visitor = await visit(language="ar")
    await visitor.sees_start()
    for role, name in (
        ("button", "إرسال"),
        ("button", "القائمة"),
        ("button", "ابدأ"),
        ("textbox", "اكتب رسالة"),
    ):
        await expect(visitor.page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]
