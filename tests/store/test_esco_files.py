"""Reading an ESCO download: what it has, and a sentence for the operator when it is something else."""

import io
import zlib
from pathlib import Path
from random import Random
from zipfile import ZIP_STORED, ZipFile

import pytest

from bot.service.taxonomy import ConceptKind
from bot.store import esco_files
from bot.store.esco_files import EscoRow, NotAnEscoDownload, open_download
from tests.esco import (
    ARABIC,
    ENGLISH,
    FOLD_DOUGH,
    KITE_NURSE,
    MOON_DRIVER,
    OCCUPATIONS,
    SKILLS,
    STAR_BAKER,
    Row,
    download,
    occupation,
    skill,
    text,
)

OCCUPATION, SKILL = ConceptKind.OCCUPATION, ConceptKind.SKILL


def occupations(folder: Path, *rows: Row) -> list[EscoRow]:
    """What is read of a file with these rows."""
    files = {**ENGLISH, "occupations_en.csv": [OCCUPATIONS, *rows]}
    with open_download(download(folder, files)) as found:
        return list(found.rows("en", OCCUPATION))


def refusal(path: Path, language: str = "en") -> str:
    """What an operator is told about a file."""
    try:
        with open_download(path) as found:
            found.check(language)
            for kind in ConceptKind:
                list(found.rows(language, kind))
    except NotAnEscoDownload as error:
        return str(error)
    return "nothing: it was read"


def test_a_download_says_its_languages_and_version(tmp_path: Path):
    with open_download(download(tmp_path, ENGLISH, ARABIC)) as found:
        assert (found.languages, found.version) == (["ar", "en"], "1.2.0")
        found.check("ar")


def test_a_version_that_is_not_in_the_name_is_not_known(tmp_path: Path):
    with open_download(download(tmp_path, ENGLISH, name="esco.zip")) as found:
        assert found.version == ""


def test_rows_are_read_with_all_their_names(tmp_path: Path):
    with open_download(download(tmp_path, ENGLISH)) as found:
        first, *_ = found.rows("en", OCCUPATION)
        dough, *_ = found.rows("en", SKILL)
    names = ("star baker", "maker of star bread", "baker-of-stars")
    assert first == EscoRow(id=STAR_BAKER, names=names, isco="7512")
    assert dough == EscoRow(id=FOLD_DOUGH, names=("fold star dough", "dough folding"))


def test_columns_are_read_by_name_in_any_order(tmp_path: Path):
    turned = [tuple(reversed(row)) for row in ENGLISH["occupations_en.csv"]]
    with open_download(download(tmp_path, {**ENGLISH, "occupations_en.csv": turned})) as found:
        assert next(found.rows("en", OCCUPATION)).names[0] == "star baker"


def test_files_lie_in_folders_too_but_not_in_what_a_mac_adds(tmp_path: Path):
    more = {f"csv/{name}": text(rows) for name, rows in ENGLISH.items()}
    more |= {"__MACOSX/csv/skills_fr.csv": b"", "csv/._skills_nl.csv": b""}
    with open_download(download(tmp_path, more=more)) as found:
        assert found.languages == ["en"]


def test_what_is_not_in_use_or_has_no_name_is_left_out_and_counted(tmp_path: Path):
    files = {
        **ENGLISH,
        "occupations_en.csv": [
            OCCUPATIONS,
            occupation(STAR_BAKER, "7512", "star baker"),
            occupation(STAR_BAKER, "7512", "the same again"),
            occupation(MOON_DRIVER, "8322", " "),
            occupation(KITE_NURSE, "2221", "kite nurse", status="obsolete"),
            occupation("not-a-number", "2221", "nobody"),
            skill(FOLD_DOUGH, "a skill among occupations"),
            occupation(MOON_DRIVER, "8322", "x" * 301),
        ],
    }
    with open_download(download(tmp_path, files)) as found:
        assert [row.id for row in found.rows("en", OCCUPATION)] == [STAR_BAKER]
        assert found.left_out == 6


def test_a_name_loses_what_no_screen_takes_and_keeps_the_joiners_of_persian(tmp_path: Path):
    rows = occupations(
        tmp_path, occupation(STAR_BAKER, "7512", "\u202eنانوا\u200cیی\x00", "\u200f")
    )
    assert rows[0].names == ("نانوا\u200cیی",)


@pytest.mark.parametrize(
    ("group", "isco"), [("0110", "0110"), ("110", "0110"), ("C2221", "2221"), ("", ""), ("x", "")]
)
def test_an_isco_group_has_four_digits_or_is_not_known(tmp_path: Path, group: str, isco: str):
    assert occupations(tmp_path, occupation(STAR_BAKER, group, "star baker"))[0].isco == isco


def test_no_concept_has_more_names_than_anybody_needs(tmp_path: Path):
    many = [str(number) for number in range(1000)]
    (row,) = occupations(tmp_path, occupation(STAR_BAKER, "7512", "star baker", *many))
    assert len(row.names) == esco_files.MOST_NAMES + 1


def test_a_file_that_is_not_there_or_no_zip_is_refused(tmp_path: Path):
    assert "cannot be opened: No such file" in refusal(tmp_path / "none.zip")
    plain = tmp_path / "plain.zip"
    plain.write_bytes(text(ENGLISH["skills_en.csv"]))
    assert "is not a zip" in refusal(plain)


def test_a_zip_without_our_files_is_refused(tmp_path: Path):
    assert "no occupations_xx.csv" in refusal(download(tmp_path, more={"ISCOGroups_en.csv": b""}))
    more = {str(number): b"" for number in range(1001)}
    assert "holds 1001 files" in refusal(download(tmp_path, more=more))


def test_half_a_language_is_refused(tmp_path: Path):
    only = {"occupations_en.csv": ENGLISH["occupations_en.csv"]}
    assert "has no skills_en.csv" in refusal(download(tmp_path, only))
    unnamed = {"skills.csv": ENGLISH["skills_en.csv"]}
    assert "has no occupations.csv" in refusal(download(tmp_path, unnamed), "")


def test_missing_columns_and_rows_are_named(tmp_path: Path):
    without = [row[:-2] for row in ENGLISH["skills_en.csv"]]
    assert "has no column altLabels" in refusal(
        download(tmp_path, {**ENGLISH, "skills_en.csv": without})
    )
    saved_by_excel = {"skills_en.csv": ";".join(SKILLS).encode()}
    some = {"occupations_en.csv": ENGLISH["occupations_en.csv"]}
    assert "conceptUri, preferredLabel, altLabels" in refusal(
        download(tmp_path, some, more=saved_by_excel)
    )
    assert "has no column" in refusal(download(tmp_path, some, more={"skills_en.csv": b""}))
    assert "skills_en.csv has no skill with a name" in refusal(
        download(tmp_path, {**ENGLISH, "skills_en.csv": [SKILLS]})
    )


def test_a_file_in_another_encoding_or_form_is_refused(tmp_path: Path):
    some = {"skills_en.csv": ENGLISH["skills_en.csv"]}
    head = ",".join(OCCUPATIONS).encode() + b"\r\n"
    latin = {"occupations_en.csv": head + "Bäcker".encode("latin-1")}
    assert "not in UTF-8" in refusal(download(tmp_path, some, more=latin))
    endless = {"occupations_en.csv": head + b'"' + Random(1).randbytes(100_000).hex().encode()}
    assert "it is no CSV" in refusal(download(tmp_path, some, more=endless))


def test_a_damaged_zip_is_refused(tmp_path: Path):
    path = download(tmp_path, ENGLISH)
    with ZipFile(path) as archive:
        start = archive.getinfo("occupations_en.csv").header_offset + 60
    content = bytearray(path.read_bytes())
    content[start : start + 30] = b"\xff" * 30
    path.write_bytes(content)
    assert "the zip is damaged" in refusal(path)


def test_a_locked_zip_is_refused(tmp_path: Path):
    path = download(tmp_path, ENGLISH)
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path.write_bytes(content)
    assert "locked with a password" in refusal(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    line = text([occupation(STAR_BAKER, "7512", "a" * 200)])
    bomb = {"occupations_en.csv": text([OCCUPATIONS]) + line * 20_000}
    some = {"skills_en.csv": ENGLISH["skills_en.csv"]}
    assert "far larger" in refusal(download(tmp_path, some, more=bomb))


def test_a_file_larger_than_any_of_esco_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(esco_files, "LARGEST_CSV", 100)
    assert "far larger" in refusal(download(tmp_path, ENGLISH))


def test_more_rows_than_esco_has_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(esco_files, "MOST_ROWS", 2)
    assert "more than 2 rows" in refusal(download(tmp_path, ENGLISH))


def test_a_zip_that_lies_about_sizes_gives_no_more_than_it_says(tmp_path: Path):
    """What is declared is judged before anything is unpacked; more than that is never given out."""
    path = tmp_path / "lie.zip"
    body = text(ENGLISH["occupations_en.csv"])
    memory = io.BytesIO()
    with ZipFile(memory, "w", ZIP_STORED) as archive:
        archive.writestr("occupations_en.csv", body)
        archive.writestr("skills_en.csv", text(ENGLISH["skills_en.csv"]))
    content = memory.getvalue()
    size, crc = len(body).to_bytes(4, "little"), zlib.crc32(body).to_bytes(4, "little")
    assert content.count(crc) == 2
    path.write_bytes(content.replace(size, (400).to_bytes(4, "little")))
    assert "cannot be read" in refusal(path)
