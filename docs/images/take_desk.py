"""Takes the pictures of the desk for docs/advisors and docs/operators, on the made-up desk of `merit desk demo`.

Run it from the project's folder with `.venv/bin/python docs/images/take_desk.py`; it needs chromium (`make browser`).
"""  # noqa: INP001 - a script beside its pictures, not a package

import asyncio
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    async_playwright,
    expect,
)

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WIDE: ViewportSize = {"width": 1180, "height": 400}
NARROW: ViewportSize = {"width": 320, "height": 640}
COLOURS = 64
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
WAYS_IN = re.compile(r"\((admin|lead|advisor)\)\n\s+(\S+)\n\s+code: (\S+)")
"""Role, link and code of each made-up person, as `merit desk demo` prints them."""


def environment(data: str, port: int) -> dict[str, str]:
    """What Merit is started with; nothing of ours."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("MERIT_", "TELEGRAM_"))}
    return ours | {"MERIT_DATA": data, "MERIT_PORT": str(port)}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


async def filled(data: str, port: int) -> dict[str, tuple[str, str]]:
    """Fill the folder and return a link and a code for each role."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "desk", "demo", "--into", data,
        env=environment(data, port), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    found = WAYS_IN.findall(said.decode())
    if process.returncode or not found:
        raise SystemExit("The demo was not made; its reason stands above.")
    return {role: (link, code) for role, link, code in found}


@asynccontextmanager
async def merit(data: str, port: int) -> AsyncIterator[None]:
    """Keep a Merit running on the filled folder."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        env=environment(data, port), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        await _ready(process.stdout)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _ready(said: asyncio.StreamReader | None) -> None:
    async with asyncio.timeout(60):
        while said is not None and (line := (await said.readline()).decode()):
            if ADDRESS.search(line):
                return
    raise SystemExit("Merit did not start; its reason stands above.")


async def entered(browser: Browser, way: tuple[str, str], **options: Any) -> Page:
    """Return a page of somebody who came in with a link and a recovery code."""
    link, code = way
    context = await browser.new_context(viewport=WIDE, reduced_motion="reduce", **options)
    page = await context.new_page()
    await page.goto(link)
    await page.locator("main form button").first.click()
    await page.locator("details summary").first.click()
    await page.locator("#recovery").fill(code)
    await page.locator("details form button").click()
    await expect(page.locator('nav a[aria-current="page"]')).to_be_visible()
    return page


async def beside(page: Page, **options: Any) -> Page:
    """Return a page of the same person in a browser that looks otherwise."""
    state = await page.context.storage_state()
    browser = page.context.browser
    if browser is None:
        raise SystemExit("The browser is gone.")
    context: BrowserContext = await browser.new_context(
        storage_state=state, reduced_motion="reduce", **options
    )
    return await context.new_page()


async def take(page: Page, name: str, *, whole: bool = True) -> None:
    """Save what the page shows, in few colours, so that it loads quickly."""
    taken = await page.screenshot(full_page=whole)
    Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        HERE / f"desk-{name}.png", optimize=True
    )


async def code_of(page: Page, *words: str) -> str:
    """The code of the first ticket of the queue in whose row all these words stand."""
    row = page.locator("main li[id^='t-']")
    for each in words:
        row = row.filter(has_text=each)
    return (await row.first.get_attribute("id") or "").removeprefix("t-")


async def advisor(page: Page, root: str) -> None:
    """Take what an advisor sees."""
    await take(page, "queue")
    danger = await code_of(page, "possible danger")
    talk = await code_of(page, "You have it", "Ukrainian")
    arabic = await code_of(page, "You have it", "Arabic")
    await page.goto(f"{root}/ticket/{talk}")
    await take(page, "ticket")
    await page.goto(f"{root}/ticket/{danger}")
    await take(page, "danger")
    await page.goto(f"{root}/ticket/{arabic}/find?q=appointment")
    await take(page, "find")
    await page.goto(f"{root}/ticket/{arabic}/cards?card=diploma-here")
    await take(page, "card")
    await page.goto(f"{root}/ticket/{arabic}/reply/appointment")
    await page.locator("#with-day").fill("2026-12-01")
    await page.locator("#with-hour").fill("10:00")
    await page.locator("#with-where").fill("Main Street 5, Utrecht")
    await page.get_by_role("button", name="Look at it before sending").click()
    await take(page, "reply")
    phone = await beside(page, viewport=NARROW, color_scheme="dark", device_scale_factor=2)
    await phone.goto(f"{root}/ticket/{talk}")
    await take(phone, "phone", whole=False)
    turned = await beside(page, viewport=WIDE, locale="ar")
    await turned.goto(f"{root}/ticket/{arabic}?lang=ar")
    await take(turned, "arabic")


async def lead(page: Page, root: str) -> None:
    """Take what an admin sees beside that."""
    await page.goto(f"{root}/teams")
    await take(page, "teams")
    await page.goto(f"{root}/statistics")
    await take(page, "statistics")


async def main() -> None:
    """Take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("This needs chromium (`make browser`).")
    with tempfile.TemporaryDirectory() as made:
        data, port = str(Path(made) / "demo"), free_port()
        ways = await filled(data, port)
        async with merit(data, port), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            root = f"http://127.0.0.1:{port}/desk"
            await advisor(await entered(browser, ways["advisor"]), root)
            await lead(await entered(browser, ways["admin"]), root)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
