"""The editors' course is four pages in a row, with pictures that load quickly."""

import re

import pytest

from tests.docs.pages import DOCS, leads_to, links, text

EDITORS = DOCS / "editors"
COURSE = ("first-change.md", "first-flow.md", "translation.md", "publishing.md")
PICTURE = re.compile(r"!\[([^\]]*)\]\((../images/[^)]+)\)")
LARGEST = 150_000
"""Bytes."""


@pytest.mark.parametrize("number", range(1, 5))
def test_a_page_says_which_it_is_and_leads_to_those_before_and_after(number: int):
    begin = text(EDITORS / COURSE[number - 1]).split("\n\n")[1]
    around = {*COURSE[max(0, number - 2) : number - 1], *COURSE[number : number + 1]}
    assert begin.startswith(f"Page {number} of 4 of the editors' course: [all pages](README.md)")
    assert set(re.findall(r"\]\((.+?)\)", begin)) == {"README.md", *around}


@pytest.mark.parametrize("number", range(1, 5))
def test_a_page_ends_with_what_is_next(number: int):
    end = text(EDITORS / COURSE[number - 1]).rstrip().split("\n\n")[-1]
    assert end.startswith("Next: ")
    assert f"({[*COURSE, 'README.md'][number]}" in end


def test_the_first_page_lists_them_in_order():
    listed = [to for to in links(EDITORS / "README.md") if to in COURSE]
    assert tuple(dict.fromkeys(listed)) == COURSE


@pytest.mark.parametrize("page", COURSE)
def test_every_page_has_a_picture_that_is_described_and_loads_quickly(page: str):
    pictures = PICTURE.findall(text(EDITORS / page))
    assert pictures
    for words, target in pictures:
        assert len(words) > len("a picture of something"), target
        assert leads_to(EDITORS / page, target)[0].stat().st_size < LARGEST
