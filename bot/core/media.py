"""What goes between a person and the advisors beside words: photos, documents, recordings, places, phone numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class MediaKind(StrEnum):
    """How it was sent; not what it is."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"


PRIVATE = frozenset({MediaKind.LOCATION, MediaKind.CONTACT})
"""Kinds whose `value` only the advisor sees who has the ticket."""

MOST_FILES = 100
"""Files of one ticket that are kept; what comes after them goes by reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One thing that was sent.

    `ref` is what Telegram calls the file, `file` the id of the cleaned one that is kept; either may be empty. `name` is
    what its sender calls it, `size` is in bytes, 0 if nobody knows, `type` the media type of what is kept. `value` is a
    place or a phone number.
    """

    kind: MediaKind
    ref: str = ""
    file: str = ""
    name: str = ""
    size: int = 0
    type: str = ""
    value: str = ""


def media_to_json(media: Media) -> dict[str, Any]:
    """Return it as JSON-ready values, under `media` in what a message is about."""
    data: dict[str, Any] = {
        "kind": media.kind.value,
        "ref": media.ref,
        "file": media.file,
        "name": media.name,
        "size": media.size,
    }
    more = {"type": media.type, "value": media.value}
    return data | {name: value for name, value in more.items() if value}


def media_of(about: Mapping[str, Any]) -> Media | None:
    """Return what goes with a message, from what it is about; None for words alone."""
    data = about.get("media")
    if not isinstance(data, Mapping):
        return None
    return Media(
        kind=MediaKind(data["kind"]),
        ref=data.get("ref", ""),
        file=data.get("file", ""),
        name=data.get("name", ""),
        size=data.get("size", 0),
        type=data.get("type", ""),
        value=data.get("value", ""),
    )


FilesOfTickets = tuple[tuple[int, tuple[str, ...]], ...]
"""The kept files of each ticket by its number: as long as a ticket stands here, its files stay."""


def files_of(files: FilesOfTickets, number: int) -> tuple[str, ...]:
    """Return the files of one ticket."""
    return dict(files).get(number, ())


def with_file(files: FilesOfTickets, number: int, file: str) -> FilesOfTickets:
    """Return the files with one more of this ticket."""
    known = dict(files)
    return tuple({**known, number: (*known.get(number, ()), file)}.items())


def without_ticket_files(files: FilesOfTickets, number: int) -> FilesOfTickets:
    """Return the files without those of this ticket."""
    return tuple(each for each in files if each[0] != number)
