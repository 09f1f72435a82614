"""What a translation did to numbers, dates, links and the like is found, and what it kept is left alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.facts_kept import Difference, Fact, Side, differences

SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("Come on 12.11.2026 at 14:30.", "تعال في ١٢/١١/٢٠٢٦ الساعة ١٤:٣٠."),
        ("Come on 2026-11-12 at 2:30 pm", "Kommen Sie am 12.11.2026 um 14.30 Uhr"),
        ("On 13/11/2026", "On 11/13/2026"),
        ("On 5.13.2018", "2018-13-05"),
        ("On 12.11.26", "On 12. 11. 2026"),
        ("At 12:15 a.m.", "00:15"),
        ("At 14 Uhr", "at 2 p.m. sharp"),
        ("From 9:00-17:00", "von 9:00 bis 17:00"),
        ("It costs 1,000.50 euro", "Es kostet 1.000,50 Euro"),
        ("It costs 148.83 euro", "تكلفتها ١٤٨٫٨٣ يورو"),
        ("It costs 1 000 euro", "Es kostet 1.000 Euro"),
        ("1'000'000 people", "1\u202f000\u202f000 personnes"),
        ("1,00,000 people", "100000 people"),
        ("Take bus 12 100 metres", "100 Meter mit Bus 12"),
        ("Rooms 10,15,20", "Räume 10, 15, 20"),
        ("Version 1.2.3", "Fassung 1.2.3"),
        ("§ 60a of the law", "المادة 60a من القانون"),
        ("Art. 33(1)", "المادة ٣٣(١)"),
        ("Article 33", "ماده ۳۳"),
        ("Art. 3.1", "المادة 3.1"),
        ("It takes 5h", "Cela prend 5 heures"),
        ("Your code is K7-M2", "کد شما K۷-M۲ است"),
        ("Rooms 22-33", "rooms 22 to 33"),
        ("See https://IDW.nl/En.", "راجع https://idw.nl/En،"),
        ("See www.x.com, or bamf.de/x", "bamf.de/x، www.x.com"),
        ("Write to A.B@c.nl.", "a.b@c.nl"),
        ("Write /human", "اكتب /human"),
        ("Call +31 30 123 4567.", "اتصل ‎+31301234567"),
        ("Come on {day}", "{day} komen"),
        ("፲፪ days", "12 days"),
        ("45:99 and 99.99.2026", "99.99.2026, 45:99"),
        ("", ""),
    ],
)
def test_facts_that_are_only_written_another_way_are_the_same(original: str, translation: str):
    assert differences(original, translation) == ()
    assert differences(translation, original) == ()


@pytest.mark.parametrize(
    ("original", "translation", "kind"),
    [
        ("Come on 12.11.2026", "12.12.2026", Fact.DATE),
        ("On 12/11/2026", "On 11/12/2026", Fact.DATE),
        ("At 14:30", "um 14:20", Fact.TIME),
        ("At 2 pm", "um 2 am", Fact.TIME),
        ("It costs 1.5 euro", "15 Euro", Fact.NUMBER),
        ("6 weeks", "sechs Wochen", Fact.NUMBER),
        ("5 and 6 and 5", "5 und 6 und 6", Fact.NUMBER),
        ("§ 60a", "§ 60b", Fact.ARTICLE),
        ("§ 60a", "المادة 60", Fact.ARTICLE),
        ("§ 60", "المادة 61", Fact.ARTICLE),
        ("article 33(1)", "المادة 33(2)", Fact.ARTICLE),
        ("Code K7-M2", "Code K7-M3", Fact.TICKET),
        ("https://idw.nl/En", "https://idw.nl/en", Fact.LINK),
        ("https://x.nl/1", "https://x.nl/١", Fact.LINK),
        ("a.b@c.nl", "ab@c.nl", Fact.EMAIL),
        ("Send /delete", "أرسل /حذف", Fact.COMMAND),
        ("Call 030 123 45 67", "030 123 45 76", Fact.PHONE),
        ("Come on {day}", "am {tag}", Fact.PLACEHOLDER),
    ],
)
def test_a_fact_that_changed_is_found_as_what_it_is(original: str, translation: str, kind: Fact):
    assert kind in {each.kind for each in differences(original, translation)}
    assert kind in {each.kind for each in differences(translation, original)}


def test_a_difference_says_what_stands_where_as_it_is_written_there():
    found = differences("On 12.11.2026, see idw.nl.", "في ١٣/١١/٢٠٢٦، idw.nl")
    assert found == (
        Difference(kind=Fact.DATE, words="12.11.2026", only_in=Side.ORIGINAL),
        Difference(kind=Fact.DATE, words="١٣/١١/٢٠٢٦", only_in=Side.TRANSLATION),
    )


def test_where_numerals_change_the_length_the_digits_are_shown():
    found = differences("፻፶ days", "five days")
    assert found == (Difference(kind=Fact.NUMBER, words="150", only_in=Side.ORIGINAL),)


WORDS = st.sampled_from(["euro", "on", "until", "اليوم", "weeks", "§", "Art.", "or", "um", "Code"])
FACTS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(1000, 10**7).map("{:,}".format),
    st.decimals(0, 99999, places=2, allow_nan=False).map(str),
    st.dates().map(str),
    st.dates().map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    st.times().map(lambda time: f"{time.hour}:{time.minute:02}"),
    st.from_regex(r"\A\+?0[1-9]{3} [0-9]{3} [0-9]{4}\Z"),
    st.from_regex(r"\A§ [1-9][0-9]?[ab]?(\([1-9]\))?\Z"),
    st.from_regex(r"\A[0-9]{1,4}[.,:/ -][0-9]{1,4}([.,/ -][0-9]{1,4})?\Z"),
    st.sampled_from(["1 pm", "12 am", "11:30 pm", "9 Uhr", "14h30", "33(1)", "5h", "60a"]),
)
TEXTS = st.lists(st.one_of(WORDS, FACTS), min_size=1, max_size=6).map(" ".join)
ANYTHING = st.text(max_size=80)


@given(st.one_of(TEXTS, ANYTHING))
def test_the_same_text_has_no_difference(text: str):
    assert differences(text, text) == ()


@given(TEXTS, st.data())
def test_one_other_digit_anywhere_is_found(text: str, data: st.DataObject):
    places = [at for at, sign in enumerate(text) if sign.isascii() and sign.isdigit()]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != text[at]]))
    assert differences(text, text[:at] + digit + text[at + 1 :]) != ()


@given(TEXTS, st.sampled_from(SCRIPTS))
def test_digits_in_another_script_are_no_difference(text: str, script: str):
    other = text.translate(str.maketrans("0123456789", script))
    assert differences(text, other) == ()


@given(ANYTHING, ANYTHING)
def test_either_way_round_the_same_facts_differ(one: str, other: str):
    there = {(each.kind, each.words, each.only_in) for each in differences(one, other)}
    swapped = {Side.ORIGINAL: Side.TRANSLATION, Side.TRANSLATION: Side.ORIGINAL}
    back = {(each.kind, each.words, swapped[each.only_in]) for each in differences(other, one)}
    assert there == back
