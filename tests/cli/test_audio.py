"""`merit audio`: what a speaker gets, and a recording on its way into the content folder."""

import csv
from pathlib import Path

import pytest

from bot.cli import main
from bot.content.audio import mark_of
from bot.content.load import load
from tests.content.folder import write
from tests.content.test_audio import DUTCH, HELLO, NAME, files
from tests.sounds import M4A, voice


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "content", files())


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "hello.ogg"
    file.write_bytes(voice())
    return file


def merit(folder: Path, *words: str) -> int:
    return main(["audio", *words, "--folder", str(folder)])


def test_the_list_gives_a_speaker_the_words_in_their_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert merit(folder, "list", "--language", "nl") == 0
    said = capsys.readouterr().out
    assert f"{HELLO}  [missing]\n    Hallo.\n" in said
    assert "trip/again/say  [skipped: it says something else to each person" in said
    assert "trip/rights/say  [not translated: there is no confirmed translation" in said
    assert (
        "Dutch (nl): people can hear 0 of 4 texts. 2 missing, 2 not translated, 1 skipped" in said
    )


def test_without_a_language_the_list_says_how_far_each_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    write(folder, files(**{f"audio/ar/{HELLO}.ogg": voice()}))
    assert merit(folder, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines[:3]] == [
        "English (en)",
        "Dutch (nl)",
        "Arabic (ar)",
    ]
    assert "people can hear 1 of 4 texts. 1 unchecked, 3 not translated, 1 skipped" in lines[2]
    assert lines[-1].endswith("merit audio list --language CODE")


def test_the_list_of_what_is_missing_leaves_the_rest_out(
    folder: Path, sound: Path, capsys: pytest.CaptureFixture[str]
):
    merit(folder, "add", "nl", HELLO, str(sound))
    capsys.readouterr()
    assert merit(folder, "list", "--language", "nl", "--missing") == 0
    said = capsys.readouterr().out
    assert HELLO not in said
    assert f"{NAME}  [missing]" in said
    assert "skipped: " not in said


def test_the_table_has_every_language_and_every_script(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    table = tmp_path / "voices.csv"
    assert merit(folder, "list", "--csv", str(table), "--missing") == 0
    with table.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    assert head[:4] == ["language", "place", "state", "words to speak"]
    assert ["nl", HELLO, "missing", "Hallo.", "Hello.", f"audio/nl/{HELLO}.ogg", ""] in rows
    assert {row[2] for row in rows} == {"missing"}
    assert capsys.readouterr().out == f"{table}: {len(rows)} texts\n"


def test_a_recording_is_put_in_its_place_and_people_can_hear_it(
    folder: Path, sound: Path, capsys: pytest.CaptureFixture[str]
):
    assert merit(folder, "add", "nl", HELLO, str(sound)) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"audio/nl/{HELLO}.ogg: added, 2 kB. It says:\n    Hallo.\n")
    assert "merit publish" in said
    marks = (folder / "audio/nl/recorded.yaml").read_text()
    assert f"{HELLO}: {mark_of('Hallo.')}\n" in marks
    release, catalogs, _ = load(folder)
    assert release is not None
    assert catalogs["nl"].recording(HELLO) == voice()


def test_after_a_change_of_the_words_it_is_to_be_recorded_again(
    folder: Path, sound: Path, capsys: pytest.CaptureFixture[str]
):
    merit(folder, "add", "nl", HELLO, str(sound))
    po = folder / "locales/nl/LC_MESSAGES/flows.po"
    po.write_text(DUTCH.replace("Hallo.", "Dag."))
    capsys.readouterr()
    merit(folder, "list", "--language", "nl", "--missing")
    assert f"{HELLO}  [record again: the words have changed since" in capsys.readouterr().out
    assert merit(folder, "add", "nl", HELLO, str(folder / f"audio/nl/{HELLO}.ogg")) == 0
    capsys.readouterr()
    merit(folder, "list", "--language", "nl")
    assert f"{HELLO}  [recorded]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nl", HELLO], "which language, which place and which file"),
        (["xx", HELLO, "SOUND"], "no language 'xx'. There are: en, nl, ar"),
        (["nll", HELLO, "SOUND"], "Did you mean nl?"),
        (["nl", "trip/helo/say", "SOUND"], "Did you mean trip/hello/say?"),
        (["nl", "x", "SOUND"], "`merit audio list` shows the places"),
        (["nl", "trip/again/say", "SOUND"], "something else to each person"),
        (["ar", HELLO, "SOUND"], "no confirmed translation"),
        (["nl", HELLO, "nowhere.ogg"], "nowhere.ogg cannot be read: No such file"),
    ],
)
def test_what_cannot_be_added_is_refused_with_what_to_do(
    words: list[str], says: str, folder: Path, sound: Path, capsys: pytest.CaptureFixture[str]
):
    given = [str(sound) if word == "SOUND" else word for word in words]
    assert merit(folder, "add", *given) == 2
    assert says in capsys.readouterr().err
    assert not (folder / "audio").exists()


def test_a_recording_in_another_form_is_refused_with_the_way_to_convert_it(
    folder: Path, sound: Path, capsys: pytest.CaptureFixture[str]
):
    sound.write_bytes(M4A)
    assert merit(folder, "add", "nl", HELLO, str(sound)) == 2
    said = capsys.readouterr().err
    assert "This is M4A or MP4, not Ogg/Opus." in said
    assert "ffmpeg -i INPUT" in said


def test_marks_that_cannot_be_read_have_to_be_corrected_first(
    folder: Path, sound: Path, capsys: pytest.CaptureFixture[str]
):
    write(folder, files(**{"audio/nl/recorded.yaml": "a: b: c\n"}))
    assert merit(folder, "add", "nl", HELLO, str(sound)) == 2
    assert "Correct this first:\naudio/nl/recorded.yaml:1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("flows/trip.yaml", "flow: [", "Correct the flows first"),
        ("locales/nl/LC_MESSAGES/flows.po", "msgid", "Correct this file in locales/ first"),
    ],
)
def test_nothing_is_listed_as_missing_because_a_file_is_broken(
    path: str, text: str, says: str, folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / path).write_text(text)
    assert merit(folder, "list", "--language", "nl") == 2
    assert says in capsys.readouterr().err


def test_a_table_that_cannot_be_written_and_a_word_too_many_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert merit(folder, "list", "--csv", str(folder / "none" / "a.csv")) == 2
    assert "cannot be written: No such file" in capsys.readouterr().err
    assert merit(folder, "list", "ti") == 2
    assert "options only" in capsys.readouterr().err
