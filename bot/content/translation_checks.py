"""The checks of translations: the table of all, and when they apply."""

from collections.abc import Iterator

from bot.content.country_words import country_word_lost
from bot.content.extract import BUTTONS
from bot.content.glossary import term_missing
from bot.content.po import Message
from bot.content.translation import Doubt, Translation, TranslationCheck
from bot.content.translation_facts import (
    dates_differ,
    links_differ,
    numbers_differ,
    phones_differ,
)
from bot.content.translation_words import (
    direction_characters,
    label_too_long,
    placeholders_differ,
    plural_forms_differ,
    question_mark_missing,
    same_as_english,
    spaces_at_the_edges,
)

FAULTS: tuple[TranslationCheck, ...] = (
    placeholders_differ,
    plural_forms_differ,
    label_too_long,
    direction_characters,
    phones_differ,
)
"""What they find is an error: the translation is not used. These are run each time content is loaded."""

CHECKS: tuple[TranslationCheck, ...] = (
    *FAULTS,
    same_as_english,
    numbers_differ,
    dates_differ,
    links_differ,
    spaces_at_the_edges,
    question_mark_missing,
    term_missing,
    country_word_lost,
)


def critical_missing(given: Translation) -> Iterator[Doubt]:
    """Find texts about rights, deadlines or money that people would read in English."""
    if given.critical and not given.message.confirmed:
        state = "has to be confirmed" if given.message.translated else "is not translated"
        yield Doubt(
            "L011",
            f"This text is critical (rights, deadlines, money, data) and {state}; people read it in English.",
        )


def doubts(given: Translation, checks: tuple[TranslationCheck, ...] = CHECKS) -> Iterator[Doubt]:
    """Yield what is wrong with a translation; one that is not confirmed is not shown, so it is only counted."""
    if given.message.translated and not given.message.fuzzy:
        for check in checks:
            yield from check(given)
    yield from critical_missing(given)


def is_label(message: Message) -> bool:
    """Whether a message stands on a button, as far as its place alone says so."""
    return message.place in BUTTONS or "/choices/" in message.place
