"""Takes the pictures of the chat for the README: the same moment in English and in Arabic, in the real browser chat.

Run it from the project's folder with `.venv/bin/python docs/images/take.py`; it starts Merit on a folder of its own and
needs chromium (`make browser`).
"""  # noqa: INP001 - a script beside its pictures, not a package

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, ViewportSize, async_playwright, expect

HERE = Path(__file__).parent
PHONE: ViewportSize = {"width": 390, "height": 718}
SHARPNESS = 2
"""Pixels of the picture for one of the page: sharp enough to read, small enough to load."""
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
TO_THE_END = """() => {
    const scroll = document.getElementById("scroll");
    scroll.scrollTop = scroll.scrollHeight;
    document.activeElement.blur();
    const top = scroll.getBoundingClientRect().top;
    for (const part of scroll.querySelectorAll(".bubble, .row")) {
        if (part.getBoundingClientRect().top < top) part.style.visibility = "hidden";
    }
}"""
"""Shows the newest; what the upper edge would cut through is left out."""
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
WAY = (
    "country/which/nl",
    "menu/menu/recognition",
    "consent/ask/yes",
    "recognition/ask_status/refugee",
    "recognition/ask_goal/job",
    "recognition/ask_profession/engineer",
    "recognition/ask_education/higher",
)
"""The buttons that lead to the picture, as flow/step/choice; the language comes first."""
QUESTION = "recognition/ask_papers"
"""The question that waits when the picture is taken."""


@asynccontextmanager
async def merit() -> AsyncIterator[str]:
    """Yield the address of a Merit that runs on an empty folder."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("MERIT_", "TELEGRAM_"))}
    with tempfile.TemporaryDirectory() as data:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env=ours | {"MERIT_DATA": data, "MERIT_PORT": "0"},
            cwd=HERE.parent.parent,
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            yield await _address(process.stdout)
        finally:
            process.terminate()
            await process.wait()


async def _address(said: asyncio.StreamReader | None) -> str:
    async with asyncio.timeout(30):
        while said is not None and (line := (await said.readline()).decode()):
            if found := ADDRESS.search(line):
                return found[0]
    raise SystemExit("Merit did not start; its reason stands above.")


async def take(browser: Browser, address: str, language: str, path: Path) -> None:
    """Walk the way in `language` and save what the screen shows at its end."""
    context = await browser.new_context(
        locale=language, viewport=PHONE, device_scale_factor=SHARPNESS, reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.goto(address)
    await page.locator("#start").click()
    for choice in (f"start/language/{language}", *WAY):
        await page.locator(f'button[data-press^="{choice}/"]').last.click()
    await expect(page.locator(f'button[data-press^="{QUESTION}/"]').last).to_be_visible()
    await expect(page.locator("#typing")).to_be_hidden()
    await page.evaluate(TO_THE_END)
    await page.screenshot(path=path)
    await context.close()


async def main() -> None:
    """Take both pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("There is no chromium on this machine: install it with `make browser`.")
    async with merit() as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language in ("en", "ar"):
            await take(browser, address, language, HERE / f"chat-{language}.png")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
