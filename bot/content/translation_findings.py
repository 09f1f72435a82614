"""What is wrong with the translation files: files that lag behind, and translations that do not fit their text."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.content.catalogs import LanguageFiles, po_path, read_translations
from bot.content.domains import critical_places, former_places, templates
from bot.content.merge import REVIEW
from bot.content.po import Message, PoFile, read_po
from bot.content.release import Content
from bot.content.report import START, Mark, Report
from bot.content.translation_checks import Translation, doubts, is_label
from bot.content.translation_progress import REVIEWS
from bot.content.translations import merged, template_path
from bot.core.finding import Finding

_UPDATE = "Run: merit i18n extract, then: merit i18n sync"


def judge(content: Content, languages: Mapping[str, LanguageFiles]) -> Iterator[Finding]:
    """Yield what is wrong with the translations themselves, file by file."""
    critical = critical_places(content)
    for language in languages.values():
        for domain, report in language.reports.items():
            if domain in language.files:
                _judge_file(language.files[domain], language, report, critical)
            yield from report.findings


def _judge_file(
    po: PoFile, language: LanguageFiles, report: Report, critical: frozenset[str]
) -> None:
    if po.headers.get(REVIEW, "none") not in REVIEWS:
        report.add("L002", START, f"The header {REVIEW} can be: {', '.join(REVIEWS)}.")
    for message in po.messages:
        given = Translation(
            message=message,
            entry=language.entry,
            label=is_label(message),
            critical=message.place in critical,
        )
        for code, words in doubts(given):
            report.add(code, Mark(line=message.line), f"{message.place}: {words}")


def drift(folder: Path, content: Content) -> Iterator[Finding]:
    """Yield every template and language file that differs from what extracting and merging would write."""
    wanted = templates(content)
    for domain, template in wanted.items():
        yield from _lagging(folder, template_path(domain), template)
    former = former_places(content)
    for code, language in read_translations(folder, content.languages).items():
        for domain, po in merged(wanted, language, former).items():
            yield from _lagging(folder, po_path(code, domain), po)


def _lagging(folder: Path, path: str, wanted: PoFile) -> Iterator[Finding]:
    report = Report(path=path)
    if not (folder / path).exists():
        report.add("L003", START, f"The file is missing. {_UPDATE}")
    else:
        found, _ = read_po(folder / path, path)
        difference = None if found is None else first_difference(found, wanted)
        if difference is not None:
            line, what = difference
            report.add("L003", Mark(line=line), f"{what} {_UPDATE}")
    yield from report.findings


def first_difference(found: PoFile, wanted: PoFile) -> tuple[int, str] | None:
    """Return the line and the first thing in which two files differ; how lines are broken does not count."""
    have, need = (
        [_plain(message) for message in found.messages],
        [_plain(message) for message in wanted.messages],
    )
    if have != need:
        position = next(
            (i for i, pair in enumerate(zip(have, need, strict=False)) if pair[0] != pair[1]),
            min(len(have), len(need)),
        )
        line = found.messages[position].line if position < len(have) else START.line
        place = need[position].place if position < len(need) else have[position].place
        return line, f"The text {place} is not up to date here."
    if dict(found.headers) != dict(wanted.headers):
        differing = next(
            name
            for name in (*wanted.headers, *found.headers)
            if found.headers.get(name) != wanted.headers.get(name)
        )
        return START.line, f"The header {differing} is not as it should be."
    if [_plain(message) for message in found.obsolete] != [
        _plain(message) for message in wanted.obsolete
    ]:
        return START.line, "The obsolete texts at the end are not up to date."
    return None


def _plain(message: Message) -> Message:
    return replace(message, line=0, flags=tuple(sorted(message.flags)))
