"""A ticket's code survives being read aloud, typed on any keyboard, and copied with marks nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ticket_code import CODES, code_of, read_code

numbers = st.integers(0, CODES - 1)


@given(numbers)
def test_every_code_is_read_back_as_itself(number: int):
    code = code_of(number)
    assert len(code) == 5
    assert read_code(code) == code
    assert read_code(code.lower().replace("-", " ")) == code


@given(numbers, numbers)
def test_two_numbers_have_two_codes(one: int, other: int):
    assert (code_of(one) == code_of(other)) is (one == other)


@pytest.mark.parametrize(
    "words", ["K7-M2", " k7m2 ", "K7 – M2", "\u2066K7-M2\u2069", "k7·m2", "K۷-M۲", "K٧M٢"]
)
def test_a_code_is_read_however_it_is_written(words: str):
    assert read_code(words) == "K7-M2"


@pytest.mark.parametrize(
    "words", ["", "K7-M", "K7-M22", "A7-M2", "K0-M2", "hello", "7", "K7-M2 K7-M2", "²7-M2"]
)
def test_other_words_are_no_code(words: str):
    assert read_code(words) is None


@pytest.mark.parametrize("number", [-1, CODES])
def test_there_is_no_code_beyond_the_last(number: int):
    with pytest.raises(ValueError, match=str(number)):
        code_of(number)
