"""`merit test` plays what an editor wrote and tells them, side by side, where it went differently."""

from pathlib import Path

import pytest

from bot.cli import main
from tests.content.folder import write
from tests.content.mistakes import TEST, TRIP
from tests.content.test_conversations import BEGIN, STORY
from tests.content.test_flows import EVERYTHING


def merit_test(folder: Path, story: str, *more: str) -> int:
    return main(["test", str(write(folder, {TRIP: EVERYTHING, TEST: story})), *more])


def test_tests_that_go_as_written_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert merit_test(tmp_path, STORY, "child") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1 conversation in 3 languages: all went as written (")


def test_what_was_expected_stands_beside_what_came(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    story = f"{BEGIN}    - bot: menu\n{STORY}"
    assert merit_test(tmp_path, story, "--flow", "trip", "--language", "ar") == 1
    shown = capsys.readouterr().out
    assert shown.startswith(
        """\
✗ A grown-up, in Arabic
  flows/tests/trip.yaml:7 F061
  The step 'menu' does not come here. What comes is: trip/ask_fruit.

    line  the test says                                   what happened
       5  bot: ask_age                                    Merit: How old are you?
       6  types: 40                                       the person writes this
     7 ✗  bot: menu                                       trip/ask_fruit: Merit: What do you take along?
                                                          Merit waits at trip/ask_fruit

2 conversations in 1 language: 1 went differently ("""
    )


def test_a_button_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert merit_test(tmp_path, STORY.replace("person: hills", "person: lake"), "child") == 1
    shown = capsys.readouterr().out
    assert "the person presses “An apple”, “A pear”," in shown
    assert "Buttons: sea, hills" in shown


def test_what_is_known_at_the_end_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    story = STORY.replace("age: unknown, consent: yes", "consent: no")
    assert merit_test(tmp_path, story, "child") == 1
    shown = capsys.readouterr().out
    assert "a message goes to the advisors" in shown
    assert "Merit shows this plan" in shown
    assert "Merit knows language: en" in shown


def test_coverage_names_what_no_test_reaches(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert merit_test(tmp_path, STORY, "--coverage") == 1  # trip/last is never visited
    shown = capsys.readouterr().out
    assert "No conversation test visits trip/last" in shown
    assert "\ntrip      12/14  " in shown
    assert "Choices never pressed:\n  trip/menu: sea\n" in shown
    assert "Routes never taken:\n  trip/decide: otherwise → bring\n" in shown


def test_one_flow_has_a_table_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert merit_test(tmp_path, STORY, "--coverage", "--flow", "trip") == 0
    assert "\nall " not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("no such words",), "No test is called so: no such words"),
        (("--flow", "trap"), "There is no flow 'trap'. There are: base, trip."),
        (("--language", "tlh"), "There is no language 'tlh'. There are: en, nl, ar."),
    ],
)
def test_a_flow_or_language_that_does_not_exist_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], message: str
):
    assert merit_test(tmp_path, STORY, *more) == 2
    assert message in capsys.readouterr().err


def test_a_flow_with_an_error_is_said_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path, {TRIP: EVERYTHING.replace("ask_fruit:", "Ask fruit:"), TEST: STORY})
    assert main(["test", str(tmp_path)]) == 1
    assert "Tests are played when the flows have no errors." in capsys.readouterr().out
