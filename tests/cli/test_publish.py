"""Publishing, going back, looking and comparing, run as an editor runs them."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.app.conftest import lay
from tests.content.books import FIRST, REWORDED, SHORTER, files

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MERIT_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("TELEGRAM_TOKEN", "")
    write(tmp_path / "content", FIRST)
    return tmp_path / "content"


def write(folder: Path, trip: str) -> None:
    """Put content into the folder, as an editor who saves it."""
    shutil.rmtree(folder, ignore_errors=True)
    lay(folder, files(trip))


def merit(capsys: Said, *words: str, status: int = 0) -> str:
    """Run a command and return what it prints."""
    capsys.readouterr()
    assert main(words) == status
    printed = capsys.readouterr()
    return printed.out + printed.err


def talk(monkeypatch: pytest.MonkeyPatch, person: str, *lines: str) -> None:
    said = "".join(json.dumps({"text": line}) + "\n" for line in lines)
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert main(["chat", "--json", "--person", person]) == 0


def test_what_is_published_is_in_force_with_its_note_and_who_did_it(capsys: Said):
    said = merit(capsys, "publish", "--note", "First words", "--by", "Lea")
    assert "Release 1 is in force." in said
    status = merit(capsys, "status")
    assert "In force: release 1, published" in status
    assert "by Lea: First words" in status
    assert "holds the same" in status


def test_an_error_keeps_everything_as_it_is(folder: Path, capsys: Said):
    merit(capsys, "publish", "--note", "First")
    write(folder, FIRST.replace("end: done", "end: never"))
    said = merit(capsys, "publish", "--note", "Broken", status=1)
    assert "flows/trip.yaml:" in said
    assert "Nothing was published." in said
    assert "release 2" not in merit(capsys, "status")


def test_a_note_is_needed_and_a_dry_run_needs_none(folder: Path, capsys: Said):
    assert '--note "New fees' in merit(capsys, "publish", status=2)
    assert "dry run" in merit(capsys, "publish", "--dry-run")
    assert "Nothing was published yet." in merit(capsys, "status")
    assert "There is no folder 'flows'" in merit(capsys, "publish", str(folder.parent), status=2)


def test_the_same_again_is_nothing_to_publish(capsys: Said):
    merit(capsys, "publish", "--note", "First")
    assert "Nothing to publish" in merit(capsys, "publish", "--note", "Again")


def test_changed_words_are_shown_and_reach_everybody(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
):
    merit(capsys, "publish", "--note", "First")
    talk(monkeypatch, "amina", "/trip")
    write(folder, REWORDED)
    said = merit(capsys, "publish", "--note", "Clearer")
    assert "the words of 1 text changed" in said
    assert "was: Which bag do you take?" in said
    assert "now: What do you take along?" in said
    assert "source 'rail': read was 2026-11-23, and is 2026-11-25" in said
    assert "1 conversation is under way." in said
    assert "changed words reach them at once" in said


def test_a_changed_structure_leaves_people_where_they_are_unless_it_is_urgent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
):
    merit(capsys, "publish", "--note", "First")
    talk(monkeypatch, "amina", "/trip", "small")
    talk(monkeypatch, "musa", "/trip")
    talk(monkeypatch, "sara", "/menu")
    write(folder, SHORTER)
    said = merit(capsys, "publish", "--urgent", "--dry-run")
    assert "step 'seat' was removed (1 conversation stands there now)" in said
    assert "1 goes on where it is, 1 goes back to an earlier question." in said
    said = merit(capsys, "publish", "--note", "Shorter")
    assert "Conversations that end with the questions they began with: 2" in said
    status = merit(capsys, "status")
    assert "Conversations under way: 2" in status
    assert "trip: 2 with the questions of release 1" in status


def test_a_rollback_brings_the_one_before_back_with_a_line_of_its_own(folder: Path, capsys: Said):
    merit(capsys, "publish", "--note", "First")
    assert "no earlier release" in merit(capsys, "rollback", status=2)
    write(folder, REWORDED)
    merit(capsys, "publish", "--note", "Worse")
    assert "--note" in merit(capsys, "rollback", status=2)
    assert "dry run" in merit(capsys, "rollback", "--dry-run")
    said = merit(capsys, "rollback", "--note", "The old words were better")
    assert "Release 3 is in force: the content of release 1." in said
    assert "now: Which bag do you take?" in said
    status = merit(capsys, "status", "--all")
    assert "In force: release 3, rolled back" in status
    assert "release 2, published" in status
    assert "holds something else" in status
    assert "Nothing to do" in merit(capsys, "rollback", "1", "--note", "Again")
    assert "There is no release 9" in merit(capsys, "rollback", "9", "--note", "x", status=2)
    assert "Release 4 is in force" in merit(capsys, "rollback", "2", "--note", "After all")


def test_releases_folders_and_what_is_in_force_can_be_compared(folder: Path, capsys: Said):
    merit(capsys, "publish", "--note", "First")
    assert "Nothing changed that people can notice." in merit(capsys, "diff")
    write(folder, SHORTER)
    assert "step 'seat' was removed" in merit(capsys, "diff")
    merit(capsys, "publish", "--note", "Shorter")
    said = merit(capsys, "diff", "2", "1")
    assert "From release 2 to release 1" in said
    assert "step 'seat' is new: a question, between 'luggage' and 'prices'" in said
    assert "is no release number" in merit(capsys, "diff", "none", status=2)
    assert "There is no draft release" in merit(capsys, "diff", "draft", status=2)
    write(folder, FIRST.replace("end: done", "end: never"))
    assert "has errors" in merit(capsys, "diff", status=2)


def test_what_is_no_release_number_is_said_in_a_sentence(capsys: Said):
    merit(capsys, "publish", "--note", "First")
    said = merit(capsys, "rollback", "yesterday", "--note", "x", status=2)
    assert "'yesterday' is no release number. `merit status` lists what there is." in said


def test_a_draft_is_for_who_has_the_code(folder: Path, capsys: Said):
    merit(capsys, "publish", "--note", "First")
    assert "There is no draft release" in merit(capsys, "draft", "invite", status=2)
    write(folder, REWORDED)
    said = merit(capsys, "publish", "--draft", "--note", "For Sara to try")
    assert "Only testers see it." in said
    assert "Release 2 is the draft now." in said
    assert "/draft " in merit(capsys, "draft", "invite")
    status = merit(capsys, "status")
    assert "In force: release 1" in status
    assert "Draft: release 2" in status
    assert "was never in force" in merit(capsys, "rollback", "2", "--note", "x", status=2)


def test_critical_texts_wait_for_a_second_person_where_that_is_the_rule(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
):
    monkeypatch.setenv("MERIT_TWO_PERSONS", "yes")
    critical = FIRST.replace("say: Hello.", "say: You have 30 days.\n    critical: yes")
    merit(capsys, "publish", "--note", "First", "--by", "Lea")
    write(folder, REWORDED)
    assert "Release 2 is in force" in merit(capsys, "publish", "--note", "Not critical")
    write(folder, critical)
    assert "--by NAME" in merit(capsys, "publish", "--note", "Deadline", status=2)
    said = merit(capsys, "publish", "--note", "Deadline", "--by", "Lea")
    assert "merit publish --confirm 3 --by NAME" in said
    status = merit(capsys, "status")
    assert "In force: release 2" in status
    assert "Waits for a second person: release 3" in status
    for name in ("", "lea"):
        assert "somebody else has to agree" in merit(
            capsys, "publish", "--confirm", "3", "--by", name, status=2
        )
    assert "does not wait" in merit(capsys, "publish", "--confirm", "2", "--by", "Musa", status=2)
    assert "Release 4 is in force" in merit(capsys, "publish", "--confirm", "3", "--by", "Musa")
    assert "by Lea, agreed by Musa: Deadline" in merit(capsys, "status")
