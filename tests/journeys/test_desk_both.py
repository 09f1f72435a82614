"""A person who reads Arabic, an advisor in the group and the lead before the web desk, on a Merit of its own."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.content.load import ContentLibrary
from bot.core import helped, phrases
from bot.core.ticket import State, Why
from bot.desk.words import DELIVERY, NO_TICKET, STATES, WORDS
from bot.service.desk import card_words
from bot.service.ticket_values import DeliveryState
from bot.telegram import desk_post_words, desk_words
from bot.testing import BotApi, Person, ShownMessage, TooManyRequests
from tests.journeys.both import ADA, BO, LEADS, Both, Reading, WebDesk, hears, start_of
from tests.journeys.conftest import Label
from tests.journeys.test_telegram import plain, taps

pytestmark = [pytest.mark.slow, pytest.mark.browser]  # Merit starts as a process of its own in each

QUESTION, MORE = "هل يمكنني العمل؟", "شكراً، من حزيران؟"
CHANGED = MORE.replace("حزيران", "تموز")
CODE = re.compile(r"[A-Z0-9]{2}-[A-Z0-9]{2}")


@dataclass(slots=True, kw_only=True)
class Story:
    """Amina at Telegram, and both faces; `nl` and `ar` are what Bo and she read."""

    both: Both
    browser: Browser
    amina: Person
    words: Label
    nl: Reading
    ar: Reading

    async def begins(self) -> WebDesk:
        """Start Merit, and let Bo come in to the queue."""
        await self.both.starts()
        base, link = self.both.merit.base, self.both.invitation
        return await WebDesk.comes_in(self.browser, base, link, self.nl)

    async def hears(self, *parts: str) -> ShownMessage:
        return await hears(self.amina, *parts)

    def heard(self, part: str) -> int:
        """How often Amina reads this."""
        return len([each for each in self.amina.chat if part in each.text])

    async def asks(self) -> str:
        """Amina brings her question to the advisors; return the code of her ticket."""

        async def answers(step: str, choice: str) -> None:
            await self.hears(self.words("ar", f"{step}/ask"))
            await taps(self.amina, self.words("ar", f"{step}/choices/{choice}"))

        await self.amina.says("/human")
        await answers("human/topic", "work")
        await answers("consent/ask", "yes")
        await self.hears(self.words("ar", "human/write/ask"))
        await self.amina.says(QUESTION)
        await self.hears(self.words("ar", "human/check/review").partition("\n")[0])
        await taps(self.amina, self.words("ar", "ui/right"))
        sent = await self.hears(self.words("ar", "human/sent/say").partition("{")[0])
        found = CODE.search(plain(sent.text))
        assert found is not None, sent.text
        return found[0]

    async def talks(self) -> tuple[WebDesk, str]:
        """Amina asks, and Bo takes her ticket at the web desk; return its page and its code."""
        queue = await self.begins()
        code = await self.asks()
        await queue.has(code)
        await self.both.topic(code)
        await queue.goes(f"/ticket/{code}")
        await queue.takes()
        await self.hears(BO, code)
        await self.both.sees(code, "Bo has it")
        await queue.goes(f"/ticket/{code}")
        return queue, code


@pytest_asyncio.fixture
async def story(
    api: BotApi, tmp_path: Path, browser: Browser, words: Label, library: ContentLibrary
) -> AsyncIterator[Story]:
    both = await Both.at(api, tmp_path / "data")
    yield Story(
        both=both,
        browser=browser,
        amina=api.person("Amina", language_code="ar"),
        words=words,
        nl=Reading(library=library, language=LEADS),
        ar=Reading(library=library, language="ar"),
    )
    await both.ends()


async def race(story: Story, bo: WebDesk) -> bool:
    """Both take it in the same moment; the other one is told who has it. Return whether Bo has it."""
    both, yours = story.both, story.nl(WORDS["you_have_it"])
    pressed, _ = await asyncio.gather(both.ada.taps("Take it"), bo.tries_to_take())
    query = both.api.bot.queries[pressed]
    assert await both.until(lambda: query.answer is not None)
    assert query.answer is not None
    if query.answer.text == desk_words.DONE.source:
        await bo.says("#head", ADA)
        await bo.lacks("#head", yours)
        await both.sees("Ada has it")
        return False
    assert query.answer.text == desk_words.REFUSALS[Why.TAKEN].source
    await bo.says("#head", yours)
    await both.sees("Bo has it")
    return True


async def changes_her_words(story: Story, bo: WebDesk) -> None:
    """What the person writes and changes is in both, with what it was before."""
    reply = await story.amina.says(MORE)
    await bo.line(MORE)
    await story.both.sees(desk_words.FROM_PERSON.source, MORE)
    await story.amina.edits(reply, CHANGED)
    await bo.line(CHANGED)
    await bo.says("#talk", story.nl(WORDS["earlier"]))
    await story.both.sees(CHANGED, desk_post_words.EDITED.source)


async def test_both_faces_show_one_conversation_and_only_one_advisor_has_it(story: Story) -> None:
    both, queue = story.both, await story.begins()
    code = await story.asks()
    await queue.has(code)
    topic = await both.topic(code)
    await both.sees(desk_words.FROM_PERSON.source, QUESTION)
    bo = await queue.tab(f"/ticket/{code}")
    await bo.line(QUESTION)
    if not await race(story, bo):
        await story.hears(ADA, code)
        await bo.goes(f"/ticket/{code}")
        await bo.moves("take_over")
    await story.hears(BO, code)

    # A note from the topic is on the page and stays inside; an answer from the page is in the topic.
    await bo.goes(f"/ticket/{code}")
    await both.ada.says("She may, after six months.", topic=topic)
    await bo.line("She may, after six months.")
    await bo.never_left()
    await bo.answers("Ja, na zes maanden.")
    await story.hears("Ja, na zes maanden.")
    answered = await both.sees(desk_words.FROM_ADVISOR.source.format(advisor=BO), "zes maanden")
    assert answered.topic == topic
    await bo.goes(f"/ticket/{code}")
    await changes_her_words(story, bo)
    await bo.never_left()
    await queue.never_left()
    await queue.says(f"#t-{code}", story.nl(WORDS["you_have_it"]), story.nl(STATES[State.ACTIVE]))
    assert both.times(CHANGED) == both.times("zes maanden") == both.times("She may") == 1
    assert story.heard("She may") == 0


async def reopens(story: Story, code: str) -> None:
    """Amina says that it helped, and goes on with the same ticket all the same."""
    ar = story.ar
    await story.hears(ar.until(phrases.TICKET_CLOSED))
    await story.hears(ar(helped.DID_IT))
    await taps(story.amina, ar(helped.ANSWERS["yes"]))
    await story.hears(ar(helped.THANKS))
    await story.amina.says(MORE)
    await story.hears(ar(phrases.FOR_WHOM))
    await taps(story.amina, ar(phrases.FOR_ADVISORS))


async def test_the_lead_takes_over_closes_and_the_person_goes_on_with_it(story: Story) -> None:
    both, queue = story.both, await story.begins()
    code = await story.asks()
    topic = await both.topic(code)
    await both.ada.taps("Take it")
    await both.sees(code, "Ada has it")
    await queue.says(f"#t-{code}", ADA)
    bo = await queue.tab(f"/ticket/{code}")
    await bo.moves("take_over")
    await both.sees(code, "Bo has it")
    await story.hears(BO, code)
    await bo.moves("close", reason="answered")
    await both.sees(card_words.STATES[State.CLOSED].source.format(code=code), "Reason: Answered")
    assert await both.until(lambda: both.group.topics[topic].closed)
    await expect(queue.page.locator(f"#t-{code}")).to_have_count(0)
    await bo.goes(f"/ticket/{code}")
    await reopens(story, code)
    await queue.has(code)
    await bo.line(MORE)
    await bo.lacks("#head", story.nl(STATES[State.CLOSED]))
    await both.sees(card_words.STATES[State.QUEUED].source.format(code=code), BO)
    assert (await both.sees(desk_words.FROM_PERSON.source, MORE)).topic == topic
    assert await both.until(lambda: not both.group.topics[topic].closed)
    assert len(both.group.topics) == 1
    await queue.never_left()
    await bo.never_left()


async def test_an_answer_to_somebody_who_blocked_the_bot_waits_for_them_at_both_faces(
    story: Story,
) -> None:
    both, (bo, code) = story.both, await story.talks()
    kept = story.nl(DELIVERY[DeliveryState.BLOCKED])
    await story.amina.blocks()
    await bo.answers("Kom morgen naar ons.")
    await bo.says("#talk", kept)
    await both.sees(desk_post_words.WAITS.source)
    await both.sees(code, card_words.UNREACHABLE.source)
    assert story.heard("Kom morgen") == 0
    await bo.goes(f"/ticket/{code}")
    await story.amina.unblocks()
    await story.hears("Kom morgen naar ons.")
    await bo.lacks("#talk", kept)
    await bo.says("#talk", story.nl(WORDS["delivered"]))
    assert await both.until(lambda: not both.times(card_words.UNREACHABLE.source))
    await bo.never_left()
    assert story.heard("Kom morgen") == 1


async def finds(story: Story, bo: WebDesk, title: str) -> None:
    """Bo searches for something to send by its name in Dutch."""
    await bo.page.locator("#find").fill(title)
    search = story.nl(WORDS["find_go"])
    await bo.page.get_by_role("main").get_by_role("button", name=search, exact=True).click()


async def test_a_saved_reply_is_chosen_in_one_language_and_read_in_another(story: Story) -> None:
    both, nl, ar = story.both, story.nl, story.ar
    bo, _ = await story.talks()
    reply = nl.library.release.replies["ask-office"]
    await finds(story, bo, nl(reply.title))
    await bo.page.get_by_role("link", name=nl(reply.title)).click()
    await bo.says("main", nl.until(reply.text), ar.until(reply.text))
    for name in reply.slots:
        await bo.page.locator(f"[name=with-{name}]").fill("Rue Haute 7")
    await bo.page.locator("button[value=look]").click()
    await bo.page.locator("button[value=send]").click()
    read = await story.hears(ar.until(reply.text), "Rue Haute 7")
    assert nl.until(reply.text) not in read.text
    assert start_of(reply.text) not in read.text
    await bo.says("#talk", nl(WORDS["reply_sent"]), nl.until(reply.text))
    await both.sees(start_of(reply.text), "Rue Haute 7")


async def test_what_is_pressed_in_arabic_is_read_in_dutch_and_in_english(story: Story) -> None:
    both, nl, ar = story.both, story.nl, story.ar
    bo, code = await story.talks()
    card = nl.library.release.cards["diploma-here"]
    lost = card.choices["lost"]
    await finds(story, bo, nl(card.title))
    await bo.page.locator(f"input[value={card.id}]").check()
    await bo.page.get_by_role("button", name=nl(WORDS["cards_look"])).click()
    await bo.says("main", nl(card.ask), ar(card.ask))
    await bo.page.get_by_role("button", name=nl(WORDS["send"])).click()
    await story.hears(ar(card.ask))
    await bo.goes(f"/ticket/{code}")
    await bo.lacks("#talk", nl(lost))
    await taps(story.amina, ar(lost))
    await story.hears(ar.until(phrases.CARD_ANSWERED))
    await bo.line(nl(lost))
    await both.sees(lost.source)
    assert not both.times(ar(lost))
    await bo.never_left()


async def test_nothing_is_lost_or_doubled_when_merit_is_killed_before_an_open_page(
    story: Story,
) -> None:
    both, (bo, code) = story.both, await story.talks()
    topic = await both.topic(code)
    both.api.fail(TooManyRequests(retry_after=1), "sendMessage", times=None)
    await bo.answers("Kom om negen uur.")
    await bo.goes(f"/ticket/{code}")
    await bo.page.locator("#answer").press_sequentially("Half af")
    await both.merit.stops(signal.SIGKILL)
    await bo.says("#notice", story.nl(WORDS["lost"]))
    await story.amina.says(MORE)
    await both.ada.says("She rang.", topic=topic)
    both.api.heal()
    assert story.heard("Kom om negen uur.") == both.times("Kom om negen uur.") == 0
    await both.starts()
    await story.hears("Kom om negen uur.")
    await both.sees(desk_words.FROM_ADVISOR.source.format(advisor=BO), "Kom om negen uur.")
    await bo.line(MORE)
    await bo.line("She rang.")
    await expect(bo.page.locator("#notice")).to_be_hidden()
    await expect(bo.page.locator("#answer")).to_have_value("Half af")
    await bo.never_left()
    await bo.answers("Half af gemaakt.")
    await story.hears("Half af gemaakt.")
    await both.sees("Half af gemaakt.")
    for part in (QUESTION, MORE, "She rang.", "Kom om negen uur.", "Half af gemaakt."):
        await bo.line(part)
        assert both.times(part) == 1, both.texts()
    assert story.heard("Kom om negen uur.") == story.heard("Half af gemaakt.") == 1


async def test_whoever_deletes_everything_is_gone_from_both_faces_at_once(story: Story) -> None:
    both, (bo, code) = story.both, await story.talks()
    await bo.answers("Kom morgen.")
    await both.sees("Kom morgen.")
    await bo.goes(f"/ticket/{code}")
    queue = await bo.tab("/queue")
    await queue.has(code)
    await story.amina.says("/delete")
    await story.hears(story.words("ar", "delete/sure/choose").partition("\n")[0])
    await taps(story.amina, story.words("ar", "delete/sure/choices/yes"))
    await story.hears(story.ar(phrases.ERASED))
    await expect(queue.page.locator(f"#t-{code}")).to_have_count(0)
    await queue.never_left()
    await bo.says("h1", story.nl(NO_TICKET))
    await bo.lacks("body", QUESTION, "Kom morgen.")
    assert await both.until(lambda: not both.group.topics), both.group.topics
    gone = (code, QUESTION, "Kom morgen.")
    assert await both.until(lambda: not any(map(both.times, gone))), both.texts()


async def test_without_the_group_the_web_desk_has_everything_and_the_group_later(
    story: Story,
) -> None:
    both, settings = story.both, story.both.merit.settings
    settings |= {"MERIT_DESK_CARD_TOPICS": "none", "MERIT_DESK_FORUM": "off"}
    bo = await story.begins()
    code = await story.asks()
    await bo.has(code)
    await bo.goes(f"/ticket/{code}")
    await bo.takes()
    await story.hears(BO, code)
    await bo.answers("Kom morgen.")
    await story.hears("Kom morgen.")
    await bo.moves("release")
    assert not both.group.topics
    assert not any(both.texts()), both.texts()

    await both.merit.stops()
    settings |= {"MERIT_DESK_FORUM": "full", "MERIT_DESK": "off"}
    await both.starts()
    async with aiohttp.ClientSession(both.merit.base) as anybody:
        assert (await anybody.get("/desk/login")).status == 404
    topic = await both.topic(code)
    await both.sees(code, "Bo had it before")
    await both.sees(desk_words.FROM_PERSON.source, QUESTION)
    await both.sees(desk_words.FROM_ADVISOR.source.format(advisor=BO), "Kom morgen.")
    await both.ada.taps("Take it")
    await both.sees(code, "Ada has it")
    await both.ada.says("/r Bring your papers.", topic=topic)
    await story.hears(ADA, "Bring your papers.")
    await both.ada.taps("Close")
    await both.sees(desk_words.WHY_CLOSE.source.format(code=code))
    await both.ada.taps("Answered")
    await story.hears(story.ar.until(phrases.TICKET_CLOSED))


async def test_without_the_web_desk_the_group_has_everything_and_the_web_desk_later(
    story: Story,
) -> None:
    both, settings = story.both, story.both.merit.settings
    settings |= {"MERIT_DESK_CARD_TOPICS": "none", "MERIT_DESK": "off"}
    await both.starts()
    code = await story.asks()
    topic = await both.topic(code)
    await both.sees(desk_words.FROM_PERSON.source, QUESTION)
    await both.ada.taps("Take it")
    await both.sees(code, "Ada has it")
    await both.ada.says("She sounds sad.", topic=topic)
    await both.sees(desk_words.WAS_A_NOTE.source)
    await both.ada.says("/r Bring your papers.", topic=topic)
    await story.hears(ADA, "Bring your papers.")

    await both.merit.stops()
    settings |= {"MERIT_DESK_FORUM": "off", "MERIT_DESK": "on"}
    before = both.texts()
    bo = await story.begins()
    await bo.says(f"#t-{code}", ADA)
    await bo.goes(f"/ticket/{code}")
    for part in (QUESTION, "She sounds sad.", "Bring your papers."):
        await bo.line(part)
    await bo.moves("take_over")
    await story.hears(BO, code)
    await story.amina.says(MORE)
    await bo.line(MORE)
    await bo.moves("close", reason="answered")
    await story.hears(story.ar.until(phrases.TICKET_CLOSED))
    assert both.texts() == before
