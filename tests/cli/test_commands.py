"""The commands of an operator, run as an operator runs them; no traceback, whatever is wrong."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS, main

CONVERSATION = ("/human", "work", "yes", "Where can I work as a tailor?", "All of this is right")


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TELEGRAM_TOKEN", "")


def chat(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Talk through `merit chat --json`."""
    said = "".join(json.dumps({"text": line}) + "\n" for line in lines)
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert main(["chat", "--json"]) == 0


def output(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert f"merit {command}" in output(capsys)


@pytest.mark.parametrize(
    "words",
    [
        *(["i18n", action] for action in ("extract", "sync", "status", "accept", "check")),
        *(["i18n", action] for action in ("pseudo", "export-xlsx", "import-xlsx")),
        *(["new", kind] for kind in ("flow", "faq", "reply")),
        *(["rename", kind] for kind in ("step", "choice", "answer", "flow")),
    ],
)
def test_every_part_of_a_command_says_what_it_does(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    _usage, says, *_ = output(capsys).split("\n\n")
    assert says.strip().endswith((".", "?", ".)"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--date", "tomorrow"], "'tomorrow' is not a date. Write it like 2027-01-01"),
        (["try", "--date", "1.1.2027"], "'1.1.2027' is not a date. Write it like 2027-01-01"),
        (["walk", "-n", "many"], "'many' is no whole number"),
        (["walk", "--seed", "x"], "'x' is no whole number"),
        (["serve", "--port", "x"], "'x' is no whole number"),
    ],
)
def test_a_value_of_the_wrong_form_is_explained_in_plain_words(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert says in capsys.readouterr().err


def test_settings_are_explained_and_secrets_hidden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setenv("MERIT_NAMES", "b.example.org, a.example.org")
    assert main(["settings"]) == 0
    said = output(capsys)
    assert "TELEGRAM_TOKEN = ***" in said
    assert "secret" not in said
    assert "MERIT_NAMES = a.example.org, b.example.org" in said


def test_a_wrong_setting_is_named_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MERIT_PORT", "many")
    assert main(["settings"]) == 2
    assert "MERIT_PORT=many: a port is a number from 0 to 65535." in capsys.readouterr().err


def test_a_message_to_the_advisors_is_listed_answered_and_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chat(monkeypatch, "/start", "English", "nl", *CONVERSATION)
    output(capsys)
    assert main(["tickets"]) == 0
    said = output(capsys)
    assert "Where can I work as a tailor?" in said
    assert "1 open" in said
    ticket = said.split()[0]
    assert main(["tickets", "reply", ticket, "Come", "on", "Monday."]) == 0
    output(capsys)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["chat"]) == 0
    assert "Come on Monday." in output(capsys)
    assert main(["tickets", "close", ticket]) == 0
    assert main(["tickets", "close", ticket]) == 2
    assert main(["tickets", "reply", ticket, "again"]) == 2
    assert main(["tickets", "reply", ticket]) == 2
    assert main(["tickets", "close", "nonsense"]) == 2
    output(capsys)
    assert main(["tickets"]) == 0
    assert "Nobody waits" in output(capsys)


def test_nothing_is_dead_at_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dead"]) == 0
    assert "Nothing is dead." in output(capsys)
    assert main(["dead", "retry", "x"]) == 2


def test_keys_are_made_changed_and_retired(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "keys.txt"
    assert main(["keys", "new"]) == 2
    assert main(["keys", "new", str(file)]) == 0
    assert main(["keys", "new", str(file)]) == 2
    monkeypatch.setenv("MERIT_KEY_FILE", str(file))
    monkeypatch.setenv("MERIT_MODE", "production")
    chat(monkeypatch, "/start")
    output(capsys)
    assert main(["keys", "status"]) == 0
    old = output(capsys).split()[1]
    assert main(["keys", "add"]) == 0
    assert main(["keys", "rotate"]) == 0
    assert "Done. Keys still needed:" in output(capsys)
    assert main(["keys", "retire", old]) == 0
    output(capsys)
    chat(monkeypatch, "/menu")
    assert "What would you like to do?" in output(capsys)


def test_production_needs_a_key_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MERIT_MODE", "production")
    assert main(["tickets"]) == 2
    assert "MERIT_KEY_FILE" in capsys.readouterr().err


def test_data_that_cannot_be_written_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "file" / "data"))
    assert main(["tickets"]) == 2
    assert "Set MERIT_DATA" in capsys.readouterr().err


def test_content_with_errors_is_refused_with_the_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "start.yaml").write_text("flow: start\nsteps:\n  a:\n    sya: hi\n")
    monkeypatch.setenv("MERIT_CONTENT", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["chat", "--json"]) == 2
    assert "flows/start.yaml:4:5" in capsys.readouterr().err


def test_telegram_needs_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["telegram", "check"]) == 2
    assert "TELEGRAM_TOKEN is not set" in capsys.readouterr().err


def test_stopping_with_the_keyboard_is_no_error_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.settings.read_settings", stop)
    assert main(["settings"]) == 130
