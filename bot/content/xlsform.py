"""XLSForm workbooks as numbered rows: what stands in which cell of the sheets survey, choices and settings."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook, load_workbook

from bot.content.workbook import SheetError, clean, safe_bytes

SHEETS = ("survey", "choices", "settings")
MOST_ROWS = 2_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row: its sheet, its number, and the cells that are not empty by the head of their column."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def get(self, *heads: str) -> str:
        """Return the first cell of these columns that is not empty, or nothing."""
        return next((self.cells[head] for head in heads if head in self.cells), "")

    @property
    def where(self) -> str:
        """Where the row is, for messages."""
        return f"sheet {self.sheet}, row {self.number}"


@dataclass(slots=True, kw_only=True)
class Sheets:
    """The rows of a form by sheet; `findings` are cells that cannot be read."""

    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)

    def setting(self, name: str) -> str:
        """Return a cell of the sheet settings."""
        rows = self.rows.get("settings", [])
        return rows[0].get(name) if rows else ""


def read_sheets(file: Path) -> Sheets:
    """Return the rows of an XLSForm; raise SheetError when the file is none or not safe to open."""
    data = safe_bytes(file)
    found = Sheets()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            name = str(sheet.title).strip().lower()
            if name in SHEETS:
                _read(name, sheet, found)
    except SheetError:
        raise
    except Exception as error:  # a damaged file makes the library raise anything
        raise SheetError(
            f"{file} cannot be read as a spreadsheet. Save it again as XLSX."
        ) from error
    if "survey" not in found.rows:
        raise SheetError(f"{file} has no sheet called 'survey', so it is no XLSForm.")
    return found


def _read(name: str, sheet: object, found: Sheets) -> None:
    heads: list[str] = []
    rows: list[SheetRow] = []
    for number, values in enumerate(_values(sheet), start=1):
        if number > MOST_ROWS:
            raise SheetError(f"The sheet '{name}' has more than {MOST_ROWS} rows.")
        if number == 1:
            heads = [value.strip() for value, _ in values]
            continue
        for (_, formula), head in zip(values, heads, strict=False):
            if formula:
                found.findings.append(
                    f"sheet {name}, row {number}: there is a formula under '{head}'. Write the words themselves."
                )
        cells = {
            head: value.strip()
            for (value, _), head in zip(values, heads, strict=False)
            if head and value.strip()
        }
        if cells:
            rows.append(SheetRow(sheet=name, number=number, cells=cells))
    found.rows[name] = rows
    found.heads[name] = tuple(head for head in heads if head)


def _values(sheet: object) -> Iterator[list[tuple[str, bool]]]:
    """Yield each row as the words of its cells and whether they are a formula."""
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):  # type: ignore[attr-defined]
        yield [
            (
                "" if cell.value is None else clean(_words(cell.value)),
                getattr(cell, "data_type", "") == "f",
            )
            for cell in row
        ]


def _words(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write_sheets(file: Path, sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """Write rows by sheet; every cell is text, also what looks like a formula."""
    book = Workbook()
    for position, (name, rows) in enumerate(sheets.items()):
        sheet = book.worksheets[0] if position == 0 else book.create_sheet()
        sheet.title = name
        heads = list(dict.fromkeys(head for row in rows for head in row))
        for column, head in enumerate(heads, start=1):
            for line, words in enumerate([head, *(row.get(head, "") for row in rows)], start=1):
                if words:
                    cell = sheet.cell(line, column, clean(words))
                    cell.data_type = "s"
    book.properties.creator = "Merit"
    book.save(file)
