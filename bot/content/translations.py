"""The work on translation files: writing templates, merging, keeping, and the table of how far each language is."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.catalogs import LanguageFiles, po_path, read_translations
from bot.content.domains import DOMAINS, critical_places, former_places, templates
from bot.content.languages import LOCALES
from bot.content.merge import REVIEW, Former, keep, merge
from bot.content.po import PoFile, write_po
from bot.content.release import Content
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
    readable = [
        domain for domain in DOMAINS if domain in language.files or domain not in language.reports
    ]
    return {
        domain: merge(wanted[domain], language.files.get(domain, PoFile()), language.entry, former)
        for domain in readable
    }


def keep_everywhere(folder: Path, content: Content, place: str) -> dict[LanguageCode, int]:
    """Confirm the fuzzy translations at or below `place` in every language; return how many by language."""
    kept: dict[LanguageCode, int] = {}
    for code, language in read_translations(folder, content.languages).items():
        for domain, po in language.files.items():
            changed, count = keep(po, place)
            kept[code] = kept.get(code, 0) + count
            if count:
                write_changed(folder / po_path(code, domain), write_po(changed))
    return kept


def write_changed(file: Path, text: str) -> bool:
    """Write `text` unless the file already holds it; return whether it was written."""
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far one file of one language is; `critical` counts critical texts people would read in English."""

    language: LanguageCode
    domain: str
    total: int
    translated: int
    fuzzy: int
    missing: int
    critical: int
    review: str


def coverage(folder: Path, content: Content) -> Iterator[Coverage]:
    """Yield the state of every file of every language, as it would be after a merge."""
    wanted, former = templates(content), former_places(content)
    critical = critical_places(content)
    for code, language in read_translations(folder, content.languages).items():
        for domain, po in merged(wanted, language, former).items():
            open_ = [message for message in po.messages if not message.confirmed]
            fuzzy = sum(message.translated for message in open_)
            yield Coverage(
                language=code,
                domain=domain,
                total=len(po.messages),
                translated=len(po.messages) - len(open_),
                fuzzy=fuzzy,
                missing=len(open_) - fuzzy,
                critical=sum(message.place in critical for message in open_),
                review=po.headers[REVIEW],
            )
