"""What a person typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.message import Command, Words
from bot.core.typed import typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", Words(text="hello")),
        (" /Start ", Command(name="start")),
        ("/start@merit_bot abc", Command(name="start", payload="abc")),
        ("/language ar\n", Command(name="language", payload="ar")),
        ("/", Words(text="/")),
        ("/1", Words(text="/1")),
        ("a\x00b\x07", Words(text="ab")),
        ("\ud83d\ude00", Words(text="😀")),
        ("\ud83d", Words(text="\ufffd")),
    ],
)
def test_a_slash_and_a_word_are_a_command_and_all_else_is_words(
    text: str, expected: object
) -> None:
    assert typed(text) == expected


@given(st.text(st.characters(codec=None)))
def test_whatever_is_typed_can_be_stored_and_shown(text: str) -> None:
    result = typed(text)
    words = result.text if isinstance(result, Words) else result.name + result.payload
    words.encode("utf-8")
    assert "\x00" not in words
