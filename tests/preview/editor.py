"""An editor before the preview in a real browser, for tests that read like a story."""

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Locator, Page, ViewportSize, expect

DESKTOP: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 1024, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 780}


@dataclass(slots=True)
class Editor:
    """One tab of a browser. `complaints` are what its console said, script errors and blocked content included."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def opens(
        cls, context: BrowserContext, address: str, *, scripts: bool = True
    ) -> "Editor":
        """Open `address` in a new tab and wait until its scripts run."""
        editor = cls(await context.new_page())
        editor.page.set_default_timeout(10_000)
        editor.page.on("console", lambda said: editor._heard(said.type, said.text))
        editor.page.on("pageerror", lambda error: editor._heard("error", str(error)))
        await editor.page.goto(address)
        await expect(editor.page.locator("html.live")).to_have_count(int(scripts))
        return editor

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    @property
    def log(self) -> Locator:
        """The conversation the editor takes part in."""
        return self.page.locator("#phone-main .log")

    @property
    def second(self) -> Locator:
        """The same conversation in another language."""
        return self.page.locator("#phone-beside .log")

    @property
    def panel(self) -> Locator:
        """The panel beside the phone."""
        return self.page.locator(".panel")

    async def says(self, words: str) -> None:
        """Write and send with Enter."""
        await self.page.locator("#words").fill(words)
        await self.page.locator("#words").press("Enter")

    async def presses(self, label: str) -> None:
        """Press the newest button with this label."""
        await self.log.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, words: str) -> Locator:
        """Wait until the newest bubble with `words` is there; returns it."""
        bubble = self.log.locator(".bubble", has_text=words).last
        await expect(bubble).to_be_visible()
        return bubble

    async def shows(self, panel: str) -> None:
        """Choose a panel."""
        await self.page.locator("#tabs").get_by_role("link", name=panel).click()
        await expect(self.page.locator("#tabs [aria-current]")).to_contain_text(panel)

    async def speaks(self, code: str) -> None:
        """Switch the language of the conversation."""
        await self.page.locator("#speak").select_option(code)

    async def sees_notice(self, words: str) -> None:
        """Wait for a notice above the phone."""
        await expect(self.page.locator("#notices")).to_contain_text(words)

    async def overflows(self) -> bool:
        """Whether the page is wider than the screen."""
        return bool(
            await self.page.evaluate(
                "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )
