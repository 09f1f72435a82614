"""Advisors before a real browser: coming in, taking a ticket, answering, seeing it live in a second tab."""

import re

import pyotp
import pytest
from playwright.async_api import Page, expect

from bot.core.ticket import State
from tests.desk.conftest import Hands, House, Screens, employ

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def comes_in(house: House, page: Page) -> None:
    """Set up an app with a code it really shows, and go on to the queue."""
    await page.get_by_label("Your name").fill("Noor")
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Use an app").click()
    secret = (await page.locator(".secret").inner_text()).replace(" ", "")
    await page.get_by_label("Then type the code it shows").fill(
        pyotp.TOTP(secret).at(house.office.at)
    )
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator(".codes li")).to_have_count(10)
    await page.get_by_role("link", name="I have written them down").click()


async def answers(page: Page, words: str) -> None:
    await page.get_by_label("Answer the person").fill(words)
    await page.get_by_role("button", name="Send to the person").click()
    await expect(page.get_by_role("log")).to_contain_text(words)


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_advisor_comes_in_takes_a_ticket_and_answers(
    house: House, screens: Screens, scripts: bool
):
    invited = await house.office.invited()
    await house.ask("K7-M2", "مرحبا")
    page = await screens(f"/enter?link={invited.token}", java_script_enabled=scripts)
    await comes_in(house, page)
    await expect(page).to_have_title("(1) Queue · Desk")
    await page.get_by_role("link", name=re.compile("K7-M2")).click()
    await expect(page.get_by_role("log")).to_contain_text("مرحبا")
    await page.get_by_role("button", name="Take it").click()
    await answers(page, "Come tomorrow.")
    await page.locator("#do-close summary").click()
    await page.get_by_label("Reason").select_option("answered")
    await page.get_by_role("button", name="Close it").click()
    await expect(page.locator("#head")).to_contain_text("Closed: Answered")
    assert (await house.kept("K7-M2")).ticket.state is State.CLOSED


async def test_a_second_tab_sees_it_at_once_and_keeps_half_typed_words(
    house: House, screens: Screens
):
    noor = await employ(house)
    await house.ask("K7-M2", "مرحبا")
    page = await screens("/ticket/K7-M2", noor)
    await page.get_by_role("button", name="Take it").click()
    tab = await screens.in_tab(page.context, f"{house.base}/desk/ticket/K7-M2")
    queue = await screens.in_tab(page.context, f"{house.base}/desk/queue")
    box = tab.get_by_label("Answer the person")
    await box.press_sequentially("Half a")
    await answers(page, "Come tomorrow.")
    await expect(tab.get_by_role("log")).to_contain_text("Come tomorrow.")
    await expect(tab.locator("#head")).to_contain_text("The person's turn")
    await expect(queue.locator("#list")).to_contain_text("The person's turn")
    await expect(queue).to_have_title("Queue · Desk")
    await box.press_sequentially(" word")
    await expect(box).to_have_value("Half a word")
    await expect(box).to_be_focused()
    await house.writes("K7-M2", "شكرا")
    await expect(tab.get_by_role("log")).to_contain_text("شكرا")
    await expect(queue).to_have_title("(1) Queue · Desk")
    await expect(box).to_have_value("Half a word")
    await box.fill("")


async def test_words_stay_when_somebody_takes_the_ticket_over(
    house: House, screens: Screens, hands: Hands
):
    noor, sam = await employ(house), await employ(house, name="Sam")
    await house.ask("K7-M2", "مرحبا")
    page = await screens("/ticket/K7-M2", noor)
    await page.get_by_role("button", name="Take it").click()
    box = page.get_by_label("Answer the person")
    await box.fill("My long answer")
    await (await hands(sam)).sends("/ticket/K7-M2/move", move="take_over")
    await expect(page.locator("#notice")).to_contain_text("This ticket has changed.")
    await expect(page.locator("#head")).to_contain_text("Sam")
    await expect(box).to_have_value("My long answer")
    await box.fill("")


async def test_lines_that_did_not_change_stay_in_place(house: House, screens: Screens):
    noor = await employ(house)
    await house.ask("K7-M2", "مرحبا")
    page = await screens("/ticket/K7-M2", noor)
    await page.locator("#m-1").evaluate("(line) => { line.same = true; }")
    await house.writes("K7-M2", "شكرا")
    await expect(page.locator("#m-2")).to_contain_text("شكرا")
    assert await page.locator("#m-1").evaluate("(line) => line.same")


async def test_the_page_comes_back_after_a_lost_connection(house: House, screens: Screens):
    noor = await employ(house)
    await house.ask("K7-M2", "مرحبا")
    page = await screens("/ticket/K7-M2", noor)
    await expect(page.get_by_role("log")).to_contain_text("مرحبا")
    await page.context.set_offline(True)
    await house.writes("K7-M2", "شكرا")
    await page.context.set_offline(False)
    await expect(page.get_by_role("log")).to_contain_text("شكرا")


async def test_the_keyboard_moves_through_the_desk(house: House, screens: Screens):
    noor = await employ(house)
    await house.ask("K7-M2", "a", ago=3)
    await house.ask("F5-9X", "b", ago=2)
    page = await screens("/queue", noor)
    for key, code in (("j", "K7-M2"), ("j", "F5-9X"), ("j", "F5-9X"), ("k", "K7-M2")):
        await page.keyboard.press(key)
        await expect(page.get_by_role("link", name=re.compile(code))).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Take it").click()
    await expect(page.locator("#head")).to_contain_text("You have it")
    await page.keyboard.press("r")
    await expect(page.get_by_label("Answer the person")).to_be_focused()
    await page.keyboard.press("Escape")
    await page.locator("h1").click()
    await page.keyboard.press("/")
    await expect(page.get_by_label("Find a code")).to_be_focused()
    await page.keyboard.type("F5-9X")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("F5-9X")


async def test_shortcuts_can_be_switched_off(house: House, screens: Screens):
    noor = await employ(house)
    page = await screens("/settings", noor)
    await page.get_by_label("Use single keys").uncheck()
    await page.get_by_role("button", name="Save").click()
    await page.keyboard.press("/")
    await expect(page.get_by_label("Find a code")).not_to_be_focused()


async def test_a_passkey_is_made_and_opens_the_desk(house: House, screens: Screens):
    invited = await house.office.invited()
    page = await screens(f"/enter?link={invited.token}", host="localhost")
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    await devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    await page.get_by_label("Your name").fill("Noor")
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Make a passkey").click()
    await page.get_by_role("link", name="I have written them down").click()
    await page.get_by_role("button", name="Log out").click()
    await page.get_by_role("button", name="Log in with a passkey").click()
    await expect(page).to_have_title("Queue · Desk")


async def test_a_page_whose_session_ended_asks_to_log_in(
    house: House, screens: Screens, monkeypatch: pytest.MonkeyPatch
):
    noor = await employ(house)
    page = await screens("/queue", noor)
    await expect(page.locator("#list")).to_be_visible()
    await house.office.sessions.end_all(noor.advisor.id)
    await house.ask("K7-M2", "x")
    house.site.news.publish((await house.kept("K7-M2")).ticket)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Log in to the desk")
