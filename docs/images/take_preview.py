"""Takes the pictures of the editors' preview for docs/editors/first-change.md, on a copy of the shipped content.

Run it from the project's folder with `.venv/bin/python docs/images/take_preview.py`; it needs chromium (`make browser`)
and Graphviz.
"""  # noqa: INP001 - a script beside its pictures, not a package

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOLDERS = ("flows", "locales", "faq", "replies", "emergency")
DESKTOP: ViewportSize = {"width": 1240, "height": 600}
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
WAY = (
    "start/language/en",
    "country/which/nl",
    "menu/menu/recognition",
    "consent/ask/yes",
    "recognition/ask_status/refugee",
)
"""The buttons that lead to the pictures, as flow/step/choice."""


@asynccontextmanager
async def preview(folder: Path) -> AsyncIterator[str]:
    """Yield the address of a preview of `folder`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", str(folder), "--port", "0",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield await _address(process.stdout)
    finally:
        process.terminate()
        await process.wait()


async def _address(said: asyncio.StreamReader | None) -> str:
    async with asyncio.timeout(60):
        while said is not None and (line := (await said.readline()).decode()):
            if found := ADDRESS.search(line):
                return found[0]
    raise SystemExit("The preview did not start; its reason stands above.")


async def walked(browser: Browser, address: str, *, dark: bool = False) -> Page:
    """Return a page on which the way has been walked."""
    context = await browser.new_context(
        viewport=DESKTOP, reduced_motion="reduce", color_scheme="dark" if dark else "light"
    )
    page = await context.new_page()
    await page.goto(address)
    for choice in WAY:
        await page.locator(f'button[value^="{choice}/"]').last.click()
        await expect(page.locator(f'button[value^="{choice}/"]')).to_have_count(1)
    return page


async def shows(page: Page, panel: str) -> None:
    """Choose a panel and wait until everything is checked."""
    await page.locator("#tabs").get_by_role("link", name=panel).click()
    await expect(page.locator("#tabs [aria-current]")).to_contain_text(panel)


async def two_languages(browser: Browser, address: str, path: Path) -> None:
    """Take the conversation in English and Arabic, beside its graph."""
    page = await walked(browser, address)
    await page.locator("#beside").select_option("ar")
    await expect(page.locator("#phone-beside")).to_be_visible()
    await shows(page, "Graph")
    await expect(page.locator("#graph .here")).to_be_visible()
    await page.screenshot(path=path)


async def looked_up(browser: Browser, address: str, path: Path) -> None:
    """Take what a bubble says about where it is written, above what Merit knows."""
    page = await walked(browser, address)
    await shows(page, "What Merit knows")
    await page.locator("#phone-main .where").last.click()
    await expect(page.locator("#lookup")).to_be_visible()
    await page.screenshot(path=path)


async def broken(browser: Browser, address: str, path: Path, folder: Path) -> None:
    """Take a flow that was saved with mistakes."""
    page = await walked(browser, address)
    flow = folder / "flows" / "recognition.yaml"
    whole = flow.read_text(encoding="utf-8")
    flow.write_text(whole.replace("save: goal", "save: gaol", 1), encoding="utf-8")
    await expect(page.locator("#notices .notice")).to_be_visible()
    await shows(page, "Findings")
    await page.screenshot(path=path)
    flow.write_text(whole, encoding="utf-8")


async def main() -> None:
    """Take the three pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or shutil.which("dot") is None:
        raise SystemExit("This needs chromium (`make browser`) and Graphviz.")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in FOLDERS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name)
        async with preview(folder) as address, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            await two_languages(browser, address, HERE / "preview-two-languages.png")
            await looked_up(browser, address, HERE / "preview-where.png")
            await broken(browser, address, HERE / "preview-findings.png", folder)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
