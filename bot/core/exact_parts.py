"""What of a text must be the same in its translation, and how each such part is found: links, commands, numbers."""

import re
import unicodedata
from collections.abc import Mapping

from bot.core.fold import digits

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
LINK = re.compile(
    r"https?://[^\s<>\"]+|(?<![\w/.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|eu|net|int|gov|info|be|hu|ie|it|nl|sk|si|es|uk)\b\S*",
    re.IGNORECASE,
)
COMMAND = re.compile(r"(?<![\w/.:])/[a-z][a-z0-9_]*")
NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f ]\d+)*")
PHONE = re.compile(r"(?<![\w/.,])(?:\+|0)[\d\s().\-\u00a0\u202f]{7,}\d")
SHORTEST_PHONE = 9
"""Digits; eight could be a date."""
TRAILING = ".,;:!?)،؛؟።፣፤፥፦"
"""What stands behind a link and is no part of it."""

_NO_DIGIT = re.compile(r"\D")


def only_digits(words: str) -> str:
    """Return the digits of `words`, written as 0 to 9."""
    return _NO_DIGIT.sub("", digits(words))


def numbers_in(text: str) -> Mapping[str, str]:
    """Return the numbers of a text by their digits, each with how it is written there; none of links and phones."""
    without = LINK.sub("", PLACEHOLDER.sub("", text))
    for phone in phones_in(text).values():
        without = without.replace(phone, "")
    return {
        only_digits(unicodedata.normalize("NFKC", number)): number
        for number in NUMBER.findall(without)
    }


def phones_in(text: str) -> Mapping[str, str]:
    """Return the phone numbers of a text by their digits, each with how it is written there."""
    if "+" not in text and "0" not in text:
        return {}
    found = (match[0] for match in PHONE.finditer(LINK.sub("", text)))
    plain = {only_digits(phone): phone for phone in found}
    return {number: phone for number, phone in plain.items() if len(number) >= SHORTEST_PHONE}


def links_in(text: str) -> frozenset[str]:
    """Return the links and commands of a text in small letters, without what stands behind them."""
    found = (*LINK.findall(text), *COMMAND.findall(text))
    return frozenset(link.rstrip(TRAILING).lower() for link in found)
