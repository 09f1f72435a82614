"""Translation files that were damaged on their way: what cannot be read, and what lost its end."""

from collections.abc import Iterator, Mapping

from bot.content.catalogs import LanguageFiles, po_path
from bot.content.domains import DOMAINS, needs
from bot.content.report import START, Report
from bot.core.finding import Finding
from bot.core.language import LanguageCode

DAMAGED = frozenset({"L002", "L019"})
"""Codes of files a translator did not mean so: content with one of them never comes into force by itself."""
FEWEST_LOST = 20
LARGEST_SHARE_LOST = 0.25
"""A file lags by some texts until `merit i18n sync`; one that lacks more than this was cut off, emptied or renamed."""


def cut_off(languages: Mapping[LanguageCode, LanguageFiles]) -> Iterator[Finding]:
    """Yield the files that lack many of the texts another language's file of the same name holds."""
    for domain in DOMAINS:
        held = {
            code: {message.place for message in language.files[domain].messages}
            for code, language in languages.items()
            if domain in language.files
        }
        fullest = max(held.values(), key=len, default=set())
        for code, language in languages.items():
            unread = domain in language.reports and domain not in language.files
            needed = _needed(language, domain, fullest)
            lost = needed - held.get(code, set())
            if not language.reports or unread or not _many(len(lost), len(needed)):
                continue
            report = Report(path=po_path(code, domain))
            report.add(
                "L019",
                START,
                f"{len(lost)} of {len(needed)} texts are not in this file: it was cut off, emptied or renamed. "
                "Put the complete file back. If there is none, run: merit i18n sync",
            )
            yield from report.findings


def _needed(language: LanguageFiles, domain: str, all_: set[str]) -> set[str]:
    """Return the texts of a domain that are translated into a language."""
    return {place for place in all_ if needs(language.entry, domain, place)}


def _many(lost: int, all_: int) -> bool:
    return lost >= FEWEST_LOST and lost > all_ * LARGEST_SHARE_LOST
