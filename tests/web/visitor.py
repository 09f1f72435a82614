"""A person before a real browser, for tests that read like a story."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, Locator, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 780}
SMALL_PHONE: ViewportSize = {"width": 360, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 860}


@dataclass(slots=True)
class Visitor:
    """One tab of a browser. `complaints` are what its console said, script errors and blocked content included."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def opens(cls, context: BrowserContext, address: str) -> "Visitor":
        """Open `address` in a new tab."""
        visitor = cls(await context.new_page())
        visitor.page.set_default_timeout(10_000)
        visitor.page.on("console", lambda said: visitor._heard(said.type, said.text))
        visitor.page.on("pageerror", lambda error: visitor._heard("error", str(error)))
        await visitor.page.goto(address)
        return visitor

    def _heard(self, kind: str, text: str) -> None:
        # A lost connection is part of some stories; the browser mentions each failed request.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.complaints.append(text)

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log")

    @property
    def box(self) -> Locator:
        """The field to write in."""
        return self.page.locator("#words")

    async def starts(self) -> None:
        """Press Start in an empty conversation."""
        await self.page.locator("#start").click()

    async def says(self, text: str) -> None:
        """Write and send with Enter."""
        await self.box.fill(text)
        await self.box.press("Enter")

    async def presses(self, label: str, *, last: bool = True) -> None:
        """Press the newest (or the oldest) button with this label."""
        buttons = self.log.get_by_role("button", name=label, exact=True)
        await (buttons.last if last else buttons.first).click()

    async def chooses_language(self, native: str) -> None:
        """Open the language menu and choose."""
        await self.page.locator("#language").click()
        await self.page.locator("#languages").get_by_role("button", name=native, exact=True).click()

    async def sees(self, text: str) -> Locator:
        """Wait until Merit's newest words include `text`; returns that message."""
        message = self.log.locator(".line.merit .text", has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def sees_own(self, text: str, *, times: int = 1) -> Locator:
        """Wait until one's own words `text` stand in the conversation exactly `times`."""
        exactly = re.compile(f"^{re.escape(text)}$")
        own = self.log.locator(".line.person .text").filter(has_text=exactly)
        await expect(own).to_have_count(times)
        return own

    async def sees_notice(self, text: str) -> None:
        """Wait for the banner above the conversation; an empty text means there is none."""
        await expect(self.page.locator("#notice")).to_have_text(text)

    async def sees_start(self) -> None:
        """Wait for the button of an empty conversation."""
        await expect(self.page.locator("#start")).to_be_visible()

    async def buttons(self) -> list[str]:
        """Return the labels of the newest message with buttons, in the order Tab reaches them."""
        return await self.log.locator(".buttons").last.locator("button").all_text_contents()

    async def drawn_buttons(self) -> list[str]:
        """Return the labels of the first row of the newest buttons, as drawn from left to right."""
        row = self.log.locator(".buttons").last.locator(".row").first.locator("button")
        placed = [
            ((await button.bounding_box() or {"x": 0})["x"], await button.inner_text())
            for button in await row.all()
        ]
        return [label for _, label in sorted(placed)]

    async def texts(self) -> list[str]:
        """Return every message on the page, in order."""
        return await self.log.locator(".line .text").all_text_contents()

    async def focused(self) -> str:
        """Return the name of what has the focus."""
        return str(
            await self.page.evaluate(
                "() => document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.textContent.trim()"
            )
        )

    async def goes_offline(self) -> None:
        """Lose the connection."""
        await self.page.context.set_offline(True)

    async def comes_back(self) -> None:
        """Get the connection back."""
        await self.page.context.set_offline(False)

    async def reloads(self) -> None:
        """Load the page again."""
        await self.page.reload()

    async def overflows(self) -> bool:
        """Whether anything is wider than the screen."""
        return bool(
            await self.page.evaluate(
                "() => [document.documentElement, document.getElementById('scroll')]"
                ".some((each) => each && each.scrollWidth > each.clientWidth)"
            )
        )

    async def pictures(self, path: Path) -> None:
        """Take a picture of the screen."""
        await self.page.screenshot(path=str(path))
