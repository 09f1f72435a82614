"""What people asked in vain, shown beside the phone from a file of `merit faq gaps --json`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.preview.app import build, serve
from bot.preview.missed import LARGEST, Missed, read_missed
from bot.preview.panel_missed import MOST_SHOWN
from tests.preview.trip import write_trip

GROUP = {
    "count": 3,
    "unhelpful": 1,
    "languages": ["ar", "en"],
    "nearest": "cost",
    "probability": 0.42,
    "questions": [{"q": "كم <b>السعر</b>؟", "lang": "ar"}, {"q": "is it dear", "lang": "en"}],
    "add": "merit faq add cost 'is it dear' --lang en",
}


def written(folder: Path, *groups: object) -> Path:
    file = folder / "missed.json"
    file.write_text(json.dumps(list(groups)), encoding="utf-8")
    return file


async def panel(folder: Path, missed: tuple[Missed, ...]) -> str:
    write_trip(folder)
    app = build(
        folder, host="127.0.0.1", now=lambda: datetime(2026, 11, 26, tzinfo=UTC), missed=missed
    )
    runner = await serve(app, host="127.0.0.1", port=0)
    try:
        address = f"http://127.0.0.1:{runner.addresses[0][1]}/p/abcdefghij?show=missed"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            assert answer.status == 200
            return await answer.text()
    finally:
        await runner.cleanup()


async def test_the_panel_shows_count_languages_nearest_entry_and_the_command(tmp_path: Path):
    missed = read_missed(written(tmp_path, GROUP, {**GROUP, "nearest": None}))
    page = await panel(tmp_path / "content", missed)
    assert "3 × ar, en" in page
    assert "Nearest: cost (0.42)" in page
    assert "Nothing is near." in page
    assert "merit faq add cost" in page
    assert "<b>السعر" not in page


async def test_only_so_many_groups_are_shown(tmp_path: Path):
    missed = read_missed(written(tmp_path, *[GROUP] * (MOST_SHOWN + 2)))
    assert "and 2 more groups" in await panel(tmp_path / "content", missed)


async def test_without_a_file_the_panel_says_how_to_get_one(tmp_path: Path):
    assert "merit faq gaps --json" in await panel(tmp_path / "content", ())


@pytest.mark.parametrize("text", ["{", "[1]", '[{"count": 1}]', "null"])
def test_a_file_that_is_none_is_refused_in_words(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write_trip(tmp_path / "content")
    file = tmp_path / "missed.json"
    file.write_text(text, encoding="utf-8")
    assert main(["serve", str(tmp_path / "content"), "--gaps", str(file), "--port", "0"]) == 2
    assert "is not what `merit faq gaps --json` writes" in capsys.readouterr().err


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    file = tmp_path / "missed.json"
    file.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(ValueError, match="too large"):
        read_missed(file)
