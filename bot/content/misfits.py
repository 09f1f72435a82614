"""What is wrong with the flows in one language, where it stands in that language's file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.content.catalogs import Catalogs, po_path
from bot.content.checks.languages import Misfit, misfits
from bot.content.po import read_po
from bot.content.report import START, Mark, Report
from bot.core.finding import Finding
from bot.core.flow import Release
from bot.core.language import SOURCE_LANGUAGE
from bot.core.text import Text
from bot.service.library import Catalog


def misfits_of_languages(folder: Path, release: Release, catalogs: Catalogs) -> Iterator[Finding]:
    """Yield what is wrong in each offered language but English."""
    for code, language in release.languages.items():
        if language.offered and code != SOURCE_LANGUAGE:
            found = list(misfits(release, _words(catalogs[code])))
            if found:
                yield from _placed(folder, po_path(code, "flows"), found)


def _words(catalog: Catalog) -> Callable[[Text], str]:
    def find(text: Text) -> str:
        if not text.place:
            return str(text.values.get("words", text.source))
        return catalog.find(text.place, text.source) or text.source

    return find


def _placed(folder: Path, path: str, found: list[Misfit]) -> Iterator[Finding]:
    po, report = read_po(folder / path, path)
    lines: Mapping[str, int] = {} if po is None else {each.place: each.line for each in po.messages}
    report = Report(path=path, lines=report.lines)
    for misfit in found:
        line = lines.get(misfit.place)
        report.add(
            misfit.code,
            START if line is None else Mark(line=line),
            f"{misfit.place}: {misfit.message}",
        )
    yield from report.findings
