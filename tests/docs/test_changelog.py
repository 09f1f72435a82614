"""The changelog keeps the form of keepachangelog.com, with a heading of its own for what people read."""

import re

from tests.docs.pages import HEADING, ROOT, text

CHANGELOG = text(ROOT / "CHANGELOG.md")
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Content")
VERSION = re.compile(r"Unreleased|\[?\d+\.\d+\.\d+\]? - \d{4}-\d{2}-\d{2}")


def versions() -> list[tuple[str, list[str]]]:
    """Each version with its headings, newest first."""
    found: list[tuple[str, list[str]]] = []
    for level, title in HEADING.findall(CHANGELOG):
        if level == "##":
            found.append((title, []))
        elif level == "###":
            found[-1][1].append(title)
    return found


def test_it_begins_with_its_name_and_the_form_it_keeps():
    assert CHANGELOG.startswith("# Changelog\n")
    assert "keepachangelog.com" in CHANGELOG


def test_what_is_coming_stands_first_and_every_version_has_a_number_and_a_day():
    titles = [title for title, _ in versions()]
    assert titles[0] == "Unreleased"
    assert titles.count("Unreleased") == 1
    assert [title for title in titles if not VERSION.fullmatch(title)] == []


def test_every_heading_of_a_version_is_one_of_the_known_kinds_once_and_in_order():
    for title, kinds in versions():
        assert kinds == [kind for kind in KINDS if kind in kinds], title


def test_every_version_says_what_changed_for_readers_under_content():
    assert [title for title, kinds in versions() if "Content" not in kinds] == []


def test_no_heading_stands_without_a_line_below_it():
    assert re.findall(r"^### .+\n+(?=#|\Z)", CHANGELOG, re.MULTILINE) == []
