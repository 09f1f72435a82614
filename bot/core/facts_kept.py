"""What a translation did to the facts of a text: numbers, dates, times, links and the like stand in both, or are found.

Nothing is understood, only compared: a number written as a word, or a month named in words, counts as not there. So a
difference says that somebody has to look, and no difference says that every fact stands there as often as before. In
which order they stand is not compared, since languages order words differently.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from bot.core.exact_parts import COMMAND, LINK, PHONE, PLACEHOLDER, SHORTEST_PHONE, only_digits
from bot.core.exact_parts import TRAILING as BEHIND
from bot.core.fold import digits
from bot.core.ticket_code import SIGNS


class Fact(StrEnum):
    """What has to stand in both texts."""

    PLACEHOLDER = "placeholder"
    EMAIL = "email"
    LINK = "link"
    COMMAND = "command"
    TICKET = "ticket"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    ARTICLE = "article"
    NUMBER = "number"


class Side(StrEnum):
    """Which of the two texts."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact that stands in one of the two texts only, or there more often; `words` as they are written there."""

    kind: Fact
    words: str
    only_in: Side


def differences(original: str, translation: str) -> tuple[Difference, ...]:
    """Return the facts that stand in one of the two texts only, those of the original first."""
    lettered = _lettered(original) | _lettered(translation)
    ways = product(_readings(original, lettered), _readings(translation, lettered))
    return min((_compared(before, after) for before, after in ways), key=len)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A fact as it is written; those with the same `key` are the same."""

    kind: Fact
    key: str
    words: str


_Parts = list[_Part]


def _compared(before: _Parts, after: _Parts) -> tuple[Difference, ...]:
    return (*_only(before, after, Side.ORIGINAL), *_only(after, before, Side.TRANSLATION))


def _only(parts: _Parts, others: _Parts, side: Side) -> Iterator[Difference]:
    left = Counter(part.key for part in others)
    for part in parts:
        if left[part.key]:
            left[part.key] -= 1
        else:
            yield Difference(kind=part.kind, words=part.words, only_in=side)


_MARKS = str.maketrans({"٫": ".", "٬": ",", "．": ".", "：": ":"})
"""Marks within numbers, each with the one of Latin script."""


def _plain(text: str) -> str:
    return digits(text).translate(_MARKS)


def _readings(text: str, lettered: frozenset[str]) -> Iterator[_Parts]:
    """Yield the facts of a text; twice where a space may stand within a number, or between two (5 200 people)."""
    yield _parts(text, lettered, spaced=False)
    if _SPACED.search(_plain(text)):
        yield _parts(text, lettered, spaced=True)


def _parts(text: str, lettered: frozenset[str], *, spaced: bool) -> _Parts:
    scan = _Scan(written=text, rest=text)
    scan.take(Fact.PLACEHOLDER, PLACEHOLDER, lambda found: (found[1],))
    scan.take(Fact.EMAIL, _EMAIL, lambda found: (found[0].lower(),))
    scan.take(Fact.LINK, _LINK, lambda found: (_address(found[0]),))
    scan.take(Fact.COMMAND, COMMAND, lambda found: (found[0],))
    # From here on the digits of every script are equal; a link or a command with other digits would be a broken one.
    scan.rest = _plain(scan.rest)
    scan.take(Fact.TICKET, _TICKET, lambda found: (found[0],))
    scan.take(Fact.DATE, _YEAR_FIRST, lambda found: _day(found[1], found[3], found[4]))
    scan.take(Fact.DATE, _DAY_FIRST, lambda found: _day(found[4], found[3], found[1]))
    scan.take(Fact.TIME, _CLOCK, lambda found: _time(found[1], found[2], found[3]))
    scan.take(Fact.TIME, _HOUR, lambda found: _time(found[1], "00", found[2]))
    scan.take(Fact.PHONE, PHONE, _phone)
    scan.take(Fact.ARTICLE, _ARTICLE, _article)
    scan.take(Fact.ARTICLE, _BARE, lambda found: _bare_article(found, lettered))
    scan.take(Fact.NUMBER, _NUMBER_SPACED if spaced else _NUMBER, lambda found: _number(found[0]))
    return scan.found


class _Scan:
    """The facts found so far, and the `rest` of the text: what was taken is blank there, and not taken twice."""

    def __init__(self, written: str, rest: str) -> None:
        self.written = written
        self.rest = rest
        self.found: _Parts = []

    def take(
        self, kind: Fact, pattern: re.Pattern[str], keys: Callable[[re.Match[str]], tuple[str, ...]]
    ) -> None:
        """Take what `pattern` finds, as one part for each of its keys; what has none stays."""
        rest = self.rest
        for found in pattern.finditer(rest):
            for key in keys(found):
                own = key if key.startswith(_NUMBER_KEY) else f"{kind}:{key}"
                self.found.append(_Part(kind=kind, key=own, words=self._words(found)))
                blank = _TAKEN * len(found[0])
                self.rest = self.rest[: found.start()] + blank + self.rest[found.end() :]

    def _words(self, found: re.Match[str]) -> str:
        """Return what was found as it is written; Ethiopic numerals may be shorter or longer than the digits."""
        same = len(self.written) == len(self.rest)
        words = self.written[found.start() : found.end()] if same else found[0]
        return words.strip().rstrip(BEHIND)


_TAKEN = "\x00"
_NUMBER_KEY = "number:"
"""What the key of a number begins with, whether an article is numbered or something else."""

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    rf"{LINK.pattern}|(?<![\w/.-])(?:www\.|[a-z0-9.-]+\.(?:de|at|ch)\b)[^\s<>\"]*", re.IGNORECASE
)


def _address(link: str) -> str:
    """Return a link with the part in small letters in which they do not matter, without what stands behind it."""
    whole = link.rstrip(BEHIND)
    scheme, slashes, rest = whole.rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{slashes}{host.lower()}{slash}{path}"


_TICKET = re.compile(rf"(?<!\w)(?=[\d-]*[A-Z])[{SIGNS}]{{2}}-[{SIGNS}]{{2}}(?!\w)")
"""A code with no letter in it is compared as two numbers: 22-33 can also be a span."""

_YEAR_FIRST = re.compile(r"(?<![\d.,/-])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d|[-/]\d)")
_DAY_FIRST = re.compile(r"(?<![\d.,/-])(\d{1,2})(\. |[-./])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-./,]\d)")
_LAST_DAY, _LAST_MONTH, _LONGEST_THIRTEENTH = 31, 12, 6
"""The Ethiopian calendar has a thirteenth month of at most six days."""


def _day(year: str, month: str, day: str) -> tuple[str, ...]:
    """Return the date; day before month, unless only the other order makes one."""
    if int(month) > _LAST_MONTH and not _thirteenth(month, day):
        month, day = day, month
    fits = 1 <= int(month) <= _LAST_MONTH or _thirteenth(month, day)
    if not (fits and 1 <= int(day) <= _LAST_DAY):
        return ()
    return (f"{year if len(year) > len('26') else '20' + year}-{int(month):02}-{int(day):02}",)


def _thirteenth(month: str, day: str) -> bool:
    return int(month) == _LAST_MONTH + 1 and int(day) <= _LONGEST_THIRTEENTH


_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:h]|\.(?=\d\d\s?(?:uhr|uur|[ap]\.?m)\b))(\d\d)(?![\d:])(?:\s?([ap])\.?m\b)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d.,:])(\d{1,2})\s?(?:uhr\b|uur\b|([ap])\.?m\b)", re.IGNORECASE)
_HALF_DAY, _LAST_HOUR, _LAST_MINUTE = 12, 23, 59


def _time(hours: str, minutes: str, half: str | None) -> tuple[str, ...]:
    """Return the time of a day of 24 hours."""
    hour = int(hours)
    if half and 1 <= hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (_HALF_DAY if half in "pP" else 0)
    fits = hour <= _LAST_HOUR and int(minutes) <= _LAST_MINUTE
    return (f"{hour:02}:{minutes}",) if fits else ()


def _phone(found: re.Match[str]) -> tuple[str, ...]:
    number = only_digits(found[0])
    return (number,) if len(number) >= SHORTEST_PHONE else ()


_CALLED = (
    r"(?:§{1,2}|\b(?:art(?:icles?|ikeln?|[íi]culos?|icol[oi]|s)?|sec(?:tions?|s)?|čl(?:en|ánok)?|ст(?:атт[іея])?"
    r"|para(?:graphs?)?|المادة|ماده)\b\.?)"
)
_ARTICLE = re.compile(
    rf"{_CALLED}\s?(\d+)([a-z]?)(?![a-z\d]|[.,]\d)((?:\s?\(\d+[a-z]?\))*)"
    r"|(?<![\w.,])(\d+)([a-z]?)((?:\(\d+[a-z]?\))+)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,])(\d+)([a-z])(?![a-z\d])", re.IGNORECASE)


def _article(found: re.Match[str]) -> tuple[str, ...]:
    """Return what an article is numbered with; where that is only a number, nobody needs the same word before it."""
    number, letter, parts = (found[at] or found[at + 3] or "" for at in (1, 2, 3))
    if not letter and not parts:
        return (f"{_NUMBER_KEY}{number}",)
    return (f"{number}{letter}{parts}".lower().replace(" ", ""),)


def _lettered(text: str) -> frozenset[str]:
    """Return the numbers of articles that end with a letter (§ 60a); other letters behind numbers are units (5h)."""
    found = _ARTICLE.finditer(_plain(text))
    return frozenset(f"{each[1]}{each[2]}".lower() for each in found if each[2])


def _bare_article(found: re.Match[str], lettered: frozenset[str]) -> tuple[str, ...]:
    return (found[0].lower(),) if found[0].lower() in lettered else ()


_WITHIN = r"[.,'’\u00a0\u202f]"
_NUMBER = re.compile(rf"\d+(?:{_WITHIN}\d+)*")
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_NUMBER_SPACED = re.compile(rf"(?<!\d)\d{{1,3}}(?: \d{{3}})+(?:[.,]\d+)?(?!\d)|{_NUMBER.pattern}")
_MARK = re.compile(r"[^\d]")
_GROUP = 3
_DECIMAL = frozenset(".,")


def _number(words: str) -> tuple[str, ...]:
    """Return a number without the marks between its groups, and a point before its decimals; else its pieces."""
    pieces, marks = _MARK.split(words), _MARK.findall(words)
    decimals = ""
    if _has_decimals(pieces, marks):
        decimals = f".{pieces.pop()}"
        marks.pop()
    if _grouped(pieces, marks):
        return (f"{_NUMBER_KEY}{''.join(pieces)}{decimals}",)
    return tuple(f"{_NUMBER_KEY}{piece}" for piece in _MARK.split(words))


def _has_decimals(pieces: list[str], marks: list[str]) -> bool:
    """Whether the last mark is the one before decimals: another than before, or with no group of three behind it."""
    if not marks or marks[-1] not in _DECIMAL:
        return False
    if len(marks) > 1:
        return marks[-1] not in marks[:-1]
    return not _grouped(pieces, marks)


def _grouped(pieces: list[str], marks: list[str]) -> bool:
    """Whether the pieces are groups of digits of one number: 1,000 and 1 000 000, in India 1,00,000."""
    if not marks:
        return True
    first, *middle, last = pieces
    return (
        len(set(marks)) == 1
        and len(last) == _GROUP
        and 1 <= len(first) <= _GROUP
        and not first.startswith("0")
        and all(len(piece) in {_GROUP - 1, _GROUP} for piece in middle)
    )
