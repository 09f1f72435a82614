"""Somebody who reads Arabic talks with an advisor in the browser chat, without Telegram, on a telephone."""

import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot import clock
from bot.almanac import regions
from bot.app.parts import opened
from bot.content.load import ContentLibrary
from bot.core import helped, outlook, phrases, waiting
from bot.core.hours import Hours
from bot.core.team import Team
from bot.core.ticket import State, TeamId
from bot.desk.words import STATES, WORDS
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.staff import Invited, Wanted
from bot.settings import read_settings
from bot.store.teams import SqlTeams
from tests.journeys.both import BO, Reading, WebDesk
from tests.journeys.conftest import Label
from tests.journeys.merit import Merit
from tests.office import Office
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PICTURES = os.environ.get("DESK_PICTURES", "")
QUESTION, MORE, AGAIN = "هل يمكنني العمل؟", "شكراً", "عندي سؤال آخر"
TEAM = TeamId("team")
CODE = re.compile(r"[A-Z0-9]{2}-[A-Z0-9]{2}")


@dataclass(slots=True, kw_only=True)
class Chat:
    """Amina before her telephone, and Bo before the desk."""

    amina: Visitor
    bo: WebDesk
    words: Label
    ar: Reading

    async def sees(self, text: str, picture: str) -> None:
        """Wait for what Merit says; nothing may be wider than the screen."""
        message = await self.amina.sees(text)
        assert await message.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert not await self.amina.overflows()
        if PICTURES:
            await self.amina.page.wait_for_timeout(300)
            await self.amina.pictures(Path(PICTURES) / f"person-{picture}.png")

    async def chooses(self, step: str, choice: str) -> None:
        await self.amina.sees(self.words("ar", f"{step}/ask").partition("\n")[0][:40])
        await self.presses(self.words("ar", f"{step}/choices/{choice}"))

    async def presses(self, label: str) -> None:
        await self.amina.log.get_by_role("button", name=label).last.click()


async def prepared(data: Path) -> str:
    """Make a team that is there on weekdays and an invitation for its lead; return what is in the link."""
    nine_to_five = {day: ((time(9), time(17)),) for day in range(5)}
    hours = Hours(zone=ZoneInfo("Europe/Amsterdam"), week=nine_to_five)
    async with opened(read_settings({"MERIT_DATA": str(data)})) as parts:
        await SqlTeams(store=parts.store, regions=regions()).put(
            Team(id=TEAM, name="Team", hours=hours)
        )
        office = Office(store=parts.store, at=clock.now())
        wanted = Wanted(
            name=BO, role=DeskRole.LEAD, languages=("nl", "en"), teams=frozenset({TEAM})
        )
        invited = await office.staff.invite(OPERATOR, wanted)
    assert isinstance(invited, Invited)
    return invited.token


@pytest_asyncio.fixture
async def chat(
    browser: Browser, tmp_path: Path, words: Label, library: ContentLibrary
) -> AsyncIterator[Chat]:
    link = await prepared(tmp_path / "data")
    merit = Merit.at(tmp_path / "data")
    await merit.starts()
    nl = Reading(library=library, language="nl")
    bo = await WebDesk.comes_in(browser, merit.base, link, nl)
    context = await browser.new_context(locale="ar", viewport=SMALL_PHONE)
    amina = await Visitor.opens(context, merit.base)
    yield Chat(amina=amina, bo=bo, words=words, ar=Reading(library=library, language="ar"))
    assert amina.complaints == []
    await merit.stops()
    assert "Traceback" not in "\n".join(merit.said)


async def asks(chat: Chat) -> str:
    """Amina brings a question to the advisors; return the code she reads."""
    await chat.amina.starts()
    await chat.presses("العربية")
    await chat.chooses("country/which", "nl")
    await chat.amina.sees(chat.words("ar", "menu/menu/choose")[:40])
    await chat.amina.says("/human")
    await chat.chooses("human/topic", "work")
    await chat.chooses("consent/ask", "yes")
    await chat.amina.sees(chat.words("ar", "human/write/ask")[:40])
    await chat.amina.says(QUESTION)
    await chat.sees(chat.words("ar", "human/check/review").partition("\n")[0][:40], "1-review")
    await chat.presses(chat.words("ar", "ui/right"))
    sent = await chat.amina.sees(chat.words("ar", "human/sent/say").partition("{")[0].strip())
    found = CODE.search(await sent.inner_text())
    assert found is not None
    await chat.sees(chat.ar.until(outlook.USUALLY), "2-sent")
    await chat.amina.sees("09:00–17:00")
    await chat.amina.sees(chat.ar(outlook.NO_PROMISE))
    return found[0]


async def test_somebody_without_telegram_is_answered_in_the_browser_chat(chat: Chat) -> None:
    code, ar, bo = await asks(chat), chat.ar, chat.bo
    await bo.has(code)
    await bo.goes(f"/ticket/{code}")
    await bo.line(QUESTION)
    await bo.takes()
    await chat.sees(ar.until(phrases.ADVISOR_HAS_IT), "3-taken")
    await bo.answers("Kom morgen naar ons.")
    await chat.sees("Kom morgen naar ons.", "4-answered")
    await bo.says("#talk", bo.reads(WORDS["on_page"]))
    await bo.goes(f"/ticket/{code}")
    await chat.amina.says(MORE)
    await bo.line(MORE)
    await bo.moves("close", reason="answered")
    await chat.sees(ar(helped.DID_IT)[:60], "5-closed")
    await chat.amina.sees(ar.until(phrases.TICKET_CLOSED))
    await chat.presses(ar(helped.ANSWERS["yes"]))
    await chat.sees(ar(helped.THANKS), "6-helped")
    await chat.amina.says(AGAIN)
    await chat.sees(ar(phrases.FOR_WHOM), "7-for-whom")
    await bo.goes(f"/ticket/{code}")
    await chat.presses(ar(phrases.FOR_ADVISORS))
    await bo.line(AGAIN)
    await bo.says("#head", bo.reads(STATES[State.QUEUED]))
    await chat.amina.reloads()
    await expect(chat.amina.log.get_by_text("Kom morgen naar ons.")).to_have_count(1)
    await chat.amina.says("/human")
    await chat.sees(ar.until(waiting.place_words(1)), "8-waits")
