"""A change at a place leaves every other byte of a file as it is."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.edit import Source, quoted, replaced, write_all
from bot.content.nodes import BlockNode, TextNode
from bot.content.record import NotRecordedError, with_review
from bot.content.yaml import read_bytes
from tests.content.folder import GOOD_STEPS, flow

ON = date(2026, 11, 26)


def review(text: str, by: str = "Lea", note: str = "") -> str:
    return with_review(text.encode(), "flows/trip.yaml", on=ON, by=by, note=note).decode()


def value(text: str, key: str) -> str:
    node, report = read_bytes(text.encode(), "x")
    assert isinstance(node, BlockNode)
    assert report.findings == []
    entry = node.entry(key)
    assert entry is not None
    assert isinstance(entry.value, TextNode)
    return entry.value.text


def test_a_review_changes_three_lines_and_nothing_else():
    text = "# first\n" + flow(GOOD_STEPS).replace("never", "never  # nobody yet")
    assert review(text, note="Fees change.") == text.replace(
        "reviewed: never  # nobody yet\n",
        "reviewed: 2026-11-26  # nobody yet\nreviewed_by: Lea\nreview_note: Fees change.\n",
    )


def test_the_next_review_takes_the_place_of_the_last_with_its_note():
    first = review(flow(GOOD_STEPS), note="Fees change.")
    second = review(first.replace("2026-11-26", "2025-01-01"), by="Ada: lawyer")
    assert second == flow(GOOD_STEPS).replace(
        "reviewed: never\n", 'reviewed: 2026-11-26\nreviewed_by: "Ada: lawyer"\n'
    )


def test_a_name_in_a_block_of_lines_is_replaced_as_a_whole():
    text = flow(GOOD_STEPS).replace("never\n", "never\nreviewed_by: |\n  Ada\n")
    assert review(text) == flow(GOOD_STEPS).replace("never\n", "2026-11-26\nreviewed_by: Lea\n")


def test_windows_line_ends_and_a_byte_order_mark_stay():
    text = "\ufeff" + flow(GOOD_STEPS).replace("\n", "\r\n")
    assert review(text) == text.replace("never\r\n", "2026-11-26\r\nreviewed_by: Lea\r\n")


def test_a_last_line_without_an_end_gets_the_new_lines_below_it():
    assert review("flow: x\nreviewed: never") == "flow: x\nreviewed: 2026-11-26\nreviewed_by: Lea"


def test_an_earlier_review_does_not_replace_a_later_one():
    with pytest.raises(NotRecordedError, match="later than"):
        review(flow(GOOD_STEPS).replace("never", "2026-11-27"))


@pytest.mark.parametrize("text", ["a: [", "steps: x\n", "- a\n", "reviewed: [a]\n"])
def test_a_file_that_cannot_be_read_or_is_not_reviewed_is_refused(text: str):
    with pytest.raises(NotRecordedError):
        review(text)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1))
def test_any_words_come_back_as_they_were_written(words: str):
    text = f"a: {quoted(words)}\n"
    assert value(text, "a") == words


@given(st.text("abc: #'\"\\-", min_size=1))
def test_words_with_signs_of_yaml_come_back_too(words: str):
    node, _ = read_bytes(b"a: x\nb: 'y' # z\n", "x")
    assert isinstance(node, BlockNode)
    entry = node.entry("b")
    assert entry is not None
    assert isinstance(entry.value, TextNode)
    edited = Source(b"a: x\nb: 'y' # z\n").edited([replaced(entry.value, words)]).decode()
    assert value(edited, "b") == words
    assert edited.startswith("a: x\nb: ")
    assert edited.endswith(" # z\n")


def test_files_are_replaced_whole_and_keep_their_permissions(tmp_path: Path):
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("old")
    old.chmod(0o640)
    write_all({old: b"changed", new: b"fresh"})
    assert (old.read_bytes(), new.read_bytes()) == (b"changed", b"fresh")
    assert old.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.yaml", "old.yaml"]
