"""Words of danger: recognised in any message before anything else looks at it, in all languages at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.language import LanguageCode
from bot.core.tokens import tokens, unstretched


class AlarmKind(StrEnum):
    """What a word of danger is about; where a message names several kinds, the first of these counts."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    TRAFFICKING = "trafficking"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmPhrase:
    """One word or short phrase an editor keeps in emergency/words.

    Without a `kind` it is harmless: nothing inside it raises an alarm. `alone` ones count only as a whole message.
    """

    words: str
    language: LanguageCode
    kind: AlarmKind | None
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A phrase in the form it is compared in; `prefixed` when its language writes small words onto the next one."""

    words: tuple[str, ...]
    kind: AlarmKind | None
    prefixed: bool
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """Every phrase of every language, by its first word."""

    phrases: tuple[AlarmPhrase, ...] = ()
    by_word: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)


NO_ALARMS = Alarms()

_PREFIXES: Mapping[LanguageCode, re.Pattern[str]] = {
    "ar": re.compile(r"[وف]?[بلكس]?(?:ال)?|[وف]?لل"),
    "ti": re.compile(r"እንተ|እን|ስለ|ከም|[ብንዝዘክእምኣአ]"),
    "am": re.compile(r"ስለ|እንደ|[በለየከእ]"),
}
"""The small words each of these languages writes onto the next word: `and`, `with`, `to`, `the`."""

_SCRIPTS: tuple[tuple[re.Pattern[str], tuple[LanguageCode, ...], int], ...] = (
    (re.compile("[\u0600-\u06ff]"), ("ar",), 3),
    (re.compile("[\u1200-\u139f]"), ("ti", "am"), 2),
)
"""A script, the languages of it that have such prefixes, and how many letters of a word have to be left."""

_LONGEST_PREFIX = 4


def compile_alarms(phrases: Iterable[AlarmPhrase]) -> Alarms:
    """Return the phrases ready to be looked for; one without a letter is left out."""
    kept = tuple(phrases)
    by_word: dict[str, list[Known]] = {}
    for phrase in kept:
        words = tokens(phrase.words)
        if words:
            known = Known(
                words=words,
                kind=phrase.kind,
                prefixed=phrase.language in _PREFIXES,
                alone=phrase.alone,
            )
            by_word.setdefault(words[0], []).append(known)
    return Alarms(phrases=kept, by_word={word: tuple(known) for word, known in by_word.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word of a message: the forms that count everywhere, and those without a prefix."""

    forms: tuple[str, ...]
    bare: tuple[str, ...]

    def fits(self, wanted: str, *, prefixed: bool) -> bool:
        return wanted in self.forms or (prefixed and wanted in self.bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    start: int
    end: int
    kind: AlarmKind | None

    def within(self, other: "_Hit") -> bool:
        return other.start <= self.start and self.end <= other.end


def find_alarm(alarms: Alarms, words: str) -> AlarmKind | None:
    """Return what kind of danger `words` speak of, or None. Longer phrases count before shorter ones inside them."""
    if not alarms.by_word:
        return None
    message = tuple(_word(token) for token in tokens(words))
    hits = [hit for start in range(len(message)) for hit in _hits(alarms, message, start)]
    kinds = {
        hit.kind
        for hit in hits
        if hit.kind is not None and not any(_outweighs(other, hit) for other in hits)
    }
    return next((kind for kind in AlarmKind if kind in kinds), None)


def _outweighs(other: _Hit, hit: _Hit) -> bool:
    """Whether `hit` lies in a longer phrase, or in a harmless one."""
    if not hit.within(other):
        return False
    return other.kind is None or other.end - other.start > hit.end - hit.start


def _hits(alarms: Alarms, message: tuple[_Word, ...], start: int) -> Iterator[_Hit]:
    first = message[start]
    for form in (*first.forms, *first.bare):
        for known in alarms.by_word.get(form, ()):
            end = start + len(known.words)
            if known.alone and (start, end) != (0, len(message)):
                continue
            if end <= len(message) and all(
                word.fits(wanted, prefixed=known.prefixed)
                for word, wanted in zip(message[start:end], known.words, strict=True)
            ):
                yield _Hit(start=start, end=end, kind=known.kind)


def _word(token: str) -> _Word:
    bare = () if token.isascii() else tuple(_bare(token))
    return _Word(forms=unstretched(token), bare=bare)


def _bare(token: str) -> Iterator[str]:
    """Yield the word without what may have been written onto it."""
    for script, languages, least in _SCRIPTS:
        if script.match(token):
            for length in range(1, min(_LONGEST_PREFIX, len(token) - least) + 1):
                if any(_PREFIXES[language].fullmatch(token, 0, length) for language in languages):
                    yield token[length:]
