"""Reading only what changed gives what reading everything gives, as far as it can."""

import shutil
from pathlib import Path

import pytest

from bot.content.again import study_again
from bot.content.load import Studied, study
from bot.content.pack import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
HELP = "flows/help.yaml"
ARABIC = "locales/ar/LC_MESSAGES/flows.po"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def same(one: Studied, other: Studied) -> None:
    first, second = one.content.release, other.content.release
    assert first.id == second.id
    assert {f.id: (f.revision, f.structure) for f in first.flows.values()} == {
        f.id: (f.revision, f.structure) for f in second.flows.values()
    }
    assert first.languages == second.languages
    assert first.entries.keys() == second.entries.keys()
    assert one.content.sound == other.content.sound
    assert set(map(str, one.findings)) == set(map(str, other.findings))


def test_a_changed_flow_is_as_if_everything_had_been_read(folder: Path):
    before = study(folder)
    change(folder, HELP, "I am a bot.", "I am no person.")
    again = study_again(folder, before, {HELP})
    assert again is not None
    assert "I am no person." in str(again.content.release.flows)
    same(again, study(folder))


def test_a_broken_flow_is_found_and_its_repair_too(folder: Path):
    before = study(folder)
    change(folder, HELP, "say:", "sai:")
    broken = study_again(folder, before, {HELP})
    assert broken is not None
    assert not broken.content.sound
    assert any(finding.path == HELP for finding in broken.findings)
    change(folder, HELP, "sai:", "say:")
    repaired = study_again(folder, broken, {HELP})
    assert repaired is not None
    same(repaired, before)


def test_a_changed_translation_is_read_alone(folder: Path):
    before = study(folder)
    change(folder, ARABIC, "ماذا تريدون أن تفعلوا؟", "ما الذي تريدونه؟")
    again = study_again(folder, before, {ARABIC})
    assert again is not None
    question = "What would you like to do?"
    assert again.catalogs["ar"].find("menu/menu/choose", question) == "ما الذي تريدونه؟"
    assert again.catalogs["fr"] is before.catalogs["fr"]
    assert again.content is before.content


def test_a_translation_with_an_error_is_not_used(folder: Path):
    before = study(folder)
    change(folder, ARABIC, "ماذا تريدون أن تفعلوا؟", "ماذا تريدون أن تفعلوا {name}؟")
    again = study_again(folder, before, {ARABIC})
    assert again is not None
    assert again.catalogs["ar"].find("menu/menu/choose", "What would you like to do?") is None
    assert any(finding.path == ARABIC for finding in again.findings)


def test_conversation_tests_change_nothing_here(folder: Path):
    before = study(folder)
    again = study_again(folder, before, {"flows/tests/help.yaml"})
    assert again is not None
    same(again, before)


@pytest.mark.parametrize(
    "changed", [{"locales/languages.yaml"}, {HELP, ARABIC}, {"emergency/en.yaml"}]
)
def test_anything_else_means_studying_everything(folder: Path, changed: set[str]):
    assert study_again(folder, study(ROOT), changed) is None
