"""Making two ways of writing the same thing equal: digits of any script, letter variants, case, punctuation."""

import re
import unicodedata

_LETTERS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه",
    "ؤ": "و", "ئ": "ي", "ـ": None, "ё": "е", "ґ": "г", "’": "'", "ʼ": "'", "`": "'", "\u200c": None, "\u200d": None,
})  # fmt: skip
"""Arabic, Persian and Kurdish letter variants, kashida and joiners, two Cyrillic pairs, apostrophes."""

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SPACES = re.compile(r"\s+")


def fold(words: str) -> str:
    """Return `words` in the form in which answers are compared; two people's spellings of a label become equal."""
    plain = unicodedata.normalize("NFKD", words.translate(_LETTERS).casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACES.sub(" ", _EDGES.sub("", digits(letters.translate(_LETTERS))))


def digits(words: str) -> str:
    """Return `words` with the digits of every script written as 0 to 9."""
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
        for letter in words
    )


def whole_number(words: str) -> int | None:
    """Return the whole number written in `words` in any script, or None."""
    plain = digits(unicodedata.normalize("NFKC", words)).strip().rstrip(".")
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", plain):
        return None
    return int(plain)
