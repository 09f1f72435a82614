"""A file for a reader that trusts none of it is handed over as it was sent, if it is not too large."""

import pytest

from bot.core.message import ChannelName, FileKind, Upload
from bot.scrub.scrubber import Scrubber

TELEGRAM = ChannelName.TELEGRAM


@pytest.mark.parametrize(
    ("content", "size", "channel", "found"),
    [
        (b"{}", 0, TELEGRAM, b"{}"),
        (b"{}", 2, TELEGRAM, b"{}"),
        (b"{}", 11, TELEGRAM, None),
        (b"x" * 10, 0, TELEGRAM, b"x" * 10),
        (b"x" * 11, 0, TELEGRAM, None),
        (b"", 0, TELEGRAM, None),
        (None, 0, TELEGRAM, None),
        (b"{}", 0, ChannelName.WEB, None),
    ],
)
async def test_a_file_is_handed_over_as_it_was_sent_or_not_at_all(
    content: bytes | None, size: int, channel: ChannelName, found: bytes | None
) -> None:
    asked: list[tuple[str, int]] = []

    async def fetch(ref: str, most: int) -> bytes | None:
        asked.append((ref, most))
        return content

    scrubber = Scrubber(fetch={TELEGRAM: fetch}, megabytes=1)
    upload = Upload(kind=FileKind.DOCUMENT, ref="r", size=size)
    assert await scrubber.raw(channel, upload, most=10) == found
    assert asked == ([] if size > 10 or channel is ChannelName.WEB else [("r", 10)])
