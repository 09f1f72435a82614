"""The work on translation files: writing templates, bringing languages up to date, keeping after a corrected typo."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.catalogs import LanguageFiles, po_path, read_translations
from bot.content.domains import former_places, needed_in, templates
from bot.content.languages import LOCALES
from bot.content.merge import Former, is_below, keep, merge, waiting_at
from bot.content.po import Message, PoFile, write_po
from bot.content.release import Content
from bot.content.typo import tiny
from bot.core.language import LanguageCode


def template_path(domain: str) -> str:
    """Return where the template of a domain is, below the content folder."""
    return f"{LOCALES}/{domain}.pot"


def write_templates(folder: Path, content: Content) -> list[str]:
    """Write every template; return the paths of those that changed."""
    wanted = {template_path(domain): write_po(po) for domain, po in templates(content).items()}
    return [path for path, text in wanted.items() if write_changed(folder / path, text)]


def write_merged(folder: Path, content: Content, only: Collection[LanguageCode] = ()) -> list[str]:
    """Bring the files of every language (or `only` some) up to date; return the paths of those that changed.

    A file that cannot be read is left as it is.
    """
    changed: list[str] = []
    wanted, former = templates(content), former_places(content)
    for code, language in read_translations(folder, content.languages).items():
        if only and code not in only:
            continue
        for domain, po in merged(wanted, language, former).items():
            if write_changed(folder / po_path(code, domain), write_po(po)):
                changed.append(po_path(code, domain))
    return changed


def merged(
    wanted: Mapping[str, PoFile], language: LanguageFiles, former: Former
) -> dict[str, PoFile]:
    """Return the files of a language as they should be, by domain; those that cannot be read are left out."""
    wanted = needed_in(wanted, language.entry)
    readable = [
        domain for domain in wanted if domain in language.files or domain not in language.reports
    ]
    return {
        domain: merge(wanted[domain], language.files.get(domain, PoFile()), language.entry, former)
        for domain in readable
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What keeping translations did: the edits that were accepted, and how many translations that kept by language."""

    edits: Mapping[str, tuple[str, str]]
    languages: Mapping[LanguageCode, int]


def keep_everywhere(
    folder: Path, content: Content, places: Collection[str]
) -> tuple[Kept, tuple[str, ...]]:
    """Confirm in every language what waits at or below `places` because its English changed.

    The second value names the places where nothing waits; if there are any, nothing is written.
    """
    files = {
        po_path(code, domain): (code, po)
        for code, language in read_translations(folder, content.languages).items()
        for domain, po in language.files.items()
    }
    waiting = {path: waiting_at(po, places) for path, (_, po) in files.items()}
    every = [message for found in waiting.values() for message in found]
    idle = tuple(
        place for place in places if not any(is_below(each.place, place) for each in every)
    )
    languages = dict.fromkeys((code for code, _ in files.values()), 0)
    for path, (code, po) in files.items():
        languages[code] += len(waiting[path])
        if waiting[path] and not idle:
            write_changed(folder / path, write_po(keep(po, waiting[path])))
    return Kept(edits=edits_of(every), languages=languages), idle


def small_edits(languages: Mapping[LanguageCode, LanguageFiles]) -> dict[str, tuple[str, str]]:
    """Return the edits that look like corrected typos and make translations wait, by place."""
    waiting = (
        message
        for language in languages.values()
        for po in language.files.values()
        for message in waiting_at(po, ("",))
    )
    return {place: edit for place, edit in edits_of(waiting).items() if tiny(*edit)}


def edits_of(messages: Iterable[Message]) -> dict[str, tuple[str, str]]:
    """Return the English as it was confirmed and as it is, by place."""
    return {
        message.place: (message.previous[0], message.source)
        for message in messages
        if message.previous is not None
    }


def write_changed(file: Path, text: str) -> bool:
    """Write `text` unless the file already holds it; return whether it was written."""
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return True
