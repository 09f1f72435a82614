"""The words of the pages: every one is used, and every one that is used is there."""

import re
from pathlib import Path

import bot.desk
from bot.core.replies import SlotType
from bot.desk.words import WORDS

FOLDER = Path(bot.desk.__file__).parent


def test_every_word_is_used_and_there() -> None:
    templates = "".join(each.read_text() for each in FOLDER.rglob("*.html"))
    code = "".join(
        each.read_text() for each in FOLDER.glob("*.py") if not each.name.startswith("words")
    )
    said = set(re.findall(r'say\((?:"(\w+)"|"(\w+)" if [^)]+ else "(\w+)")', templates))
    spoken = {name for names in said for name in names if name}
    quoted = set(re.findall(r'"(\w+)"', templates + code))
    assert spoken - {"slot_"} <= set(WORDS)
    slots = {name for name in WORDS if name.startswith("slot_")}  # named by the type of a slot
    assert slots == {f"slot_{each}" for each in SlotType}
    assert set(WORDS) - slots <= quoted


def test_no_page_holds_styles_or_scripts_of_its_own() -> None:
    for file in FOLDER.rglob("*.html"):
        text = file.read_text()
        assert not re.search(r"<style|style=|\son\w+=|<script(?! src=)|\|safe", text), file.name


def test_the_style_and_the_script_stay_small() -> None:
    assert len((FOLDER / "static/desk.css").read_text().splitlines()) < 500
    assert len((FOLDER / "static/desk.js").read_text().splitlines()) < 250
