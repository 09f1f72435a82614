"""Several short messages in a row count as one answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.joining import continues, joined

STORY = AnswerSpec(name="story", type=AnswerType.TEXT, least=1, most=20)


@pytest.mark.parametrize(
    ("gap", "fits", "expected"),
    [
        (0, True, True),
        (4, True, True),
        (5, True, False),
        (5, False, True),
        (30, False, True),
        (31, False, False),
        (-1, False, False),
    ],
)
def test_what_follows_at_once_belongs_to_the_answer_and_a_little_later_what_fits_nothing_else(
    gap: int, fits: bool, expected: bool
):
    assert continues(now=1000 + gap, text_at=1000, fits=fits) is expected


def test_without_an_answer_in_words_before_nothing_continues():
    assert not continues(now=3, text_at=0, fits=False)


def test_what_follows_stands_on_a_line_of_its_own():
    assert joined("I was a baker", " 5 yrs ", STORY) == "I was a baker\n5 yrs"


def test_what_would_be_too_long_or_is_nothing_is_not_joined():
    assert joined("I was a baker", "for five years", STORY) is None
    assert joined("I was a baker", "  ", STORY) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_joined_answer_keeps_both_parts_and_the_limit(earlier: str, words: str):
    whole = joined(earlier, words, STORY)
    if whole is not None:
        assert whole.startswith(earlier)
        assert whole.endswith(words.strip())
        assert len(whole) <= STORY.most
