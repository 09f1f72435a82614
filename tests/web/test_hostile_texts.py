"""Whatever anybody writes is shown as text."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Served, Visits
from tests.web.visitor import SMALL_PHONE

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MARKUP = (
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">&amp;"
)
OVERRIDE = "\u202eevil\u202c \u2067mirrored"
FAMILY = "👨‍👩‍👧‍👦🏳️‍🌈🇪🇷" * 20


@pytest.mark.parametrize(
    "text",
    [MARKUP, "W" * 4000, "word " * 800, FAMILY, "javascript:alert(1) //x", "{label} %s ${view}"],
    ids=["markup", "long word", "many words", "emoji", "scheme", "templates"],
)
async def test_words_come_back_as_they_were_written(visit: Visits, text: str):
    visitor = await visit(size=SMALL_PHONE)
    await visitor.says(text)
    own = visitor.log.locator(".line.person .text").last
    await expect(own).to_have_text(text.strip())
    answer = await visitor.sees("You wrote")
    assert text.strip() in (await answer.text_content() or "")
    assert await visitor.page.title() == "Merit"
    assert await visitor.log.locator("script, img, a").count() == 0
    assert not await visitor.overflows()
    await visitor.reloads()
    await expect(visitor.log.locator(".line.person .text").last).to_have_text(text.strip())
    assert await visitor.page.title() == "Merit"


async def test_direction_controls_stay_within_their_own_bubble(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.says(OVERRIDE)
    await visitor.sees("You wrote")
    await visitor.says("plain words")
    own = await visitor.sees_own("plain words")
    await expect(own).to_have_css("direction", "ltr")
    await expect(visitor.page.locator("html")).to_have_attribute("dir", "ltr")


async def test_merits_own_words_and_buttons_are_text_too(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    (address,) = served.conversation.people
    served.conversation.tell(address, MARKUP + " https://example.org/<b>x</b> and/or /menu/x a/b")
    message = await visitor.sees("<script>")
    await expect(message.get_by_role("link")).to_have_attribute("href", "https://example.org/")
    await expect(message.get_by_role("button")).to_have_count(0)
    assert await visitor.page.title() == "Merit"


async def test_a_message_longer_than_merit_takes_cannot_be_typed(visit: Visits):
    visitor = await visit()
    await visitor.box.fill("x" * 4090)
    await visitor.box.press_sequentially("1234567890")
    assert len(await visitor.box.input_value()) == 4096


async def test_a_half_emoji_does_no_harm(visit: Visits):
    visitor = await visit()
    await visitor.page.evaluate(
        "() => { document.getElementById('words').value = 'half \\ud83d letter';"
        " document.getElementById('composer').requestSubmit(); }"
    )
    await visitor.sees("half \ufffd letter")
