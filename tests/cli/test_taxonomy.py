"""`merit taxonomy`, as an operator uses it."""

from pathlib import Path

import pytest

from bot.cli import main
from tests.esco import ARABIC, ENGLISH, OCCUPATIONS, STAR_BAKER, download, occupation

SENTENCE = "This service uses the ESCO classification of the European Commission."


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))


def merit(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> str:
    """What `merit taxonomy` says."""
    assert main(["taxonomy", *map(str, words)]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_a_download_is_imported_shown_and_removed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    assert "No taxonomy was imported." in merit(capsys)
    said = merit(capsys, "import", download(tmp_path, ENGLISH, ARABIC))
    assert "ar: ESCO 1.2.0, 3 occupations and 2 skills, imported 20" in said
    assert "en: ESCO 1.2.0, 3 occupations and 2 skills" in said
    assert SENTENCE in said
    assert "left out" not in said
    said = merit(capsys, "status")
    assert said.count("3 occupations and 2 skills") == 2
    assert SENTENCE in said
    assert "en: removed." in merit(capsys, "remove", "--language", "en")
    assert "en:" not in merit(capsys, "status")
    assert "no taxonomy in 'en'" in merit(capsys, "remove", "--language", "en", status=2)


def test_only_one_language_of_several_can_be_imported(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    path = download(tmp_path, ENGLISH, ARABIC, name="esco.zip")
    assert "en:" not in merit(capsys, "import", path, "--language", "AR")
    assert "ar: ESCO, version not known, 3 occupations" in merit(capsys, "status")
    said = merit(capsys, "import", path, "--language", "uk", status=2)
    assert "has no files in uk. It has: ar, en." in said


def test_files_that_do_not_say_their_language_need_to_be_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    unnamed = {name.replace("_en", ""): rows for name, rows in ENGLISH.items()}
    path = download(tmp_path, unnamed)
    assert "Add it: --language ar" in merit(capsys, "import", path, status=2)
    assert "de: ESCO 1.2.0, 3 occ" in merit(capsys, "import", path, "--language", "de")


def test_a_language_merit_does_not_know_is_refused_or_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    strange = {name.replace("_en", "_qx"): rows for name, rows in ENGLISH.items()}
    said = merit(capsys, "import", download(tmp_path, strange), status=2)
    assert "does not know the language 'qx'" in said
    said = merit(capsys, "import", download(tmp_path, strange), "--language", "qx", status=2)
    assert "does not know the language 'qx'" in said
    said = merit(capsys, "import", download(tmp_path, strange, ENGLISH))
    assert "qx: left out" in said
    assert "en: ESCO" in said


def test_what_was_left_out_of_a_file_is_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    rows = [OCCUPATIONS, occupation(STAR_BAKER, "7512", "star baker")]
    rows += [occupation(STAR_BAKER, "7512", "", status="obsolete")] * 3
    path = download(tmp_path, {**ENGLISH, "occupations_en.csv": rows})
    assert "en: 3 rows left out" in merit(capsys, "import", path)


def test_what_cannot_be_done_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    assert "Say which file" in merit(capsys, "import", status=2)
    assert "Say which language" in merit(capsys, "remove", status=2)
    assert "cannot be opened" in merit(capsys, "import", tmp_path / "none.zip", status=2)
    half = {"skills_en.csv": ENGLISH["skills_en.csv"]}
    said = merit(capsys, "import", download(tmp_path, half), status=2)
    assert "has no occupations_en.csv" in said
    assert "No taxonomy was imported." in merit(capsys)
