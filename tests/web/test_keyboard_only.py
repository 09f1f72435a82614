"""The chat without a mouse."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Served, Visits
from tests.web.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def _tabs_to(visitor: Visitor, name: str, *, key: str = "Tab") -> None:
    for _ in range(20):
        await visitor.page.keyboard.press(key)
        if await visitor.focused() == name:
            return
    pytest.fail(f"{key} never reaches {name!r}")


async def test_a_whole_conversation_with_tab_and_enter(visit: Visits):
    visitor = await visit()
    await visitor.sees_start()
    await _tabs_to(visitor, "Start", key="Shift+Tab")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Which country")
    await _tabs_to(visitor, "Belgium")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Which papers")
    await _tabs_to(visitor, "List of grades")
    await visitor.page.keyboard.press("Space")
    await expect(visitor.log.get_by_role("button", name="✅ List of grades")).to_be_focused()
    await _tabs_to(visitor, "Done")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Here is what you told me.")
    await _tabs_to(visitor, "Write a message")
    await visitor.page.keyboard.type("Thank you")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Thank you")
    await expect(visitor.box).to_be_focused()


async def test_focus_stays_on_a_choice_whose_row_is_replaced(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await _tabs_to(visitor, "Belgium")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Which papers")
    assert await visitor.focused() == "✅ Belgium"


async def test_a_new_message_takes_neither_focus_nor_half_typed_words(
    visit: Visits, served: Served
):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.box.focus()
    await visitor.page.keyboard.type("I am still wri")
    (address,) = served.conversation.people
    served.conversation.tell(address, "An advisor has answered you.")
    await visitor.sees("An advisor has answered you.")
    await visitor.page.keyboard.type("ting")
    await expect(visitor.box).to_have_value("I am still writing")


async def test_shift_and_enter_begin_a_new_line(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.box.press_sequentially("one")
    await visitor.box.press("Shift+Enter")
    await visitor.box.press_sequentially("two")
    await visitor.box.press("Enter")
    await visitor.sees("one\ntwo")


async def test_enter_that_ends_a_composed_letter_sends_nothing(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.box.fill("日本")
    await visitor.box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await expect(visitor.box).to_have_value("日本")
    assert served.conversation.received == []


async def test_an_empty_message_is_not_sent(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.says("   ")
    await visitor.says("here")
    await visitor.sees("here")
    assert len(served.conversation.received) == 1


async def test_the_language_menu_opens_moves_and_closes_by_keys(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    menu = visitor.page.locator("#language")
    await menu.focus()
    await visitor.page.keyboard.press("Enter")
    await expect(menu).to_have_attribute("aria-expanded", "true")
    assert await visitor.focused() == "English"
    await visitor.page.keyboard.press("ArrowDown")
    assert await visitor.focused() == "العربية"
    await visitor.page.keyboard.press("Escape")
    await expect(menu).to_be_focused()
    await expect(menu).to_have_attribute("aria-expanded", "false")
    await visitor.page.keyboard.press("Enter")
    await visitor.page.keyboard.press("ArrowUp")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("ኣብ ኣየናይ ሃገር ኣለኹም?")


async def test_leaving_the_language_menu_closes_it(visit: Visits):
    visitor = await visit()
    await visitor.page.locator("#language").click()
    await visitor.box.focus()
    await expect(visitor.page.locator("#languages")).to_be_hidden()


async def test_what_has_the_focus_is_outlined(visit: Visits):
    visitor = await visit()
    await visitor.sees_start()
    await visitor.page.keyboard.press("Shift+Tab")
    width = await visitor.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(width.removesuffix("px")) >= 2
