"""Words as the template sets them: lines of runs, where a phone number or an address keeps its own direction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.core.language import Direction, Language
from bot.documents.printable import Printable, is_right_to_left

UNBROKEN = 32
"""A number or an address up to this long is never broken at the end of a line."""

REGION = 2
"""Letters of a region's code (`fa-af`); a script's (`ku-latn`) has more, and the PDF does not name it."""

_LEFT_TO_RIGHT = re.compile(
    r"""https?://\S+ | www\.\S+
    | [A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | (?<![\w@])@[A-Za-z0-9_]{3,}
    | (?<!\w)[+0]\d(?:[\s().\-/]{0,2}\d){5,14}(?!\w)
    """,
    re.VERBOSE,
)
_SENTENCE_ENDS = ".,;:!?،؛؟።)»"
_FIRST_STRONG = "\u2068"
_POP = "\u2069"

Way = Literal["", "box", "ltr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line: as it comes, or left to right, in a `box` where it is not to be broken."""

    text: str
    way: Way = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Printable words with the language they are in, and whether these words run from right to left."""

    lines: tuple[tuple[Run, ...], ...]
    lang: str
    region: str | None
    rtl: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Makes words ready for the template."""

    printable: Printable

    def words(self, text: str, language: Language, *, ltr: bool = False) -> Words | None:
        """Return `text`, written in `language`; None when nothing of it can be printed.

        `ltr` says that all of it is a number or an address.
        """
        clean = self.printable.words(text)
        if not clean:
            return None
        rtl = False if ltr else is_right_to_left(clean)
        if rtl is None:
            rtl = language.direction is Direction.RIGHT_TO_LEFT
        lang, region = tag(language.code)
        lines = tuple((_run(line),) if ltr else tuple(_runs(line)) for line in clean.split("\n"))
        return Words(lines=lines, lang=lang, region=region, rtl=rtl)

    def inside(self, text: str) -> str:
        """Return a value for the middle of a sentence, shut off from the words around it."""
        clean = self.printable.words(text).replace("\n", " ")
        return f"{_FIRST_STRONG}{clean}{_POP}"


def tag(code: str) -> tuple[str, str | None]:
    """Return a language's code and region in the form of the PDF; Dari is the Persian of Afghanistan."""
    if code == "prs":
        return "fa", "AF"
    lang, _, rest = code.partition("-")
    return lang, rest.upper() if len(rest) == REGION else None


def written_in(text: str, language: Language, other: Language) -> Language:
    """Return the language a person's own words are most likely in, by their script."""
    rtl = is_right_to_left(text)
    if rtl is None or rtl == (language.direction is Direction.RIGHT_TO_LEFT):
        return language
    return other


def _runs(line: str) -> Iterator[Run]:
    at = 0
    for found in _LEFT_TO_RIGHT.finditer(line):
        address = found.group().rstrip(_SENTENCE_ENDS)
        if found.start() > at:
            yield Run(text=line[at : found.start()])
        yield _run(address)
        at = found.start() + len(address)
    if at < len(line):
        yield Run(text=line[at:])


def _run(text: str) -> Run:
    return Run(text=text, way="box" if len(text) <= UNBROKEN else "ltr")
