"""Lost connections and restarts: nothing a visitor wrote is lost or doubled."""

import pytest
from playwright.async_api import Route, expect

from bot.core.message import Words
from tests.web.conftest import Served, Visits

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

COOKIES = "Please allow cookies for this page: they tell which conversation is yours."
KEPT = "No connection. Your message is kept and will be sent."


def _words(served: Served) -> list[str]:
    return [
        each.content.text
        for each in served.conversation.received
        if isinstance(each.content, Words)
    ]


async def test_words_written_offline_are_sent_once_when_the_connection_is_back(
    visit: Visits, served: Served
):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.goes_offline()
    await visitor.says("first")
    await visitor.says("second")
    await visitor.sees_notice(KEPT)
    await expect(visitor.log.locator(".line.person").last).to_contain_text("Not sent yet")
    await visitor.comes_back()
    await visitor.sees("second")
    await visitor.sees_own("first")
    await visitor.sees_own("second")
    await visitor.sees_notice("")
    assert _words(served) == ["first", "second"]


async def test_words_written_offline_survive_a_reload(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.page.route("**/chat/messages", lambda route: route.abort())
    await visitor.says("do not lose me")
    await visitor.sees_notice(KEPT)
    await visitor.reloads()
    await visitor.sees_own("do not lose me")
    await visitor.page.unroute_all()
    await visitor.sees("do not lose me")
    await visitor.sees_own("do not lose me")
    assert _words(served) == ["do not lose me"]


async def test_a_message_whose_answer_got_lost_is_handled_once(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await visitor.page.route("**/chat/messages", lose_the_answer, times=1)
    await visitor.says("only once")
    await visitor.sees("only once")
    await visitor.sees_notice("")
    await visitor.sees_own("only once")
    (person,) = served.conversation.people.values()
    assert [line.message.text for line in person.lines].count("only once") == 1
    assert len(_words(served)) == 2


async def test_a_full_disk_delays_a_message_and_loses_none(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    served.conversation.failures = 1
    await visitor.says("please keep this")
    await visitor.sees_notice(KEPT)
    await visitor.sees("please keep this")
    await visitor.sees_own("please keep this")
    await visitor.sees_notice("")


async def test_a_restart_of_the_server_goes_by(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.says("before")
    await visitor.sees("before")
    await served.stop()
    await visitor.sees_notice("No connection. Trying again.")
    await visitor.says("between")
    await visitor.sees_notice(KEPT)
    await served.start()
    await visitor.sees("between")
    await visitor.sees_own("before")
    await visitor.sees_own("between")
    await visitor.sees_notice("")
    assert _words(served) == ["before", "between"]


async def test_a_press_made_offline_is_sent_later(visit: Visits):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.goes_offline()
    await visitor.presses("Belgium")
    await visitor.presses("Belgium")
    await visitor.sees_notice(KEPT)
    await visitor.comes_back()
    await visitor.sees("Which papers")
    assert "That button is from an earlier question." not in await visitor.texts()


async def test_what_was_said_while_away_is_there_on_return(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await served.stop()
    await visitor.sees_notice("No connection. Trying again.")
    (address,) = served.conversation.people
    served.conversation.tell(address, "An advisor has answered you.")
    await served.start()
    await visitor.sees("An advisor has answered you.")
    assert (await visitor.texts()).count("Which country are you in?") == 1


async def test_a_refused_message_says_so_and_can_be_sent_again(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.page.route("**/chat/messages", lambda route: route.fulfill(status=400), times=1)
    await visitor.says("try me")
    bubble = visitor.log.locator(".line.person").last
    await expect(bubble).to_contain_text("This message could not be sent.")
    await bubble.get_by_role("button", name="Try again").click()
    await visitor.sees("try me")
    await visitor.sees_own("try me")


async def test_a_lost_cookie_makes_a_new_person_and_keeps_the_message(
    visit: Visits, served: Served
):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    await visitor.page.context.clear_cookies()
    await visitor.says("who am I")
    await visitor.sees("who am I")
    assert len(served.conversation.people) == 2
    assert len(await visitor.texts()) == 2


async def test_a_browser_without_cookies_is_asked_to_allow_them(visit: Visits):
    visitor = await visit()
    stream = {"content_type": "text/event-stream", "body": "event: stranger\ndata: null\n\n"}
    await visitor.page.context.clear_cookies()
    await visitor.page.route("**/chat/events*", lambda route: route.fulfill(**stream))
    await visitor.reloads()
    await visitor.sees_notice(COOKIES)
    await visitor.says("hello")
    await visitor.sees_notice(COOKIES)
    await visitor.page.unroute_all()
    await visitor.sees("hello")
    await visitor.sees_notice("")


async def test_a_link_from_another_site_leads_back_to_the_same_conversation(
    visit: Visits, served: Served
):
    """The cookie is strict: it does not come along, and must not be replaced for that."""
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    elsewhere = served.base.replace("127.0.0.1", "localhost")
    for path in ("/", "/plain"):
        other = await visit.in_another_tab(visitor, "/page/merit.svg")
        await other.page.goto(elsewhere + "/nowhere")
        await other.page.evaluate("(address) => { location.href = address; }", served.base + path)
        await other.page.wait_for_url(served.base + path)
        if path == "/":
            await other.sees("Which country")
        else:
            await other.page.get_by_role("button", name="Start").click()
            await expect(other.page.get_by_text("Which country")).to_have_count(2)
    await visitor.reloads()
    await visitor.sees("Which country")
    assert len(served.conversation.people) == 1
