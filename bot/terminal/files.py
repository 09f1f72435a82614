"""Files Merit hands out, kept on this machine."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath, PureWindowsPath

from bot.core.message import Attachment


def save(folder: Path, attachment: Attachment) -> Path:
    """Write the file into `folder`, which is made if need be, and return where; nothing there is overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    return next(
        place for place in _places(folder, attachment) if _written(place, attachment.content)
    )


def _places(folder: Path, attachment: Attachment) -> Iterator[Path]:
    name = PureWindowsPath(PurePosixPath(attachment.filename).name).name.lstrip(".") or "file"
    plain = folder / name
    yield plain
    for number in count(1):
        yield plain.with_stem(f"{plain.stem}-{number}")


def _written(place: Path, content: bytes) -> bool:
    try:
        with place.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
