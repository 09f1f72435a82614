"""`merit new` writes files that pass the check as they are, and touches none that is there."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.core.finding import Finding, Severity
from tests.content.folder import findings, write

BASE_TEST = "- test: Base\n  start: base\n  talk:\n    - bot: hello\n    - end: done\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"flows/tests/base.yaml": BASE_TEST})


def new(folder: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--folder", str(folder)])


def found_in(folder: Path) -> list[Finding]:
    """What the check says of the new files; that nothing is known in a language yet is a warning."""
    found = findings(folder, {})
    assert [each for each in found if each.severity is Severity.ERROR] == []
    return [each for each in found if each.code not in {"Q012", "F048"}]


@pytest.mark.parametrize(
    "arguments",
    [
        ["flow", "housing"],
        ["flow", "housing", "--title", "A place: to live #1", "--owner", "legal: team"],
        ["flow", "menu", "--title", "Its command is taken"],
        ["flow", "a_very_long_name_indeed"],
        ["faq", "work-permit"],
        ["faq", "work-permit", "--topic", "work", "--question", "May I work: now?"],
        ["reply", "thanks"],
        ["reply", "thanks", "--title", "Thank you: #1"],
    ],
    ids=" ".join,
)
def test_what_is_new_passes_the_check(folder: Path, arguments: list[str]):
    before = {(each.code, each.path) for each in found_in(folder)}
    assert new(folder, *arguments) == 0
    assert {(each.code, each.path) for each in found_in(folder)} <= before


def test_every_line_of_a_new_file_that_needs_it_is_explained(folder: Path):
    new(folder, "flow", "housing")
    text = (folder / "flows" / "housing.yaml").read_text()
    assert text.count("# ") > 8
    assert "reviewed: never" in text
    assert "command: housing" in text


def test_a_flow_whose_command_is_taken_is_run_by_another(folder: Path):
    new(folder, "flow", "menu")
    assert "start_on" not in (folder / "flows" / "menu.yaml").read_text()


def test_phrases_are_added_below_those_there_are(folder: Path):
    (folder / "faq" / "phrases").mkdir(parents=True)
    (folder / "faq" / "phrases" / "en.yaml").write_text("# ours\nother:\n  - x")
    new(folder, "faq", "work-permit", "--question", "May I work?")
    assert (folder / "faq" / "phrases" / "en.yaml").read_text() == (
        "# ours\nother:\n  - x\nwork-permit:\n  - may i work?\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["flow", "My Flow"], "Did you mean 'my_flow'?"),
        (["flow", "1"], "cannot be a name here"),
        (["flow", "../up"], "Did you mean 'up'?"),
        (["flow", "base"], "such as 'base_2'"),
        (["flow", "answers"], "used for something else"),
        (["flow", "known"], "used for something else"),
        (["flow", "x" * 25], "too long"),
        (["faq", "work_permit"], "Did you mean 'work-permit'?"),
        (["faq", "permit", "--topic", "../up"], "Did you mean 'up'?"),
        (["faq", "permit", "--question", "Is {this} it?"], "without { and }"),
        (["reply", "Thanks"], "Did you mean 'thanks'?"),
    ],
)
def test_a_name_that_cannot_be_used_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
):
    before = sorted(folder.rglob("*"))
    assert new(folder, *arguments) == 2
    assert message in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


def test_what_is_there_is_never_touched(folder: Path, capsys: pytest.CaptureFixture[str]):
    new(folder, "faq", "permit", "--topic", "work")
    new(folder, "reply", "thanks")
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert new(folder, "faq", "permit", "--topic", "papers") == 2
    assert "There is work/permit.yaml already" in capsys.readouterr().err
    assert new(folder, "reply", "thanks") == 2
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_folder_without_content_is_refused(tmp_path: Path):
    assert new(tmp_path, "flow", "housing") == 2
