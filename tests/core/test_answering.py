"""Reading answers of the plain kinds: words, numbers, choices, yes or no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerType
from bot.core.answering import YES_OR_NO, offered, read, read_choice_of
from bot.core.asked import Refusal
from tests.core.asking_for import choices, question, reason


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        *((word, "yes") for word in ("yes", "Yes!", "JA", "نعم", "بله", "هو", "እወ", "так", "1")),
        *((word, "no") for word in ("no", "Nee", "لا", "نه", "ኣይፋል", "ні", "2", "٢")),
    ],
)
def test_yes_and_no_are_understood_in_many_languages(words: str, kept: str):
    assert read(words, question(AnswerType.YES_NO)) == kept


def test_yes_or_no_has_buttons_of_its_own():
    asked = question(AnswerType.YES_NO)
    assert offered(asked) == YES_OR_NO
    assert read_choice_of("no", asked) == "no"
    assert read_choice_of("maybe", asked) is None
    assert "buttons" in reason(read("maybe", asked))


def test_one_choice_is_known_by_its_label_its_number_or_its_id():
    asked = question(AnswerType.ONE_OF, offers=choices("bus", "night_train"))
    assert [read(words, asked) for words in ("Bus", "2", "night train")] == [
        "bus",
        "night_train",
        "night_train",
    ]
    assert "buttons" in reason(read("plane", asked))
    assert read_choice_of("bus", asked) == "bus"


def test_several_choices_are_listed_with_any_comma():
    asked = question(AnswerType.SOME_OF, offers=choices("bus", "tram", "boat"))
    assert read("boat، bus", asked) == ("bus", "boat")
    assert read("1፣3", asked) == ("bus", "boat")
    assert read("1 3", asked) == ("bus", "boat")
    assert "buttons" in reason(read("bus, plane", asked))
    assert "at least one" in reason(read(", ", asked))


def test_a_file_or_a_record_cannot_be_typed():
    assert "photo" in reason(read("here it is", question(AnswerType.FILE)))
    assert isinstance(read("a job", question(AnswerType.RECORDS)), Refusal)


@given(st.text(max_size=60), st.sampled_from(list(AnswerType)))
def test_whatever_is_typed_for_whatever_kind_is_read_or_refused(words: str, type_: AnswerType):
    found = read(words, question(type_, offers=choices("bus", "tram"), least=1, most=30))
    assert found is not None
    if type_ is AnswerType.TEXT and not isinstance(found, Refusal):
        assert 1 <= len(str(found)) <= 30
