"""Words made ready for paper: what the fonts cannot draw is taken out, and nothing in them turns the line around."""

import re
import unicodedata
from dataclasses import dataclass, field

MISSING = "[…]"
"""Stands for letters the fonts lack, as in a quotation that leaves something out."""

RUN = 20
"""After so many characters a word may be broken: so many wide letters (W, ቋ) fit in a column in bold."""
LONG_WORD = 32
"""Words up to this long are not touched: Dutch and Hungarian have real ones."""
MARKS = 4
"""So many marks on one letter occur in writing; more would climb over the line above."""

_ISOLATES = "\u2066\u2067\u2068"
_POP = "\u2069"
_SOFT = "\u200b"
_DROPPED = re.compile(
    "[\u202a-\u202e\u206a-\u206f\ufeff\ufe00-\ufe0f\U000e0000-\U000e0fff]"  # turns lines, or is of emoji
)
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\u00a0]+")
_LOOSE_JOINERS = re.compile("(?:^|(?<=[\\s\u200c\u200d]))[\u200c\u200d]+", re.MULTILINE)
_WORD = re.compile(rf"[^\s{_SOFT}]{{{LONG_WORD + 1},}}")
_BREAKS = re.compile(r"(?<=[/-])(?=[^\W\d])")
"""Here a line ends by itself; addresses can be copied as they are."""
_GAPS = re.compile(rf"{re.escape(MISSING)}(?:\s*{re.escape(MISSING)})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """Makes words printable with fonts that have the `covered` characters."""

    covered: frozenset[str] = field(repr=False)

    def words(self, text: str) -> str:
        """Return `text` as it can be printed; empty when nothing of it can (a lone emoji)."""
        text = _DROPPED.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
        text = _without_towers("".join(map(self._drawn, text)))
        text = _LOOSE_JOINERS.sub("", _SPACES.sub(" ", _GAPS.sub(MISSING, text)))
        lines = (line.strip() for line in text.split("\n"))
        return "\n".join(_breakable(_balanced(line)) for line in lines if _says_something(line))

    def _drawn(self, character: str) -> str:
        if character in self.covered or character.isspace():
            return character
        return MISSING if unicodedata.category(character)[0] in "LN" else ""


def _says_something(line: str) -> bool:
    return any(unicodedata.category(character)[0] not in "CZM" for character in line)


def _without_towers(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS:
            kept.append(character)
    return "".join(kept)


def _balanced(line: str) -> str:
    """Every isolate is closed and every closing mark has its isolate, so that no words reach into their neighbours."""
    kept: list[str] = []
    still_open = 0
    for character in line:
        if character == _POP and not still_open:
            continue
        still_open += (character in _ISOLATES) - (character == _POP)
        kept.append(character)
    return "".join(kept) + _POP * still_open


def _breakable(line: str) -> str:
    return _WORD.sub(lambda word: "".join(map(_broken, _BREAKS.split(word.group()))), line)


def _broken(word: str) -> str:
    return _SOFT.join(_pieces(word)) if len(word) > LONG_WORD else word


def _pieces(word: str) -> list[str]:
    pieces = [""]
    for character in word:
        if len(pieces[-1]) >= RUN and not unicodedata.combining(character):
            pieces.append("")
        pieces[-1] += character
    return pieces


def is_right_to_left(text: str) -> bool | None:
    """Return which way `text` runs by its first letter outside of isolates; None when it has none."""
    inside = 0
    for character in text:
        inside += (character in _ISOLATES) - (character == _POP)
        kind = unicodedata.bidirectional(character)
        if not inside and kind in {"R", "AL", "L"}:
            return kind != "L"
    return None
