"""Countries, languages and choices as people type them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.answering import clarified, offered, read, read_choice_of
from bot.core.asked import Clarify, Given, Refusal
from bot.core.levels import LEVELS
from bot.core.names import UNKNOWN_NAME
from bot.core.world import COUNTRIES, COUNTRIES_TOO, TONGUES, TONGUES_TOO
from tests.core.asking_for import COUNTRIES as SOME
from tests.core.asking_for import asked_besides, choices, question, reason

COUNTRY, SPOKEN = AnswerType.COUNTRY, AnswerType.SPOKEN


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Syria", "sy"),
        (" syria! ", "sy"),
        ("سوريا", "sy"),
        ("سورية", "sy"),
        ("the Netherlands", "nl"),
        ("Burma", "mm"),
        ("Myanmar", "mm"),
        ("turkey", "tr"),
        ("Turkiye", "tr"),
        ("Congo-Kinshasa", "cd"),
        ("DRC", "cd"),
    ],
)
def test_a_country_is_known_by_any_of_its_names(words: str, code: str):
    assert read(words, question(COUNTRY)) == code


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Syrai", ["sy"]),
        ("Irak", ["iq", "ir"]),
        ("congo", ["cd", "cg"]),
        ("Korea", ["kp", "kr"]),
        ("afganistan", ["af"]),
        ("I am from Syria but lived in Iraq", ["sy", "iq"]),
    ],
)
def test_a_near_miss_leads_to_did_you_mean_and_never_to_a_guess(words: str, codes: list[str]):
    clarify = asked_besides(read(words, question(COUNTRY)))
    assert [str(choice.id) for choice in clarify.choices] == codes
    waiting = question(COUNTRY, pending=clarify.pending)
    assert clarified(waiting) == clarify
    assert read_choice_of(codes[0], waiting) == codes[0]
    assert read("1", waiting) == codes[0]
    assert read("Netherlands", waiting) == "nl"
    assert read_choice_of("nl", waiting) is None


@pytest.mark.parametrize("words", ["", "xyzxyz", "x" * 90, "!?"])
def test_what_is_like_no_country_is_refused(words: str):
    assert "do not know a country" in reason(read(words, question(COUNTRY)))


def test_a_question_that_names_a_country_is_not_taken_for_an_answer():
    assert isinstance(read("Can I work in Iraq?", question(COUNTRY)), Refusal)
    assert read("Syria?", question(COUNTRY)) == "sy"


def test_common_countries_can_be_pressed_and_counted():
    asked = question(COUNTRY, offers=choices("sy", "af"))
    assert read("2", asked) == "af"
    assert read_choice_of("af", asked) == "af"
    assert read_choice_of("nl", asked) is None
    assert read("Netherlands", asked) == "nl"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Arabic", "ar"),
        ("اللغة العربية", "ar"),
        ("دری", "prs"),
        ("kurmancî", "kmr"),
        ("Northern Kurdish", "kmr"),
        ("Tigrigna", "ti"),
        ("english language", "en"),
    ],
)
def test_after_a_language_comes_how_well_it_is_spoken(words: str, code: str):
    clarify = asked_besides(read(words, question(SPOKEN)))
    assert clarify.pending == f"level {code}"
    assert [str(choice.id) for choice in clarify.choices] == list(LEVELS)
    waiting = question(SPOKEN, pending=clarify.pending)
    assert clarified(waiting) == clarify
    assert offered(waiting) == clarify.choices
    assert read_choice_of("fluent", waiting) == f"{code}/fluent"
    assert read("5", waiting) == f"{code}/mother"
    assert read("simple conversations", waiting) == f"{code}/simple"


def test_a_name_of_several_languages_leads_to_the_question_which():
    clarify = asked_besides(read("Kurdish", question(SPOKEN)))
    assert clarify.pending == "tongue kmr ku"
    waiting = question(SPOKEN, pending=clarify.pending)
    assert asked_besides(read_choice_of("ku", waiting)).pending == "level ku"
    assert asked_besides(read("Kurdish", waiting)).pending == "level ku"


def test_another_language_typed_while_the_level_is_asked_takes_its_place():
    waiting = question(SPOKEN, pending="level ar")
    assert asked_besides(read("Dari", waiting)).pending == "level prs"
    assert read_choice_of("wonderful", waiting) is None


def test_a_language_typed_with_a_mistake_is_asked_for_and_then_its_level():
    clarify = asked_besides(read("Tigriniya", question(SPOKEN)))
    assert clarify.pending == "tongue ti"
    waiting = question(SPOKEN, pending=clarify.pending)
    assert clarified(waiting) == clarify
    assert asked_besides(read_choice_of("ti", waiting)).pending == "level ti"
    assert "do not know a language" in reason(read("blorbish", question(SPOKEN)))


def test_common_languages_can_be_pressed_and_counted():
    asked = question(SPOKEN, offers=choices("ar", "ti"))
    assert asked_besides(read("2", asked)).pending == "level ti"
    assert asked_besides(read_choice_of("ar", asked)).pending == "level ar"


@pytest.mark.parametrize("pending", ["", "level xx", "colour red"])
def test_what_the_content_no_longer_knows_is_not_asked_again(pending: str):
    assert clarified(question(SPOKEN, pending=pending)) is None


def test_every_other_name_leads_to_a_code_there_is():
    assert set(COUNTRIES_TOO.values()) <= COUNTRIES
    assert set(TONGUES_TOO.values()) <= TONGUES


@given(st.text(max_size=80))
def test_no_text_does_anything_but_name_ask_or_refuse(words: str):
    found = read(words, question(COUNTRY))
    assert isinstance(found, Clarify | Refusal) or found in SOME
    if isinstance(found, Clarify):
        assert 1 <= len(found.choices) <= 3
    assert isinstance(read(words, question(SPOKEN)), Clarify | Refusal)


JOBS = choices("driver", "cook", "nurse")
ALSO = {"truck driver": "driver", "taxi": "driver", "chef": "cook", "طباخ": "cook"}


def job(words: str, **more: Any) -> Given:
    return read(words, question(AnswerType.ONE_OF, offers=JOBS, also=ALSO, **more))


@pytest.mark.parametrize(
    ("words", "choice"),
    [("Truck-Driver", "driver"), ("chef", "cook"), ("طبّاخ", "cook"), ("nurse", "nurse")],
)
def test_a_choice_is_known_by_other_words_people_use_for_it(words: str, choice: str):
    assert job(words) == choice


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("I was a taxi driver in Aleppo", ["driver"]),
        ("cheff", ["cook"]),
        ("chef or truck driver", ["driver", "cook"]),
    ],
)
def test_a_choice_in_a_sentence_or_misspelt_is_asked_for_and_never_guessed(
    words: str, near: list[str]
):
    clarify = asked_besides(job(words))
    assert [str(each.id) for each in clarify.choices] == near
    again = question(AnswerType.ONE_OF, offers=JOBS, also=ALSO, pending=clarify.pending)
    assert offered(again) == clarify.choices
    assert read_choice_of(near[0], again) == near[0]
    assert read_choice_of("nurse", again) is None


def test_a_word_nobody_knows_is_refused_with_what_to_do():
    assert reason(job("astronaut")) == UNKNOWN_NAME.source
    plain = question(AnswerType.ONE_OF, offers=JOBS)
    assert reason(read("chef", plain)) == phrases.CHOOSE.source


def test_a_choice_that_is_not_offered_now_is_not_known_by_its_other_words():
    only = question(AnswerType.ONE_OF, offers=choices("nurse"), also=ALSO)
    assert reason(read("chef", only)) == UNKNOWN_NAME.source
