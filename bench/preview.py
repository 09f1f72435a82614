"""How long an editor waits: from saving a flow until the browser shows the new words, on the shipped content.

`.venv/bin/python -m bench.preview [TIMES]` needs chromium (`make browser`).
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bot.content.pack import FOLDERS

HERE = Path(__file__).resolve().parents[1]
FLOW, SENTENCE = "flows/help.yaml", "I am a bot."
READ_ALL = 30.0
"""Seconds in which the first check has surely ended; the figures are about an editor who is at work."""
SHOWN = "words => document.querySelector('#phone-main').textContent.includes(words)"


def copy_of_content(folder: Path) -> Path:
    """Return a copy of the shipped content, to be changed."""
    for name in FOLDERS:
        if (HERE / name).is_dir():
            shutil.copytree(HERE / name, folder / name)
    return folder


def saved_and_shown(page: Page, file: Path, original: str, number: int) -> float:
    """Change a sentence, save, and return the seconds until the page shows it."""
    words = f"I am bot number {number}."
    begun = time.perf_counter()
    file.write_text(original.replace(SENTENCE, words), encoding="utf-8")
    page.wait_for_function(SHOWN, arg=words)
    return time.perf_counter() - begun


def measure(address: str, folder: Path, times: int) -> list[float]:
    """Return the seconds of each change."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    original = (folder / FLOW).read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.locator("#words").fill("/help")
        page.locator("#words").press("Enter")
        page.wait_for_function(SHOWN, arg=SENTENCE)
        page.goto(f"{page.url}?show=findings")
        page.get_by_text("conversations,").wait_for(timeout=READ_ALL * 1000)
        took = [saved_and_shown(page, folder / FLOW, original, each) for each in range(times)]
        browser.close()
    return took


def main(times: int) -> None:
    """Serve a copy, measure, print."""
    with tempfile.TemporaryDirectory() as made:
        folder = copy_of_content(Path(made))
        command = [sys.executable, "-m", "bot", "serve", str(folder), "--port", "0"]
        with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as served:
            assert served.stdout is not None
            found = re.search(r"http://\S+", served.stdout.readline())
            if found is None:
                raise SystemExit("merit serve did not start; its reason stands above.")
            took = measure(found[0], folder, times)
            served.terminate()
    each = " ".join(f"{seconds * 1000:.0f}" for seconds in took)
    print(
        f"milliseconds from saving to seeing, median of {times}: {statistics.median(took) * 1000:.0f} ({each})"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
