"""What is wrong with the translation files: files that lag behind, and translations that do not fit their text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import escape

from bot.content.catalogs import LanguageFiles, po_path, read_translations
from bot.content.country_words import read_country_words
from bot.content.domains import critical_places, former_places, label_places, templates
from bot.content.glossary import read_glossary
from bot.content.languages import PATH as LANGUAGES
from bot.content.languages import Offering
from bot.content.merge import REVIEW, waiting_at
from bot.content.offering import standings
from bot.content.po import Message, PoFile, read_po
from bot.content.release import Content
from bot.content.report import START, Mark, Report
from bot.content.translation import Doubt, Glossary, Translation, TranslationCheck
from bot.content.translation_checks import CHECKS, doubts
from bot.content.translation_progress import REVIEWS
from bot.content.translations import edits_of, merged, template_path
from bot.content.typo import tiny
from bot.core.finding import Finding
from bot.core.language import LanguageCode

_UPDATE = "Run: merit i18n extract, then: merit i18n sync"


def review(folder: Path, content: Content) -> list[Finding]:
    """Return everything there is to say about the translations: files, texts, glossary, languages, typos."""
    languages = read_translations(folder, content.languages)
    glossaries, report = read_glossary(folder, content.languages)
    country_words, words_report = read_country_words(folder)
    return [
        *drift(folder, content),
        *report.findings,
        *words_report.findings,
        *judge(content, languages, glossaries, country_words=country_words),
        *typos(languages),
        *not_offered(content, languages),
    ]


def judge(
    content: Content,
    languages: Mapping[LanguageCode, LanguageFiles],
    glossaries: Mapping[LanguageCode, Glossary] = MappingProxyType({}),
    checks: tuple[TranslationCheck, ...] = CHECKS,
    country_words: re.Pattern[str] | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with the translations themselves, file by file."""
    critical, labels = critical_places(content), label_places(content)
    for code, language in languages.items():
        for domain, report in language.reports.items():
            po = language.files.get(domain)
            _check_review(po, report)
            for message in () if po is None else po.messages:
                given = Translation(
                    message=message,
                    entry=language.entry,
                    label=message.place in labels,
                    critical=message.place in critical,
                    glossary=glossaries.get(code, {}),
                    country_words=country_words,
                )
                for doubt in doubts(given, checks):
                    _note(doubt, message, report)
            yield from report.findings


def _check_review(po: PoFile | None, report: Report) -> None:
    if po is not None and po.headers.get(REVIEW, "none") not in REVIEWS:
        report.add("L002", START, f"The header {REVIEW} can be: {', '.join(REVIEWS)}.")


def _note(doubt: Doubt, message: Message, report: Report) -> None:
    """Note a doubt at the piece of the translation it is about, or where the translation begins."""
    begin = Mark(line=message.line)
    end = next(
        (
            line
            for line, text in enumerate(report.lines[message.line :], message.line + 1)
            if not text
        ),
        len(report.lines),
    )
    needle = doubt.needle.partition("\n")[0]
    at = report.locate(escape(needle)[1:-1], begin, end) if needle else begin
    report.add(doubt.code, at, f"{message.place}: {doubt.message}")


def not_offered(
    content: Content, languages: Mapping[LanguageCode, LanguageFiles]
) -> Iterator[Finding]:
    """Yield the languages whose translations do not allow that people choose them."""
    report = Report(path=LANGUAGES)
    for standing in standings(content, languages).values():
        entry = standing.entry
        if standing.ready or entry.offering in {Offering.NO, Offering.PAPERS}:
            continue
        state = "is offered by decision" if standing.offered else "is not offered"
        report.add("L017", entry.at, f"{entry.language.english} {state}: {standing.missing}.")
    yield from report.findings


def typos(languages: Mapping[LanguageCode, LanguageFiles]) -> Iterator[Finding]:
    """Yield edits that look like corrected typos, each once, in the first language where it makes people wait."""
    seen: set[str] = set()
    for language in languages.values():
        for domain, po in language.files.items():
            report = replace(language.reports[domain], findings=[])
            for message in waiting_at(po, ("",)):
                edit = edits_of([message])
                if message.place not in seen and all(tiny(*each) for each in edit.values()):
                    seen.add(message.place)
                    report.add("L018", Mark(line=message.line), _proposal(message.place))
            yield from report.findings


def _proposal(place: str) -> str:
    return (
        f"Only a typo was corrected? Then keep the translations: merit i18n accept {place} --minor"
    )


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
