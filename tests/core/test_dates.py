"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerType
from bot.core.answering import clarified, read, read_choice_of
from bot.core.asked import Clarify, Refusal
from bot.core.calendars import Calendar, existing, kept_date
from tests.core.asking_for import asked_besides, question, reason

DATE = AnswerType.DATE


@pytest.mark.parametrize(
    ("words", "language", "precision", "kept"),
    [
        ("2019", "en", "year", "2019"),
        ("٢٠١٩", "ar", "year", "2019"),
        ("I left in 2019.", "en", "year", "2019"),
        ("3 May 2019", "en", "year", "2019"),
        ("May 2019", "en", "month", "2019-05"),
        ("in may, 2019", "en", "month", "2019-05"),
        ("5/2019", "en", "month", "2019-05"),
        ("2019-05", "en", "month", "2019-05"),
        ("2019.5", "en", "month", "2019-05"),
        ("نوفمبر ٢٠١٩", "ar", "month", "2019-11"),
        ("تشرين الثاني 2019", "ar", "month", "2019-11"),
        ("травень 2019", "uk", "month", "2019-05"),
        ("3 травня 2019", "uk", "day", "2019-05-03"),
        ("3 May 2019", "en", "day", "2019-05-03"),
        ("May 3rd, 2019", "en", "day", "2019-05-03"),
        ("03.05.2019", "en", "day", "2019-05-03"),
        ("3-5-2019", "en", "day", "2019-05-03"),
        ("2019/05/03", "en", "day", "2019-05-03"),
        ("12/25/2019", "en", "day", "2019-12-25"),
        ("٣/٥/٢٠١٩", "ar", "day", "2019-05-03"),
        ("1398", "fa", "year", "2019 sh1398"),
        ("۱۳۹۸", "prs", "year", "2019 sh1398"),
        ("سال ۱۳۹۸", "fa", "year", "2019 sh1398"),
        ("1398", "nl", "year", "2019 sh1398"),
        ("2019", "fa", "year", "2019"),
        ("۱۳۹۸/۰۲/۱۳", "fa", "day", "2019-05-03 sh1398-02-13"),
        ("13 اردیبهشت 1398", "fa", "day", "2019-05-03 sh1398-02-13"),
        ("ثور ۱۳۹۸", "prs", "month", "2019-04 sh1398-02"),
        ("غویی 1398", "ps", "month", "2019-04 sh1398-02"),
        ("13.2.1398", "fa", "year", "2019 sh1398"),
        ("1398 هجری شمسی", "fa", "year", "2019 sh1398"),
        ("حمل 1398", "ar", "month", "2019-03 sh1398-01"),
        ("2009 ዓ.ም.", "am", "year", "2016 eth2009"),
        ("2009 E.C.", "en", "year", "2016 eth2009"),
        ("2009 G.C.", "am", "year", "2009"),
        ("፳፻፱", "am", "year", "2016 eth2009"),
        ("1 ጥቅምት 2009", "am", "day", "2016-10-11 eth2009-02-01"),
        ("ጥሪ 2009", "am", "month", "2017-01 eth2009-05"),
    ],
)
def test_a_date_is_kept_in_the_precision_asked_for_with_what_the_person_wrote(
    words: str, language: str, precision: str, kept: str
):
    asked = question(DATE, language=language, precision=precision, latest="today")
    assert read(words, asked) == kept


@pytest.mark.parametrize(
    ("words", "language", "precision", "part"),
    [
        ("", "en", "year", "four digits"),
        ("long ago", "en", "year", "four digits"),
        ("98", "en", "year", "not 98"),
        ("7", "en", "year", "not 98"),
        ("3.5.98", "en", "day", "not 98"),
        ("2019 or 2020", "en", "year", "four digits"),
        ("2019", "en", "month", "month and year"),
        ("May", "en", "month", "month and year"),
        ("May 2019", "en", "day", "day, month and year"),
        ("31.02.2019", "en", "day", "no such date"),
        ("1 2 3 2019", "en", "day", "no such date"),
        ("30.12.1398", "fa", "day", "no such date"),
        ("1700", "en", "year", "four digits"),
        ("1440", "ar", "year", "counted in Europe"),
        ("2027", "en", "year", "not come yet"),
        ("1450", "fa", "year", "not come yet"),
        ("27 November 2026", "en", "day", "not come yet"),
        ("word " * 20 + "2019", "en", "year", "four digits"),
    ],
)
def test_what_is_no_date_is_refused_with_an_example(
    words: str, language: str, precision: str, part: str
):
    asked = question(DATE, language=language, precision=precision, latest="today")
    assert part in reason(read(words, asked))


@pytest.mark.parametrize(
    ("words", "part"),
    [("1999", "cannot be before"), ("2021", "cannot be after"), ("1377", "cannot be before")],
)
def test_a_date_out_of_bounds_is_refused(words: str, part: str):
    asked = question(DATE, precision="year", earliest="2000", latest="2020-06")
    assert part in reason(read(words, asked))


def test_a_year_that_lies_in_two_fits_when_one_of_them_does():
    asked = question(DATE, precision="year", earliest="2020", latest="2020")
    assert read("1398", asked) == "2019 sh1398"
    assert read("1399", asked) == "2020 sh1399"


def test_today_is_not_after_today():
    asked = question(DATE, precision="day", latest="today")
    assert read("26.11.2026", asked) == "2026-11-26"


@pytest.mark.parametrize(
    ("words", "language", "precision", "values"),
    [
        ("2009", "ti", "year", ["2009", "2016 eth2009"]),
        ("2009", "am", "year", ["2009", "2016 eth2009"]),
        ("መስከረም 2009", "ti", "month", ["2009-09", "2016-09 eth2009-01"]),
        ("1/2/2009", "ti", "day", ["2009-02-01", "2016-10-11 eth2009-02-01"]),
    ],
)
def test_where_two_calendars_are_in_use_the_person_is_asked_which(
    words: str, language: str, precision: str, values: list[str]
):
    asked = question(DATE, language=language, precision=precision, latest="today")
    clarify = asked_besides(read(words, asked))
    assert clarify.pending == f"date {'|'.join(values)}"
    waiting = question(
        DATE, language=language, precision=precision, latest="today", pending=clarify.pending
    )
    assert clarified(waiting) == clarify
    assert [read_choice_of(choice.id, waiting) for choice in clarify.choices] == values
    assert [read(number, waiting) for number in ("1", "፪")] == values
    assert read_choice_of("sh", waiting) is None
    assert read_choice_of("mayan", waiting) is None
    assert read("3 May 2015 G.C.", waiting) == "2015-05-03"[: len(values[0])]


def test_a_year_that_only_one_calendar_has_reached_needs_no_question():
    asked = question(DATE, language="ti", precision="year", latest="today")
    assert read("2024", asked) == "2024"


def test_a_pending_date_that_cannot_be_read_asks_nothing():
    assert clarified(question(DATE, pending="date x|y")) is None


@given(st.text(max_size=70), st.sampled_from(["en", "fa", "ti", "ar"]))
def test_no_text_does_anything_but_give_a_date_a_question_or_a_refusal(words: str, language: str):
    for precision in ("year", "month", "day"):
        found = read(words, question(DATE, language=language, precision=precision))
        assert isinstance(found, Clarify | Refusal) or kept_date(str(found)) is not None


@given(
    st.dates(),
    st.sampled_from(["{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}"]),
)
def test_every_gregorian_day_is_read_in_every_usual_order(day: date, form: str):
    found = read(form.format(day), question(DATE, precision="day"))
    if existing(Calendar.GREGORIAN, day.year, day.month, day.day):
        assert found == day.isoformat()
    elif existing(Calendar.SOLAR_HIJRI, day.year, day.month, day.day):
        assert isinstance(found, str)
    else:
        assert isinstance(found, Refusal)
