"""A translation that does not fit its text is found, and one that fits is left alone."""

from pathlib import Path

import pytest

from bot.content.languages import read_languages
from bot.content.po import Message
from bot.content.translation_checks import CHECKS, Translation, doubts

LANGUAGES = read_languages(Path(__file__).parents[2])[0]


def found(
    source: str,
    *forms: str,
    plural: str | None = None,
    language: str = "nl",
    label: bool = False,
    critical: bool = False,
    flags: tuple[str, ...] = (),
) -> list[str]:
    message = Message(place="a/b/say", source=source, plural=plural, forms=forms, flags=flags)
    given = Translation(message=message, entry=LANGUAGES[language], label=label, critical=critical)
    return [code for code, _ in doubts(given)]


@pytest.mark.parametrize(
    ("source", "form", "code"),
    [
        ("Hello {name}", "Hallo", "L004"),
        ("Hello {name}", "Hallo {naam}", "L004"),
        ("Hello", "Hallo {name}", "L004"),
        ("Hello {name}", "Hallo {Name}", "L004"),
        ("Hello there", "Hallo \u202bdaar", "L007"),
        ("Hello there", "Hallo \u2068daar\u2069", "L007"),
        ("Hello there", "Hello there", "L008"),
        ("It takes 6 weeks", "Het duurt 8 weken", "L009"),
        ("It takes 6 weeks", "Het duurt zes weken", "L009"),
        ("It costs 148.83 euro", "Het kost 148,33 euro", "L009"),
        ("Call 112", "Bel", "L009"),
        ("See https://idw.nl/en", "Zie https://idw.nl/nl", "L010"),
        ("See refugeehelp.nl", "Zie de website", "L010"),
        ("Send /delete", "Stuur /verwijder", "L010"),
    ],
)
def test_a_translation_that_differs_where_it_must_not_is_found(source: str, form: str, code: str):
    assert code in found(source, form)


@pytest.mark.parametrize(
    ("source", "form", "language"),
    [
        ("Hello {name}, you are {age}.", "{age} jaar ben je, {name}.", "nl"),
        ("It takes 6 weeks", "يستغرق ٦ أسابيع", "ar"),
        ("It takes 6 weeks", "۶ هفته طول می‌کشد", "fa"),
        ("It costs 148.83 euro", "Het kost 148,83 euro", "nl"),
        ("More than 1,000 hours", "Plus de 1 000 heures", "fr"),
        ("In December 2025 up to 10 weeks", "في ديسمبر 2025 حتى 10 أسابيع", "ar"),
        ("See https://idw.nl/en.", "راجع https://idw.nl/en،", "ar"),
        ("Send /delete.", "أرسل /delete", "ar"),
        ("Merit", "Merit", "nl"),
        ("IDW", "IDW", "nl"),
        ("https://idw.nl", "https://idw.nl", "nl"),
        ("COA, VluchtelingenWerk", "COA, VluchtelingenWerk", "nl"),
    ],
)
def test_a_translation_that_fits_is_left_alone(source: str, form: str, language: str):
    assert found(source, form, language=language) == []


def test_a_label_may_be_longer_than_in_english_but_has_to_fit_a_button():
    assert found("Go back", "x" * 40, label=True) == []
    assert found("Go back", "x" * 41, label=True) == ["L006"]
    assert found("Go back", "x" * 41) == []


def test_every_plural_form_of_the_language_is_needed():
    six = [f"{{count}} {number}" for number in range(6)]
    assert found("{count} day", *six, plural="{count} days", language="ar") == []
    assert found("{count} day", *six[:2], plural="{count} days", language="ar") == ["L005"]
    assert found("{count} day", *six[:5], "", plural="{count} days", language="ar") == ["L005"]


def test_one_and_two_may_be_said_in_words():
    """Arabic has its own words for one and two days."""
    forms = ("لا أيام", "يوم واحد", "يومان", "{count} أيام", "{count} يومًا", "{count} يوم")
    assert found("{count} day", *forms, plural="{count} days", language="ar") == []


def test_a_translation_that_is_not_confirmed_is_not_judged_because_nobody_sees_it():
    assert found("Hello {name}", "Hallo", flags=("fuzzy",)) == []
    assert found("Hello {name}", "") == []


def test_a_critical_text_must_be_confirmed():
    assert found("Call 112", "Bel 112", critical=True) == []
    assert found("Call 112", "", critical=True) == ["L011"]
    assert found("Call 112", "Bel 112", critical=True, flags=("fuzzy",)) == ["L011"]


def test_every_check_of_the_table_finds_something_of_its_own():
    assert len({check.__doc__ for check in CHECKS}) == len(CHECKS)
