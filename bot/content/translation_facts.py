"""Checks of facts in translations: numbers, dates, phone numbers, links and commands are those of the English text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel.dates import get_month_names

from bot.content.extract import PLACEHOLDER
from bot.content.translation import Doubt, Translation
from bot.core.fold import digits

LINK = re.compile(
    r"https?://[^\s<>\"]+|(?<![\w/.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|eu|net|int|gov|info|be|hu|ie|it|nl|sk|si|es|uk)\b\S*",
    re.IGNORECASE,
)
COMMAND = re.compile(r"(?<![\w/.:])/[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f ]\d+)*")
_PHONE = re.compile(r"(?<![\w/.,])(?:\+|0)[\d\s().\-\u00a0\u202f]{7,}\d")
_SHORTEST_PHONE = 9
"""Digits; eight could be a date."""
_DIGIT = re.compile(r"\d")
_TRAILING = ".,;:!?)،؛؟።፣፤፥፦"
_ENGLISH = "en_GB"


def numbers_differ(given: Translation) -> Iterator[Doubt]:
    """Find numbers that are not the same as in the English text, in whatever digits they are written."""
    if given.message.plural is not None:
        return
    wanted = _numbers(given.message.source)
    for form in given.forms:
        found = _numbers(form)
        if wanted.keys() != found.keys():
            invented = sorted(found.keys() - wanted.keys())
            lacking = ", ".join(sorted(wanted.keys() ^ found.keys()))
            needle = found[invented[0]] if invented else ""
            yield Doubt(
                "L009", f"These numbers stand only in one of the two texts: {lacking}.", needle
            )


def _numbers(text: str) -> dict[str, str]:
    """Return the numbers of a text, each with how it is written there."""
    without = LINK.sub("", PLACEHOLDER.sub("", text))
    for phone in _phones(text).values():
        without = without.replace(phone, "")
    return {
        re.sub(r"\D", "", digits(unicodedata.normalize("NFKC", number))): number
        for number in _NUMBER.findall(without)
    }


def phones_differ(given: Translation) -> Iterator[Doubt]:
    """Find phone numbers that are not those of the English text; how their digits are grouped does not matter."""
    wanted = _phones(given.english)
    for form in given.forms:
        found = _phones(form)
        for number in sorted(wanted.keys() - found.keys()):
            yield Doubt("L013", f"The phone number {wanted[number]} is missing in the translation.")
        for number in sorted(found.keys() - wanted.keys()):
            phone = found[number]
            yield Doubt(
                "L013", f"The phone number {phone} does not stand in the English text.", phone
            )


def _phones(text: str) -> dict[str, str]:
    if "+" not in text and "0" not in text:
        return {}
    found = (match[0] for match in _PHONE.finditer(LINK.sub("", text)))
    plain = {re.sub(r"\D", "", digits(phone)): phone for phone in found}
    return {number: phone for number, phone in plain.items() if len(number) >= _SHORTEST_PHONE}


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
    wanted = _links(given.message.source)
    for form in given.forms:
        differing = sorted(wanted ^ _links(form))
        if differing:
            invented = [each for each in differing if each not in wanted]
            yield Doubt(
                "L010",
                f"This stands only in one of the two texts: {', '.join(differing)}.",
                invented[0] if invented else "",
            )


def _links(text: str) -> set[str]:
    return {
        link.rstrip(_TRAILING).lower() for link in (*LINK.findall(text), *COMMAND.findall(text))
    }
