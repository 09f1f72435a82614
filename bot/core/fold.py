"""Making two ways of writing the same thing equal: digits of any script, letter variants, case, punctuation.

Folded is what one keyboard has instead of another's letter, what fonts draw alike, and what people write for the same
sound; letters that tell words apart stay. The result is for comparing only and never shown.
"""

import re
import unicodedata
from collections.abc import Callable

_VARIANTS = {
    # Arabic: hamza and its carriers, alef maksura, ta marbuta; kashida, Persian joiners
    "ا": "أإآٱ", "ي": "ىیئېۍێےۓ", "ك": "کڪ", "ه": "ةۀەہھۂۃ", "و": "ؤۆۇۈ", "": "ءـ\u200c\u200d\u2060\u00ad",
    # Pashto, Urdu and Sorani letters that other keyboards of the script lack
    "ت": "ټٹ", "د": "ډڈ", "ر": "ړڑڕ", "ن": "ڼں", "ش": "ښ", "ژ": "ږ", "ج": "ځ", "چ": "څ", "ل": "ڵ", "ف": "ڤ",
    # Latin and Cyrillic letters that do not come apart into a letter and its mark, or look the same
    "i": "ıі", "o": "ø", "l": "ł", "d": "đð", "е": "ё", "г": "ґ", "'": "’‘ʼʻ`´",
    # Ethiopic word space and punctuation
    " ": "፡።፣፤፥፦፧፨",
}  # fmt: skip
"""Letters as they are compared, each with the ones it stands for."""

_ROWS = {"ሐ": "ሀ", "ኀ": "ሀ", "ኸ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ"}
"""Ethiopic consonants that sound like another one, in all seven orders."""

_LETTERS = str.maketrans(
    {letter: plain for plain, several in _VARIANTS.items() for letter in several}
    | {chr(ord(row) + n): chr(ord(plain) + n) for row, plain in _ROWS.items() for n in range(7)}
)
_FOURTH_ORDER = str.maketrans({"ሃ": "ሀ", "ኣ": "አ"})
"""Of these two consonants also the first and the fourth order sound alike."""

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SPACES = re.compile(r"\s+")
_LOOSE = re.compile(r"[\s'\-‐‑–—_/.,;:()]+")
_ETHIOPIC_NUMBER = re.compile("[፩-፼]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ ,'٬\u00a0\u202f][0-9]{3}){1,2}")


class _Letters(dict[int, int | str | None]):
    """What letters become; each is looked up once, when it first comes."""

    def __init__(self, becomes: Callable[[str], int | str | None]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> int | str | None:
        self[code] = self._becomes(chr(code))
        return self[code]


_WITHOUT_MARKS = _Letters(lambda letter: None if unicodedata.combining(letter) else letter)
_LATIN_DIGITS = _Letters(
    lambda letter: str(unicodedata.digit(letter)) if letter.isdigit() else letter
)

LONGEST = 5000
"""Characters of which more is never compared."""


def fold(words: str) -> str:
    """Return `words` in the form in which answers are compared; two people's spellings of a label become equal."""
    folded = _once(words[:LONGEST])
    while (again := _once(folded)) != folded:
        folded = again
    return folded


def _once(words: str) -> str:
    if words.isascii():
        return _SPACES.sub(" ", _EDGES.sub("", words.replace("`", "'").lower()))
    plain = unicodedata.normalize("NFKD", words.translate(_LETTERS).casefold())
    same = plain.translate(_WITHOUT_MARKS).translate(_LETTERS).translate(_FOURTH_ORDER)
    return _SPACES.sub(" ", _EDGES.sub("", digits(same)))


def skeleton(words: str) -> str:
    """Return `words` folded, without spaces and marks in between: `Guinea-Bissau` and `guinea bissau` are equal."""
    return _LOOSE.sub("", fold(words))


def digits(words: str) -> str:
    """Return `words` with the numbers of every script written in the digits 0 to 9."""
    if words.isascii():
        return words
    latin = _ETHIOPIC_NUMBER.sub(lambda found: str(_ethiopic(found[0])), words)
    return latin.translate(_LATIN_DIGITS)


def _ethiopic(numeral: str) -> int:
    """Return the value of an Ethiopic numeral: tens and ones, hundreds (፻) of those, myriads (፼) of all before."""
    total = hundreds = small = 0
    for sign in numeral:
        value = int(unicodedata.numeric(sign))
        if value == _MYRIAD:
            total = (total + hundreds + small or 1) * value
            hundreds = small = 0
        elif value == _HUNDRED:
            hundreds += (small or 1) * value
            small = 0
        else:
            small += value
    return min(total + hundreds + small, _LARGEST)


_HUNDRED, _MYRIAD, _LARGEST = 100, 10_000, 10**9


def whole_number(words: str) -> int | None:
    """Return the whole number written in `words` in any script, or None."""
    plain = digits(unicodedata.normalize("NFKC", words)).strip().rstrip(".")
    if _GROUPED.fullmatch(plain):
        plain = "".join(sign for sign in plain if sign.isdigit())
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", plain):
        return None
    return int(plain)
