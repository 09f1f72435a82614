"""`merit stale` and `merit reviewed` as an editor calls them."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clock
from bot.cli import main
from tests.content.folder import GOOD_STEPS, findings, flow, write

TODAY = clock.now().date()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    old = (TODAY - timedelta(days=300)).isoformat()
    fresh = TODAY.isoformat()
    source = f"sources:\n  - id: a\n    title: A\n    link: https://a.org\n    read: {old}\n"
    late = flow(GOOD_STEPS, "late", head=source).replace("never", f"{old}\nreviewed_by: Ada")
    return write(
        tmp_path,
        {
            "flows/trip.yaml": flow(GOOD_STEPS).replace("team", "trip-team"),
            "flows/late.yaml": late,
            "flows/fresh.yaml": flow(GOOD_STEPS, "fresh").replace("never", fresh),
        },
    )


def test_what_waits_is_listed_by_owner(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["stale", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "flows/late.yaml: overdue for 117 days, last reviewed on" in out
    assert "by Ada" in out
    assert "source a: read on" in out
    assert "trip-team\n  flows/trip.yaml: never reviewed" in out
    assert "fresh" not in out
    assert "3 to review: 2 never reviewed, 1 overdue" in out


def test_one_owner_can_be_asked_about(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["stale", "--owner", "trip-team", str(folder)]) == 1
    assert "1 to review" in capsys.readouterr().out
    assert main(["stale", "--owner", "nobody", str(folder)]) == 2
    assert "Owners are: team, trip-team" in capsys.readouterr().err


def test_programs_get_one_object_in_each_line(folder: Path, capsys: pytest.CaptureFixture[str]):
    main(["stale", "--format", "json", str(folder)])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    late = next(row for row in rows if row["path"] == "flows/late.yaml")
    assert (late["owner"], late["reviewed_by"], late["days_left"]) == ("team", "Ada", -117)
    assert late["old_sources"][0]["id"] == "a"


def test_when_everything_is_reviewed_nothing_waits(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    names = ["trip", "flows/late.yaml", str(folder / "flows" / "base.yaml")]
    assert main(["reviewed", *names, "--by", "Lea", "--folder", str(folder)]) == 0
    assert "Translations are not part of this" in capsys.readouterr().out
    assert main(["stale", "--due", "5", str(folder)]) == 1  # its source is still old
    assert main(["stale", "--due", "5", "--owner", "trip-team", str(folder)]) == 0
    assert "Nothing is to be reviewed." in capsys.readouterr().out


def test_a_recorded_review_passes_the_check(folder: Path):
    main(["reviewed", "trip", "--by", "Lea: lawyer", "--folder", str(folder), "--note", "a #b"])
    assert not [each for each in findings(folder, {}) if each.path == "flows/trip.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["trip", "--by", " "], "Say who read it"),
        (["trip", "--by", "a\nb"], "one line"),
        (["trip", "--by", "x" * 101], "at most 100 letters"),
        (["trip", "--by", "Lea", "--on", "1 May"], "is not a date"),
        (["trip", "--by", "Lea", "--on", "2999-01-01"], "has not come yet"),
        (["journey", "--by", "Lea"], "There is no file or flow 'journey'"),
        (["late", "--by", "Lea", "--on", "2020-01-01"], "later than"),
    ],
)
def test_what_cannot_be_recorded_changes_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
):
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert main(["reviewed", *arguments, "--folder", str(folder)]) == 2
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_name_that_means_two_files_is_asked_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "replies").mkdir()
    (folder / "replies" / "trip.yaml").write_text("reply: trip\nreviewed: never\n")
    assert main(["reviewed", "trip", "--by", "Lea", "--folder", str(folder)]) == 2
    assert "flows/trip.yaml, replies/trip.yaml" in capsys.readouterr().err


def test_days_are_written_as_a_number(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["stale", "--due", "soon", str(folder)]) == 2
    assert "--due 30d" in capsys.readouterr().err


def test_a_folder_without_content_is_refused(tmp_path: Path):
    assert main(["stale", str(tmp_path)]) == 2
