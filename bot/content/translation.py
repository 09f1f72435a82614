"""A translated text with what judging it needs, and what there can be to say about it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.content.languages import LanguageEntry
from bot.content.po import Message

Glossary = Mapping[str, Sequence[str]]
"""English term -> forms of which one has to stand in the translation, for one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A translated text with what judging it needs; `country_words` finds the words that stay as they are."""

    message: Message
    entry: LanguageEntry
    label: bool
    critical: bool
    glossary: Glossary = field(default_factory=dict)
    country_words: re.Pattern[str] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that were written."""
        return tuple(form for form in self.message.forms if form)

    @property
    def english(self) -> str:
        """The English text, its plural included."""
        return f"{self.message.source} {self.message.plural or ''}".strip()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something wrong; `needle` is the piece of the translation it is about, where there is one."""

    code: str
    message: str
    needle: str = ""


TranslationCheck = Callable[[Translation], Iterator[Doubt]]
