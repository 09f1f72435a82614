"""Pseudo languages are English in disguise: longer, from either side, and nobody is offered them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.content.load import check, load
from bot.content.po import parse_po
from bot.content.pseudo import PSEUDO_LANGUAGES, disguised, with_pseudo
from bot.content.report import Report
from bot.core.language import Direction
from bot.core.render import BIDI_CONTROLS
from tests.content.folder import flow, write

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
TRIP = "flows/trip.yaml"
PLAY = """
- test: A trip
  start: trip
  talk:
    - bot: trip/q
    - person: sea
    - end: done
"""


def ask(label: str) -> str:
    return flow(f"q:\n  choose: Where to?\n  choices:\n    - sea: {label}\n\nbye:\n  end: done\n")


def test_a_text_is_a_third_longer_and_stands_in_brackets():
    source = "You can ask somebody at the desk of your town for help with these papers."
    for direction in Direction:
        found = disguised(source, direction)
        assert found[0] + found[-1] == "[]"
        assert len(source) * 1.25 < len(found) <= len(source) * 1.35


def test_placeholders_links_and_commands_stay_as_they_are():
    source = "Hello {name}, see https://idw.nl/en or send /delete"
    for direction in Direction:
        found = disguised(source, direction)
        for kept in ("{name}", "https://idw.nl/en", "/delete"):
            assert kept in found
        assert "Hello" not in found


def test_from_right_to_left_there_are_arabic_letters_and_no_direction_characters():
    found = disguised("Where do you want to go?", RTL)
    assert not BIDI_CONTROLS.search(found)
    assert not any(letter.isascii() and letter.isalpha() for letter in found)


@given(st.text(max_size=30))
def test_a_label_that_fits_in_english_fits_in_disguise(label: str):
    assert len(disguised(label, LTR)) <= max(40, len(label) + 2)


def test_nobody_is_offered_a_pseudo_language(tmp_path: Path):
    write(tmp_path, {TRIP: ask("To the sea")})
    release, catalogs, _ = load(tmp_path)
    assert release is not None
    found, words = with_pseudo(release, catalogs)
    assert {code for code, each in found.languages.items() if not each.offered} == set(
        PSEUDO_LANGUAGES
    )
    assert found.answers == release.answers
    assert words["ar-xb"].language.direction is RTL
    assert words["en-xa"].find("anywhere", "Go") == "[Ğö]"
    assert words["en-xa"].find_plural("x", "day", "days", 2) == "[đåýš]"


def test_conversations_are_played_in_disguise(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path, {TRIP: ask("To the sea"), "flows/tests/trip.yaml": PLAY})
    assert main(["i18n", "pseudo", "--folder", str(tmp_path)]) == 0
    assert "1 conversations in two made-up languages: nothing to correct" in capsys.readouterr().out


def test_what_does_not_fit_in_disguise_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The name of an answer fits the button that corrects it in English, but not when it is a third longer."""
    label = "The town you live in just now."
    head = f"answers:\n  town:\n    text: 1-40\n    personal: no\n    label: {label}\n"
    steps = "q:\n  ask: Which town?\n  save: town\n\nw:\n  review: Is this right?\n\nbye:\n  end: done\n"
    talk = PLAY.replace("- person: sea", "- types: Gent\n    - bot: trip/w\n    - person: done")
    write(tmp_path, {TRIP: flow(steps, head=head), "flows/tests/trip.yaml": talk})
    assert not [each for each in check(tmp_path)[0] if each.code == "F063"]
    assert main(["i18n", "pseudo", "--folder", str(tmp_path)]) == 1
    assert main(["check", str(tmp_path)]) == 0
    assert main(["check", "--pseudo", str(tmp_path)]) == 1
    assert "F063" in capsys.readouterr().out


def test_translation_files_for_other_tools_can_be_written(tmp_path: Path):
    write(tmp_path, {TRIP: ask("To the sea")})
    out = tmp_path / "out"
    assert main(["i18n", "pseudo", "--out", str(out), "--folder", str(tmp_path)]) == 0
    for code in PSEUDO_LANGUAGES:
        po = parse_po((out / code / "flows.po").read_text(), Report(path="x.po"))
        assert po is not None
        assert all(message.confirmed for message in po.messages)
    assert not (tmp_path / "locales/en-xa").exists()
