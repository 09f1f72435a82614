"""A file is cleaned in a program of its own, which ends whatever the file does, and knows nothing of ours."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.core import phrases
from bot.core.message import ChannelName, FileKind, Upload
from bot.core.text import Text
from bot.scrub import apart
from bot.scrub.apart import cleaned_apart
from bot.scrub.outcome import Outcome
from bot.scrub.scrubber import MEGABYTE, Scrubber
from bot.service.files import FILE_ID, MOST_KEPT
from bot.service.ports import KeptFile
from tests.scrub.papers import MARK, huge_png, jpeg, pdf, saved

TELEGRAM = ChannelName.TELEGRAM


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (jpeg(), Outcome.PHOTO),
        (pdf(), Outcome.DOCUMENT),
        (pdf(password="secret"), Outcome.LOCKED),
        (b"<svg/>", Outcome.UNREADABLE),
        (huge_png(24_000, 24_000), Outcome.UNREADABLE),
    ],
)
async def test_what_became_of_a_file_is_known_by_how_the_program_ends(
    content: bytes, outcome: Outcome
) -> None:
    found, clean = await cleaned_apart(content)
    assert found is outcome
    assert MARK not in clean
    assert bool(clean) is (outcome in {Outcome.PHOTO, Outcome.DOCUMENT})


async def test_a_program_that_takes_too_long_is_ended() -> None:
    assert await cleaned_apart(jpeg(), seconds=0.001) == (Outcome.UNREADABLE, b"")


TRIES = {
    "memory": "bytearray(900 * 1024 * 1024)",
    "files": "__import__('pathlib').Path('written').write_bytes(b'x')",
    "secrets": "assert 'MERIT_SECRET' not in __import__('os').environ",
    "death": "__import__('os').abort()",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    ("what", "allowed"), [("memory", False), ("files", False), ("death", False), ("secrets", True)]
)
async def test_the_program_may_do_little(
    what: str, allowed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program in the place of ours tries what a file that took it over would try."""
    package = tmp_path / "bot" / "scrub"
    package.mkdir(parents=True)
    (tmp_path / "bot" / "__init__.py").touch()
    (package / "__init__.py").touch()
    limits = Path(apart.__file__).with_name("__main__.py").read_text()
    start = limits.index("MEMORY ="), limits.index("def cleaned")
    (package / "__main__.py").write_text(
        f"import sys\n{limits[start[0] : start[1]]}\nlimit()\n{TRIES[what]}\nsys.exit(10)\n"
    )
    monkeypatch.setenv("MERIT_SECRET", "x")
    monkeypatch.chdir(tmp_path)
    outcome, _ = await cleaned_apart(b"anything", home=tmp_path)
    assert outcome is (Outcome.PHOTO if allowed else Outcome.UNREADABLE)
    assert not (tmp_path / "written").exists() or not (tmp_path / "written").read_bytes()


def scrubber(content: bytes | None, megabytes: int = 1) -> Scrubber:
    """One that can fetch just this file."""

    async def fetch(_ref: str, _most: int) -> bytes | None:
        return content

    return Scrubber(fetch={TELEGRAM: fetch}, megabytes=megabytes)


async def take(
    content: bytes | None, *, room: int = MOST_KEPT, size: int = 0, channel: ChannelName = TELEGRAM
) -> KeptFile | Text:
    upload = Upload(kind=FileKind.DOCUMENT, ref="r", size=size)
    return await scrubber(content).take(channel, upload, room=room)


@pytest.mark.parametrize(
    ("content", "media_type"), [(jpeg(), "image/jpeg"), (pdf(), "application/pdf")]
)
async def test_a_clean_file_has_a_name_by_chance_that_says_how_large_it_is(
    content: bytes, media_type: str
) -> None:
    one, other = await take(content), await take(content)
    assert isinstance(one, KeptFile)
    assert isinstance(other, KeptFile)
    assert one.media_type == media_type
    assert one.id != other.id
    match = FILE_ID.fullmatch(one.id)
    assert match is not None
    assert int(match[1]) == -(-len(one.content) // 1000)
    assert "content" not in repr(one)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, phrases.FILE_NOT_FETCHED),
        (b"", phrases.FILE_TOO_LARGE),
        (bytes(MEGABYTE + 1), phrases.FILE_TOO_LARGE),
        (b"MZ", phrases.FILE_UNREADABLE),
        (pdf(password="secret"), phrases.FILE_ENCRYPTED),
    ],
)
async def test_what_cannot_be_kept_is_said(content: bytes | None, reason: Text) -> None:
    said = await take(content)
    assert isinstance(said, Text)
    assert said.place == reason.place


async def test_what_says_it_is_too_large_is_not_even_fetched() -> None:
    said = await take(None, size=MEGABYTE + 1)
    assert isinstance(said, Text)
    assert said == phrases.FILE_TOO_LARGE.with_values(size=1)


async def test_a_file_that_grows_when_it_is_drawn_anew_can_become_too_large() -> None:
    noisy = saved(Image.effect_noise((2000, 2000), 60).convert("RGB"), "WEBP", quality=2)
    assert len(noisy) < MEGABYTE
    said = await take(noisy)
    assert isinstance(said, Text)
    assert said.place == phrases.FILE_TOO_LARGE.place


async def test_there_is_only_so_much_room_for_one_person() -> None:
    assert await take(jpeg(), room=0) == phrases.NO_ROOM


async def test_a_channel_that_cannot_fetch_has_no_files() -> None:
    assert await take(jpeg(), channel=ChannelName.TERMINAL) == phrases.FILE_NOT_FETCHED
    assert scrubber(jpeg()).takes(TELEGRAM)
    assert not scrubber(jpeg()).takes(ChannelName.TERMINAL)
