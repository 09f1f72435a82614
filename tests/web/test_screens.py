"""Small, large, zoomed and dark screens, and what stays in view."""

import pytest
from playwright.async_api import ViewportSize, expect

from tests.web.conftest import Served, Visits
from tests.web.visitor import DESKTOP, SMALL_PHONE

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HALF_A_SMALL_PHONE: ViewportSize = {"width": 180, "height": 320}
"""What is left of 360 x 640 at a zoom of 200 %."""
WORD = "Berufsanerkennungsverfahren" * 20


@pytest.mark.parametrize("size", [SMALL_PHONE, HALF_A_SMALL_PHONE, DESKTOP])
@pytest.mark.parametrize("language", ["en", "ar", "ti"])
async def test_nothing_is_wider_than_the_screen(visit: Visits, size: ViewportSize, language: str):
    visitor = await visit(language=language, size=size)
    await visitor.sees_start()
    assert not await visitor.overflows()
    await visitor.starts()
    await visitor.says(WORD)
    await visitor.sees(WORD)
    assert not await visitor.overflows()
    await visitor.page.locator("#language").click()
    assert not await visitor.overflows()


async def test_every_control_is_large_enough_for_a_thumb(visit: Visits):
    visitor = await visit(size=SMALL_PHONE)
    await visitor.starts()
    await visitor.sees("Which country")
    for control in await visitor.page.locator("button:visible, textarea:visible").all():
        box = await control.bounding_box()
        assert box is not None
        least = 16 if "command" in (await control.get_attribute("class") or "") else 44
        assert min(box["width"], box["height"]) >= least, await control.inner_text()


async def test_the_newest_is_in_view_and_a_long_answer_begins_in_view(visit: Visits):
    visitor = await visit(size=SMALL_PHONE, reduced_motion="reduce")
    await visitor.starts()
    await expect(visitor.log.get_by_role("button", name="Another country")).to_be_in_viewport()
    await visitor.says("/long")
    await expect(visitor.log.get_by_text("Part 0")).to_be_in_viewport()
    await expect(visitor.log.get_by_text("Part 11")).not_to_be_in_viewport()
    pill = visitor.page.get_by_role("button", name="New messages")
    await pill.click()
    await expect(visitor.log.get_by_text("Part 11")).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_only_the_conversation_scrolls_never_the_page(visit: Visits):
    visitor = await visit(size=SMALL_PHONE, reduced_motion="reduce")
    for _ in range(3):
        await visitor.says("/start")
        await visitor.says("/long")
    await expect(visitor.log.get_by_text("Part 11")).to_have_count(3)
    await visitor.presses("Belgium", last=False)
    await visitor.sees("That button is from an earlier question.")
    for size in (SMALL_PHONE, DESKTOP):
        await visitor.page.set_viewport_size(size)
        assert await visitor.page.evaluate(
            "() => document.documentElement.scrollHeight === document.documentElement.clientHeight"
        )
    await expect(visitor.page.locator("header")).to_be_in_viewport(ratio=1)
    await expect(visitor.page.locator("#composer")).to_be_in_viewport(ratio=1)


async def test_a_message_does_not_pull_a_reader_away(visit: Visits, served: Served):
    visitor = await visit(size=SMALL_PHONE, reduced_motion="reduce")
    await visitor.says("/long")
    await expect(visitor.log.get_by_text("Part 0")).to_be_in_viewport()
    await visitor.page.mouse.move(180, 300)
    await visitor.page.mouse.wheel(0, 40)
    (address,) = served.conversation.people
    served.conversation.tell(address, "An advisor has answered you.")
    await visitor.sees("An advisor has answered you.")
    await expect(visitor.log.get_by_text("Part 0")).to_be_in_viewport()
    await expect(visitor.page.get_by_role("button", name="New messages")).to_be_visible()


async def test_a_page_opened_again_shows_the_end(visit: Visits):
    visitor = await visit(size=SMALL_PHONE)
    await visitor.says("/long")
    await visitor.sees("Part 11")
    await visitor.reloads()
    await expect(visitor.log.get_by_text("Part 11")).to_be_in_viewport()


async def test_a_dark_screen_stays_dark(visit: Visits):
    visitor = await visit(color_scheme="dark")
    await visitor.starts()
    await visitor.sees("Which country")
    for part in ("body", "header", "#scroll", "#composer", ".bubble"):
        color = await visitor.page.locator(part).first.evaluate(
            "(element) => { while (element) { const color = getComputedStyle(element).backgroundColor;"
            " if (!color.endsWith(', 0)')) return color; element = element.parentElement; } return 'white'; }"
        )
        assert color != "white"
        assert max(int(value) for value in color.strip("rgba()").split(",")[:3]) < 90, part


async def test_nothing_moves_when_the_visitor_wants_no_motion(visit: Visits, served: Served):
    visitor = await visit(reduced_motion="reduce")
    served.conversation.gate.clear()
    await visitor.says("/start")
    dot = visitor.page.locator("#typing i").first
    await expect(dot).to_be_visible()
    assert await dot.evaluate("(each) => getComputedStyle(each).animationName") == "none"
    served.conversation.gate.set()


async def test_the_text_box_grows_with_the_words_and_shrinks_again(visit: Visits):
    visitor = await visit()
    before = await visitor.box.evaluate("(box) => box.offsetHeight")
    await visitor.box.press_sequentially("one")
    for _ in range(3):
        await visitor.box.press("Shift+Enter")
    assert await visitor.box.evaluate("(box) => box.offsetHeight") > before + 30
    await visitor.box.press_sequentially("two")
    await visitor.box.press("Enter")
    assert await visitor.box.evaluate("(box) => box.offsetHeight") == before
