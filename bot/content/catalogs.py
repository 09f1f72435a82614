"""Catalogs: one language's confirmed translations in memory, found by place and English text."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date

from bot.content import cldr
from bot.content.domains import DOMAINS
from bot.content.languages import LOCALES, LanguageEntry, Languages
from bot.content.po import PoFile, read_po
from bot.content.report import Report
from bot.core.language import SOURCE_LANGUAGE, Language, LanguageCode
from bot.service.library import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """The catalog of one language."""

    entry: LanguageEntry
    singular: Mapping[tuple[str, str], str] = field(default_factory=dict)
    plural: Mapping[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    recordings: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language."""
        return self.entry.language

    def find(self, place: str, source: str) -> str | None:
        """Return the confirmed translation of `source` at `place`, or None if it is missing or outdated."""
        if place.startswith(cldr.PLACE):
            return cldr.find(place, source, self.entry.dates, numbered=self.entry.dated)
        return self.singular.get((place, source))

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        """Return the confirmed form for `count`, or None."""
        forms = self.plural.get((place, one, many))
        return None if forms is None else forms[self.entry.form(abs(count))]

    def date(self, day: date) -> str:
        """Return the day in words, Gregorian, with Latin digits."""
        return long_date(day, self.entry)

    def recording(self, place: str) -> bytes | None:
        """Return the text at `place` as somebody spoke it, or None if it is not recorded in these words."""
        return self.recordings.get(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """The catalog of English: every text is its own translation."""

    entry: LanguageEntry
    recordings: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """English."""
        return self.entry.language

    def find(self, place: str, source: str) -> str | None:
        """Return the text itself; an amount with the marks of English."""
        if place.startswith(cldr.AMOUNT):
            return cldr.find(place, source, self.entry.dates)
        return source

    def find_plural(self, _place: str, one: str, many: str, count: int) -> str | None:
        """Return the text for one or for many."""
        return one if count == 1 else many

    def date(self, day: date) -> str:
        """Return the day in words."""
        return long_date(day, self.entry)

    def recording(self, place: str) -> bytes | None:
        """Return the text at `place` as somebody spoke it, or None if it is not recorded in these words."""
        return self.recordings.get(place)


def long_date(day: date, entry: LanguageEntry) -> str:
    """Return the day as the language writes it; where month names could be misread, with the figures behind it."""
    words = _long(day, entry.dates)
    return f"{words} ({day:%d/%m/%Y})" if entry.dated else words


@lru_cache(maxsize=4096)
def _long(day: date, locale: str) -> str:
    return str(format_date(day, "long", locale=locale))


Catalogs = Mapping[LanguageCode, Catalog]


def catalog(entry: LanguageEntry, files: Iterable[PoFile]) -> Catalog:
    """Return the catalog of a language from its PO files."""
    if entry.is_source:
        return SourceWords(entry=entry)
    singular: dict[tuple[str, str], str] = {}
    plural: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for message in (message for file in files for message in file.messages if message.confirmed):
        if message.plural is None:
            singular[message.place, message.source] = message.forms[0]
        elif len(message.forms) == entry.forms:
            plural[message.place, message.source, message.plural] = message.forms
    return Translations(entry=entry, singular=singular, plural=plural)


def po_path(language: LanguageCode, domain: str) -> str:
    """Return where a PO file is, below the content folder."""
    return f"{LOCALES}/{language}/LC_MESSAGES/{domain}.po"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageFiles:
    """The PO files of one language as far as they exist and can be read."""

    entry: LanguageEntry
    files: Mapping[str, PoFile]
    reports: Mapping[str, Report]

    def without(self, bad: Collection[tuple[str, int]]) -> "LanguageFiles":
        """Return the files without the messages in whose translation one of the `bad` places is (path and line)."""
        files: dict[str, PoFile] = {}
        for domain, po in self.files.items():
            begins = sorted(message.line for message in po.messages)
            dropped = {
                begins[bisect_right(begins, line) - 1]
                for path, line in bad
                if path == self.reports[domain].path and line >= min(begins, default=line + 1)
            }
            kept = tuple(each for each in po.messages if each.line not in dropped)
            files[domain] = replace(po, messages=kept)
        return replace(self, files=files)


def read_translations(folder: Path, languages: Languages) -> dict[LanguageCode, LanguageFiles]:
    """Return the PO files of every language but English; one that does not exist is left out."""
    return {
        code: _language_files(folder, entry)
        for code, entry in languages.items()
        if code != SOURCE_LANGUAGE
    }


def _language_files(folder: Path, entry: LanguageEntry) -> LanguageFiles:
    files: dict[str, PoFile] = {}
    reports: dict[str, Report] = {}
    for domain in DOMAINS:
        path = po_path(entry.language.code, domain)
        if not (folder / path).exists():
            continue
        po, reports[domain] = read_po(folder / path, path)
        if po is not None:
            files[domain] = po
    return LanguageFiles(entry=entry, files=files, reports=reports)
