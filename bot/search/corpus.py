"""What an index is built from: how people ask, which entries are stubs, which are close, and texts of each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bot.core.entry import EntryId, Phrase
from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The phrases of a release, questions of its entries among them, in all languages.

    `close` are pairs of entries of which either is a good answer to many questions of the other; `texts` are what else
    is written in each language, to tell languages apart by.
    """

    phrases: tuple[Phrase, ...]
    stubs: frozenset[EntryId] = frozenset()
    close: frozenset[tuple[EntryId, EntryId]] = frozenset()
    texts: Mapping[LanguageCode, Sequence[str]] = field(default_factory=dict)

    @property
    def texts_by_language(self) -> Mapping[LanguageCode, Sequence[str]]:
        """Everything that is written in each language, phrases first."""
        found: dict[LanguageCode, list[str]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.language, []).append(phrase.words)
        for language, several in self.texts.items():
            found.setdefault(language, []).extend(several)
        return found

    @property
    def revision(self) -> str:
        """A hash that changes with the phrases and what is known of their entries.

        `texts` are left out: a new translation hardly changes how languages are told apart, and would mean a new index.
        """
        total = sha256()
        for phrase in self.phrases:
            total.update(f"{phrase.entry}\0{phrase.language}\0{phrase.words}\n".encode())
        total.update(repr((sorted(self.stubs), sorted(self.close))).encode())
        return total.hexdigest()[:16]
