"""Story files: none without consent and source, and every mistake has its place."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.domains import pieces
from bot.content.load import study
from tests.content.folder import GOOD_STEPS, findings, flow, write

ANSWERS = "answers:\n  country:\n    one of: [nl, be]\n    personal: no\n"
STORY = """\
story: library
title: From the library to work
text: I came to learn the language. Now I work there.
told_by: A.
source: told to our advisor in November 2026
country: nl
consent:
  given: 2026-11-20
  kept: Folder in the office
  until: 2028-11-20
owner: team
reviewed: never
review_every: 1 year
"""
PATH = "stories/library.yaml"


def files(story: str = STORY) -> dict[str, str | bytes]:
    return {"flows/answers.yaml": ANSWERS, "flows/trip.yaml": flow(GOOD_STEPS), PATH: story}


def test_a_story_has_all_it_needs(tmp_path: Path):
    content = study(write(tmp_path, files())).content
    (story,) = content.release.stories.values()
    assert (story.id, story.told_by, story.country) == ("library", "A.", "nl")
    assert (story.consented, story.until) == (date(2026, 11, 20), date(2028, 11, 20))
    assert [piece.text.place for piece in pieces(content)["stories"]] == [
        "stories/library/title",
        "stories/library/text",
    ]


def test_where_it_happened_and_when_it_ends_may_be_left_out(tmp_path: Path):
    short = STORY.replace("country: nl\n", "").replace("  until: 2028-11-20\n", "")
    (story,) = study(write(tmp_path, files(short))).content.release.stories.values()
    assert (story.country, story.until) == ("", None)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "consent:\n  given: 2026-11-20\n  kept: Folder in the office\n  until: 2028-11-20\n",
            "",
            "F021",
        ),
        ("  given: 2026-11-20\n", "", "F021"),
        ("  kept: Folder in the office\n", "", "F021"),
        ("2026-11-20", "last week", "F025"),
        ("until: 2028-11-20", "until: soon", "F025"),
        ("until: 2028-11-20", "until: 2025-11-20", "F025"),
        ("source: told to our advisor in November 2026\n", "", "F021"),
        ("told_by: A.\n", "", "F021"),
        ("title: From the library to work\n", "", "F021"),
        ("text: I came to learn the language. Now I work there.\n", "", "F021"),
        ("story: library", "story: libary", "Q001"),
        ("country: nl", "country: fr", "F027"),
        ("Now I work there.", "Now I {work} there.", "Q010"),
        ("Now I work there.", "Now I work there. " * 60, "F044"),
        ("owner: team", "owner: team\nphoto: me.jpg", "F020"),
    ],
)
def test_a_story_with_a_mistake_is_not_told(tmp_path: Path, old: str, new: str, code: str):
    assert old in STORY
    found = findings(tmp_path, files(STORY.replace(old, new)))
    assert any(each.code == code and each.path == PATH for each in found), found


@pytest.mark.parametrize("story", ["", "- story\n", "story: library\n"])
def test_what_is_no_story_is_named(tmp_path: Path, story: str):
    folder = write(tmp_path, files(story))
    content = study(folder).content
    assert not content.release.stories
    assert any(each.path == PATH for each in content.findings)


def test_a_step_without_words_for_no_stories_is_named(tmp_path: Path):
    steps = "\ntell:\n  stories: People tell.\nbye:\n  end: done\n"
    found = findings(tmp_path, {"flows/trip.yaml": flow(steps)})
    assert any(each.code == "F021" and "empty" in each.message for each in found), found
