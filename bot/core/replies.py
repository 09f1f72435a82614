"""Filling in a saved reply: what an advisor gives for its placeholders, checked by type."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from bot.core.entry import SavedReply
from bot.core.text import Text, pgettext

LONGEST_VALUE = 120
"""Letters of a place or a name."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class SlotType(StrEnum):
    """What can be filled in."""

    DATE = "date"
    """`2026-12-01`; the person reads it as their language writes dates."""
    TIME = "time"
    """`14:30`."""
    AMOUNT = "amount"
    """`50` or `148.83`, without a currency."""
    PLACE = "place"
    NAME = "name"


class BadValueError(Exception):
    """What an advisor gave for a saved reply does not fit; the message says what would, `slot` is which one."""

    def __init__(self, message: str, slot: str = "") -> None:
        super().__init__(message)
        self.slot = slot


_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    SlotType.TIME: (re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d"), "14:30"),
    SlotType.AMOUNT: (re.compile(r"\d{1,7}(?:\.\d{2})?"), "50 or 148.83"),
}


def filled(reply: SavedReply, given: Mapping[str, str]) -> Text:
    """Return the reply's text with the values `given`; raise BadValueError when one is missing, unknown or unfit."""
    unknown = [name for name in given if name not in reply.slots]
    if unknown:
        raise BadValueError(
            f"'{reply.id}' has no '{unknown[0]}'. It takes: {', '.join(reply.slots) or 'nothing'}."
        )
    missing = [name for name in reply.slots if not given.get(name, "").strip()]
    if missing:
        example = "2026-12-01" if reply.slots[missing[0]] == SlotType.DATE else "…"
        raise BadValueError(
            f"'{reply.id}' needs {missing[0]}: --with {missing[0]}={example}", missing[0]
        )
    values = {name: _value(name, type_, given[name]) for name, type_ in reply.slots.items()}
    return reply.text.with_values(**values)


def amount(words: str) -> Text:
    """Return an amount, such as 1148.83, as each language writes it."""
    return pgettext(f"cldr/amount/{words}", words)


def _value(name: str, type_: str, given: str) -> str | date | Text:
    words = given.strip()
    if type_ == SlotType.DATE:
        try:
            return date.fromisoformat(words)
        except ValueError:
            raise BadValueError(
                f"{name}: '{words}' is not a date. Write 2026-12-01.", name
            ) from None
    form, example = _FORMS.get(type_, (None, ""))
    if form is not None and not form.fullmatch(words):
        raise BadValueError(f"{name}: '{words}' does not fit. Write it like {example}.", name)
    if len(words) > LONGEST_VALUE or _CONTROLS.search(words):
        raise BadValueError(f"{name}: at most {LONGEST_VALUE} letters in one line.", name)
    return amount(words) if type_ == SlotType.AMOUNT else words
