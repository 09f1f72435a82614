"""The languages people can choose, their plural forms, and days in words."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.catalogs import catalog
from bot.content.languages import Offering, read_languages
from bot.content.po import Message, PoFile
from bot.core.language import Direction
from tests.content.folder import LANGUAGES, write

SHIPPED, REPORT = read_languages(Path(__file__).parents[2])

SPOKEN = ["en", "nl", "fr", "ar", "fa", "uk", "ti"]
ON_PAPERS = ["hu", "it", "sk", "sl", "es", "ps"]


def test_nobody_chooses_a_language_that_only_papers_are_written_in():
    offered = {code: each.offering for code, each in SHIPPED.items()}
    assert {code for code, each in offered.items() if each is Offering.PAPERS} == {*ON_PAPERS}
    assert not any(SHIPPED[code].language.offered for code in ON_PAPERS)
    assert all(SHIPPED[code].language.draft for code in ON_PAPERS)


def test_the_shipped_languages_are_in_order():
    assert REPORT.findings == []
    assert list(SHIPPED) == [*SPOKEN, *ON_PAPERS]
    assert {
        code for code, each in SHIPPED.items() if each.language.direction is Direction.RIGHT_TO_LEFT
    } == {"ar", "fa", "ps"}
    assert SHIPPED["ti"].language.native == "ትግርኛ"


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("en", {0: 1, 1: 0, 2: 1}),
        ("fr", {0: 0, 1: 0, 2: 1}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4}),
        ("fa", {0: 0, 1: 0, 2: 1}),
        ("uk", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 14: 2, 21: 0, 22: 1, 111: 2}),
        ("ti", {0: 0, 1: 0, 2: 1}),
        ("hu", {0: 1, 1: 0, 2: 1}),
        ("it", {0: 1, 1: 0, 2: 1}),
        ("sk", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 21: 2}),
        ("sl", {0: 3, 1: 0, 2: 1, 3: 2, 4: 2, 5: 3, 101: 0, 102: 1}),
        ("es", {0: 1, 1: 0, 2: 1}),
        ("ps", {0: 1, 1: 0, 2: 1}),
    ],
)
def test_a_number_takes_the_form_its_language_gives_it(code: str, forms: dict[int, int]):
    assert {count: SHIPPED[code].form(count) for count in forms} == forms


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "23 November 2026"),
        ("nl", "23 november 2026"),
        ("fr", "23 novembre 2026"),
        ("ar", "23 نوفمبر 2026"),
        ("fa", "23 نوامبر 2026"),
        ("uk", "23 листопада 2026\u202fр."),
        ("ti", "ሕዳር 23, 2026 (23/11/2026)"),
        ("hu", "2026. november 23."),
        ("it", "23 novembre 2026"),
        ("sk", "23. novembra 2026"),
        ("sl", "23. november 2026"),
        ("es", "23 de noviembre de 2026"),
        ("ps", "2026 نومبر 23"),
    ],
)
def test_a_day_is_gregorian_in_the_words_of_the_language_and_in_digits_everybody_reads(
    code: str, words: str
):
    assert catalog(SHIPPED[code], ()).date(date(2026, 11, 23)) == words


def test_english_is_there_even_when_the_file_is_not(tmp_path: Path):
    languages, report = read_languages(tmp_path)
    assert list(languages) == ["en"]
    assert [each.code for each in report.findings] == ["F001"]


def test_a_rule_that_names_a_form_too_many_never_leads_outside(tmp_path: Path):
    bad = LANGUAGES.replace("nplurals=2; plural=(n != 1)", "nplurals=2; plural=(n)")
    languages, _ = read_languages(write(tmp_path, {"locales/languages.yaml": bad}))
    assert [languages["nl"].form(count) for count in (0, 1, 2, 9)] == [0, 1, 1, 1]


def message(*forms: str, plural: str | None = None, flags: tuple[str, ...] = ()) -> PoFile:
    return PoFile(
        messages=(Message(place="a/b", source="Hello", plural=plural, forms=forms, flags=flags),)
    )


def test_a_confirmed_translation_is_found_by_its_place_and_english():
    found = catalog(SHIPPED["nl"], [message("Hallo")])
    assert found.find("a/b", "Hello") == "Hallo"
    assert found.find("a/c", "Hello") is None
    assert found.find("a/b", "Hello!") is None, "the English has changed since"


def test_an_open_or_unconfirmed_translation_counts_as_missing():
    assert catalog(SHIPPED["nl"], [message("")]).find("a/b", "Hello") is None
    assert catalog(SHIPPED["nl"], [message("Hallo", flags=("fuzzy",))]).find("a/b", "Hello") is None


def test_a_translation_with_a_number_needs_all_forms():
    forms = [str(number) for number in range(6)]
    whole = catalog(SHIPPED["ar"], [message(*forms, plural="Hellos")])
    assert [
        whole.find_plural("a/b", "Hello", "Hellos", count) for count in (0, 1, 2, 5, 50, 100)
    ] == forms
    assert whole.find_plural("a/b", "Hello", "Hellos!", 1) is None
    assert (
        catalog(SHIPPED["ar"], [message(*forms[:5], plural="Hellos")]).find_plural(
            "a/b", "Hello", "Hellos", 1
        )
        is None
    )
    assert (
        catalog(SHIPPED["ar"], [message(*forms[:5], "", plural="Hellos")]).find_plural(
            "a/b", "Hello", "Hellos", 1
        )
        is None
    )


def test_english_is_its_own_translation():
    english = catalog(SHIPPED["en"], ())
    assert english.language.code == "en"
    assert english.find("anywhere", "Hello") == "Hello"
    assert [english.find_plural("x", "day", "days", count) for count in (1, 2)] == ["day", "days"]
