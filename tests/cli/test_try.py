"""`merit try` talks to files, and what was said becomes a test that goes the same."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.content.folder import findings, write
from tests.content.mistakes import TEST, TRIP
from tests.content.mistakes_profile import HANDED_OUT
from tests.content.test_flows import EVERYTHING

Shown = pytest.CaptureFixture[str]


class Editor:
    """Types lines into `merit try` on a small folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, shown: Shown) -> None:
        self.folder, self.monkeypatch, self.shown = folder, monkeypatch, shown
        write(folder, {TRIP: EVERYTHING})
        self.file = folder / TEST
        self.file.parent.mkdir()

    def tries(self, *lines: str, with_: tuple[str, ...] = ()) -> tuple[int, str]:
        said = "".join(f"{line}\n" for line in lines)
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        status = main(["try", *with_, "--folder", str(self.folder)])
        shown = self.shown.readouterr()
        return status, shown.out + shown.err


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown) -> Editor:
    return Editor(tmp_path, monkeypatch, capsys)


def test_a_walk_becomes_a_test_that_goes_the_same(editor: Editor):
    record = (
        "trip",
        "--as",
        "age=7,consent=yes",
        "--record",
        str(editor.file),
        "--test",
        "A child",
    )
    status, shown = editor.tries("7", "#1", "#3", "A ball", "#2", with_=record)
    assert status == 0, shown
    assert "Played again, it goes the same in every language." in shown
    assert "(A message goes to the advisors under 'other'.)" in shown
    assert "(Here the person gets everything Merit keeps about them.)" in shown
    assert editor.file.read_text().startswith(
        "- test: A child\n  given: {age: 7, consent: yes}\n  start: trip\n"
    )
    found = findings(editor.folder, {TRIP: EVERYTHING})
    assert [each.message for each in found if each.path == TEST and each.code != "F062"] == []
    editor.tries("9", with_=record)
    assert editor.file.read_text().count("- test: A child\n") == 2


def test_without_a_flow_it_begins_with_start(editor: Editor):
    status, shown = editor.tries(with_=("--record", str(editor.file), "--language", "ar"))
    assert status == 0
    assert editor.file.read_text().startswith("- test: Recorded from a walk\n  start: base\n")
    assert "Hello." in shown


def test_time_can_pass_and_an_input_be_taken_back(editor: Editor):
    lines = (":wait 2 days", "40", ":undo", ":knows", ":what", "41")
    record = ("trip/ask_age", "--date", "2027-01-01", "--record", str(editor.file))
    status, shown = editor.tries(*lines, with_=record)
    assert status == 0, shown
    assert "(2 days later it is Sunday, 03 January 2027, 12:00 UTC.)" in shown
    assert "(Taken back. Merit waits at trip/ask_age.)" in shown
    assert "(Merit knows " in shown
    assert "(Write `:wait 3 days`, `:undo` or `:knows`.)" in shown
    written = editor.file.read_text()
    assert "  date: 2027-01-01\n  start: trip/ask_age\n" in written
    assert '    - waits: 2 days\n    - types: "41"\n' in written
    assert '"40"' not in written


def test_a_profile_is_not_made_but_said_to_be(editor: Editor):
    write(editor.folder, {"flows/mine.yaml": HANDED_OUT})
    status, shown = editor.tries("Utrecht", with_=("mine",))
    assert status == 0, shown
    assert "(Here the person gets their skills profile on paper, in two languages.)" in shown
    assert "(Here the person gets their skills profile as files for other programs.)" in shown


def test_a_script_talks_in_json_lines(editor: Editor):
    status, shown = editor.tries('{"text": "/start"}', with_=("--json",))
    assert status == 0
    assert json.loads(shown.splitlines()[0])["text"] == "Hello."


def test_nothing_said_is_nothing_to_write_down(editor: Editor):
    status, shown = editor.tries('{"text": "hm"}', with_=("--json", "--record", str(editor.file)))
    assert status == 1
    assert "Nothing was written down" in shown
    assert not editor.file.exists()


@pytest.mark.parametrize(
    ("with_", "message"),
    [
        (("trap",), "There is no flow 'trap'. Did you mean 'trip'?"),
        (("trip/ask_agee",), "'trip' has no step 'ask_agee'. Did you mean 'ask_age'?"),
        (("nowhere",), "There is no flow 'nowhere'. There are: base, trip."),
        (("--language", "tlh"), "There is no language 'tlh'. There are: en, nl, ar."),
        (("--as", "agee=7"), "There is no answer called 'agee'. Did you mean 'age'?"),
        (("--as", "age=old"), "--as age=old: 'age' cannot have this value."),
        (("--folder", "/nowhere"), "There is no folder 'flows' in"),
    ],
)
def test_what_cannot_be_tried_is_said(editor: Editor, with_: tuple[str, ...], message: str):
    if "--folder" in with_:
        assert main(["try", *with_]) == 2
        assert message in editor.shown.readouterr().err
        return
    status, shown = editor.tries(with_=with_)
    assert status == 2
    assert message in shown


def test_a_flow_with_an_error_cannot_be_tried(editor: Editor):
    write(editor.folder, {TRIP: EVERYTHING.replace("ask_age:", "Ask age:")})
    status, shown = editor.tries()
    assert status == 2
    assert "The flows have errors:" in shown


def test_a_day_is_written_as_one(editor: Editor):
    with pytest.raises(SystemExit):
        editor.tries(with_=("--date", "soon"))
    assert "Write it like 2027-01-01" in editor.shown.readouterr().err
