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
class _Hit:
    start: int
    end: int
    kind: AlarmKind | None

    def within(self, other: "_Hit") -> bool:
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """The words of a message, and for those that have some: other forms, and forms without a prefix."""

    words: tuple[str, ...]
    forms: Mapping[int, tuple[str, ...]]
    bare: Mapping[int, tuple[str, ...]]

    def says(self, known: Known, start: int) -> bool:
        """Whether the phrase stands at `start`."""
        end = start + len(known.words)
        if known.alone and (start, end) != (0, len(self.words)):
            return False
        if self.words[start:end] == known.words:
            return True
        if end > len(self.words) or not (self.forms or (known.prefixed and self.bare)):
            return False
        return all(
            self._fits(at, wanted, prefixed=known.prefixed)
            for at, wanted in enumerate(known.words, start)
        )

    def _fits(self, at: int, wanted: str, *, prefixed: bool) -> bool:
        return (
            wanted == self.words[at]
            or wanted in self.forms.get(at, ())
            or (prefixed and wanted in self.bare.get(at, ()))
        )


def find_alarm(alarms: Alarms, words: str) -> AlarmKind | None:
    """Return what kind of danger `words` speak of, or None. Longer phrases count before shorter ones inside them."""
    if not alarms.by_word:
        return None
    message = _message(tokens(words))
    hits = [
        hit for start in range(len(message.words)) for hit in _hits(alarms.by_word, message, start)
    ]
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


def _hits(
    by_word: Mapping[str, tuple[Known, ...]], message: _Message, start: int
) -> Iterator[_Hit]:
    forms = (message.words[start], *message.forms.get(start, ()), *message.bare.get(start, ()))
    for form in forms:
        for known in by_word.get(form, ()):
            if message.says(known, start):
                yield _Hit(start=start, end=start + len(known.words), kind=known.kind)


def _message(words: tuple[str, ...]) -> _Message:
    forms = {at: unstretched(word) for at, word in enumerate(words)}
    bare = {at: tuple(_bare(word)) for at, word in enumerate(words) if not word.isascii()}
    return _Message(
        words=words,
        forms={at: several for at, several in forms.items() if several},
        bare={at: several for at, several in bare.items() if several},
    )


def _bare(token: str) -> Iterator[str]:
    """Yield the word without what may have been written onto it."""
    for script, languages, least in _SCRIPTS:
        if script.match(token):
            for length in range(1, min(_LONGEST_PREFIX, len(token) - least) + 1):
                if any(_PREFIXES[language].fullmatch(token, 0, length) for language in languages):
                    yield token[length:]
