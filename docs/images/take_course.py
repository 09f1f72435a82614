"""Takes the pictures of the editors' course for docs/editors/first-flow.md, translation.md and publishing.md.

Run it from the project's folder with `.venv/bin/python docs/images/take_course.py`; it needs chromium (`make browser`)
and Graphviz, and works on a copy of the shipped content.
"""  # noqa: INP001 - a script beside its pictures, not a package

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.async_api import ViewportSize, async_playwright, expect
from take_preview import FLAGS, FOLDERS, HERE, ROOT, preview

PAGE = ROOT / "docs" / "editors" / "first-flow.md"
YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
CHANGED = ("I ask short questions", "I ask a few short questions")
"""What an editor changed in flows/help.yaml, as in docs/editors/translation.md."""
PHONE: ViewportSize = {"width": 1240, "height": 760}
TO_THE_REQUEST = """() => {
    document.activeElement.blur();
    [...document.querySelectorAll("#phone-main .line.person")].at(-1).scrollIntoView({block: "start"});
}"""
"""Shows what was asked for last at the upper edge, with the answer below it."""
SHARPNESS = 1.5
"""Pixels of a picture for one of the page: sharp enough to read, small enough to load."""


def drawn(dot: str, path: Path) -> None:
    """Write the picture of `dot`, sharper than Graphviz would by itself (96 dots an inch)."""
    given = dot.replace("bgcolor=transparent", 'bgcolor="#fbfcfb"')
    graphviz = ["dot", "-Tpng", f"-Gdpi={96 * SHARPNESS}", "-o", str(path)]
    subprocess.run(graphviz, input=given, text=True, check=True)  # noqa: S603 - a fixed program


def the_flow(folder: Path, path: Path) -> None:
    """Draw the flow that the page shows, as `merit graph` does."""
    flow = YAML.findall(PAGE.read_text(encoding="utf-8"))[0]
    (folder / "flows" / "library.yaml").write_text(flow, encoding="utf-8")
    graph = [sys.executable, "-m", "bot", "graph", "library", str(folder), "--dot"]
    made = subprocess.run(graph, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    drawn(made.stdout, path)


async def the_phone(folder: Path, path: Path) -> None:
    """Take the Arabic phone on which a changed sentence stands in English."""
    flow = folder / "flows" / "help.yaml"
    flow.write_text(flow.read_text(encoding="utf-8").replace(*CHANGED, 1), encoding="utf-8")
    async with preview(folder) as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = await browser.new_context(
            viewport=PHONE, device_scale_factor=SHARPNESS, reduced_motion="reduce"
        )
        page = await context.new_page()
        await page.goto(address)
        for choice in ("start/language/ar", "country/which/nl"):
            await page.locator(f'button[value^="{choice}/"]').last.click()
            await expect(page.locator(f'button[value^="{choice}/"]')).to_have_count(1)
        await page.locator("#phone-main input[name=say]").fill("/help")
        await page.keyboard.press("Enter")
        await page.mouse.move(0, 0)
        phone = page.locator("#phone-main")
        await expect(phone).to_contain_text(CHANGED[1])
        await page.evaluate(TO_THE_REQUEST)
        await phone.screenshot(path=path)
        await browser.close()


def chromium() -> str:
    """Return where chromium is; end with what to do where something is missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None or shutil.which("dot") is None:
        raise SystemExit("This needs chromium (`make browser`) and Graphviz.")
    return found


async def main() -> None:
    """Take the three pictures."""
    chromium()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name)
        await the_phone(folder, HERE / "course-arabic.png")
        the_flow(folder, HERE / "course-flow.png")
    drawn((HERE / "course-release.dot").read_text(encoding="utf-8"), HERE / "course-release.png")


if __name__ == "__main__":
    asyncio.run(main())
