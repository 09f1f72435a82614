"""Sheets of translations as XLSX files; a file that comes back is looked at before it is trusted."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.languages import LanguageEntry
from bot.content.sheet import Given, Row
from bot.content.translation_progress import State
from bot.core.language import Direction, LanguageCode

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of the file."""
LARGEST_CONTENT = 64 * 1024 * 1024
"""Bytes of all parts, unpacked."""
MOST_PARTS = 200
MOST_ROWS = 20_000
_XML = (".xml", ".rels", ".vml")
_ID = "merit"
"""The head of the hidden column is this word and the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the sheet: its head, its width in letters, and whether a translator writes in it."""

    head: str
    width: int
    free: bool = False


_COLUMNS = (
    Column(head="no.", width=5),
    Column(head="topic", width=14),
    Column(head="kind", width=16),
    Column(head="letters", width=8),
    Column(head="read just before", width=28),
    Column(head="English", width=50),
    Column(head="English before", width=40),
    Column(head="translation", width=50, free=True),
    Column(head="right as it is (x)", width=10, free=True),
    Column(head="comment", width=30, free=True),
    Column(head="state", width=20),
)
_ENGLISH = frozenset({"English", "English before", "read just before"})
_FILLS: Mapping[State, str] = {
    State.CONFIRMED: "FFFFFF",
    State.OUTDATED: "FFF2CC",
    State.MISSING: "DDEBF7",
}
_CRITICAL = "F8CBAD"
_HEAD = "404040"
_GUIDE = (
    "Write in the columns with white heads only: translation, right as it is, comment. The others are locked.",
    "Texts stand in the order people meet them. Red: critical (rights, deadlines, money, data); it must be exact.",
    "Yellow: the English changed; the old one stands beside it. Correct the translation, or write x if it is right.",
    "Blue: not translated yet. What you leave empty stays as it is.",
    "Words in { } stay as they are, and numbers, links and commands such as /delete too. Buttons: at most 40 letters.",
    "If a row has 'for 3, 4, 5' in its kind, write the sentence as your language says it with these numbers.",
)


class SheetError(Exception):
    """A file that is no sheet of ours, or cannot be trusted; the message says what to do."""


def write_sheet(file: Path, rows: Iterable[Row], entry: LanguageEntry) -> int:
    """Write the rows; return how many there were."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = entry.language.english
    heads = [f"{_ID} {entry.language.code}", *(column.head for column in _COLUMNS)]
    for position, head in enumerate(heads, start=1):
        _write_head(_cell(sheet, 1, position), head, free=_is_free(head))
    count = 0
    for count, row in enumerate(rows, start=1):
        _write_row(sheet, count + 1, row, entry)
    _lay_out(sheet, entry, count)
    guide = book.create_sheet("How to fill this in")
    for line, words in enumerate(_GUIDE, start=1):
        _put(_cell(guide, line, 1), words)
    guide.column_dimensions["A"].width = 120
    book.properties.creator = "Merit"
    book.save(file)
    return count


def _cell(sheet: Worksheet, line: int, position: int) -> Cell:
    return cast("Cell", sheet.cell(line, position))


def _is_free(head: str) -> bool:
    return any(column.head == head and column.free for column in _COLUMNS)


def _write_head(cell: Cell, head: str, *, free: bool) -> None:
    _put(cell, head)
    cell.font = Font(bold=True, color="000000" if free else "FFFFFF")
    cell.fill = PatternFill("solid", start_color="FFFFFF" if free else _HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_row(sheet: Worksheet, line: int, row: Row, entry: LanguageEntry) -> None:
    values = (
        str(row.number),
        row.topic,
        row.kind,
        str(row.longest or ""),
        row.after,
        row.english,
        row.previous,
        row.translation,
        "",
        row.comment,
        f"{'critical, ' if row.critical else ''}{row.state}",
    )
    _put(_cell(sheet, line, 1), row.id)
    rtl = entry.language.direction is Direction.RIGHT_TO_LEFT
    colour = _CRITICAL if row.critical and row.state is not State.CONFIRMED else _FILLS[row.state]
    for position, (column, value) in enumerate(zip(_COLUMNS, values, strict=True), start=2):
        cell = _cell(sheet, line, position)
        _put(cell, value)
        reads_right = rtl and column.free
        cell.alignment = Alignment(
            wrap_text=True,
            vertical="top",
            horizontal="left" if column.head in _ENGLISH else None,
            readingOrder=2 if reads_right else 1 if column.head in _ENGLISH else 0,
        )
        cell.protection = Protection(locked=not column.free)
        if column.head in {"state", "translation"}:
            cell.fill = PatternFill("solid", start_color=colour)


def _put(cell: Cell, words: str) -> None:
    """Write words as text: what looks like a formula or a date stays text, also when somebody edits the cell."""
    cell.value = clean(words)
    cell.data_type = "s"
    cell.number_format = "@"


def _lay_out(sheet: Worksheet, entry: LanguageEntry, rows: int) -> None:
    sheet.column_dimensions["A"].hidden = True
    for position, column in enumerate(_COLUMNS, start=2):
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS) + 1)}{rows + 1}"
    sheet.sheet_view.rightToLeft = entry.language.direction is Direction.RIGHT_TO_LEFT
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden


def clean(words: str) -> str:
    """Return words as a sheet can hold them."""
    return ILLEGAL_CHARACTERS_RE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def read_sheet(file: Path) -> tuple[LanguageCode, tuple[Given, ...]]:
    """Return the language of a sheet and its rows; raise SheetError when it is none of ours or not safe to open."""
    data = safe_bytes(file)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        lines = [list(cells) for cells in _lines(book.worksheets[0])]
    except SheetError:
        raise
    except Exception as error:  # a damaged file makes the library raise anything
        raise SheetError(
            f"{file} cannot be read as a spreadsheet. Save it again as XLSX."
        ) from error
    if not lines:
        raise SheetError(f"{file} is empty.")
    heads = [str(cell.value or "") for cell in lines[0]]
    language = heads[0].removeprefix(f"{_ID} ") if heads[0].startswith(f"{_ID} ") else ""
    missing = [column.head for column in _COLUMNS if column.free and column.head not in heads]
    if not language or missing:
        raise SheetError(
            f"{file} is no sheet that `merit i18n export-xlsx` wrote: the heads of its first row differ."
        )
    columns = {head: position for position, head in enumerate(heads)}
    given = (_given(line, cells, columns) for line, cells in enumerate(lines[1:], start=2))
    return language, tuple(row for row in given if row.id or row.translation or row.fault)


Cells = list["Cell | ReadOnlyCell | EmptyCell"]


def _lines(sheet: object) -> Iterator[Iterable[Cell | ReadOnlyCell | EmptyCell]]:
    rows = sheet.iter_rows(max_col=len(_COLUMNS) + 1)  # type: ignore[attr-defined]
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise SheetError(f"The sheet has more than {MOST_ROWS} rows.")
        yield row


def _given(line: int, cells: Cells, columns: Mapping[str, int]) -> Given:
    def at(head: str) -> Cell | ReadOnlyCell | EmptyCell | None:
        return cells[columns[head]] if columns[head] < len(cells) else None

    fault = next(filter(None, (_fault(at(head)) for head in ("translation", "comment"))), "")
    return Given(
        line=line,
        id=str(cells[0].value or "") if cells else "",
        translation="" if fault else _words(at("translation")),
        comment="" if fault else _words(at("comment")).strip(),
        right=bool(_words(at("right as it is (x)")).strip()),
        fault=fault,
    )


def _fault(cell: Cell | ReadOnlyCell | EmptyCell | None) -> str:
    """Return why the value of a cell is not words somebody wrote."""
    if cell is None or isinstance(cell, EmptyCell) or cell.value is None:
        return ""
    if cell.data_type == "f":
        return "There is a formula in this row. Write the words themselves."
    if isinstance(cell.value, bool) or not isinstance(cell.value, str | int):
        return (
            "The program made a date or number of what was written here. Format the cell as text."
        )
    return ""


def _words(cell: Cell | ReadOnlyCell | EmptyCell | None) -> str:
    return "" if cell is None or cell.value is None else clean(str(cell.value))


def safe_bytes(file: Path) -> bytes:
    """Return the bytes of a file whose parts are few, small and without declarations of entities."""
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise SheetError(f"{file} cannot be opened: {error.strerror}.") from error
    if size > LARGEST_FILE:
        raise SheetError(f"{file} is larger than 10 MiB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
                raise SheetError(f"{file} unpacks to more than a sheet can be. It was not opened.")
            for part in parts:
                words = archive.read(part)
                if part.filename.lower().endswith(_XML):
                    _plain_xml(words, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SheetError(f"{file} is no XLSX file. In the program, save it as XLSX.") from error
    return data


def _plain_xml(part: bytes, file: Path) -> None:
    """Refuse a part that declares entities, or hides in another encoding that it does."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")) or b"<!" in part.replace(
        b"<!--", b""
    ).replace(b"<![CDATA[", b""):
        raise SheetError(
            f"{file} declares things no spreadsheet program writes. It was not opened."
        )
