"""What goes with the words of a line: photos, documents, recordings, places, as a page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.media import PRIVATE, MediaKind, media_of
from bot.desk.speech import Speech

KILOBYTE = 1000

_KINDS: Mapping[MediaKind, str] = {
    MediaKind.PHOTO: "media_photo",
    MediaKind.DOCUMENT: "media_document",
    MediaKind.VOICE: "media_voice",
    MediaKind.AUDIO: "media_audio",
    MediaKind.VIDEO: "media_video",
    MediaKind.VIDEO_NOTE: "media_video",
    MediaKind.ANIMATION: "media_animation",
    MediaKind.STICKER: "media_sticker",
    MediaKind.LOCATION: "media_location",
    MediaKind.CONTACT: "media_contact",
}
SHOWN = frozenset({"image/jpeg"})
"""What a browser shows; everything else is for keeping only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLine:
    """What goes with a line: `kept` can be had here, `image` is shown; `value` only who has the ticket sees."""

    kind: str
    name: str = ""
    size: int = 0
    kept: bool = False
    image: bool = False
    private: bool = False
    value: str = ""


def media_line(about: Mapping[str, object], speech: Speech, *, mine: bool) -> MediaLine | None:
    """Return how what goes with a message is shown; `mine`: to who has the ticket."""
    media = media_of(about)
    if media is None:
        return None
    return MediaLine(
        kind=speech.word(_KINDS[media.kind]),
        name=media.name,
        size=-(-media.size // KILOBYTE),
        kept=bool(media.file),
        image=media.type in SHOWN,
        private=media.kind in PRIVATE,
        value=media.value if mine else "",
    )
