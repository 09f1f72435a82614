"""A sheet goes out to a translator and comes back: what was written is taken, nothing else changes, nothing harms."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.cli import main
from bot.content.po import Message, PoFile
from bot.content.sheet import Given, fingerprint, take_back
from bot.content.workbook import MOST_ROWS, SheetError, read_sheet
from tests.content.folder import flow, write

TRIP = "flows/trip.yaml"
STEPS = """
q:
  choose: Where to?
  critical: yes
  choices:
    - sea: To the sea
    - sum: =1+1
bye:
  end: done
"""


def po(folder: Path, language: str = "ar") -> Path:
    return folder / f"locales/{language}/LC_MESSAGES/flows.po"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {TRIP: flow(STEPS)})
    assert main(["i18n", "sync", "--folder", str(tmp_path)]) == 0
    return tmp_path


def export(folder: Path, *options: str, language: str = "ar") -> Worksheet:
    asked = ["i18n", "export-xlsx", str(folder / "out.xlsx"), "--language", language, *options]
    assert main([*asked, "--folder", str(folder)]) == 0
    return load_workbook(folder / "out.xlsx").worksheets[0]


def take(folder: Path, sheet: Worksheet | None = None, *options: str) -> int:
    if sheet is not None:
        assert isinstance(sheet.parent, Workbook)
        sheet.parent.save(folder / "out.xlsx")
    asked = ["i18n", "import-xlsx", str(folder / "out.xlsx"), *options]
    return main([*asked, "--folder", str(folder)])


def column(sheet: Worksheet, head: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == head)


def line_of(sheet: Worksheet, english: str) -> int:
    position = column(sheet, "English")
    return next(
        row for row in range(2, sheet.max_row + 1) if sheet.cell(row, position).value == english
    )


def fill(sheet: Worksheet, english: str, words: object, head: str = "translation") -> int:
    line = line_of(sheet, english)
    sheet.cell(line, column(sheet, head)).value = words  # type: ignore[assignment]
    return line


def test_the_sheet_reads_from_right_to_left_where_the_language_does(folder: Path):
    assert export(folder).sheet_view.rightToLeft
    assert not export(folder, language="nl").sheet_view.rightToLeft


def test_only_what_a_translator_writes_can_be_changed_and_the_ids_are_hidden(folder: Path):
    sheet = export(folder)
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    free = {
        cell.value
        for cell in sheet[1]
        if not sheet.cell(2, column(sheet, str(cell.value))).protection.locked
    }
    assert free == {"translation", "right as it is (x)", "comment"}
    assert sheet.freeze_panes == "A2"


def test_a_row_says_what_a_translator_must_know(folder: Path):
    sheet = export(folder)
    line = line_of(sheet, "To the sea")
    found = dict(
        zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[line]), strict=True)
    )
    assert found["topic"] == "trip"
    assert found["kind"] == "Button"
    assert found["letters"] == "30"
    assert found["read just before"] == "Where to?"
    assert found["state"] == "critical, missing"


def test_each_plural_form_has_a_row_with_numbers_that_take_it(folder: Path):
    sheet = export(folder)
    kinds = [
        str(cell.value)
        for cell in next(
            sheet.iter_cols(min_col=column(sheet, "kind"), max_col=column(sheet, "kind"))
        )
    ]
    assert "Words of Merit itself, for 3, 4, 5, 6, 7" in kinds
    assert "Words of Merit itself, for 2" in kinds


def test_what_looks_like_a_formula_goes_out_as_text_and_comes_back_as_it_was(folder: Path):
    sheet = export(folder)
    cell = sheet.cell(line_of(sheet, "=1+1"), column(sheet, "English"))
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_what_a_translator_wrote_is_taken_over_and_the_rest_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    before = po(folder).read_text()
    sheet = export(folder)
    fill(sheet, "To the sea", "إلى البحر")
    line = fill(sheet, "To the sea", "colloquial?", "comment")
    capsys.readouterr()
    assert take(folder, sheet) == 0
    out = capsys.readouterr().out
    assert f"row {line}: trip/q/choices/sea: “” → “إلى البحر”" in out
    assert "1 rows taken over, 0 not taken" in out
    wanted = before.replace(
        'msgid "To the sea"\nmsgstr ""', 'msgid "To the sea"\nmsgstr "إلى البحر"'
    )
    assert po(folder).read_text().replace("# colloquial?\n", "") == wanted
    assert take(folder) == 0
    assert "0 rows taken over" in capsys.readouterr().out


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    before = po(folder).read_text()
    sheet = export(folder)
    fill(sheet, "To the sea", "x")
    assert take(folder, sheet, "--dry-run") == 0
    assert "“” → “x”" in capsys.readouterr().out
    assert po(folder).read_text() == before


def outdated(folder: Path) -> Worksheet:
    """Return a sheet in which the English of one translated text has changed."""
    sheet = export(folder)
    fill(sheet, "To the sea", "إلى البحر")
    assert take(folder, sheet) == 0
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the seaside")))
    return export(folder, "--open-only")


def test_an_outdated_translation_stands_beside_the_old_english_and_stays_outdated(folder: Path):
    sheet = outdated(folder)
    line = line_of(sheet, "To the seaside")
    assert sheet.cell(line, column(sheet, "English before")).value == "To the sea"
    assert take(folder, sheet) == 0
    assert '#, fuzzy\n#| msgid "To the sea"' in po(folder).read_text()


def test_an_outdated_translation_that_is_right_is_confirmed_with_a_mark(folder: Path):
    sheet = outdated(folder)
    fill(sheet, "To the seaside", "x", "right as it is (x)")
    assert take(folder, sheet) == 0
    assert "fuzzy" not in po(folder).read_text()


def test_only_what_is_open_is_written_when_asked_for(folder: Path):
    sheet = outdated(folder)
    english = [
        sheet.cell(row, column(sheet, "English")).value for row in range(2, sheet.max_row + 1)
    ]
    assert "To the seaside" in english
    fill(sheet, "Where to?", "إلى أين؟")
    take(folder, sheet)
    again = export(folder, "--open-only")
    assert "Where to?" not in [
        again.cell(row, column(again, "English")).value for row in range(2, again.max_row + 1)
    ]


def test_a_row_whose_english_changed_since_is_not_taken_and_the_others_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    sheet = export(folder)
    line = fill(sheet, "To the sea", "إلى البحر")
    fill(sheet, "Where to?", "إلى أين؟")
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the hills")))
    assert take(folder, sheet) == 1
    out = capsys.readouterr().out
    assert f"row {line}: trip/q/choices/sea: NOT TAKEN. The English changed since" in out
    assert "Now it is: To the hills" in out
    assert "إلى أين؟" in po(folder).read_text()
    assert "إلى البحر" not in po(folder).read_text()


def test_a_row_of_a_text_that_is_gone_or_whose_id_was_changed_is_not_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    sheet = export(folder)
    gone, broken = fill(sheet, "To the sea", "x"), fill(sheet, "Where to?", "y")
    sheet.cell(broken, 1).value = "Where to?"
    (folder / TRIP).write_text(flow(STEPS.replace("    - sea: To the sea\n", "")))
    assert take(folder, sheet) == 1
    out = capsys.readouterr().out
    assert f"row {gone}: trip/q/choices/sea: NOT TAKEN. There is no such text any more." in out
    assert f"row {broken}: NOT TAKEN. The hidden column with the id was changed." in out


def test_the_same_text_twice_is_taken_once(folder: Path, capsys: pytest.CaptureFixture[str]):
    sheet = export(folder)
    line = fill(sheet, "To the sea", "x")
    sheet.append([cell.value for cell in sheet[line]])
    assert take(folder, sheet) == 1
    assert "stands in the sheet twice" in capsys.readouterr().out


@pytest.mark.parametrize("value", ["=HYPERLINK(1)", datetime(2026, 5, 1), True, 1.5])  # noqa: DTZ001
def test_a_cell_that_is_no_words_is_not_taken(folder: Path, value: object):
    sheet = export(folder)
    fill(sheet, "To the sea", value)
    assert take(folder, sheet) == 1
    assert 'msgid "To the sea"\nmsgstr ""' in po(folder).read_text()


def test_a_whole_number_is_taken_as_its_digits(folder: Path):
    sheet = export(folder)
    fill(sheet, "=1+1", 112)
    assert take(folder, sheet) == 0
    assert 'msgstr "112"' in po(folder).read_text()


def test_doubts_about_a_row_are_said_at_once(folder: Path, capsys: pytest.CaptureFixture[str]):
    sheet = export(folder)
    fill(sheet, "Where to?", "إلى أين {place}")
    assert take(folder, sheet) == 0
    out = capsys.readouterr().out
    assert "L004 The English text has no placeholder {place}" in out
    assert "L016 The English text ends with a question mark" in out


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_language_without_translations_has_no_sheet(folder: Path, language: str):
    file = str(folder / "out.xlsx")
    asked = ["i18n", "export-xlsx", file, "--language", language, "--folder", str(folder)]
    assert main(asked) == 2


def hostile_bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 70_000_000)


def hostile_many(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(201):
            archive.writestr(f"{number}.xml", "")


def hostile_entities(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def hostile_hidden_entities(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))


def hostile_words(file: Path) -> None:
    file.write_text("I am no spreadsheet")


def hostile_large(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(10 * 1024 * 1024 + 1)


def hostile_archive(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "x")


def hostile_rows(file: Path) -> None:
    book = Workbook()
    book.worksheets[0].cell(MOST_ROWS + 1, 1).value = "x"
    book.save(file)


def hostile_other_sheet(file: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["merit", "translation"])
    book.save(file)


def hostile_missing(_file: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (hostile_bomb, "unpacks to more than a sheet can be"),
        (hostile_many, "unpacks to more than a sheet can be"),
        (hostile_entities, "declares things no spreadsheet program writes"),
        (hostile_hidden_entities, "declares things no spreadsheet program writes"),
        (hostile_words, "is no XLSX file"),
        (hostile_large, "is larger than 10 MiB"),
        (hostile_archive, "cannot be read as a spreadsheet"),
        (hostile_rows, "more than 20000 rows"),
        (hostile_other_sheet, "is no sheet that `merit i18n export-xlsx` wrote"),
        (hostile_missing, "cannot be opened"),
    ],
)
def test_a_file_that_is_no_sheet_or_does_harm_is_refused_in_words(
    tmp_path: Path, make: Callable[[Path], None], said: str
):
    make(tmp_path / "in.xlsx")
    with pytest.raises(SheetError, match=said):
        read_sheet(tmp_path / "in.xlsx")


words = st.text(max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), words, words, st.booleans()), max_size=6), words)
def test_no_row_ever_empties_a_translation_or_touches_another_text(
    written: list[tuple[int, str, str, bool]], other: str
):
    messages = tuple(
        Message(place=f"a/{number}", source=f"Hello {number}", forms=(f"x{number}",))
        for number in range(3)
    )
    rows = [
        Given(
            line=line,
            id=f"flows:a/{number}#0:{fingerprint(messages[number]) if number in range(3) else other}",
            translation=translation,
            comment=comment,
            right=right,
        )
        for line, (number, translation, comment, right) in enumerate(written)
    ]
    taken = take_back(rows, {"flows": PoFile(messages=messages)})
    touched = {number for number, *_ in written}
    for number, message in enumerate(taken.files["flows"].messages):
        assert all(message.forms)
        assert number in touched or message == messages[number]
    assert len(taken.changes) + len(taken.refusals) + taken.unchanged == len(rows)
