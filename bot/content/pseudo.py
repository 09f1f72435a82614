"""Pseudo languages: English in disguise, a third longer, from left to right and from right to left.

They show what is not translatable, what will not fit, and what scrambles, before a translator has begun. People are
never offered them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.content.catalogs import Catalogs, long_date
from bot.content.languages import ENGLISH, LanguageEntry, Offering
from bot.content.po import Message, PoFile
from bot.core.exact_parts import COMMAND, LINK, PLACEHOLDER
from bot.core.flow import Release
from bot.core.language import Direction, Language, LanguageCode

LONGER = 1.35
"""How long a text becomes: about as long as in the wordiest languages."""
_ACCENTED = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "åƀçđéƒğĥîĵķłɱñöþɋřšţûṽŵẋýžÅƁÇĐÉƑĞĤÎĴĶŁṀÑÖÞɊŘŠŢÛṼŴẊÝŽ",
        strict=True,
    )
)
_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابچدهفگحيجكلمنوپقرستعڤطخیز", strict=True))
_AROUND = len("[ ]")
_PADDING = "ōńē ťŵō ťĥŕēē ƒōūŕ ƒīvē śīx "
_PADDING_RTL = "واحد اثنان ثلاثة اربعة خمسة ستة "
_KEPT = re.compile(f"{PLACEHOLDER.pattern}|{LINK.pattern}|{COMMAND.pattern}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudo:
    """The catalog of a pseudo language: every text is there, made from its English."""

    entry: LanguageEntry

    @property
    def language(self) -> Language:
        """The language."""
        return self.entry.language

    def find(self, _place: str, source: str) -> str | None:
        """Return the text in disguise."""
        return disguised(source, self.language.direction)

    def find_plural(self, _place: str, one: str, many: str, count: int) -> str | None:
        """Return the form for `count` in disguise."""
        return disguised(one if count == 1 else many, self.language.direction)

    def date(self, day: date) -> str:
        """Return the day as English writes it, in disguise."""
        return disguised(long_date(day, ENGLISH), self.language.direction)

    def recording(self, _place: str) -> bytes | None:
        """Return nothing: nobody speaks it."""
        return None


def disguised(source: str, direction: Direction) -> str:
    """Return the text with other letters, brackets and a third more length; placeholders, links and commands stay."""
    rtl = direction is Direction.RIGHT_TO_LEFT
    words = "".join(_pieces(source, _ARABIC if rtl else _ACCENTED))
    room = max(0, int(len(source) * LONGER) - len(source) - _AROUND)
    padding = _PADDING_RTL if rtl else _PADDING
    more = (padding * (room // len(padding) + 1))[:room].rstrip()
    return f"[{words} {more}]" if len(more) > 1 else f"[{words}]"


def _pieces(source: str, letters: Mapping[str, str]) -> Iterator[str]:
    end = 0
    for kept in _KEPT.finditer(source):
        yield _in(letters, source[end : kept.start()])
        yield kept[0]
        end = kept.end()
    yield _in(letters, source[end:])


def _in(letters: Mapping[str, str], words: str) -> str:
    return "".join(letters.get(letter, letters.get(letter.lower(), letter)) for letter in words)


def _entry(code: LanguageCode, english: str, direction: Direction) -> LanguageEntry:
    language = Language(
        code=code,
        native=disguised(english, direction),
        english=english,
        direction=direction,
        offered=False,
        desk=True,
    )
    return replace(ENGLISH, language=language, offering=Offering.NO, status="draft")


PSEUDO_LANGUAGES: Mapping[LanguageCode, LanguageEntry] = {
    "en-xa": _entry("en-xa", "Pseudo", Direction.LEFT_TO_RIGHT),
    "ar-xb": _entry("ar-xb", "Pseudo from right to left", Direction.RIGHT_TO_LEFT),
}


def with_pseudo(release: Release, catalogs: Catalogs) -> tuple[Release, Catalogs]:
    """Return release and catalogs with the pseudo languages, which nobody is offered."""
    languages = {code: entry.language for code, entry in PSEUDO_LANGUAGES.items()}
    words = {code: Pseudo(entry=entry) for code, entry in PSEUDO_LANGUAGES.items()}
    with_them = replace(release, languages={**release.languages, **languages})
    return with_them, {**catalogs, **words}


def pseudo_file(template: PoFile, entry: LanguageEntry) -> PoFile:
    """Return a translation file of a pseudo language, for trying other tools."""
    headers = {
        **template.headers,
        "Language": entry.language.code,
        "Plural-Forms": entry.plural_forms,
    }
    messages = tuple(_message(message, entry) for message in template.messages)
    return PoFile(headers=headers, messages=messages)


def _message(message: Message, entry: LanguageEntry) -> Message:
    english = (message.source,) if message.plural is None else (message.source, message.plural)
    forms = tuple(disguised(words, entry.language.direction) for words in english)
    return replace(message, forms=forms)
