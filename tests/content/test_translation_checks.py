"""A translation that does not fit its text is found, and one that fits is left alone."""

from pathlib import Path
from types import MappingProxyType

import pytest

from bot.content.codes import CODES
from bot.content.country_words import pattern_of, read_country_words
from bot.content.glossary import read_glossary
from bot.content.languages import Offering, read_languages
from bot.content.po import Message
from bot.content.translation import Glossary, Translation
from bot.content.translation_checks import CHECKS, FAULTS, doubts
from bot.core.finding import Severity
from tests.content.folder import write

SHIPPED = Path(__file__).parents[2]
LANGUAGES = read_languages(SHIPPED)[0]


def found(
    source: str,
    *forms: str,
    plural: str | None = None,
    language: str = "nl",
    label: bool = False,
    critical: bool = False,
    flags: tuple[str, ...] = (),
    glossary: Glossary = MappingProxyType({}),
    country_words: tuple[str, ...] = (),
) -> list[str]:
    message = Message(place="a/b/say", source=source, plural=plural, forms=forms, flags=flags)
    given = Translation(
        message=message,
        entry=LANGUAGES[language],
        label=label,
        critical=critical,
        glossary=glossary,
        country_words=pattern_of(country_words),
    )
    return [doubt.code for doubt in doubts(given)]


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
        ("See enkk.hu", "Zie enkk.eu", "L010"),
        ("On 3 December 2025", "Op 3 november 2025", "L012"),
        ("Until March 2026", "Tot mei 2026", "L012"),
        ("Call 030 123 45 67", "Bel 030 123 45 76", "L013"),
        ("Call us", "Bel +31 30 123 45 67", "L013"),
        ("Call +31 30 123 4567.", "Bel ons.", "L013"),
        ("Go on", "Ga verder ", "L015"),
        ("Go on", "\nGa verder", "L015"),
        ("Where to?", "Waarheen", "L016"),
        ("{count, plural, one {day}}", "{count, plural, one {dag}}", "L004"),
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
        ("On 3 December 2025", "Op 3 december 2025", "nl"),
        ("On 3 December 2025", "Le 3 décembre 2025", "fr"),
        ("On 3 December 2025", "3 грудня 2025", "uk"),
        ("On 3 December 2025", "في 3 ديسمبر/كانون الأول 2025", "ar"),
        ("On 3 December 2025", "۳ دسامبر ۲۰۲۵", "fa"),
        ("You may ask 3 people", "Je mag 3 mensen vragen", "nl"),
        ("Call +31 30 123 4567.", "Bel +31-30-123 45 67", "nl"),
        ("Call +31 30 123 4567.", "اتصلوا بالرقم +31301234567", "ar"),
        ("Where to?", "إلى أين؟", "ar"),
        ("Where to? 🙂", "ናበይ፧", "ti"),
        ("“Where to?”", "« Où ? »", "fr"),
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


GLOSSARY = {"residence permit": ("verblijfsvergunning*",), "embassy": ("ambassade", "ambassades")}


@pytest.mark.parametrize(
    ("source", "form", "codes"),
    [
        ("Your residence permit", "Je verblijfsvergunning", []),
        ("Two Residence permits", "Twee Verblijfsvergunningen.", []),
        ("Your residence permit", "Je verblijfskaart", ["L014"]),
        ("The embassy", "De ambassades", []),
        ("The embassy", "De ambassaderaad", ["L014"]),
        ("The permit", "De kaart", []),
    ],
)
def test_a_term_of_the_glossary_is_said_with_its_word(source: str, form: str, codes: list[str]):
    assert found(source, form, glossary=GLOSSARY) == codes


def test_the_glossary_does_not_mind_how_arabic_letters_are_written():
    terms = {"residence permit": ("*تصريح* *إقامة",)}
    assert found("Your residence permit", "وتصريح الاقامة", language="ar", glossary=terms) == []


def test_the_shipped_glossary_has_a_word_in_every_language_people_speak_with_merit():
    glossaries, report = read_glossary(SHIPPED, LANGUAGES)
    assert report.findings == []
    spoken = {c for c, each in LANGUAGES.items() if each.offering is not Offering.PAPERS}
    assert glossaries.keys() == spoken - {"en"}
    assert len({tuple(terms) for terms in glossaries.values()}) == 1


def test_a_glossary_for_a_language_there_is_not_is_found(tmp_path: Path):
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/glossary.yaml").write_text("permit:\n  nll: vergunning\n")
    _, report = read_glossary(tmp_path, LANGUAGES)
    assert [(each.code, each.line, each.suggestion) for each in report.findings] == [
        ("L001", 2, "nl")
    ]


@pytest.mark.parametrize(
    ("source", "form", "grave"),
    [
        ("Hello {name}", "Hallo", True),
        ("Call 030 123 45 67", "Bel ons", True),
        ("It takes 6 weeks", "Het duurt 8 weken", False),
        ("Where to?", "Waarheen", False),
        ("Send /delete", "Stuur /verwijder", False),
    ],
)
def test_what_is_looked_for_at_each_loading_is_what_makes_a_translation_unusable(
    source: str, form: str, grave: bool
):
    given = Translation(
        message=Message(place="a/b/say", source=source, forms=(form,)),
        entry=LANGUAGES["nl"],
        label=False,
        critical=False,
    )
    found = [doubt.code for doubt in doubts(given, FAULTS)]
    assert bool(found) == grave
    assert all(CODES[code].severity is Severity.ERROR for code in found)
    rest = [doubt.code for doubt in doubts(given) if doubt.code not in found]
    assert all(CODES[code].severity is Severity.WARNING for code in rest)


def test_every_check_of_the_table_finds_something_of_its_own():
    assert len({check.__doc__ for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("source", "form", "codes"),
    [
        ("Ask the Questura.", "Vraag het aan de Questura.", []),
        ("Ask the Questura.", "اسأل مكتب QUESTURA.", []),
        ("Ask the Questura.", "Vraag het aan de politie.", ["L020"]),
        ("See Marché du travail : illimité", "Voyez Marché du travail\u00a0: illimité", []),
        ("Ask the Centre d'aide", "Demandez au centre d’aide", []),
        ("Ask CIMEA for Refugees.", "Vraag CIMEA.", ["L020"]),
        ("The word Questurale is another.", "Dat woord is een ander.", []),
    ],
)
def test_a_word_of_a_country_stays(source: str, form: str, codes: list[str]):
    words = (
        "Questura",
        "CIMEA",
        "CIMEA for Refugees",
        "Marché du travail : illimité",
        "Centre d'aide",
    )
    assert found(source, form, country_words=words) == codes


def test_without_such_words_nothing_is_looked_for(tmp_path: Path):
    assert read_country_words(tmp_path)[0] is None
    assert found("Ask the Questura.", "Vraag het aan de politie.") == []


def test_the_words_of_the_countries_are_read_and_mistakes_named(tmp_path: Path):
    write(
        tmp_path, {"locales/country-words.yaml": "it:\n  Questura: an office\n  Comune:\nnl: x\n"}
    )
    pattern, report = read_country_words(tmp_path)
    assert pattern is not None
    assert pattern.findall("The Questura and the Comune") == ["Questura"]
    assert [finding.line for finding in report.findings] == [3, 4]
