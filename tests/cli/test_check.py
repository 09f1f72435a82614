"""`merit check` as an editor runs it: how strict, how written, what a code means, what is due by a day."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.check import explanation
from bot.content.codes import CODES
from tests.content.folder import GOOD_STEPS, LANGUAGES, flow, write
from tests.content.mistakes import TRIP


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_hints_are_shown_when_asked_for_and_never_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    test = "- test: A trip\n  start: trip\n  talk:\n    - bot: hello\n    - end: done\n"
    files: dict[str, str | bytes] = {
        f"flows/tests/{name}.yaml": test.replace("trip", name) for name in ("trip", "base")
    }
    folder = write(tmp_path, {TRIP: flow("hello:\n  say: Hello!\nbye:\n  end: done\n"), **files})
    assert main(["check", str(folder)]) == 0
    assert "P009" not in said(capsys)
    assert main(["check", "--hints", "--format", "github", str(folder)]) == 0
    assert "::notice file=flows/trip.yaml,line=8,col=10,title=P009::" in said(capsys)
    assert main(["check", "--hints", "--format", "json", str(folder)]) == 0
    found = [json.loads(line) for line in said(capsys).splitlines()]
    assert {each["severity"] for each in found} == {"hint"}


def test_what_will_be_due_is_shown_for_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = write(tmp_path, {TRIP: flow(GOOD_STEPS).replace("never", "2026-11-01")})
    main(["check", "--date", "2026-12-01", str(folder)])
    assert "F092" not in said(capsys)
    main(["check", "--date", "2027-12-01", str(folder)])
    assert f"{TRIP}:4:11 F092 The review was due on" in said(capsys)


def test_a_mistake_in_the_list_of_languages_is_not_repeated_for_every_file_of_a_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    files: dict[str, str | bytes] = {
        "locales/languages.yaml": LANGUAGES.replace("offered: yes", "offered: maybe"),
        "faq/phrases/nl.yaml": "",
        "locales/nl/LC_MESSAGES/flows.po": "",
    }
    assert main(["check", "--format", "json", str(write(tmp_path, files))]) == 1
    found = [json.loads(line) for line in said(capsys).splitlines()]
    assert {each["path"] for each in found} == {"locales/languages.yaml"}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_with_an_example(code: str):
    found = explanation(code.lower())
    assert found.startswith(f"{code} {CODES[code].title}\n")
    assert "```" in found


def test_a_code_that_does_not_exist_names_the_one_that_was_meant(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    assert main(["check", "--explain", "F0300"]) == 2
    assert "Did you mean F030?" in capsys.readouterr().err
    assert explanation("F030", tmp_path) == "F030 There is no such step (error)"
