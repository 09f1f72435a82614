"""An editor's day: talk, change, look, try out, in a real browser."""

import re
import sys
from time import perf_counter

import pytest
from playwright.async_api import expect

from tests.preview.conftest import Opens, Served
from tests.preview.editor import Editor
from tests.preview.trip import TRIP

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def at_luggage(opens: Opens) -> Editor:
    editor = await opens()
    await editor.says("/trip")
    await editor.presses("English")
    await editor.sees("What do you take along?")
    return editor


async def test_the_conversation_goes_as_a_persons_would(opens: Opens):
    editor = await at_luggage(opens)
    await editor.presses("A bicycle")
    await editor.sees("How old are you?")
    await editor.says("٤١")
    await editor.sees("Buy a ticket for your bicycle.")
    await editor.sees("Shall we go on, 41?")
    await editor.presses("Yes, please")
    await editor.sees("Then we go on.")
    await expect(editor.page.locator("#words")).to_have_value("")


async def test_new_words_are_there_right_after_saving_and_nothing_is_lost(
    opens: Opens, served: Served
):
    editor = await at_luggage(opens)
    took = []
    for number in range(3):
        words = f"Which luggage, number {number}?"
        begun = perf_counter()
        served.change("What do you take along?", words)
        await editor.page.wait_for_function(
            "words => document.querySelector('#phone-main').textContent.includes(words)", arg=words
        )
        took.append(perf_counter() - begun)
    sys.stdout.write(f"seconds from save to page: {', '.join(f'{each:.3f}' for each in took)}\n")
    assert min(took) < 5
    await editor.presses("A bag")
    await editor.sees("How old are you?")


async def test_where_the_conversation_goes_another_way_the_page_says_so(
    opens: Opens, served: Served
):
    editor = await at_luggage(opens)
    await editor.presses("A bicycle")
    await editor.sees("How old are you?")
    served.save(TRIP.replace("bicycle", "bike"))
    await editor.sees_notice("The button 'bicycle' of trip/luggage is not offered here any more.")
    served.save(TRIP)
    await expect(editor.page.locator("#notices .notice")).to_have_count(0)
    await editor.sees("How old are you?")
    served.save(TRIP.replace("bicycle", "bike"))
    await editor.sees_notice("Merit now stands at trip/luggage.")
    await editor.presses("A bag")
    await expect(editor.page.locator("#notices .notice")).to_have_count(0)
    await editor.sees("How old are you?")


async def test_a_broken_file_shows_its_findings_and_the_last_version_goes_on(
    opens: Opens, served: Served
):
    editor = await at_luggage(opens)
    served.change("- bicycle: A bicycle", "-bicycle: A bicycle")
    await editor.sees_notice("the phone shows the last version that worked")
    await editor.presses("A bag")
    await editor.sees("How old are you?")
    await editor.shows("Findings")
    await expect(editor.panel.locator(".error").first).to_contain_text("flows/trip.yaml:")
    served.save(TRIP)
    await expect(editor.page.locator("#notices .notice")).to_have_count(0)


async def test_a_finding_leads_to_its_step_in_the_graph(opens: Opens, served: Served):
    editor = await at_luggage(opens)
    served.change("save: age", "save: agee")
    await editor.shows("Findings")
    finding = editor.panel.locator(".error", has_text="Did you mean 'age'?")
    await expect(finding).to_contain_text("save: agee")
    await finding.get_by_role("link", name="Show trip/age").click()
    await expect(editor.page.locator("#lookup")).to_contain_text("flows/trip.yaml:")
    await expect(editor.panel).to_contain_text("broken")


async def test_a_bubble_says_where_it_is_written(opens: Opens):
    editor = await at_luggage(opens)
    bubble = await editor.sees("What do you take along?")
    await bubble.click(position={"x": 30, "y": 15})
    lookup = editor.page.locator("#lookup")
    line = 1 + TRIP.split("\n").index("    ask: What do you take along?")
    await expect(lookup).to_contain_text(f"flows/trip.yaml:{line}")
    await expect(lookup).to_contain_text("trip/luggage/choices/bicycle")
    link = lookup.get_by_role("link", name=f"Open flows/trip.yaml:{line} in VS Code")
    address = await link.get_attribute("href")
    assert re.fullmatch(rf"vscode://file/.+/flows/trip\.yaml:{line}", address or "")
    await expect(lookup.get_by_role("button", name="Copy flows/trip.yaml").first).to_be_visible()
    await lookup.get_by_role("link", name="Close").click()
    await expect(lookup).to_have_count(0)


async def test_a_bubble_can_be_looked_up_with_the_keyboard(opens: Opens):
    editor = await at_luggage(opens)
    bubble = await editor.sees("What do you take along?")
    await bubble.locator(".where").focus()
    await editor.page.keyboard.press("Enter")
    await expect(editor.page.locator("#lookup")).to_be_focused()


async def test_the_language_is_switched_and_everything_follows(opens: Opens):
    editor = await at_luggage(opens)
    await editor.speaks("ar")
    bubble = await editor.sees("ماذا تأخذون معكم؟")
    await expect(bubble.locator(".text")).to_have_attribute("dir", "rtl")
    await expect(editor.log).to_have_attribute("dir", "rtl")
    await editor.presses("\u200fحقيبة")
    await editor.sees("How old are you?")
    await expect(editor.log.locator(".bubble").last.locator(".text")).to_have_attribute(
        "lang", "ar"
    )


async def test_two_languages_stand_side_by_side(opens: Opens):
    editor = await at_luggage(opens)
    await editor.page.locator("#beside").select_option("ar")
    await expect(editor.second).to_contain_text("ماذا تأخذون معكم؟")
    await editor.presses("A bag")
    await expect(editor.second.locator(".bubble").last).to_contain_text("How old are you?")
    assert await editor.second.locator("button").count() == 0
    assert await editor.log.locator(".line").count() == await editor.second.locator(".line").count()
    assert not await editor.overflows()


async def test_what_if_changes_the_question_and_the_plan(opens: Opens):
    editor = await at_luggage(opens)
    await editor.presses("A bag")
    await editor.says("41")
    await editor.sees("Shall we go on, 41?")
    await expect(editor.log).not_to_contain_text("for your bicycle")
    await editor.shows("What Merit knows")
    await editor.page.get_by_label("luggage", exact=True).select_option("bicycle")
    await editor.sees("Buy a ticket for your bicycle.")
    await editor.page.get_by_label("age", exact=True).fill("12")
    await editor.page.get_by_role("button", name="Set age").click()
    await editor.sees("Shall we go on, 12?")
    await editor.page.get_by_label("age", exact=True).fill("300")
    await editor.page.get_by_role("button", name="Set age").click()
    await editor.sees_notice("Please write a number from 0 to 120.")
    await editor.page.get_by_role("button", name="Forget age").click()
    await editor.sees("Shall we go on, {age}?")


async def test_a_step_can_be_jumped_to_and_the_graph_lights_it(opens: Opens):
    editor = await opens()
    await editor.panel.get_by_role("link", name="trip A trip").click()
    await editor.panel.get_by_role("button", name="luggage").click()
    await editor.sees("What do you take along?")
    await editor.shows("Graph")
    node = editor.panel.locator(".here", has_text="luggage").first
    await expect(node).to_be_visible()
    await editor.presses("A bag")
    await expect(editor.panel.locator(".here", has_text="age").first).to_be_visible()


async def test_undo_takes_back_and_start_over_begins_anew(opens: Opens):
    editor = await at_luggage(opens)
    await editor.presses("A bag")
    await editor.sees("How old are you?")
    await editor.page.get_by_role("button", name="Undo").click()
    await expect(editor.log).not_to_contain_text("How old are you?")
    await editor.page.get_by_role("button", name="Start over").click()
    await expect(editor.log).not_to_contain_text("What do you take along?")


async def test_the_walk_is_written_down_as_a_test(opens: Opens, served: Served):
    editor = await opens()
    await editor.panel.get_by_role("link", name="trip A trip").click()
    await editor.panel.get_by_role("button", name="luggage").click()
    await editor.presses("A bicycle")
    await editor.says("41")
    await editor.presses("No, thanks")
    await editor.shows("Test")
    text = editor.panel.locator("pre")
    for line in (
        "start: trip/luggage",
        "- person: bicycle",
        '- types: "41"',
        "- plan: ticket, bicycle",
    ):
        await expect(text).to_contain_text(line)
    async with editor.page.expect_download() as download:
        await editor.panel.get_by_role("link", name="Download").click()
    assert (await download.value).suggested_filename == "trip.yaml"


async def test_back_and_forward_go_through_the_panels(opens: Opens):
    editor = await at_luggage(opens)
    await editor.shows("Graph")
    await editor.shows("Findings")
    await editor.page.go_back()
    await expect(editor.page.locator("#tabs [aria-current]")).to_have_text("Graph")
    await editor.sees("What do you take along?")


async def test_without_scripts_everything_works_by_loading_pages(opens: Opens, served: Served):
    editor = await opens(java_script_enabled=False)
    await editor.says("/trip")
    await editor.presses("English")
    await editor.presses("A bag")
    await editor.sees("How old are you?")
    await editor.shows("Graph")
    await editor.says("41")
    await editor.sees("Shall we go on, 41?")
    await expect(editor.page.locator("#tabs [aria-current]")).to_have_text("Graph")
