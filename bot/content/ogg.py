"""Sound files: whether one is Ogg/Opus, which messengers and browsers play at once, and what to do when it is not."""

LARGEST = 1_000_000
"""Bytes of one recording; Telegram shows a larger one as a file instead of a voice message."""
FORM = "Ogg/Opus"
HOW = "ffmpeg -i INPUT -ac 1 -c:a libopus -b:a 24k OUTPUT.ogg"

_PAGE = b"OggS"
_OPUS = b"OpusHead"
_HEADER = 27
"""Bytes of a page's header; the last one says how many lengths follow, then comes what is in the page."""
_OTHERS = {
    b"ID3": "MP3",
    b"\xff\xfb": "MP3",
    b"\xff\xf3": "MP3",
    b"\xff\xf1": "AAC",
    b"RIFF": "WAV",
    b"fLaC": "FLAC",
    b"#!AMR": "AMR",
    b"\x1aE\xdf\xa3": "WebM",
}


def wrong_with(data: bytes) -> str:
    """Return why a recording cannot be used and what to do, or nothing when it can."""
    if len(data) > LARGEST:
        return (
            f"The recording has {len(data) // 1000} kB, at most {LARGEST // 1000} are possible. "
            f"Speak one text only, or make it smaller: {HOW}"
        )
    if is_opus(data):
        return ""
    kind = _kind(data)
    found = f"This is {kind}, not {FORM}." if kind else f"This is not {FORM}."
    return f"{found} Convert it: {HOW} Or record it as a voice message in Telegram and save that: it is {FORM}."


def is_opus(data: bytes) -> bool:
    """Whether a file is Ogg and its first page says that Opus follows."""
    if not data.startswith(_PAGE) or len(data) <= _HEADER:
        return False
    inside = _HEADER + data[_HEADER - 1]
    return data[inside : inside + len(_OPUS)] == _OPUS


def _kind(data: bytes) -> str:
    if not data:
        return "an empty file"
    if data.startswith(_PAGE):
        return "Ogg with something else in it (such as Vorbis)"
    if data[4:8] == b"ftyp":
        return "M4A or MP4"
    return next((name for begin, name in _OTHERS.items() if data.startswith(begin)), "")
