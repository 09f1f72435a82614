"""Reading a folder again after a small change: only what changed, so that an editor sees it at once.

What depends on it elsewhere (whether a language may be offered, whether an entry is still reached) stays as it was
until the whole folder is studied.
"""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bot.content.catalogs import Catalogs, catalog, read_translations
from bot.content.conversations import TESTS
from bot.content.flows import FLOWS
from bot.content.languages import LOCALES
from bot.content.load import Studied
from bot.content.release import Content, read_content
from bot.content.translation_findings import judge
from bot.core.finding import Finding, Severity
from bot.core.language import LanguageCode


def study_again(folder: Path, before: Studied, changed: Collection[str]) -> Studied | None:
    """Return the folder with the files at the paths `changed` read again, or None when all of it has to be studied."""
    paths = [PurePosixPath(path) for path in changed if not path.startswith(f"{TESTS}/")]
    if not all(map(_is_flow, paths)) and not all(map(_is_translation, paths)):
        return None
    if any(report.failed for report in before.content.knowledge.reports):
        return None  # what is wrong there may be right now
    if all(map(_is_translation, paths)):
        codes = {path.parts[1] for path in paths} & before.content.languages.keys()
        return _with_translations(folder, before, codes)
    content = read_content(folder, before.content)
    others = [finding for finding in before.findings if not _in_flows(finding)]
    own = [finding for finding in content.findings if _in_flows(finding)]
    return replace(before, content=content, findings=[*own, *others])


def _is_flow(path: PurePosixPath) -> bool:
    return path.parts[0] == FLOWS


def _is_translation(path: PurePosixPath) -> bool:
    return path.parts[0] == LOCALES and path.suffix == ".po"


def _in_flows(finding: Finding) -> bool:
    return PurePosixPath(finding.path).parts[0] == FLOWS


def _with_translations(folder: Path, before: Studied, codes: Collection[LanguageCode]) -> Studied:
    """Return `before` with the translations of some languages read again, those with an error left out."""
    content: Content = before.content
    files = read_translations(folder, {code: content.languages[code] for code in codes})
    found = [each for each in judge(content, files) if each.severity is Severity.ERROR]
    bad = {(finding.path, finding.line) for finding in found}
    catalogs: Catalogs = {
        code: catalog(content.languages[code], files[code].without(bad).files.values())
        for code in files
    }
    kept = [each for each in before.findings if not _is_of(each, codes)]
    return replace(before, catalogs={**before.catalogs, **catalogs}, findings=[*kept, *found])


def _is_of(finding: Finding, codes: Collection[LanguageCode]) -> bool:
    path = PurePosixPath(finding.path)
    return _is_translation(path) and path.parts[1] in codes
