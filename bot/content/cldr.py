"""Names of countries, languages and months from CLDR, and amounts, by the places texts have for them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import format_decimal

from bot.core.world import COUNTRIES, TONGUES

PLACE = "cldr/"
"""Every text whose place begins so is answered from CLDR and never sent to a translator."""
AMOUNT = f"{PLACE}amount/"

_CALLED = {"prs": "fa_AF"}
"""Languages CLDR keeps under another code."""

_OWN: Mapping[str, Mapping[str, str]] = {
    "kmr": {
        "en": "Kurmanji (Northern Kurdish)",
        "nl": "Kurmandji (Noord-Koerdisch)",
        "fr": "kurmandji (kurde du Nord)",
        "ar": "الكرمانجية (الكردية الشمالية)",
        "fa": "کرمانجی (کردی شمالی)",
        "uk": "курманджі (північнокурдська)",
    },
    "ber": {
        "en": "Berber (Tamazight)",
        "nl": "Berbers (Tamazight)",
        "fr": "berbère (tamazight)",
        "ar": "الأمازيغية",
        "fa": "بربری (آمازیغی)",
        "uk": "берберська (тамазігт)",
    },
    "haz": {
        "en": "Hazaragi",
        "nl": "Hazaragi",
        "fr": "hazaragi",
        "ar": "الهزارية",
        "fa": "هزارگی",
        "uk": "хазарагі",
    },
    "fvr": {"en": "Fur", "ar": "الفور"},
    "mls": {"en": "Masalit", "ar": "المساليت"},
    "zag": {"en": "Zaghawa", "ar": "الزغاوة"},
}
"""Languages CLDR does not name."""


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def find(place: str, source: str, locale: str, *, numbered: bool = False) -> str:
    """Return the name at a `cldr/` place in a language, or the English one where CLDR has none.

    If months are `numbered`, because their names are used for two calendars, one that stands alone has its number too.
    """
    _, kind, code = place.split("/")
    name = _KINDS[kind](code, _locale(locale)) or source
    return f"{name} ({int(code):02})" if numbered and kind == "month" else name


def _country(code: str, locale: Locale) -> str | None:
    return locale.territories.get(code.upper())


def _tongue(code: str, locale: Locale) -> str | None:
    own = _OWN.get(code, {}).get(locale.language)
    return own or locale.languages.get(_CALLED.get(code, code))


def _month(number: str, locale: Locale) -> str | None:
    return str(locale.months["stand-alone"]["wide"][int(number)])


def _month_in_date(number: str, locale: Locale) -> str | None:
    return str(locale.months["format"]["wide"][int(number)])


def _amount(number: str, locale: Locale) -> str | None:
    """Return an amount with the marks of a language and the digits 0 to 9; with decimals it has two."""
    form = "#,##0.00" if "." in number else "#,##0"
    return str(format_decimal(Decimal(number), form, locale))


_KINDS: Mapping[str, Callable[[str, Locale], str | None]] = {
    "country": _country,
    "language": _tongue,
    "month": _month,
    "month_in_date": _month_in_date,
    "amount": _amount,
}


def english_country(code: str) -> str:
    """Return the English name of a country, or the code when there is none."""
    return _country(code, _locale("en")) or code


def english_tongue(code: str) -> str:
    """Return the English name of a language, or the code when there is none."""
    return _tongue(code, _locale("en")) or code


@cache
def countries() -> Mapping[str, str]:
    """Return the English name of every country by its code."""
    return {code: english_country(code) for code in sorted(COUNTRIES)}


@cache
def tongues() -> Mapping[str, str]:
    """Return the English name of every language by its code."""
    return {code: english_tongue(code) for code in sorted(TONGUES)}
