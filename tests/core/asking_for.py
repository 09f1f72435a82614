"""Questions of every kind for tests, in a small world whose names are also known in another language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.asked import Asked, Clarify, Given, Refusal
from bot.core.flow import Choice, ChoiceId
from bot.core.text import Text, literal

TODAY = date(2026, 11, 26)
COUNTRIES = {
    "sy": "Syria",
    "af": "Afghanistan",
    "cd": "Congo - Kinshasa",
    "cg": "Congo - Brazzaville",
    "iq": "Iraq",
    "ir": "Iran",
    "mm": "Myanmar (Burma)",
    "nl": "Netherlands",
    "tr": "Türkiye",
    "kp": "North Korea",
    "kr": "South Korea",
}
TONGUES = {
    "ar": "Arabic",
    "prs": "Dari",
    "ti": "Tigrinya",
    "kmr": "Kurmanji (Northern Kurdish)",
    "en": "English",
    "ku": "Kurdish",
}
OTHER = {
    "cldr/country/SY": "سوريا",
    "cldr/language/ar": "العربية",
    "cldr/month/11": "نوفمبر",
    "cldr/month/5": "травень",
    "cldr/month_in_date/5": "травня",
    "cldr/month/9": "መስከረም",
    "ui/yes": "Ja",
}
"""Names and words in other languages, by place."""


def spell(text: Text) -> Iterable[str]:
    """Return a text in English and, where it is known, in another language."""
    if not text.place:
        return (str(text.values["words"]),)
    return (text.source, *([OTHER[text.place]] if text.place in OTHER else []))


def choices(*ids: str) -> tuple[Choice, ...]:
    """Return choices whose labels are their ids."""
    return tuple(Choice(id=ChoiceId(id_), label=literal(id_)) for id_ in ids)


def question(
    type_: AnswerType,
    *,
    language: str = "en",
    pending: str = "",
    offers: tuple[Choice, ...] = (),
    also: Mapping[str, str] | None = None,
    **spec: Any,
) -> Asked:
    """Return a question for an answer of `type_` with what `spec` says."""
    return Asked(
        spec=AnswerSpec(name="a", type=type_, **spec),
        choices=offers,
        spell=spell,
        today=TODAY,
        language=language,
        pending=pending,
        countries=COUNTRIES,
        tongues=TONGUES,
        also=also or {},
    )


def reason(given: Given | None) -> str:
    """Return why an answer was refused."""
    assert isinstance(given, Refusal), given
    return given.reason.source


def asked_besides(given: Given | None) -> Clarify:
    """Return the question an answer led to."""
    assert isinstance(given, Clarify), given
    return given
