"""Settings from the environment and from one file."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, described, read_settings


def read(tmp_path: Path, text: str | bytes, **environment: str) -> object:
    file = tmp_path / "merit.env"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_settings(environment, tmp_path)


def test_everything_has_a_default() -> None:
    settings = read_settings({})
    assert (settings.port, settings.host, settings.mode) == (8080, "127.0.0.1", "local")
    assert settings.database_url == "sqlite:///data/merit.sqlite3"
    assert all(each["help"] for each in described())


def test_the_file_is_read_as_a_shell_would_and_the_environment_wins(tmp_path: Path) -> None:
    text = (
        "\ufeff# a remark\n\nexport TELEGRAM_TOKEN='1:a#b'\nMERIT_PORT = 9000 # not 8080\n"
        'MERIT_HOST="0.0.0.0"\nPOSTGRES_PASSWORD=x\n'
    )
    settings = read(tmp_path, text, MERIT_HOST="127.0.0.2", MERIT_PORT="")
    assert (settings.telegram_token, settings.port, settings.host) == ("1:a#b", 9000, "127.0.0.2")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("MERIT_PORT", "70000", "from 0 to 65535"),
        ("MERIT_CHAT", "maybe", "yes or no"),
        ("MERIT_OPERATOR", "{name}", "without braces"),
        ("MERIT_OPERATOR_CONTACT", "x" * 201, "at most 200 letters"),
        ("MERIT_MODE", "test", "local, production"),
        ("TELEGRAM_RATE", "-1", "messages per second"),
        ("TELEGRAM_RATE", "fast", "messages per second"),
        ("TELEGRAM_API", "nonsense", "begins with https://"),
        ("TELEGRAM_WEBHOOK", "https://", "begins with https://"),
        ("MERIT_PROT", "8080", "no such setting"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, part: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        read_settings({name: value})
    assert part in str(caught.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"MERIT_PORT": "x", "MERIT_CHAT": "x"})
    assert str(caught.value).count("\n") == 1


@pytest.mark.parametrize("text", ["MERIT_PORT", "merit port=1", b"MERIT_HOST=\xff"])
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(SettingsError, match=r"merit\.env"):
        read(tmp_path, text)


def test_secrets_are_not_printed() -> None:
    settings = read_settings({"TELEGRAM_TOKEN": "1:x", "MERIT_DATABASE": "postgresql://u:pw@h/d"})
    assert "1:x" not in repr(settings)
    assert "pw" not in repr(settings)


def test_what_the_operator_says_is_handed_on_as_far_as_it_was_set() -> None:
    assert read_settings({}).operator_facts == {}
    assert read_settings({"MERIT_OPERATOR": " Example "}).operator_facts == {"operator": "Example"}
    both = read_settings({"MERIT_OPERATOR": "A", "MERIT_OPERATOR_CONTACT": "www.example.org"})
    assert both.operator_facts == {"operator": "A", "operator_contact": "www.example.org"}
