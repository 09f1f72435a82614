"""`merit i18n export-xlsx` and `import-xlsx`: translations for people who work in a spreadsheet."""

import argparse
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from bot.cli.readable import needs_readable
from bot.content.catalogs import po_path, read_translations
from bot.content.country_words import read_country_words
from bot.content.domains import critical_places, former_places, label_places, pieces, templates
from bot.content.glossary import read_glossary
from bot.content.languages import LanguageEntry
from bot.content.po import PoFile, write_po
from bot.content.release import Content
from bot.content.sheet import Change, TakenBack, rows_of, take_back
from bot.content.texts import Piece
from bot.content.translation import Translation
from bot.content.translation_checks import doubts
from bot.content.translation_progress import LanguageProgress, progress
from bot.content.translations import merged, write_changed
from bot.settings import OperatorError

_LONGEST = 70


def add_arguments(export: argparse.ArgumentParser, taking: argparse.ArgumentParser) -> None:
    """Declare the file and what is written or taken."""
    export.add_argument("file", type=Path, metavar="FILE", help="such as arabic.xlsx")
    export.add_argument(
        "--language", required=True, metavar="CODE", help="the language of the sheet, such as ar"
    )
    export.add_argument(
        "--open-only",
        action="store_true",
        help="only what is missing or outdated, not what is confirmed",
    )
    taking.add_argument("file", type=Path, metavar="FILE", help="the sheet that came back")
    taking.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )


def export_sheet(args: argparse.Namespace, content: Content) -> int:
    """Write the sheet of one language."""
    _needs_openpyxl()
    from bot.content.workbook import write_sheet

    found = _progress(args.folder, content, args.language)
    if args.file.suffix != ".xlsx":
        raise OperatorError("The name of the sheet ends with .xlsx, such as arabic.xlsx.")
    needs_readable(read_translations(args.folder, content.languages), (args.language,))
    texts = [text for text in found.texts if text.open or not args.open_only]
    rows = rows_of(texts, _pieces(content), content.languages[args.language])
    try:
        count = write_sheet(args.file, rows, content.languages[args.language])
    except OSError as error:
        raise OperatorError(f"{args.file} cannot be written: {error.strerror}.") from error
    print(f"written: {args.file} with {count} rows")
    return 0


def _progress(folder: Path, content: Content, language: str) -> LanguageProgress:
    found = next((each for each in progress(folder, content) if each.language == language), None)
    if found is None:
        raise OperatorError(
            f"There are no translations into '{language}'. The languages are in locales/languages.yaml."
        )
    return found


def _pieces(content: Content) -> Mapping[tuple[str, str], Piece]:
    return {
        (domain, piece.text.place): piece
        for domain, texts in pieces(content).items()
        for piece in texts
    }


def import_sheet(args: argparse.Namespace, content: Content) -> int:
    """Take a sheet back; 1 when some row could not be taken."""
    _needs_openpyxl()
    from bot.content.workbook import SheetError, read_sheet

    try:
        language, given = read_sheet(args.file)
    except SheetError as error:
        raise OperatorError(str(error)) from error
    files = read_translations(args.folder, content.languages)
    if language not in files:
        raise OperatorError(
            f"The sheet is for '{language}', which is not in locales/languages.yaml."
        )
    needs_readable(files, (language,))
    before = merged(templates(content), files[language], former_places(content))
    taken = take_back(given, before)
    _print_taken(taken, _faults(taken.changes, content, args.folder, files[language].entry))
    if not args.dry_run:
        _write(args.folder, language, taken.files)
    else:
        print("Nothing was written, because of --dry-run.")
    return int(bool(taken.refusals))


def _write(folder: Path, language: str, files: Mapping[str, PoFile]) -> None:
    for domain, po in files.items():
        path = po_path(language, domain)
        if write_changed(folder / path, write_po(po)):
            print(f"written: {path}")


def _print_taken(taken: TakenBack, faults: Mapping[int, list[str]]) -> None:
    for change in taken.changes:
        kept = change.before == change.now
        words = (
            "confirmed or commented" if kept else f"{_short(change.before)} → {_short(change.now)}"
        )
        print(f"row {change.line}: {change.message.place}: {words}")
        for fault in faults.get(change.line, ()):
            print(f"    {fault}")
    for refusal in taken.refusals:
        where = f"{refusal.place}: " if refusal.place else ""
        print(f"row {refusal.line}: {where}NOT TAKEN. {refusal.reason}")
    print(
        f"{len(taken.changes)} rows taken over, {len(taken.refusals)} not taken,"
        f" {taken.unchanged} as they were"
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line if len(line) <= _LONGEST else f'{line[: _LONGEST - 1]}…'}”"


def _faults(
    changes: Iterable[Change], content: Content, folder: Path, entry: LanguageEntry
) -> dict[int, list[str]]:
    """Return what `merit i18n check` will say about the rows that were taken over."""
    glossary = read_glossary(folder, content.languages)[0].get(entry.language.code, {})
    country_words, _ = read_country_words(folder)
    critical, labels = critical_places(content), label_places(content)
    return {
        change.line: [
            f"{doubt.code} {doubt.message}"
            for doubt in doubts(
                Translation(
                    message=change.message,
                    entry=entry,
                    label=change.message.place in labels,
                    critical=change.message.place in critical,
                    glossary=glossary,
                    country_words=country_words,
                )
            )
        ]
        for change in changes
    }


def _needs_openpyxl() -> None:
    if find_spec("openpyxl") is None:
        raise OperatorError(
            "Spreadsheets need one more package: .venv/bin/pip install 'merit[xlsx]'"
        )
