"""Phone numbers, e-mail addresses and places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerType
from bot.core.answering import read
from bot.core.asked import Refusal
from bot.core.contacts import position_kept
from tests.core.asking_for import question, reason

CONTACT, PLACE = AnswerType.CONTACT, AnswerType.PLACE


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("+31 6 1234 5678", "+31612345678"),
        ("0031 (6) 12.34.56-78", "+31612345678"),
        ("06 12345678", "0612345678"),
        ("٠٦١٢٣٤٥٦٧٨", "0612345678"),
        ("\u200e+۹۳ ۷۰ ۱۲۳ ۴۵۶۷", "+93701234567"),
        ("name@Example.ORG", "name@example.org"),
        (" a.b+c@mail.example.org. ", "a.b+c@mail.example.org"),
        ("mailto:a@b.nl", "a@b.nl"),
        ("ｎａｍｅ＠ｅｘａｍｐｌｅ．ｏｒｇ", "name@example.org"),
    ],
)
def test_a_contact_is_kept_in_one_form(words: str, kept: str):
    assert read(words, question(CONTACT)) == kept


@pytest.mark.parametrize(
    ("words", "accepts", "part"),
    [
        ("hello", (), "phone number, for example +31 6 12345678, or an e-mail"),
        ("123456", (), "phone number"),
        ("+1234567890123456", (), "phone number"),
        ("12+345678", (), "phone number"),
        ("a@b", (), "e-mail"),
        ("a@b.nl c@d.nl", (), "e-mail"),
        (f"{'a' * 250}@b.nl", (), "e-mail"),
        ("a@b.nl", ("phone",), "phone number with the code of its country"),
        ("0612345678", ("email",), "e-mail address, for example name@"),
    ],
)
def test_what_is_no_contact_is_refused_with_an_example(
    words: str, accepts: tuple[str, ...], part: str
):
    assert part in reason(read(words, question(CONTACT, accepts=accepts)))


@given(st.text(max_size=40))
def test_no_text_does_anything_but_give_a_contact_or_a_refusal(words: str):
    found = read(words, question(CONTACT))
    assert isinstance(found, Refusal) or re.fullmatch(r"\+?[0-9]{7,15}|\S+@\S+", str(found))


@given(st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True), st.sampled_from([" ", "-", ".", ""]))
def test_a_number_is_the_same_however_it_is_spaced(number: str, between: str):
    spaced = number[:3] + between + between.join(re.findall("..?", number[3:]))
    assert read(spaced, question(CONTACT)) == number


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  Mazar-e\nSharif ", "Mazar-e Sharif"),
        ("مشهد", "مشهد"),
        ("52.0907, 5.1214", "52.09,5.12"),
        ("-33.8688;151.2093", "-33.87,151.21"),
        ("-0.001,0.001", "0.00,0.00"),
    ],
)
def test_a_place_is_a_line_of_words_or_a_rounded_position(words: str, kept: str):
    assert read(words, question(PLACE)) == kept


@pytest.mark.parametrize("words", ["", "x", "12345", "x" * 101, "91,3", "3,181"])
def test_what_is_no_place_is_refused(words: str):
    assert "name of a place" in reason(read(words, question(PLACE)))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_shared_position_is_kept_to_about_a_kilometre(latitude: float, longitude: float):
    kept = position_kept(latitude, longitude)
    assert re.fullmatch(r"-?\d{1,2}\.\d\d,-?\d{1,3}\.\d\d", kept)
    assert read(kept, question(PLACE)) == kept
