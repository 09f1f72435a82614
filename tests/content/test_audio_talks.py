"""Recordings change nothing about conversation tests, walks at random, `merit try` and the preview."""

import io
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.content.edition import Edition
from bot.content.load import load
from bot.content.walking import Way, walks
from bot.core.flow import FlowId, StepId
from bot.core.press import LISTEN
from bot.preview.deeds import Chose, Said
from bot.preview.play import play
from tests.content.folder import findings, write
from tests.content.test_audio import HELLO, NAME, files
from tests.content.test_recording import Walk
from tests.preview.test_play import NOW
from tests.sounds import voice

QUESTIONS = """
- test: somebody says their name
  start: trip
  talk:
    - bot: hello
    - bot: rights
    - bot: ask_name
    - person: old button
    - types: "Amina"
    - bot: again
    - end: trip
"""
HEARD: dict[str, str | bytes] = {
    f"audio/{code}/{place}.ogg": voice() for code in ("en", "nl") for place in (HELLO, NAME)
}


def test_what_is_said_with_a_button_to_hear_it_is_no_old_question(tmp_path: Path):
    found = findings(tmp_path, files(**HEARD, **{"flows/tests/trip.yaml": QUESTIONS}))
    assert [each.code for each in found if each.path.startswith("flows/tests")] == []


def test_a_walk_in_which_somebody_listens_goes_the_same_in_every_language(tmp_path: Path):
    walk = Walk(tmp_path, flows=files(**HEARD)).begins()
    walk.presses("listen")
    assert "listen" not in walk.recorder.yaml()
    assert walk.differences() == []


def test_walks_at_random_press_the_button_and_find_nothing_wrong(tmp_path: Path):
    write(tmp_path, files(**HEARD))
    release, _, found = walks(Way(folder=tmp_path, seed=7), 60)
    assert release is not None
    assert found.troubles == ()
    assert any(choice == LISTEN for _, _, choice in found.coverage.pressed)


def test_the_preview_notes_what_is_heard(tmp_path: Path):
    release, catalogs, _ = load(write(tmp_path, files(**HEARD)))
    assert release is not None
    press = Chose(flow=FlowId("trip"), step=StepId("ask_name"), choice=LISTEN, old=False)
    edition = Edition(release=release, catalogs=catalogs)
    outcome = play([Said(words="/trip"), press], edition, "en", NOW)
    assert outcome.lines[-1].note == f"Here the recording of {NAME} is heard."


def test_in_a_dry_conversation_it_is_said_what_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    write(tmp_path, files(**HEARD))
    monkeypatch.setattr(sys, "stdin", io.StringIO("listen\nAmina\n"))
    assert main(["try", "trip", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "🔊 Listen" in said
    assert f"(Here the person hears the recording of {NAME}.)" in said
