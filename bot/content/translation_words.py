"""Checks of the words of translations: placeholders, plural forms, lengths, invisible characters, punctuation."""

import re
from collections.abc import Iterator

from bot.content.translation import Doubt, Translation
from bot.core.exact_parts import LINK, PLACEHOLDER
from bot.core.render import BIDI_CONTROLS

LONGEST_LABEL = 40
"""Letters a button label may have in a translation; in English it is 30."""
_QUESTION_MARKS = "?؟፧？;՞"  # noqa: RUF100
_WITHOUT_QUESTION_MARK = frozenset({"th", "lo", "km", "my"})
"""Languages that do not mark questions with a sign."""


def placeholders_differ(given: Translation) -> Iterator[Doubt]:
    """Find placeholders that are missing, invented or misspelt."""
    wanted = set(PLACEHOLDER.findall(given.message.source + (given.message.plural or "")))
    for form in given.forms:
        found = set(re.findall(r"\{([^{}]*)\}", form))
        lacking = wanted - found
        if given.message.plural is not None:
            lacking -= {"count"}  # one and two may be said in words
        for name in sorted(lacking):
            yield Doubt("L004", f"The placeholder {{{name}}} is missing in the translation.")
        for name in sorted(found - wanted):
            yield Doubt(
                "L004",
                f"The English text has no placeholder {{{name}}}. Copy placeholders exactly.",
                f"{{{name}}}",
            )


def plural_forms_differ(given: Translation) -> Iterator[Doubt]:
    """Find texts with a number that do not have every form the language needs."""
    message = given.message
    if message.plural is None or not message.translated:
        return
    if len(message.forms) != given.entry.forms or not all(message.forms):
        there, needed = len(given.forms), given.entry.forms
        language = given.entry.language.english
        yield Doubt("L005", f"{language} needs {needed} plural forms; there are {there}.")


def label_too_long(given: Translation) -> Iterator[Doubt]:
    """Find labels that do not fit a button."""
    for form in given.forms if given.label else ():
        if len(form) > LONGEST_LABEL:
            yield Doubt(
                "L006",
                f"This label has {len(form)} letters; at most {LONGEST_LABEL} fit a button.",
                form,
            )


def direction_characters(given: Translation) -> Iterator[Doubt]:
    """Find invisible direction characters: Merit sets them itself, and unbalanced ones scramble a message."""
    for form in given.forms:
        found = BIDI_CONTROLS.search(form)
        if found:
            yield Doubt(
                "L007",
                f"Delete the invisible character U+{ord(found[0]):04X}; Merit sets directions by itself.",
                found[0],
            )


def same_as_english(given: Translation) -> Iterator[Doubt]:
    """Find texts that were copied rather than translated."""
    source = given.message.source
    if any(form == source for form in given.forms) and _ordinary_words(source):
        yield Doubt("L008", "The translation is the same as the English text.", source)


def _ordinary_words(source: str) -> list[str]:
    """Return the words that are neither names, abbreviations, links nor placeholders."""
    return [
        word
        for word in re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", LINK.sub("", source)))
        if word.islower()
    ]


def spaces_at_the_edges(given: Translation) -> Iterator[Doubt]:
    """Find spaces and line breaks at the beginning or end that the English text does not have."""
    for form in given.forms:
        where = [
            *(["beginning"] if _outer(form) and not _outer(given.message.source) else []),
            *(["end"] if _outer(form[::-1]) and not _outer(given.message.source[::-1]) else []),
        ]
        if where:
            yield Doubt(
                "L015",
                f"There is a space or line break at the {' and the '.join(where)}. Delete it.",
                form.strip(),
            )


def _outer(text: str) -> bool:
    return text[:1].isspace()


def question_mark_missing(given: Translation) -> Iterator[Doubt]:
    """Find questions that are no longer marked as one at their end."""
    if not _asks(given.message.source) or given.entry.language.code in _WITHOUT_QUESTION_MARK:
        return
    for form in given.forms:
        if not _asks(form):
            yield Doubt(
                "L016", "The English text ends with a question mark, the translation does not."
            )


def _asks(text: str) -> bool:
    """Whether the last letter, number or sign of a sentence is a question mark."""
    signs = re.findall(rf"[\w.!։።{re.escape(_QUESTION_MARKS)}]", text)
    return bool(signs) and signs[-1] in _QUESTION_MARKS
