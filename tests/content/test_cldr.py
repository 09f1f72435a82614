"""Names from CLDR: every country and language has one, in every language that is offered."""

from pathlib import Path

import pytest
from babel import Locale

from bot.content import cldr
from bot.content.catalogs import catalog
from bot.content.languages import read_languages
from bot.content.release import read_content
from bot.core.months import month_name, month_names
from bot.core.world import COUNTRIES, TONGUES, country_name, tongue_name
from tests.content.folder import flow, write

ROOT = Path(__file__).parents[2]
LANGUAGES = read_languages(ROOT)[0]
NOT_STATES = {"ac", "cp", "cq", "dg", "ea", "eu", "ez", "ic", "qo", "ta", "un", "xa", "xb", "zz"}
"""What CLDR lists beside the countries of ISO 3166-1 and Kosovo."""


def test_every_country_of_cldr_can_be_named():
    codes = [str(code) for code in Locale("en").territories]
    listed = {code.lower() for code in codes if code.isalpha() and len(code) == 2}
    assert listed - NOT_STATES == COUNTRIES


def test_every_country_and_language_has_an_english_name():
    names = {**cldr.countries(), **cldr.tongues()}
    assert [code for code, name in names.items() if code == name] == []
    assert len(set(cldr.countries().values())) == len(COUNTRIES)
    assert len(set(cldr.tongues().values())) == len(TONGUES)


@pytest.mark.parametrize(
    ("language", "syria", "arabic", "dari", "may"),
    [
        ("en", "Syria", "Arabic", "Dari", "May"),
        ("nl", "Syrië", "Arabisch", "Dari", "mei"),
        ("fr", "Syrie", "arabe", "dari", "mai"),
        ("ar", "سوريا", "العربية", "الدارية", "مايو"),
        ("fa", "سوریه", "عربی", "دری", "مه"),
        ("uk", "Сирія", "арабська", "дарі", "травень"),
        ("ti", "ሶርያ", "ዓረብኛ", "ዳሪ", "ጉንበት (05)"),
    ],
)
def test_a_name_is_found_in_the_language_of_the_person(
    language: str, syria: str, arabic: str, dari: str, may: str
):
    words = catalog(LANGUAGES[language], ())
    texts = [
        country_name("sy", "Syria"),
        tongue_name("ar", "Arabic"),
        tongue_name("prs", "Dari"),
        month_name(5),
    ]
    found = [words.find(text.place, text.source) for text in texts]
    assert found == [syria, arabic, dari, may]


def test_a_name_cldr_lacks_is_english_and_no_reason_to_apologise():
    words = catalog(LANGUAGES["ti"], ())
    assert words.find("cldr/language/zag", "Zaghawa") == "Zaghawa"


def test_months_have_the_form_they_take_within_a_date():
    words = catalog(LANGUAGES["uk"], ())
    found = [words.find(text.place, text.source) for month, text in month_names() if month == 5]
    assert found == ["травень", "травня"]


def test_common_countries_and_languages_are_listed_by_code(tmp_path: Path):
    answers = """
        answers:
          born:
            country: any
            personal: no
          speaks:
            language: with level
            personal: no
        """
    steps = """
        ask_born:
          ask: Where were you born?
          save: born
          choices: [sy, af]
        ask_speaks:
          ask: What do you speak?
          save: speaks
          choices:
            - ar
            - ti
        bye:
          end: done
        """
    content = read_content(write(tmp_path, {"flows/trip.yaml": flow(steps, head=answers)}))
    assert content.sound, content.findings
    labels = content.release.labels
    assert labels["born", "sy"] == country_name("sy", "Syria")
    assert labels["speaks", "ti"] == tongue_name("ti", "Tigrinya")
    assert content.release.countries["af"] == "Afghanistan"


@pytest.mark.parametrize(
    ("amount", "locale", "words"),
    [
        ("1148.83", "nl", "1.148,83"),
        ("1148.83", "en", "1,148.83"),
        ("50", "ar", "50"),
        ("50.50", "fr", "50,50"),
    ],
)
def test_an_amount_is_written_as_the_language_does(amount: str, locale: str, words: str):
    assert cldr.find(f"cldr/amount/{amount}", amount, locale) == words


def test_an_amount_has_its_marks_in_english_too():
    words = catalog(LANGUAGES["en"], ())
    assert words.find("cldr/amount/1148.83", "1148.83") == "1,148.83"
