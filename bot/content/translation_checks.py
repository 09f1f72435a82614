"""The checks of translations: one small function each, in the table at the end."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.content.extract import BUTTONS, PLACEHOLDER
from bot.content.languages import LanguageEntry
from bot.content.po import Message
from bot.core.fold import digits
from bot.core.render import BIDI_CONTROLS

LONGEST_LABEL = 40
"""Letters a button label may have in a translation; in English it is 30."""

_LINK = re.compile(
    r"https?://[^\s<>\"]+|(?<![\w/.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|eu|net|nl|be|int|gov|info)\b\S*",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?<![\w/.:])/[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f ]\d+)*")
_TRAILING = ".,;:!?)،؛؟።"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A translated text with what judging it needs."""

    message: Message
    entry: LanguageEntry
    label: bool
    critical: bool


Doubt = tuple[str, str]
"""A code and a message."""
TranslationCheck = Callable[[Translation], Iterator[Doubt]]


def placeholders_differ(given: Translation) -> Iterator[Doubt]:
    """Find placeholders that are missing, invented or misspelt."""
    wanted = set(PLACEHOLDER.findall(given.message.source + (given.message.plural or "")))
    for form in filter(None, given.message.forms):
        found = set(re.findall(r"\{([^{}]*)\}", form))
        lacking = wanted - found
        if given.message.plural is not None:
            lacking -= {"count"}  # one and two may be said in words
        for name in sorted(lacking):
            yield "L004", f"The placeholder {{{name}}} is missing in the translation."
        for name in sorted(found - wanted):
            yield (
                "L004",
                f"The English text has no placeholder {{{name}}}. Copy placeholders exactly.",
            )


def plural_forms_differ(given: Translation) -> Iterator[Doubt]:
    """Find texts with a number that do not have every form the language needs."""
    message = given.message
    if message.plural is None or not message.translated:
        return
    if len(message.forms) != given.entry.forms or not all(message.forms):
        there = sum(map(bool, message.forms))
        yield (
            "L005",
            f"{given.entry.language.english} needs {given.entry.forms} plural forms; there are {there}.",
        )


def label_too_long(given: Translation) -> Iterator[Doubt]:
    """Find labels that do not fit a button."""
    for form in given.message.forms if given.label else ():
        if len(form) > LONGEST_LABEL:
            yield (
                "L006",
                f"This label has {len(form)} letters; at most {LONGEST_LABEL} fit a button.",
            )


def direction_characters(given: Translation) -> Iterator[Doubt]:
    """Find invisible direction characters: Merit sets them itself, and unbalanced ones scramble a message."""
    for form in given.message.forms:
        found = BIDI_CONTROLS.search(form)
        if found:
            yield (
                "L007",
                f"Delete the invisible character U+{ord(found[0]):04X}; Merit sets directions by itself.",
            )


def same_as_english(given: Translation) -> Iterator[Doubt]:
    """Find texts that were copied rather than translated."""
    source = given.message.source
    if any(form == source for form in given.message.forms) and _ordinary_words(source):
        yield "L008", "The translation is the same as the English text."


def _ordinary_words(source: str) -> list[str]:
    """Return the words that are neither names, abbreviations, links nor placeholders."""
    return [
        word
        for word in re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", _LINK.sub("", source)))
        if word.islower()
    ]


def numbers_differ(given: Translation) -> Iterator[Doubt]:
    """Find numbers that are not the same as in the English text, in whatever digits they are written."""
    if given.message.plural is not None:
        return
    wanted = _numbers(given.message.source)
    for form in filter(None, given.message.forms):
        found = _numbers(form)
        if wanted != found:
            lacking = ", ".join(sorted((wanted - found) | (found - wanted)))
            yield "L009", f"These numbers stand only in one of the two texts: {lacking}."


def _numbers(text: str) -> set[str]:
    plain = digits(unicodedata.normalize("NFKC", _LINK.sub("", PLACEHOLDER.sub("", text))))
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(plain)}


def links_differ(given: Translation) -> Iterator[Doubt]:
    """Find links and commands that are not the same as in the English text."""
    wanted = _links(given.message.source)
    for form in filter(None, given.message.forms):
        differing = sorted(wanted ^ _links(form))
        if differing:
            yield "L010", f"This stands only in one of the two texts: {', '.join(differing)}."


def _links(text: str) -> set[str]:
    return {
        link.rstrip(_TRAILING).lower() for link in (*_LINK.findall(text), *_COMMAND.findall(text))
    }


CHECKS: tuple[TranslationCheck, ...] = (
    placeholders_differ,
    plural_forms_differ,
    label_too_long,
    direction_characters,
    same_as_english,
    numbers_differ,
    links_differ,
)


def critical_missing(given: Translation) -> Iterator[Doubt]:
    """Find texts about rights, deadlines or money that people would read in English."""
    if given.critical and not given.message.confirmed:
        state = "has to be confirmed" if given.message.translated else "is not translated"
        yield (
            "L011",
            f"This text is critical (rights, deadlines, money, data) and {state}; people read it in English.",
        )


def doubts(given: Translation) -> Iterator[Doubt]:
    """Yield what is wrong with a translation; one that is not confirmed is not shown, so it is only counted."""
    if given.message.translated and not given.message.fuzzy:
        for check in CHECKS:
            yield from check(given)
    yield from critical_missing(given)


def is_label(message: Message) -> bool:
    """Whether the text stands on a button."""
    return message.place in BUTTONS or "/choices/" in message.place
