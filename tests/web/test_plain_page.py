"""The chat in a browser without scripts, and how old browsers get there."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Served, Visits
from tests.web.visitor import SMALL_PHONE

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_whole_conversation_without_scripts(visit: Visits):
    visitor = await visit(java_script_enabled=False, size=SMALL_PHONE)
    page = visitor.page
    await page.get_by_role("link", name="Open the simple page, which works everywhere").click()
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_text("Which country are you in?")).to_be_visible()
    await page.get_by_role("button", name="Belgium").click()
    await expect(page.get_by_role("button", name="✅ Belgium")).to_have_count(1)
    await page.get_by_role("button", name="Diploma").click()
    await expect(page.get_by_role("button", name="✅ Diploma")).to_be_visible()
    await page.get_by_label("Write a message").fill("<b>Thank you</b>")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("You wrote: \u2068<b>Thank you</b>\u2069")).to_be_visible()
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_role("link", name="my data é.json")).to_be_visible()
    await expect(page.get_by_role("link", name="https://example.org/facts")).to_be_visible()


async def test_the_language_can_be_changed_without_scripts(visit: Visits):
    visitor = await visit("/plain?person=b", java_script_enabled=False)
    await visitor.page.get_by_role("combobox").select_option("العربية")
    await visitor.page.get_by_role("button", name="Choose a language").click()
    await expect(visitor.page.get_by_text("في أي بلد أنت؟")).to_be_visible()
    await expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")
    row = visitor.page.locator(".row").first.locator("button")
    await expect(row).to_have_text(["هولندا", "بلجيكا"])
    assert visitor.page.url.endswith("/plain?person=b#newest")


async def test_both_pages_show_the_same_conversation(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    plain = await visit.in_another_tab(visitor, "/plain")
    await plain.page.get_by_role("button", name="Belgium").click()
    await visitor.sees("Which papers do you have?")


async def test_a_browser_that_cannot_run_the_scripts_gets_the_simple_page(visit: Visits):
    visitor = await visit("/page/merit.svg")
    await visitor.page.route("**/page/lines.js", lambda route: route.abort())
    await visitor.page.goto(visitor.page.url.replace("/page/merit.svg", "/?person=old"))
    await visitor.page.wait_for_url("**/plain?person=old")


async def test_words_before_consent_are_not_on_the_page(visit: Visits, served: Served):
    served.conversation._consented = False
    visitor = await visit("/plain", java_script_enabled=False)
    await visitor.page.get_by_label("Write a message").fill("something private")
    await visitor.page.get_by_role("button", name="Send").click()
    await expect(visitor.page.locator(".person .text")).to_have_text("Message not kept")
