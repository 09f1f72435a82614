"""The forms a question is compared in: nothing anybody types breaks them, and two spellings of a word are close."""

from itertools import pairwise
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.writing import (
    LONGEST,
    code_terms,
    consonants,
    for_encoder,
    is_latin,
    letter_terms,
    letters_of,
    tongue_terms,
    word_terms,
    words_of,
)

BUCKETS = 512
anything = st.text(st.characters(), max_size=60)
"""Also what is no text at all: half of a surrogate pair."""
languages = st.sampled_from(["ar", "en", "fa", "nl", "ti", "uk"])

SAME = [
    ("ar", "شهادتي", "shahadti"),
    ("ar", "مدرسة", "madrasa"),
    ("ar", "اقامة", "iqama"),
    ("ar", "طبيب", "tabib"),
    ("ar", "حقوق", "7u9u9"),
    ("ar", "خبرة", "5ibra"),
    ("ar", "الشهادة", "al-shahada"),
    ("ar", "الشهادة", "elshahada"),
    ("fa", "دانشگاه", "daneshgah"),
    ("fa", "مدرک", "madrak"),
    ("fa", "پناهنده", "panahande"),
    ("fa", "کار", "kaar"),
    ("fa", "خانه", "khaneh"),
    ("uk", "диплом", "diplom"),
    ("uk", "школа", "shkola"),
    ("uk", "лікар", "likar"),
    ("uk", "допомога", "dopomoha"),
    ("uk", "гроші", "hroshi"),
    ("uk", "Херсон", "Gerson"),
    ("ti", "ሓኪም", "hakim"),
    ("ti", "ትምህርቲ", "timhirti"),
    ("ti", "ስራሕ", "serah"),
    ("ti", "ገንዘብ", "genzeb"),
    ("ti", "መዝገብ", "mezgeb"),
]


def code(word: str, language: str) -> str:
    return consonants("".join(words_of(word)), language)


@pytest.mark.parametrize(("language", "native", "latin"), SAME)
def test_a_word_has_the_same_consonants_in_its_own_letters_and_in_latin_ones(
    language: str, native: str, latin: str
):
    assert code(native, language) == code(latin, language) != ""


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ar", "طبيب", "كتاب"),
        ("fa", "دانشگاه", "madrak"),
        ("uk", "школа", "робота"),
        ("ti", "ሓኪም", "serah"),
    ],
)
def test_other_words_have_other_consonants(language: str, one: str, other: str):
    assert code(one, language) != code(other, language)


def test_a_word_of_vowels_has_no_consonants_and_no_terms():
    assert consonants("aeiou", "ar") == ""
    assert code_terms(("aeiou", "وي"), "ar") == []


def test_a_single_h_stays():
    assert consonants("ha", "ar") == "h"


@given(anything, languages)
def test_consonants_are_ascii_letters_none_twice_in_a_row(text: str, language: str):
    for word in words_of(text):
        found = consonants(word, language)
        assert found == "" or (found.isascii() and found.isalpha())
        assert all(one != other for one, other in pairwise(found))


@given(anything, languages)
def test_whatever_is_typed_has_its_terms_and_twice_the_same(text: str, language: str):
    words = words_of(text)
    forms = (
        lambda: words_of(text),
        lambda: for_encoder(text),
        lambda: letters_of(text),
        lambda: is_latin(text),
        lambda: word_terms(words),
        lambda: letter_terms(words),
        lambda: code_terms(words, language),
        lambda: tongue_terms(text, BUCKETS).tolist(),
    )
    assert [form() for form in forms] == [form() for form in forms]


@given(anything, languages)
def test_every_term_is_a_number_of_32_bits(text: str, language: str):
    words = words_of(text)
    terms = [*word_terms(words), *letter_terms(words), *code_terms(words, language)]
    assert all(0 <= term < 2**32 for term in terms)
    assert all(0 <= term < BUCKETS for term in tongue_terms(text, BUCKETS))


def test_words_have_the_same_numbers_on_every_machine():
    assert word_terms(("how", "much")) == [crc32(b"how"), crc32(b"much"), crc32(b"how much")]


def test_pieces_mark_the_ends_of_a_word():
    assert len(letter_terms(("a",))) == 2 + 1
    assert len(letter_terms(("ab",))) == 3 + 2 + 1
    assert not set(letter_terms(("ab",))) & set(letter_terms(("ba",)))
    assert set(letter_terms(("ab",))) & set(letter_terms(("abc",)))
    assert letter_terms(()) == []


def test_the_order_of_words_is_seen_in_their_pairs():
    one, other = word_terms(("you", "help", "me")), word_terms(("me", "help", "you"))
    assert len(set(one) & set(other)) == 3
    assert len(one) == len(other) == 5


def test_the_encoder_reads_what_was_typed_without_arabic_vowel_signs():
    assert for_encoder("  مُعَلِّم \n مـــدرس  ") == "معلم مدرس"
    assert for_encoder("Don't HELP!") == "Don't HELP!"


def test_of_a_very_long_question_only_the_beginning_is_read():
    assert len(for_encoder("ab " * LONGEST)) == LONGEST
    assert words_of("a" * LONGEST + " tail") == ("a" * LONGEST,)
    assert "tail" not in letters_of("a" * LONGEST + " tail")


@given(anything)
def test_what_the_encoder_reads_is_never_longer_than_that_and_reads_the_same_again(text: str):
    read = for_encoder(text)
    assert len(read) <= LONGEST
    assert for_encoder(read) == read


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("kam s3r", True),
        ("كم سعر", False),
        ("كم سعر visa", False),
        ("visa سعر application", True),
        ("ab كم", False),
        ("çà et là", True),
        ("школа", False),
        ("123 ?", False),
        ("", False),
    ],
)
def test_a_text_is_latin_if_most_of_its_letters_are(text: str, latin: bool):
    assert is_latin(text) is latin


def test_of_a_question_only_letters_and_apostrophes_tell_its_language():
    assert letters_of("  Don't pay €20, п’ять! ") == "don't pay п’ять"
    assert letters_of("123 ?!") == ""
    assert tongue_terms("123 ?!", BUCKETS).tolist() == []


def test_pieces_of_one_to_four_letters_tell_a_language():
    assert len(tongue_terms("de", BUCKETS)) == 4 + 3 + 2 + 1
