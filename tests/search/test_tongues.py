"""Which language a question is in: told by its letters, a tie goes home, and what is like none of ours is strange."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.tongues import FEWEST, NO_TONGUES, Tongue, learn
from tests.search.samples import TEXTS

TONGUES = learn(TEXTS)
HOMES = ["ar", "en", "nl", "ti"]


def test_a_language_has_a_class_for_each_way_it_is_written_in():
    assert set(TONGUES.names) == {("en", False), ("nl", False), ("ar", False), ("ar", True)}
    np.testing.assert_allclose(np.exp(TONGUES.chances).sum(axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("she sees the new letter and every child", "en"),
        ("wij vinden drie kinderen in het huis", "nl"),
        ("نحتاج البيت القديم", "ar"),
    ],
)
def test_a_clear_sentence_has_its_language_whoever_asks(home: str, question: str, language: str):
    assert TONGUES.of(question, home) == Tongue(language=language)


@pytest.mark.parametrize("home", ["en", "nl"])
def test_a_tie_goes_home(home: str):
    same = ("een huis", "a house", "dag in dag uit") * 20
    assert learn({"en": same, "nl": same}).of("een huis", home) == Tongue(language=home)


def test_a_tie_of_two_others_is_not_sure():
    same = ("een huis", "a house", "dag in dag uit") * 20
    found = learn({"en": same, "nl": same}).of("een huis", "ar")
    assert found.language in {"en", "nl"}
    assert not found.sure


def test_letters_typed_in_another_alphabet_are_known():
    assert TONGUES.of("na7taj ila 3amal jayid", "ar") == Tongue(language="ar", latin=True)


def test_what_may_be_typed_in_another_alphabet_is_expected_so_only_at_home():
    native, same = TEXTS["ar"][:64], TEXTS["ar"][64:]
    tongues = learn({"en": same, "ar": [*native, *same]})
    assert tongues.of("alnas", "ar") == Tongue(language="ar", latin=True)
    assert tongues.of("alnas", "en") == tongues.of("alnas", "nl") == Tongue(language="en")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    "question", ["ባዓል ሓኪም ኣበይ ኣሎ", "我需要一位医生现在", "вчитель потрібен у школі"]
)
def test_a_script_nobody_taught_is_strange(home: str, question: str):
    assert TONGUES.of(question, home).strange


@pytest.mark.parametrize("question", ["", "123", "?!", "😀 20 €"])
def test_a_question_without_letters_is_at_home_but_not_surely(question: str):
    assert TONGUES.of(question, "ar") == Tongue(language="ar", sure=False)


def test_who_learned_nothing_takes_every_question_as_one_at_home():
    assert NO_TONGUES.of("the house", "nl") == Tongue(language="nl", sure=False)
    assert learn({}) is NO_TONGUES
    assert learn({"en": ["123", "?"] * FEWEST}) is NO_TONGUES


@pytest.mark.parametrize(("many", "classes"), [(FEWEST - 1, 0), (FEWEST, 1)])
def test_a_few_texts_are_too_few_to_know_a_language(many: int, classes: int):
    assert len(learn({"en": TEXTS["en"][:many]}).names) == classes


def test_texts_in_other_letters_do_not_count_for_a_language_written_in_latin_ones():
    assert learn({"en": [*TEXTS["en"], *TEXTS["ar"][:40]]}).names == (("en", False),)


def test_a_few_typed_in_latin_letters_have_no_class_of_their_own():
    typed = TEXTS["ar"][-10:]
    assert learn({"ar": [*TEXTS["ar"][:64], *typed]}).names == (("ar", False),)


def test_texts_that_are_all_the_same_are_learned():
    tongues = learn({"en": ["house"] * FEWEST})
    assert tongues.of("house", "en") == Tongue(language="en")
    assert tongues.of("xxxx", "en") == Tongue(language="en", strange=True)


@given(st.text(st.characters(), max_size=80), st.sampled_from(HOMES))
def test_whatever_is_typed_is_most_like_one_of_our_languages(question: str, home: str):
    found = TONGUES.of(question, home)
    assert found == TONGUES.of(question, home)
    assert found.language in {*TEXTS, home}
    assert not (found.latin and found.language != "ar")
