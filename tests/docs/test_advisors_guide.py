"""The advisors' guide is three pages in a row, with pictures that load quickly and buttons that exist."""

import re

import pytest

from bot.desk.words import MOVES, WORDS
from tests.docs.pages import DOCS, leads_to, links, text

ADVISORS = DOCS / "advisors"
GUIDE = ("first-day.md", "two-languages.md", "difficult.md")
PICTURE = re.compile(r"!\[([^\]]*)\]\((../images/[^)]+)\)")
LARGEST = 150_000
"""Bytes."""
BUTTONS = (
    "Take it", "Take it over", "Give it back", "Hand it to an advisor", "Hand it to a team",
    "Put it away", "Go on with it now", "Close it", "Open it again", "Find a code", "Show only",
    "Send to the person", "Keep the note", "Write a note", "My settings", "I am away", "I am here",
    "Against abuse", "Pause the person", "Propose to block the person",
    "Let the person write again", "Change it or take it back", "Find something to send",
    "May be in danger", "Longer than we said", "Waiting for us", "Log out everywhere",
    "Link my Telegram account", "Make a passkey", "Use an app", "Ask an interpreter",
)  # fmt: skip


@pytest.mark.parametrize("number", range(1, 4))
def test_a_page_says_which_it_is_and_leads_to_those_before_and_after(number: int):
    begin = text(ADVISORS / GUIDE[number - 1]).split("\n\n")[1]
    around = {*GUIDE[max(0, number - 2) : number - 1], *GUIDE[number : number + 1]}
    assert begin.startswith(f"Page {number} of 3 of the advisors' guide: [all pages](README.md)")
    assert set(re.findall(r"\]\((.+?)\)", begin)) == {"README.md", *around}


def test_the_first_page_lists_them_in_order():
    listed = [to for to in links(ADVISORS / "README.md") if to in GUIDE]
    assert tuple(dict.fromkeys(listed)) == GUIDE


@pytest.mark.parametrize("page", [*GUIDE, "README.md"])
def test_every_page_has_a_picture_that_is_described_and_loads_quickly(page: str):
    pictures = PICTURE.findall(text(ADVISORS / page))
    assert pictures
    for words, target in pictures:
        assert len(words) > len("a picture of something"), target
        assert leads_to(ADVISORS / page, target)[0].stat().st_size < LARGEST


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_the_guide_names_is_called_like_that_at_the_desk(button: str):
    there = {each.source for each in WORDS.values()} | {name.source for name, _ in MOVES.values()}
    assert button in there
    assert any(button in text(ADVISORS / page) for page in GUIDE)
