"""What goes between a person and the advisors beside words, as values."""

import pytest

from bot.core.media import (
    Media,
    MediaKind,
    files_of,
    media_of,
    media_to_json,
    with_file,
    without_ticket_files,
)

WHOLE = Media(
    kind=MediaKind.DOCUMENT,
    ref="A",
    file="f_0000000000000001_2",
    name="diploma.pdf",
    size=2000,
    type="application/pdf",
)


@pytest.mark.parametrize(
    "media",
    [WHOLE, Media(kind=MediaKind.LOCATION, value="52.09,5.12"), Media(kind=MediaKind.VOICE)],
)
def test_media_are_the_same_after_a_way_through_json(media: Media):
    assert media_of({"media": media_to_json(media)}) == media


def test_every_message_with_media_says_kind_reference_file_name_and_size():
    written = media_to_json(Media(kind=MediaKind.STICKER, ref="S"))
    assert written == {"kind": "sticker", "ref": "S", "file": "", "name": "", "size": 0}


def test_words_alone_have_no_media():
    assert media_of({}) is None
    assert media_of({"media": "x"}) is None


def test_files_are_known_by_their_ticket_and_go_with_it():
    files = with_file(with_file(with_file((), 1, "a"), 2, "b"), 1, "c")
    assert (files_of(files, 1), files_of(files, 2), files_of(files, 3)) == (("a", "c"), ("b",), ())
    assert without_ticket_files(files, 1) == ((2, ("b",)),)
