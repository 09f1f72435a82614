"""Which languages people can choose: those whose critical texts and nearly all others are confirmed, or as decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.content.catalogs import LanguageFiles
from bot.content.domains import needs, pieces
from bot.content.languages import LanguageEntry, Languages, Offering
from bot.content.po import Words
from bot.content.release import Content
from bot.content.texts import Piece
from bot.core.answer import LANGUAGE
from bot.core.flow import Release
from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a language is with the texts there are today; `critical` counts critical texts that are not confirmed."""

    entry: LanguageEntry
    total: int
    confirmed: int
    critical: int

    @property
    def percent(self) -> int:
        """How many per cent of the texts are confirmed, rounded down."""
        return 100 * self.confirmed // self.total if self.total else 100

    @property
    def ready(self) -> bool:
        """Whether the translations alone allow that people choose the language."""
        return not self.critical and 100 * self.confirmed >= self.entry.threshold * self.total

    @property
    def offered(self) -> bool:
        """Whether people can choose the language."""
        if self.entry.offering is Offering.AUTO:
            return self.ready or self.entry.is_source
        return self.entry.offering is Offering.YES

    @property
    def missing(self) -> str:
        """What is missing until the translations alone allow it, in words; empty when nothing is."""
        short = self.entry.threshold * self.total > 100 * self.confirmed
        parts = [
            *([f"{self.critical} critical texts are not confirmed"] if self.critical else []),
            *(
                [
                    f"{self.percent} % of the texts are confirmed, {self.entry.threshold} % are needed"
                ]
                if short
                else []
            ),
        ]
        return "; ".join(parts)


def standings(
    content: Content, files: Mapping[LanguageCode, LanguageFiles]
) -> dict[LanguageCode, Standing]:
    """Return how far every language but English is."""
    texts = [(domain, piece) for domain, found in pieces(content).items() for piece in found]
    return {code: _standing(texts, language) for code, language in files.items()}


def _standing(texts: Collection[tuple[str, Piece]], language: LanguageFiles) -> Standing:
    confirmed: set[tuple[str, str, Words]] = {
        (domain, message.place, message.words)
        for domain, po in language.files.items()
        for message in po.messages
        if message.confirmed
    }
    needed = [
        (domain, piece)
        for domain, piece in texts
        if needs(language.entry, domain, piece.text.place)
    ]
    open_ = [
        piece
        for domain, piece in needed
        if (domain, piece.text.place, (piece.text.source, piece.text.plural)) not in confirmed
    ]
    return Standing(
        entry=language.entry,
        total=len(needed),
        confirmed=len(needed) - len(open_),
        critical=sum(piece.text.critical for piece in open_),
    )


def decide(content: Content, files: Mapping[LanguageCode, LanguageFiles]) -> Content:
    """Return the content with only those languages offered that may be."""
    if not any(entry.offering is Offering.AUTO for entry in content.languages.values()):
        return content
    found = standings(content, files)
    languages = {
        code: _offered(entry, found[code].offered) if code in found else entry
        for code, entry in content.languages.items()
    }
    return replace(
        content, languages=languages, release=_with_languages(content.release, languages)
    )


def _offered(entry: LanguageEntry, offered: bool) -> LanguageEntry:  # noqa: FBT001 - the one thing it sets
    return replace(entry, language=replace(entry.language, offered=offered))


def _with_languages(release: Release, languages: Languages) -> Release:
    codes = tuple(code for code, entry in languages.items() if entry.language.offered)
    asked = replace(release.answers.get(LANGUAGE.name, LANGUAGE), values=codes)
    return replace(
        release,
        languages={code: entry.language for code, entry in languages.items()},
        answers={**release.answers, LANGUAGE.name: asked},
    )
