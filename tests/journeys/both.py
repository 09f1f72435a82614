"""Both faces of a running Merit: an advisor in the group at Telegram, and the lead before the web desk in Dutch."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyotp
from playwright.async_api import Browser, Page, expect
from playwright.async_api import TimeoutError as Impatient

from bot import clock
from bot.app.parts import opened
from bot.content.load import ContentLibrary
from bot.core.render import without_bidi_controls
from bot.core.text import Text
from bot.desk.words import WORDS
from bot.service.desk.advisor import DeskRole
from bot.settings import read_settings
from bot.testing import BotApi, Group, Person, ShownMessage
from tests.journeys.merit import Merit
from tests.office import Office

PATIENCE = 100.0
"""Seconds: the group is written to no faster than Telegram allows."""
SOON = 20_000
"""Milliseconds an open page may take to show what happened."""
CODE = re.compile(r"[A-Z0-9]{2}-[A-Z0-9]{2}")
ADA, BO = "Ada", "Bo"
LEADS = "nl"
"""What Bo reads; Ada reads English."""


def shown(message: ShownMessage) -> str:
    return without_bidi_controls(message.text)


def start_of(text: Text) -> str:
    """The words of a text before its first value, in English."""
    return text.source.partition("{")[0].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text says in a language."""

    library: ContentLibrary
    language: str

    def __call__(self, text: Text, **values: str) -> str:
        said = self.library.catalog(self.language).find(text.place, text.source) or text.source
        return said.format(**values) if values else said

    def until(self, text: Text) -> str:
        """The longest part of a text that has no value in it."""
        return max(re.split(r"\{[^}]*\}|/\w+", self(text)), key=len).strip()


@dataclass(kw_only=True)
class WebDesk:
    """Bo before one tab of a browser; `reads` says what a text is on it."""

    page: Page
    base: str
    reads: Reading

    @classmethod
    async def comes_in(cls, browser: Browser, base: str, link: str, reads: Reading) -> "WebDesk":
        """Take up an invitation with an authenticator app, and choose a language."""
        page = await (await browser.new_context()).new_page()
        page.set_default_timeout(SOON)
        await page.goto(f"{base}/desk/enter?link={link}&lang=en")
        await page.get_by_label("Your name").fill(BO)
        await page.get_by_role("button", name="Go on").click()
        await page.get_by_role("button", name="Use an app").click()
        secret = (await page.locator(".secret").inner_text()).replace(" ", "")
        now = pyotp.TOTP(secret).at(clock.now())
        await page.get_by_label("Then type the code it shows").fill(now)
        await page.get_by_role("button", name="Go on").click()
        await page.get_by_role("link", name="I have written them down").click()
        desk = cls(page=page, base=base, reads=reads)
        await desk.goes("/queue?lang=nl")
        return desk

    async def tab(self, path: str) -> "WebDesk":
        """Another tab of the same browser."""
        page = await self.page.context.new_page()
        page.set_default_timeout(SOON)
        other = WebDesk(page=page, base=self.base, reads=self.reads)
        await other.goes(path)
        return other

    async def goes(self, path: str) -> None:
        await self.page.goto(f"{self.base}/desk{path}")
        await self.page.evaluate("window.since = 'opened'")

    async def never_left(self) -> None:
        """Nobody loaded the page again since it was opened: what it shows came by the stream."""
        assert await self.page.evaluate("window.since") == "opened"

    async def says(self, part: str, *texts: str) -> None:
        """Wait until a part of the page reads like this, by itself."""
        for text in texts:
            await expect(self.page.locator(part)).to_contain_text(text, timeout=SOON)

    async def lacks(self, part: str, *texts: str) -> None:
        for text in texts:
            await expect(self.page.locator(part)).not_to_contain_text(text, timeout=SOON)

    async def line(self, text: str, times: int = 1) -> None:
        """Wait until this stands in so many lines of the conversation."""
        lines = self.page.locator("#talk .line").filter(has_text=text)
        await expect(lines).to_have_count(times, timeout=SOON)

    async def has(self, code: str) -> None:
        """Wait for the row of a ticket in the queue."""
        await expect(self.page.locator(f"#t-{code}")).to_be_visible(timeout=SOON)

    async def moves(self, move: str, **fields: str) -> None:
        """Open the part of a move, choose in its lists, and press its button."""
        await self.page.locator(f"#do-{move} summary").click()
        for name, value in fields.items():
            await self.page.locator(f"#do-{move} [name={name}]").select_option(value)
        await self.page.locator(f"#do-{move} button[name=move]").click()
        await self.says("main", self.reads(WORDS["done"]))

    async def takes(self) -> None:
        await self.page.locator("button[value=claim]").click()

    async def tries_to_take(self) -> None:
        """Press the button, unless it goes away before."""
        with suppress(Impatient):
            await self.page.locator("button[value=claim]").click(timeout=3000)

    async def answers(self, words: str) -> None:
        await self.page.locator("#answer").fill(words)
        await self.page.locator("form.answer button.strong").click()
        await self.line(words)


@dataclass(slots=True, kw_only=True)
class Both:
    """The advisors of a running Merit: Ada in the group, Bo (the lead) invited to the web desk."""

    api: BotApi
    merit: Merit
    group: Group
    ada: Person
    invitation: str

    @classmethod
    async def at(cls, api: BotApi, data: Path, **settings: str) -> "Both":
        """Ada has an account linked to her Telegram; Bo has a link. Merit is not started."""
        group, ada = api.group("Advisors"), api.person(ADA)
        async with opened(read_settings({"MERIT_DATA": str(data)})) as parts:
            office = Office(store=parts.store, at=clock.now())
            known = await office.employed(DeskRole.ADVISOR, ADA)
            await office.linked(known, str(ada.user.id))
            invited = await office.invited(DeskRole.LEAD, BO)
        merit = Merit.at(
            data,
            TELEGRAM_TOKEN=api.token,
            TELEGRAM_API=api.url,
            MERIT_DESK_GROUP=str(group.chat_id),
            MERIT_DESK_URL="https://merit.example.org/desk",
            **settings,
        )
        seat = await group.joins(ada)
        return cls(api=api, merit=merit, group=group, ada=seat, invitation=invited.token)

    async def starts(self) -> None:
        """Start Merit; the next start is at the same place."""
        self.merit.said.clear()
        await self.merit.starts()
        self.merit.settings["MERIT_PORT"] = self.merit.base.rpartition(":")[2]

    async def ends(self) -> None:
        await self.merit.stops()
        assert "Traceback" not in "\n".join(self.merit.said)

    async def sees(self, *parts: str) -> ShownMessage:
        """Wait for a message of the group that reads like this now."""

        def look() -> ShownMessage | None:
            fitting = (each for each in self.group.chat if all(p in shown(each) for p in parts))
            return next(fitting, None)

        found = await self.group.place.pulse.until(look, PATIENCE)
        assert found is not None, (parts, self.texts(), self.merit.said[-20:])
        return found

    async def until(self, look: Callable[[], bool]) -> bool:
        """Wait for something in the group; False when it does not come."""
        came = await self.group.place.pulse.until(lambda: look() or None, PATIENCE)
        return came is True

    def texts(self) -> list[str]:
        return [shown(each) for each in self.group.chat]

    def times(self, part: str) -> int:
        """How often this stands in the group."""
        return len([each for each in self.texts() if part in each])

    async def topic(self, code: str) -> int:
        """The topic of a ticket, once its card is there."""
        return (await self.sees(code, "Writes in")).topic or 0


async def hears(person: Person, *parts: str) -> ShownMessage:
    """Wait for what Merit says to a person."""

    def look() -> ShownMessage | None:
        fitting = (each for each in person.chat if all(p in shown(each) for p in parts))
        return next((each for each in fitting if each.by_bot), None)

    found = await person.place.pulse.until(look, PATIENCE)
    assert found is not None, (parts, [shown(each) for each in person.chat])
    return found
