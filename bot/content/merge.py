"""Bringing translations up to date with changed texts: by place, never by similarity, and nothing is lost.

A text that changed keeps its translation as fuzzy, with the English it was confirmed for. A text that moved takes its
translation along. What is gone becomes obsolete, and returns when the text does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.content.languages import LanguageEntry
from bot.content.po import FUZZY, Message, PoFile, Words

_OURS = (
    "Project-Id-Version",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
_NOISE = frozenset({"POT-Creation-Date", "PO-Revision-Date", "X-Generator", "Generated-By"})
REVIEW = "X-Review"
"""How far people who speak the language have read the translations: none, partial or native."""


def merge(template: PoFile, old: PoFile, language: LanguageEntry) -> PoFile:
    """Return `old` brought up to date with `template`. Doing it twice changes nothing more."""
    pool = _Pool(template.messages, old)
    messages = tuple(_merged(message, pool, language.forms) for message in template.messages)
    return PoFile(
        headers=headers(template.headers, old.headers, language),
        remarks=old.remarks,
        messages=messages,
        obsolete=tuple(pool.left()),
    )


def headers(
    template: Mapping[str, str], old: Mapping[str, str], language: LanguageEntry
) -> dict[str, str]:
    """Return the headers of a language's file: ours, those of translators, but none that changes by itself."""
    ours = {
        **template,
        "Language": language.language.code,
        "Plural-Forms": language.plural_forms,
    }
    kept = {name: value for name, value in old.items() if name not in _OURS and name not in _NOISE}
    return {
        **{name: ours[name] for name in _OURS if name in ours},
        **kept,
        REVIEW: old.get(REVIEW, "none"),
    }


class _Pool:
    """The old messages, each of which is taken at most once."""

    def __init__(self, wanted: Sequence[Message], old: PoFile) -> None:
        self.places = {message.place: message.words for message in wanted}
        self.active: dict[str, Message] = {}
        self.dropped: list[Message] = []
        for message in sorted(
            old.messages, key=lambda message: self.places.get(message.place) != message.words
        ):
            if message.translated and self.active.setdefault(message.place, message) is not message:
                self.dropped.append(message)
        self.homeless = [
            *(message for message in self.active.values() if message.place not in self.places),
            *old.obsolete,
        ]

    def at(self, message: Message) -> Message | None:
        """Take the translated message that stands at the place of `message`, whatever its words."""
        return self.active.pop(message.place, None)

    def moved(self, message: Message) -> Message | None:
        """Take a message with the same words whose own place is gone, from the nearest place."""
        fitting = [
            other
            for other in self.homeless
            if other.words == message.words
            and (other.place == message.place or other.place not in self.places)
        ]
        return self._take(
            max(fitting, key=lambda other: _nearness(other.place, message.place), default=None)
        )

    def returned(self, message: Message) -> Message | None:
        """Take the obsolete message that once stood at the place of `message`, with other words."""
        fitting = (
            other
            for other in self.homeless
            if other.place == message.place and (other.plural is None) == (message.plural is None)
        )
        return self._take(next(fitting, None))

    def drop(self, message: Message) -> None:
        """Put away a message that cannot be used."""
        self.dropped.append(message)

    def left(self) -> Iterable[Message]:
        """Yield what nobody took, once each."""
        seen: set[tuple[str, Words, tuple[str, ...]]] = set()
        for message in [*self.homeless, *self.dropped]:
            key = (message.place, message.words, message.forms)
            if key not in seen and message.translated:
                seen.add(key)
                yield replace(message, notes=())

    def _take(self, message: Message | None) -> Message | None:
        if message is not None:
            self.homeless.remove(message)
        return message


def _nearness(one: str, other: str) -> int:
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(left == right for left, right in pairs)


def _merged(message: Message, pool: _Pool, forms: int) -> Message:
    """Return the template's message with the translation that belongs to it."""
    count = 1 if message.plural is None else forms
    empty = replace(message, forms=("",) * count, line=0)
    old = pool.at(message)
    if old is not None and (old.plural is None) != (message.plural is None):
        pool.drop(old)
        old = None
    old = old or pool.moved(message) or pool.returned(message)
    if old is None:
        return empty
    if any(old.forms[count:]):
        pool.drop(old)
    fitted = (*old.forms[:count], *("",) * (count - len(old.forms)))
    return _states(replace(empty, forms=fitted, remarks=old.remarks), old)


def _states(message: Message, old: Message) -> Message:
    """Return `message` with the state its translation has, now that the English is what it is."""
    if message.words == old.words:
        previous, fuzzy = old.previous, old.fuzzy
    elif old.fuzzy and old.previous == message.words:
        previous, fuzzy = None, False
    else:
        previous, fuzzy = (old.previous if old.fuzzy else old.words), True
    flags = (*((FUZZY,) if fuzzy else ()), *(flag for flag in message.flags if flag != FUZZY))
    return replace(message, flags=flags, previous=previous if fuzzy else None)


def keep(po: PoFile, place: str) -> tuple[PoFile, int]:
    """Return `po` with the translations at or below `place` confirmed again, and how many they are."""
    kept = [
        message.fuzzy
        and message.translated
        and (message.place == place or message.place.startswith(f"{place}/"))
        for message in po.messages
    ]
    messages = tuple(
        replace(
            message, flags=tuple(flag for flag in message.flags if flag != FUZZY), previous=None
        )
        if hit
        else message
        for message, hit in zip(po.messages, kept, strict=True)
    )
    return replace(po, messages=messages), sum(kept)
