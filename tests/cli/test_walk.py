"""`merit walk` tells where random conversations go wrong, and what they reach."""

from pathlib import Path

import pytest

from bot.cli import main
from tests.content.folder import write
from tests.content.mistakes import TRIP
from tests.content.test_wander import SKIPS


def walk(folder: Path, steps: str, *more: str) -> int:
    write(folder, {TRIP: steps})
    return main(["walk", "-n", "80", *more, str(folder)])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_trouble_is_printed_as_a_test(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
):
    assert walk(tmp_path, SKIPS, "--jobs", jobs, "--flow", "trip", "--language", "en") == 1
    shown = capsys.readouterr().out
    what = "{age} stays visible in the text trip/tell/say, because 'age' is not known there."
    assert shown.startswith(f'✗ {what}\n\n- test: "{what}"\n  given: {{consent: yes}}\n')
    assert "Steps reached least often:" in shown
    assert "80 conversations, " in shown
    assert ", seed 1: 1 kind of trouble (" in shown


def test_sound_flows_are_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert walk(tmp_path, SKIPS.replace("You are {age}.", "Goodbye."), "--seed", "7") == 0
    shown = capsys.readouterr().out
    assert ", seed 7: nothing went wrong (" in shown
    assert "\ntrip        6/6        2/2          -\n" in shown


def test_what_cannot_be_walked_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert walk(tmp_path, SKIPS, "--language", "tlh") == 2
    assert "There is no language 'tlh'." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        walk(tmp_path, SKIPS, "--jobs", "0")
    assert "write a number from 1" in capsys.readouterr().err


def test_a_flow_with_an_error_is_said_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert walk(tmp_path, SKIPS.replace("ask_age:", "Ask age:")) == 1
    assert "People can walk when the flows have no errors." in capsys.readouterr().out
