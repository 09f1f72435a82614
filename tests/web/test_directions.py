"""Right-to-left, other scripts and the change of language, as drawn by a real browser."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.web.conftest import Served, Visits

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_first_visit_speaks_the_language_of_the_browser(visit: Visits):
    visitor = await visit(language="ar-SY")
    await expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(visitor.page.locator("#start")).to_have_text("ابدأ")
    await expect(visitor.box).to_have_attribute("placeholder", "اكتب رسالة")
    await visitor.starts()
    message = await visitor.sees("في أي بلد أنت؟")
    await expect(message).to_have_attribute("dir", "rtl")
    await expect(message).to_have_attribute("lang", "ar")


async def test_rows_are_drawn_as_given_and_read_from_the_right(visit: Visits):
    visitor = await visit(language="ar")
    await visitor.starts()
    await visitor.sees("في أي بلد أنت؟")
    assert await visitor.drawn_buttons() == ["بلجيكا", "هولندا"]
    assert await visitor.buttons() == ["هولندا", "بلجيكا", "بلد آخر"]


async def test_in_a_left_to_right_language_both_orders_are_the_same(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    assert await visitor.drawn_buttons() == ["Netherlands", "Belgium"]
    assert await visitor.buttons() == ["Netherlands", "Belgium", "Another country"]


async def test_ones_own_words_stand_at_the_end_of_the_line(visit: Visits):
    for language, on_the_left in (("ar", True), ("en", False)):
        visitor = await visit(language=language)
        await visitor.says("12 + 3")
        own = await visitor.sees_own("12 + 3")
        box, screen = await own.bounding_box(), visitor.page.viewport_size
        assert box is not None
        assert screen is not None
        assert (box["x"] < screen["width"] - box["x"] - box["width"]) is on_the_left


async def test_the_menu_changes_words_direction_and_the_pending_question(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.chooses_language("العربية")
    await visitor.sees("في أي بلد أنت؟")
    await expect(visitor.page.locator("html")).to_have_attribute("lang", "ar")
    await expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(visitor.box).to_have_attribute("placeholder", "اكتب رسالة")
    earlier = visitor.log.locator(".text", has_text="Which country")
    await expect(earlier).to_have_attribute("dir", "ltr")
    await expect(earlier).to_have_attribute("lang", "en")
    assert await visitor.focused() == "اختر اللغةالعربية"


async def test_the_chosen_language_is_kept_for_the_next_visit(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.chooses_language("ትግርኛ")
    await visitor.sees("ኣብ ኣየናይ ሃገር ኣለኹም?")
    await visitor.reloads()
    await expect(visitor.page.locator("html")).to_have_attribute("lang", "ti")
    await expect(visitor.page.locator("#spoken")).to_have_text("ትግርኛ")


async def test_only_offered_languages_are_in_the_menu(visit: Visits):
    visitor = await visit()
    await visitor.page.locator("#language").click()
    offered = visitor.page.locator("#languages button")
    await expect(offered).to_have_text(["English", "العربية", "ትግርኛ"])


async def test_days_have_latin_digits_in_every_language(visit: Visits, served: Served):
    served.conversation.now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    visitor = await visit(language="ar")
    await visitor.starts()
    await visitor.sees("في أي بلد")
    await visitor.reloads()
    await expect(visitor.log.locator(".day")).to_have_text("الجمعة، 20 نوفمبر 2026")


async def test_a_word_without_translation_stays_english(visit: Visits):
    visitor = await visit(language="ti")
    await visitor.sees_start()
    await expect(visitor.page.locator("#start")).to_have_text("ጀምር")
    await expect(visitor.page.locator("#begin p")).to_contain_text("Press Start to begin.")


async def test_the_hint_stands_where_writing_begins(visit: Visits):
    visitor = await visit(language="ar")
    await expect(visitor.box).to_have_css("direction", "rtl")
    await visitor.box.fill("hello")
    await expect(visitor.box).to_have_css("direction", "ltr")
    await visitor.box.fill("")
    await expect(visitor.box).to_have_css("direction", "rtl")
    await expect(visitor.page.locator("#another span")).to_have_css("direction", "ltr")
