"""What has to be read again is found by owner, the latest first."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.due import ReviewedFile, reviewed_files, to_review
from bot.content.interval import days
from tests.content.folder import GOOD_STEPS, flow, write

TODAY = date(2026, 11, 26)
SOURCE = "sources:\n  - id: {}\n    title: A\n    link: https://a.org\n    read: {}\n"


def trip(reviewed: str, *, owner: str = "team", head: str = "") -> str:
    text = flow(GOOD_STEPS, head=head).replace("reviewed: never", f"reviewed: {reviewed}")
    return text.replace("owner: team", f"owner: {owner}")


def waiting(tmp_path: Path, within: int = 30, **files: str) -> dict[str, ReviewedFile]:
    named: dict[str, str | bytes] = {
        f"flows/{name}.yaml": text.replace("flow: trip", f"flow: {name}")
        for name, text in files.items()
    }
    found = to_review(reviewed_files(write(tmp_path, named)), TODAY, within)
    return {file.id: file for file in found if file.id != "base"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 week", 7), ("6 months", 183), ("1 year", 365), ("2 years", 730), ("often", 0), ("", 0)],
)
def test_an_interval_is_so_many_days(text: str, expected: int):
    assert days(text) == expected


def test_a_file_nobody_reviewed_waits(tmp_path: Path):
    assert waiting(tmp_path, trip=trip("never"))["trip"].state(TODAY) is None


def test_a_fresh_review_does_not_wait(tmp_path: Path):
    assert waiting(tmp_path, trip=trip("2026-11-01")) == {}


def test_what_is_due_soon_waits_when_one_looks_far_enough_ahead(tmp_path: Path):
    text = trip("2026-06-11")
    assert waiting(tmp_path, 14, trip=text) == {}
    assert waiting(tmp_path, 15, trip=text)["trip"].state(TODAY) == 15


def test_an_overdue_review_says_for_how_long(tmp_path: Path):
    assert waiting(tmp_path, trip=trip("2026-01-01"))["trip"].state(TODAY) == -146


def test_a_source_read_longer_ago_than_a_review_holds_is_named(tmp_path: Path):
    head = SOURCE.format("old", "2025-01-01") + SOURCE.format("new", "2026-11-01")[9:]
    found = waiting(tmp_path, trip=trip("2026-11-01", head=head))["trip"]
    assert found.old_sources(TODAY) == (("old", date(2025, 1, 1)),)


def test_the_overdue_come_before_what_is_due_and_what_nobody_reviewed_last(tmp_path: Path):
    found = waiting(
        tmp_path,
        never=trip("never"),
        soon=trip("2026-06-11"),
        late=trip("2026-01-01"),
        other=trip("never", owner="a-team"),
    )
    assert list(found) == ["other", "late", "soon", "never"]


def test_entries_and_replies_are_reviewed_too_with_the_shared_sources_they_name(tmp_path: Path):
    head = "owner: team\nreviewed: 2026-11-01\nreview_every: 6 months\n"
    files: dict[str, str | bytes] = {
        "faq/sources.yaml": SOURCE.format("old", "2025-01-01"),
        "faq/work/permit.yaml": f"entry: permit\n{head}question: x\nanswers:\n"
        "  - otherwise: x\n    sources: old, old, other\n",
        "faq/flat.yaml": f"entry: flat\n{head}question: x\nanswer: x\nsources: other\n",
        "replies/hello.yaml": f"reply: hello\n{head.replace('2026-11-01', 'never')}text: x\n",
    }
    found = {file.path: file for file in reviewed_files(write(tmp_path, files))}
    assert found["faq/work/permit.yaml"].old_sources(TODAY) == (("old", date(2025, 1, 1)),)
    assert found["faq/flat.yaml"].sources == ()
    assert found["replies/hello.yaml"].reviewed is None


def test_a_file_that_cannot_be_read_is_left_to_the_check(tmp_path: Path):
    files: dict[str, str | bytes] = {"flows/bad.yaml": "a: [", "flows/list.yaml": "- a\n"}
    assert [file.id for file in reviewed_files(write(tmp_path, files))] == ["base"]
