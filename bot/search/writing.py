"""A question in the forms it is compared in: lightly cleaned, as folded words, as n-grams, as consonants.

The encoder reads nearly what was typed: heavily normalised text costs it up to ten points
(docs/decisions/0034-search.md). Words are folded hard (bot.core.fold), and consonants are what an Arabic, Persian,
Cyrillic or Ethiopic spelling has in common with the Latin letters people type on a phone.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.language import LanguageCode
from bot.core.tokens import tokens

LONGEST = 400
"""Letters of a question that are read; what comes behind tells no more about what is asked."""
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
"""Arabic vowel signs and tatweel, which people leave out and the encoder stumbles over."""
_SPACES = re.compile(r"\s+")
SHORTEST_GRAM, LONGEST_GRAM = 2, 5
LONGEST_CODE_GRAM = 3


def for_encoder(words: str) -> str:
    """Return a question as the encoder reads it: as typed, without Arabic vowel signs, cut where it is long."""
    plain = _MARKS.sub("", words).encode("utf-8", "ignore").decode()  # half a letter is none
    return _SPACES.sub(" ", plain).strip()[:LONGEST]


def word_terms(words: tuple[str, ...]) -> list[int]:
    """Return the words and pairs of words of a question, each as a number that is the same on every machine."""
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return [_number(each) for each in (*words, *pairs)]


def letter_terms(words: tuple[str, ...], longest: int = LONGEST_GRAM) -> list[int]:
    """Return the pieces of two to `longest` letters of each word, with its ends marked."""
    return [_number(each) for word in words for each in _grams(word, longest)]


def _grams(word: str, longest: int) -> Iterator[str]:
    whole = f" {word} "
    for size in range(SHORTEST_GRAM, longest + 1):
        if len(whole) <= size:
            yield whole
            return
        yield from (whole[at : at + size] for at in range(len(whole) - size + 1))


def _number(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


def words_of(question: str) -> tuple[str, ...]:
    """Return the folded words of a question."""
    return tokens(question[:LONGEST])


_ARABIC = {
    "b": "بپ", "t": "تط", "j": "جژ", "c": "چش", "h": "حه", "x": "خ", "d": "دذض", "r": "ر", "z": "زظ",
    "s": "سصث", "g": "غگ", "f": "فڤ", "k": "قك", "l": "ل", "m": "م", "n": "ن",
}  # fmt: skip
_CYRILLIC = {
    "b": "бп", "g": "гґхһ", "d": "дд", "j": "ж", "z": "з", "k": "к", "l": "л", "m": "м", "n": "н", "r": "р",
    "s": "сц", "t": "т", "f": "ф", "c": "чшщ",
}  # fmt: skip
_ETHIOPIC = {
    "h": "ሀሐኀኸ", "l": "ለ", "m": "መ", "s": "ሠሰጸፀ", "r": "ረ", "c": "ሸቸጨ", "k": "ቀቐከኰቈ", "b": "በቨጰፐ", "t": "ተጠ",
    "n": "ነኘ", "z": "ዘ", "j": "ዠጀ", "d": "ደ", "g": "ገጐ", "f": "ፈ",
}  # fmt: skip
_OTHER_SCRIPTS = {
    **{letter: code for code, letters in _ARABIC.items() for letter in letters},
    **{letter: code for code, letters in _CYRILLIC.items() for letter in letters},
    **{
        chr(ord(row) + n): code
        for code, rows in _ETHIOPIC.items()
        for row in rows
        for n in range(7)
    },
}
_LATIN: tuple[tuple[str, str], ...] = (
    ("shch", "c"), ("sch", "c"), ("tch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "g"), ("zh", "j"),
    ("dh", "d"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("ck", "k"),
    ("7", "h"), ("5", "x"), ("9", "k"), ("8", "g"), ("6", "t"), ("q", "k"), ("p", "b"),
    *((letter, letter) for letter in "bdfghjklmnrstzxc"),
)  # fmt: skip
_PIECES = dict(_LATIN)
_PIECE = re.compile("|".join(sorted(map(re.escape, _PIECES), key=len, reverse=True)))
_ARTICLE = re.compile(r"^(?:al|el|il)(?=\w{3})|^ال(?=\w{3})")
_REPEATED = re.compile(r"(.)\1+")
_CYRILLIC_LANGUAGES = frozenset({"uk", "ru", "be", "bg", "sr"})
_OF_CYRILLIC = str.maketrans({"h": "g", "x": "g", "j": None})
"""In these languages h, kh, x and g are written for the same letters, and j for a vowel."""


def consonants(word: str, language: LanguageCode) -> str:
    """Return the consonants of a folded word in ASCII: nearly the same for `شهادتي` and `shahadti`.

    Vowels, w, v and y are left out, since each alphabet writes them in its own way; doubled letters count once.
    """
    word = _ARTICLE.sub("", word) if language == "ar" else word
    code = (
        "".join(_PIECES[piece] for piece in _PIECE.findall(word))
        if word.isascii()
        else "".join(_OTHER_SCRIPTS.get(letter, "") for letter in word)
    )
    if language in _CYRILLIC_LANGUAGES and word.isascii():
        code = code.translate(_OF_CYRILLIC)
    if code.endswith("h") and len(code) > 1:
        code = code[:-1]
    return _REPEATED.sub(r"\1", code)


def code_terms(words: tuple[str, ...], language: LanguageCode) -> list[int]:
    """Return the consonants of each word, and their pieces of up to three letters."""
    codes = [code for code in (consonants(word, language) for word in words) if code]
    pairs = (f"{first} {second}" for first, second in pairwise(codes))
    pieces = (each for code in codes for each in _grams(code, LONGEST_CODE_GRAM + 1))
    return [_number(each) for each in (*codes, *pairs, *pieces)]


def is_latin(question: str) -> bool:
    """Whether most letters of a question are Latin ones."""
    letters = [letter for letter in question if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    return 2 * latin > len(letters)


def letters_of(question: str) -> str:
    """Return only the letters of a question, in small ones, words apart."""
    kept = "".join(
        each if each.isalpha() or each in "'’" else " " for each in for_encoder(question).casefold()
    )
    return _SPACES.sub(" ", kept).strip()


def tongue_terms(question: str, buckets: int) -> NDArray[np.int64]:
    """Return the pieces of one to four letters that tell a language, each as one of `buckets` numbers."""
    found = [
        _number(piece) % buckets
        for word in letters_of(question).split()
        for size in (1, 2, 3, 4)
        for piece in _windows(f" {word} ", size)
    ]
    return np.array(found, dtype=np.int64)


def _windows(word: str, size: int) -> Iterator[str]:
    return (word[at : at + size] for at in range(len(word) - size + 1))
