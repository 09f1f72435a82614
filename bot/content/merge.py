"""Bringing translations up to date with changed texts: by place, never by similarity, and nothing is lost.

A text that changed keeps its translation as fuzzy, with the English it was confirmed for. A text that moved takes its
translation along: when an editor says what its step `was:`, or when its words are gone from exactly one place and new
at exactly one. What is gone becomes obsolete, and returns when the text does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

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


Former = Mapping[str, Sequence[str]]
"""Place -> places where editors say (`was:`) that its text stood before."""


def merge(
    template: PoFile, old: PoFile, language: LanguageEntry, former: Former = MappingProxyType({})
) -> PoFile:
    """Return `old` brought up to date with `template`. Doing it twice changes nothing more."""
    pool = _Pool(template.messages, old, former)
    found: dict[str, Message] = {}
    for take in (pool.at, pool.returned_unchanged, pool.renamed, pool.moved, pool.returned):
        for message in template.messages:
            if message.place not in found and (taken := take(message)) is not None:
                found[message.place] = taken
    messages = [
        _merged(message, found.get(message.place), pool, language.forms)
        for message in template.messages
    ]
    return PoFile(
        headers=headers(template.headers, old.headers, language),
        remarks=old.remarks,
        messages=tuple(messages),
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
    """The old messages, each of which is taken at most once; `homeless` are those whose place is gone."""

    def __init__(self, wanted: Sequence[Message], old: PoFile, former: Former) -> None:
        words = {message.place: message.words for message in wanted}
        self.former = {
            place: [each for each in places if each not in words]
            for place, places in former.items()
        }
        self.active: dict[str, Message] = {}
        self.dropped: list[Message] = []
        for message in sorted(
            old.messages, key=lambda message: words.get(message.place) != message.words
        ):
            if message.translated and self.active.setdefault(message.place, message) is not message:
                self.dropped.append(message)
        self.homeless = [
            *(message for message in self.active.values() if message.place not in words),
            *old.obsolete,
        ]
        known = {message.place: message.remarks for message in old.messages}
        self.remarks = known
        self.moving = _single_moves(
            [message for message in wanted if message.place not in known],
            [message for message in self.homeless if message.place not in words],
        )

    def at(self, message: Message) -> Message | None:
        """Take the translation that stands at the place of `message`, whatever its words."""
        found = self.active.get(message.place)
        if found is None or _shape(found) == _shape(message):
            return self.active.pop(message.place, None)
        self.dropped.append(self.active.pop(message.place))
        return None

    def returned_unchanged(self, message: Message) -> Message | None:
        """Take the obsolete message that once stood at the place of `message` with the same words."""
        return self._take(
            other
            for other in self.homeless
            if other.place == message.place and other.words == message.words
        )

    def renamed(self, message: Message) -> Message | None:
        """Take the message from the place an editor says this one stood at before, whatever its words."""
        return self._take(
            other
            for place in self.former.get(message.place, ())
            for other in self.homeless
            if other.place == place and _shape(other) == _shape(message)
        )

    def moved(self, message: Message) -> Message | None:
        """Take a message with the same words, when they are gone from one place and new at one other."""
        place = self.moving.get(message.place)
        return self._take(
            other
            for other in self.homeless
            if other.place == place and other.words == message.words
        )

    def returned(self, message: Message) -> Message | None:
        """Take the obsolete message that once stood at the place of `message`, with other words."""
        return self._take(
            other
            for other in self.homeless
            if other.place == message.place and _shape(other) == _shape(message)
        )

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

    def _take(self, fitting: Iterable[Message]) -> Message | None:
        message = next(iter(fitting), None)
        if message is not None:
            self.homeless.remove(message)
        return message


def _shape(message: Message) -> bool:
    """Whether the message has a plural: a translation fits only where it had one, too."""
    return message.plural is not None


def _single_moves(new: Iterable[Message], gone: Iterable[Message]) -> dict[str, str]:
    """Return new place -> gone place, for words that are new at exactly one place and gone from exactly one."""
    arrived, left = _places_by_words(new), _places_by_words(gone)
    return {
        next(iter(places)): next(iter(left[words]))
        for words, places in arrived.items()
        if len(places) == 1 and len(left.get(words, ())) == 1
    }


def _places_by_words(messages: Iterable[Message]) -> dict[Words, set[str]]:
    places: dict[Words, set[str]] = {}
    for message in messages:
        places.setdefault(message.words, set()).add(message.place)
    return places


def _merged(message: Message, old: Message | None, pool: _Pool, forms: int) -> Message:
    """Return the template's message with the translation that belongs to it."""
    count = 1 if message.plural is None else forms
    empty = replace(message, forms=("",) * count, line=0)
    if old is None:
        return replace(empty, remarks=pool.remarks.get(message.place, ()))
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


def is_below(place: str, above: str) -> bool:
    """Whether `place` is `above` or stands below it; everything stands below the empty place."""
    return not above or place == above or place.startswith(f"{above}/")


def waiting_at(po: PoFile, places: Collection[str]) -> tuple[Message, ...]:
    """Return what waits at or below `places` because its English changed after somebody confirmed it."""
    return tuple(
        message
        for message in po.messages
        if message.fuzzy
        and all(message.forms)
        and message.previous is not None
        and any(is_below(message.place, place) for place in places)
    )


def keep(po: PoFile, waiting: Collection[Message]) -> PoFile:
    """Return `po` with the translations of `waiting` confirmed again."""
    messages = tuple(
        confirmed(message) if message in waiting else message for message in po.messages
    )
    return replace(po, messages=messages)


def confirmed(message: Message) -> Message:
    """Return the message with its translation confirmed for the English there is."""
    flags = tuple(flag for flag in message.flags if flag != FUZZY)
    return replace(message, flags=flags, previous=None)
