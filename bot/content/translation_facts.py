"""Checks of facts in translations: numbers, dates, phone numbers, links and commands are those of the English text."""

import re
from collections.abc import Iterator
from functools import cache

from babel.dates import get_month_names

from bot.content.translation import Doubt, Translation
from bot.core.exact_parts import links_in, numbers_in, phones_in
from bot.core.fold import digits

_DIGIT = re.compile(r"\d")
_ENGLISH = "en_GB"


def numbers_differ(given: Translation) -> Iterator[Doubt]:
    """Find numbers that are not the same as in the English text, in whatever digits they are written."""
    if given.message.plural is not None:
        return
    wanted = numbers_in(given.message.source)
    for form in given.forms:
        found = numbers_in(form)
        if wanted.keys() != found.keys():
            invented = sorted(found.keys() - wanted.keys())
            lacking = ", ".join(sorted(wanted.keys() ^ found.keys()))
            needle = found[invented[0]] if invented else ""
            yield Doubt(
                "L009", f"These numbers stand only in one of the two texts: {lacking}.", needle
            )


def phones_differ(given: Translation) -> Iterator[Doubt]:
    """Find phone numbers that are not those of the English text; how their digits are grouped does not matter."""
    wanted = phones_in(given.english)
    for form in given.forms:
        found = phones_in(form)
        for number in sorted(wanted.keys() - found.keys()):
            yield Doubt("L013", f"The phone number {wanted[number]} is missing in the translation.")
        for number in sorted(found.keys() - wanted.keys()):
            phone = found[number]
            yield Doubt(
                "L013", f"The phone number {phone} does not stand in the English text.", phone
            )


def dates_differ(given: Translation) -> Iterator[Doubt]:
    """Find months beside a number that the English text does not name."""
    wanted = _months(given.english, _ENGLISH)
    for form in given.forms if wanted else ():
        for month, name in _months(form, given.entry.dates).items():
            if month not in wanted:
                said = ", ".join(wanted.values())
                yield Doubt(
                    "L012", f"The English text says {said}; '{name}' is another month.", name
                )


def _months(text: str, locale: str) -> dict[int, str]:
    """Return the months of a text that stand beside a number, each with the name it has there."""
    plain = digits(text)
    if not _DIGIT.search(plain):
        return {}
    return {
        month: match["name"]
        for month, pattern in _patterns(locale).items()
        if (match := pattern.search(plain)) is not None
    }


@cache
def _patterns(locale: str) -> dict[int, re.Pattern[str]]:
    names: dict[int, set[str]] = {}
    for context in ("format", "stand-alone"):
        for month, name in get_month_names("wide", context, locale).items():
            names.setdefault(month, set()).add(str(name))
    return {month: _beside_a_number(found) for month, found in names.items()}


def _beside_a_number(names: set[str]) -> re.Pattern[str]:
    name = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=\d\s)|(?<=\d\.\s)|(?<=\de\s)|(?<![\w])(?=(?:{name})\W{{1,3}}\d))(?P<name>{name})(?!\w)",
        re.IGNORECASE,
    )


def links_differ(given: Translation) -> Iterator[Doubt]:
    """Find links and commands that are not the same as in the English text."""
    wanted = links_in(given.message.source)
    for form in given.forms:
        differing = sorted(wanted ^ links_in(form))
        if differing:
            invented = [each for each in differing if each not in wanted]
            yield Doubt(
                "L010",
                f"This stands only in one of the two texts: {', '.join(differing)}.",
                invented[0] if invented else "",
            )
