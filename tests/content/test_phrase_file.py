"""Adding a phrase leaves everything else in the file as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.phrase_file import PhraseExistsError, UnreadableError, with_phrase
from bot.content.yaml import read_bytes
from bot.core.entry import EntryId
from bot.core.tokens import tokens

FILE = b"""# How people ask

cost:
  - what does it cost   # the usual one
  - price

time:
  - how long
"""
COST = EntryId("cost")


def added(entry: str, phrase: str, data: bytes = FILE) -> tuple[str, int]:
    changed, line = with_phrase(data, "faq/phrases/en.yaml", EntryId(entry), phrase)
    return changed.decode(), line


def test_a_phrase_stands_at_the_end_of_the_list_of_its_entry():
    changed, line = added("cost", "is it dear")
    assert line == 6
    assert changed.splitlines()[5] == "  - is it dear"
    assert changed.replace("  - is it dear\n", "") == FILE.decode()


def test_an_entry_without_phrases_gets_a_list_at_the_end():
    changed, line = added("lost", "my diploma burnt")
    assert changed.endswith("\nlost:\n  - my diploma burnt\n")
    assert changed.splitlines()[line - 1] == "  - my diploma burnt"


def test_the_first_phrase_of_a_language_begins_the_file():
    assert added("cost", "كم", b"") == ("cost:\n  - كم\n", 2)


def test_a_phrase_that_is_there_already_is_refused_with_its_place():
    with pytest.raises(PhraseExistsError) as error:
        added("time", "PRICE!")
    assert (error.value.entry, error.value.line) == ("cost", 5)


def test_a_file_with_a_mistake_is_left_alone():
    with pytest.raises(UnreadableError, match="F0"):
        added("cost", "x", b"cost: [a\n")


@given(st.text(min_size=1, max_size=60))
def test_what_was_added_is_read_back(phrase: str):
    words = " ".join(phrase.split())
    if not tokens(words) or not words.isprintable():
        return
    try:
        changed, _ = added("cost", words)
    except PhraseExistsError:
        return
    node, report = read_bytes(changed.encode(), "x")
    assert not report.failed
    assert node is not None
    assert words in str(node)
