"""What a person types becomes words or a command, and nothing that a database cannot hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.message import Command, Words
from bot.telegram.text import MAX_PAYLOAD, MAX_TEXT, clean, language_hint, spoken


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/start", Command(name="start")),
        ("/START", Command(name="start")),
        ("/help@merit_bot", Command(name="help")),
        ("/start  nl-amsterdam ", Command(name="start", payload="nl-amsterdam")),
        ("/start\nhello\nthere", Command(name="start", payload="hello\nthere")),
        ("/start@merit_bot code", Command(name="start", payload="code")),
    ],
)
def test_a_slash_and_a_name_are_a_command(text, command):
    assert spoken(text) == command


@pytest.mark.parametrize(
    "text", ["", "/", "//", "/start/", "/مرحبا", " /start", "/a-b", "/" + "a" * 33]
)
def test_other_texts_with_a_slash_are_words(text):
    assert spoken(text) == Words(text=text)


def test_a_payload_is_cut_at_64_letters():
    assert spoken("/start " + "x" * 500) == Command(name="start", payload="x" * MAX_PAYLOAD)


def test_a_text_longer_than_telegram_allows_is_cut():
    assert spoken("ب" * 9000) == Words(text="ب" * MAX_TEXT)


def test_half_characters_and_nuls_become_replacement_characters():
    assert spoken("a\ud800b\x00c\udfff") == Words(text="a\ufffdb\ufffdc\ufffd")


def test_whole_characters_outside_the_basic_plane_stay():
    assert spoken("👩🏽‍🏭 ሰላም") == Words(text="👩🏽‍🏭 ሰላም")


@given(st.text(alphabet=st.characters(), max_size=80), st.integers(0, 90))
def test_a_cleaned_text_fits_and_can_be_written_anywhere(text, limit):
    kept = clean(text, limit)
    assert len(kept) <= limit
    assert "\x00" not in kept
    kept.encode()


@pytest.mark.parametrize(
    ("tag", "hint"),
    [("pt-BR", "pt-br"), ("ar", "ar"), ("", None), (None, None), (7, None), (["ar"], None)],
)
def test_a_language_hint_is_the_tag_in_lower_case(tag, hint):
    assert language_hint(tag) == hint
