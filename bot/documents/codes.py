"""A fact's kept value as the code an export asks for; empty where it cannot honestly be written so."""

import re
from collections.abc import Callable, Mapping

from bot.core.answer import AnswerValue
from bot.core.calendars import kept_date
from bot.core.destinations import Form
from bot.core.world import COUNTRIES

LICENCES = frozenset(
    {"AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE"}
)
"""Categories of driving licences in the European Union (Directive 2006/126/EC)."""
CEFR = {"words": "A1", "simple": "A2", "most": "B1", "fluent": "C1"}
"""Our levels as levels of the Common European Framework: an estimate from the person's own words, rather low than high.

`mother` is none of them: Europass and others know it as a mother tongue.
"""
MOTHER = "mother"

_TONGUE = re.compile(r"[a-z]{2,3}")
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_POSITION = re.compile(r"-?\d+(\.\d+)?,-?\d+(\.\d+)?")
_EQF = re.compile(r"(?:eqf_?)?([1-8])")
_TWO_DIGITS = frozenset(
    map(
        str,
        {20, 27, *range(30, 35), 36, 39, 40, 41, *range(43, 50), *range(51, 59), *range(60, 67)}
        | {81, 82, 84, 86, *range(90, 96), 98},
    )
)
"""Calling codes of two digits (ITU-T E.164); besides them there are 1, 7 and those of three."""


def codes_of(value: AnswerValue, form: Form) -> tuple[str, ...]:
    """Return the codes for `value` in a form that is written as codes; none when it has none."""
    values = value if isinstance(value, tuple) else (str(value),)
    code = CODES[form]
    return tuple(filter(None, (code(each) for each in values)))


def is_position(value: AnswerValue) -> bool:
    """Whether a place is kept as a position on the map, which is nobody's business in a CV."""
    return _POSITION.fullmatch(str(value)) is not None


def split_spoken(value: AnswerValue) -> tuple[str, str]:
    """Return the code of a language and how well it is spoken, empty when that is not known."""
    code, _, level = str(value).partition("/")
    return code, level


def split_phone(number: str) -> tuple[str, str]:
    """Return the calling code of an international number without its plus, and the rest."""
    digits = number.removeprefix("+")
    length = 1 if digits[0] in "17" else 2 if digits[:2] in _TWO_DIGITS else 3
    return digits[:length], digits[length:]


def _date(value: str) -> str:
    """The Gregorian date; of a month or year in another calendar, the one it begins in."""
    gregorian = value.split(" ", 1)[0]
    return gregorian if kept_date(value) and kept_date(gregorian) else ""


def _country(value: str) -> str:
    return value if value in COUNTRIES else ""


def _tongue(value: str) -> str:
    code, _ = split_spoken(value)
    return code if _TONGUE.fullmatch(code) else ""


def _contact(value: str) -> str:
    return value if "@" in value or _PHONE.fullmatch(value) else ""


def _dialled(value: str) -> str:
    return _contact(value) if "@" in value or value.startswith("+") else ""


def _yes_no(value: str) -> str:
    return {"yes": "true", "no": "false"}.get(value, "")


def _licence(value: str) -> str:
    return value.upper() if value.upper() in LICENCES else ""


def _eqf(value: str) -> str:
    found = _EQF.fullmatch(value)
    return found[1] if found else ""


CODES: Mapping[Form, Callable[[str], str]] = {
    Form.DATE: _date,
    Form.COUNTRY: _country,
    Form.TONGUE: _tongue,
    Form.CONTACT: _contact,
    Form.DIALLED: _dialled,
    Form.YES_NO: _yes_no,
    Form.LICENCE: _licence,
    Form.EQF: _eqf,
}
"""How each form that is a code is written."""
