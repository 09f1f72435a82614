"""`merit overview` writes the pages, says which are out of date, and prints one country."""

import shutil
from pathlib import Path

import pytest

import bot
from bot.cli import main
from bot.content.pack import FOLDERS

ROOT = Path(bot.__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_pages_are_written_once(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["overview", str(folder)]) == 1
    assert "out of date: docs/editors/content.md" in capsys.readouterr().out
    assert main(["overview", "--write", str(folder)]) == 0
    assert "written: docs/faq.md" in capsys.readouterr().out
    assert main(["overview", str(folder)]) == 0
    assert capsys.readouterr().out == "Everything is up to date.\n"


def test_one_country_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["overview", "--country", "si", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("# Slovenia\n")


def test_what_cannot_be_done_is_said(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["overview", "--country", "fr", str(folder)]) == 2
    assert "There are: be, hu, ie, it, nl, sk, si, es, uk." in capsys.readouterr().err
    (folder / "flows" / "menu.yaml").write_text("flow: menu\n")
    assert main(["overview", str(folder)]) == 2
    assert "merit check" in capsys.readouterr().err
