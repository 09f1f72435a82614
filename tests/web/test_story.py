"""A visitor talks with Merit in a real browser."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from bot import clock
from tests.web.conftest import Served, Visits

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_visitor_starts_answers_and_takes_a_file_along(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country are you in?")
    await visitor.presses("Netherlands")
    await visitor.sees("Which papers do you have?")
    await visitor.presses("Done")
    await visitor.sees("Here is what you told me.")
    async with visitor.page.expect_download() as expected:
        await visitor.log.get_by_role("link", name="my data").click()
    download = await expected.value
    assert download.suggested_filename == "my data é.json"
    assert "<script>" in (await download.path()).read_text("utf-8")
    await visitor.says("Thank you")
    await visitor.sees("Thank you")


async def test_a_pressed_choice_stays_in_place_of_the_buttons(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.presses("Belgium")
    await visitor.sees("Which papers do you have?")
    rows = visitor.log.locator(".buttons").first
    await expect(rows.locator("button")).to_have_text(["✅ Belgium"])


async def test_several_picks_tick_and_untick_under_the_same_question(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.presses("Belgium")
    await visitor.presses("Diploma")
    await visitor.presses("List of grades")
    rows = visitor.log.locator(".buttons").last.locator("button")
    await expect(rows).to_have_text(["✅ Diploma", "✅ List of grades", "Done"])
    await visitor.presses("✅ Diploma")
    await expect(rows).to_have_text(["Diploma", "✅ List of grades", "Done"])


async def test_a_button_of_an_earlier_question_is_answered_kindly(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.says("/start")
    await expect(visitor.log.locator(".buttons")).to_have_count(2)
    await visitor.presses("Belgium", last=False)
    await visitor.sees("That button is from an earlier question.")
    await expect(visitor.log.locator(".pressed")).to_have_count(0)


async def test_a_command_in_merits_words_can_be_pressed(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.log.get_by_role("button", name="/menu").first.click()
    await visitor.sees_own("/menu")
    await expect(visitor.log.locator(".buttons")).to_have_count(2)


async def test_a_source_opens_in_a_tab_of_its_own_that_learns_nothing_of_us(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    link = (await visitor.sees("See https")).get_by_role("link")
    await expect(link).to_have_attribute("href", "https://example.org/facts")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(link).to_have_attribute("target", "_blank")


async def test_dots_show_between_sending_and_answer(visit: Visits, served: Served):
    visitor = await visit()
    served.conversation.gate.clear()
    await visitor.says("/start")
    dots = visitor.page.locator("#typing")
    await expect(dots).to_be_visible()
    served.conversation.gate.set()
    await visitor.sees("Which country")
    await expect(dots).to_be_hidden()


async def test_the_conversation_is_there_again_after_a_reload(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.presses("Belgium")
    await visitor.says("I come back")
    await visitor.sees("You wrote")
    before = await visitor.texts()
    await visitor.reloads()
    await visitor.sees("You wrote")
    assert await visitor.texts() == before
    await expect(visitor.log.locator(".buttons").first.locator("button")).to_have_text("✅ Belgium")


async def test_every_message_tells_its_time_and_each_day_stands_once(visit: Visits, served: Served):
    served.conversation.now = datetime(2026, 2, 20, 9, 0, tzinfo=UTC)
    visitor = await visit(timezone_id="Europe/Amsterdam")
    await visitor.starts()
    await visitor.sees("Which country")
    served.conversation.now = clock.now()
    await visitor.says("again")
    await visitor.sees("again")
    await visitor.reloads()
    await visitor.sees("again")
    await expect(visitor.log.locator(".day")).to_have_text(["Friday, 20 February 2026", "today"])
    times = await visitor.log.locator(".meta time").all_text_contents()
    assert times[:3] == ["10:00", "10:00", "10:00"]
    assert all(re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", time) for time in times)


async def test_two_visitors_do_not_hear_each_other(visit: Visits):
    amina = await visit()
    yonas = await visit.in_another_tab(amina, "/?person=2")
    await amina.starts()
    await yonas.starts()
    await amina.says("I am Amina")
    await yonas.says("I am Yonas")
    await amina.sees("I am Amina")
    await yonas.sees("I am Yonas")
    assert "Yonas" not in " ".join(await amina.texts())
    assert "Amina" not in " ".join(await yonas.texts())


async def test_two_tabs_of_one_person_show_the_same(visit: Visits):
    here = await visit()
    there = await visit.in_another_tab(here)
    await here.starts()
    await there.sees("Which country")
    await there.says("hello from the other tab")
    await here.sees_own("hello from the other tab")
    await there.sees_own("hello from the other tab")


async def test_the_menu_leads_to_a_new_person(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.page.locator("#language").click()
    await visitor.page.get_by_role("link", name="New person").click()
    await visitor.sees_start()
    assert visitor.page.url.endswith("/?person=2")


async def test_merit_can_speak_first(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    (address,) = served.conversation.people
    served.conversation.tell(address, "An advisor has answered you.")
    await visitor.sees("An advisor has answered you.")


async def test_deleting_everything_empties_every_tab_but_the_last_words(visit: Visits):
    visitor = await visit()
    other = await visit.in_another_tab(visitor)
    await visitor.starts()
    await other.sees("Which country")
    await visitor.says("/delete")
    await expect(visitor.log.get_by_text("Which country")).to_have_count(0)
    await expect(other.log.get_by_text("Which country")).to_have_count(0)
    await visitor.sees_start()
    await other.sees_start()
    seen = [*await visitor.texts(), *await other.texts()]
    assert seen == ["Everything is deleted."]
    await visitor.starts()
    await visitor.sees("Which country")


async def test_words_before_consent_are_marked_as_not_kept(visit: Visits, served: Served):
    served.conversation._consented = False
    visitor = await visit()
    await visitor.starts()
    await visitor.says("something private")
    await visitor.sees("You wrote")
    bubble = visitor.log.locator(".line.person").last
    await expect(bubble).to_contain_text("something private")
    await expect(bubble.locator(".meta")).to_contain_text("Message not kept")
    await visitor.reloads()
    await expect(visitor.log.locator(".line.person .text").last).to_have_text("Message not kept")
