"""The translation server of the settings: which one, with which key, and what is refused at the start."""

from pathlib import Path

import pytest

from bot.app.translating import translator
from bot.service.translation import Bounded, Fault, NoTranslator, Translated, TranslationFailed
from bot.settings import OperatorError, SettingsError, read_settings
from tests.translate.servers import deepl, libretranslate


def key_file(folder: Path, words: bytes = b"key-1\n", mode: int = 0o600) -> str:
    file = folder / "translate.key"
    file.write_bytes(words)
    file.chmod(mode)
    return str(file)


async def test_nothing_is_translated_unless_the_operator_says_so(tmp_path: Path):
    async with translator(read_settings({}, tmp_path)) as found:
        assert isinstance(found, NoTranslator)


async def test_a_libretranslate_server_is_asked_without_a_key(tmp_path: Path):
    async with libretranslate() as played:
        given = {"MERIT_TRANSLATE": "libretranslate", "MERIT_TRANSLATE_URL": f"{played.base}/"}
        async with translator(read_settings(given, tmp_path)) as found:
            assert isinstance(found, Bounded)
            assert found.can("en", "ar")
            assert await found.translate("ab", "en", "ar") == Translated(words="ba")


async def test_deepl_is_asked_with_the_key_in_the_file(tmp_path: Path):
    async with deepl() as played:
        given = {
            "MERIT_TRANSLATE": "deepl",
            "MERIT_TRANSLATE_URL": played.base,
            "MERIT_TRANSLATE_KEY_FILE": key_file(tmp_path),
        }
        settings = read_settings(given, tmp_path)
        assert "key-1" not in repr(settings)
        async with translator(settings) as found:
            assert await found.translate("ab", "en", "ar") == Translated(words="ba")
        assert played.asked[-1][2]["Authorization"] == "DeepL-Auth-Key key-1"


async def test_merit_starts_while_the_server_is_away(tmp_path: Path):
    given = {"MERIT_TRANSLATE": "libretranslate", "MERIT_TRANSLATE_URL": "http://127.0.0.1:9"}
    async with translator(read_settings(given, tmp_path)) as found:
        outcome = await found.translate("a", "en", "ar")
    assert outcome == TranslationFailed(fault=Fault.UNREACHABLE)


@pytest.mark.parametrize(
    ("words", "mode", "why"),
    [
        (b"", 0o600, "and nothing else"),
        (b"one two", 0o600, "and nothing else"),
        ("ключ".encode(), 0o600, "and nothing else"),
        (b"\xff", 0o600, "UnicodeDecodeError"),
        (b"key-1", 0o644, "chmod 600"),
    ],
)
async def test_a_file_that_is_no_key_is_refused_by_the_name_of_the_setting(
    tmp_path: Path, words: bytes, mode: int, why: str
):
    given = {
        "MERIT_TRANSLATE": "deepl",
        "MERIT_TRANSLATE_KEY_FILE": key_file(tmp_path, words, mode),
    }
    with pytest.raises(OperatorError, match=f"MERIT_TRANSLATE_KEY_FILE.*{why}"):
        async with translator(read_settings(given, tmp_path)):
            pass


async def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    given = {"MERIT_TRANSLATE": "deepl", "MERIT_TRANSLATE_KEY_FILE": str(tmp_path / "none")}
    with pytest.raises(OperatorError, match="FileNotFoundError"):
        async with translator(read_settings(given, tmp_path)):
            pass


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"MERIT_TRANSLATE": "google"}, "MERIT_TRANSLATE=google"),
        ({"MERIT_TRANSLATE": "libretranslate"}, "MERIT_TRANSLATE_URL is not set"),
        ({"MERIT_TRANSLATE": "deepl"}, "MERIT_TRANSLATE_KEY_FILE is not set"),
        ({"MERIT_TRANSLATE_URL": "https://x.org"}, "MERIT_TRANSLATE is off"),
        ({"MERIT_TRANSLATE_KEY_FILE": "x"}, "MERIT_TRANSLATE is off"),
        ({"MERIT_TRANSLATE_URL": "http://x.org"}, "MERIT_TRANSLATE_URL=http://x.org: write https"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(
    tmp_path: Path, given: dict[str, str], named: str
):
    with pytest.raises(SettingsError, match=named):
        read_settings(given, tmp_path)
