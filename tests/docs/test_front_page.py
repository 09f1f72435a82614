"""What the front page says about languages and pictures is true."""

import struct
from pathlib import Path

import pytest

from bot.content.languages import read_languages
from bot.content.release import read_content
from bot.content.translation_progress import progress
from bot.core.language import Direction
from tests.docs.pages import DOCS, ROOT, rows, section

PICTURES = ("chat-en.png", "chat-ar.png")
DRAWN = {Direction.LEFT_TO_RIGHT: "left to right", Direction.RIGHT_TO_LEFT: "right to left"}
SPOKEN = {"": "–", "none": "no", "partial": "in part", "native": "yes"}
"""X-Review of the translations -> what the table says; English is the source and has none."""
LARGEST = 150_000
"""Bytes; people look at the front page on phones, too."""


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_of_the_chat_is_shown_and_loads_quickly(picture: str):
    path = DOCS / "images" / picture
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size < LARGEST
    assert f"](docs/images/{picture})" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_pictures_have_the_same_size_so_that_they_stand_side_by_side():
    first, second = (size(DOCS / "images" / picture) for picture in PICTURES)
    assert first == second


def test_the_table_of_languages_says_what_their_files_say():
    languages, _ = read_languages(ROOT)
    reviews = {row.language: row.review for row in progress(ROOT, read_content(ROOT))}
    expected = [
        [
            entry.language.english,
            entry.language.native,
            DRAWN[entry.language.direction],
            entry.status,
            SPOKEN[reviews.get(code, "")],
        ]
        for code, entry in languages.items()
        if entry.language.offered
    ]
    assert list(rows(section(ROOT / "README.md", "Languages"))) == expected
