"""The preview for people who listen to it, enlarge it, use no mouse or cannot tell colors apart."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import ViewportSize, expect

from tests.preview.conftest import Opens, Served
from tests.preview.editor import DESKTOP, NARROW, PHONE, Editor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}
PANELS = ("Flows", "What Merit knows", "Findings", "Graph", "Test")


async def faults(editor: Editor) -> list[str]:
    results = await Axe().run(editor.page, options=RULES)
    return [
        f"{each['id']}: {each['help']} {each['nodes'][0]['html'][:200]}"
        for each in results.response["violations"]
    ]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
async def test_axe_finds_nothing_wrong(opens: Opens, served: Served, color_scheme: str):
    editor = await opens(color_scheme=color_scheme)
    await editor.says("/trip")
    await editor.presses("English")
    await editor.page.locator("#beside").select_option("ar")
    await expect(editor.second).to_contain_text("حقيبة")
    await (await editor.sees("What do you take along?")).locator(".where").click()
    served.change("save: age", "save: agee")
    await editor.sees_notice("A file has an error")
    for panel in PANELS:
        await editor.shows(panel)
        assert await faults(editor) == [], panel


@pytest.mark.parametrize("size", [DESKTOP, NARROW, PHONE], ids=["desktop", "narrow", "phone"])
async def test_nothing_is_wider_than_the_screen(opens: Opens, size: ViewportSize):
    editor = await opens(size=size)
    await editor.says("/trip")
    await editor.page.locator("#beside").select_option("ar")
    await expect(editor.second).to_be_visible()
    for panel in PANELS:
        await editor.shows(panel)
        assert not await editor.overflows(), panel


async def test_new_messages_are_read_out_once(opens: Opens):
    editor = await opens()
    await editor.page.locator("#beside").select_option("ar")
    await expect(editor.log).to_have_role("log")
    await expect(editor.second).to_have_attribute("aria-live", "off")


async def test_what_is_being_written_and_what_was_opened_stays_when_the_content_changes(
    opens: Opens, served: Served
):
    editor = await opens()
    await editor.says("/trip")
    await editor.shows("What Merit knows")
    await editor.page.locator("summary").click()
    words = editor.page.locator("#words")
    await words.fill("I am writing")
    served.change("Welcome on board.", "Welcome to the train.")
    await editor.sees("Welcome to the train.")
    await expect(words).to_be_focused()
    await expect(words).to_have_value("I am writing")
    await expect(editor.page.locator("details")).to_have_attribute("open", "")
