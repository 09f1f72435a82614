"""The files a release is made of: read at once, named by their hash, packed for keeping, unpacked for reading."""

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

FOLDERS = (
    "flows",
    "taxonomy",
    "locales",
    "faq",
    "replies",
    "cards",
    "stories",
    "emergency",
    "audio",
)
"""What a content folder can hold, and all of it that a release takes along."""
SUFFIXES = frozenset({".yaml", ".po", ".ogg"})
DENSE = frozenset({".ogg"})
"""Files that are kept as they are, because nothing makes them smaller."""
MOST_FILES = 10_000
LARGEST = 64 * 1024 * 1024
"""Bytes of all files together, unpacked."""
_DATE = (1980, 1, 1, 0, 0, 0)

Files = Mapping[str, bytes]
"""Content by path below the content folder, as `flows/start.yaml`."""


class BadPackError(Exception):
    """Packed content is damaged; the message says how, without naming what is in it."""


def read_files(folder: Path) -> dict[str, bytes]:
    """Return every file of the content folder that belongs to a release, by path."""
    found = (file for name in FOLDERS for file in sorted((folder / name).rglob("*")))
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in found
        if file.suffix in SUFFIXES and file.is_file()
    }


def revision_of(files: Files) -> str:
    """Return a hash of the files; it changes whenever one byte or name does."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.encode() + b"\0")
        total.update(hashlib.sha256(files[path]).digest())
    return total.hexdigest()[:12]


def pack(files: Files) -> bytes:
    """Return the files in one archive; the same files always give the same archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            dense = PurePosixPath(path).suffix in DENSE
            way = zipfile.ZIP_STORED if dense else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(path, _DATE), files[path], compress_type=way)
    return packed.getvalue()


def unpack(packed: bytes, revision: str) -> dict[str, bytes]:
    """Return the files of an archive; raise BadPackError unless they are those of `revision`, byte for byte."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            entries = archive.infolist()
            small = len(entries) <= MOST_FILES and sum(e.file_size for e in entries) <= LARGEST
            files = {entry.filename: archive.read(entry) for entry in entries if small}
    except Exception as error:  # zipfile raises a dozen kinds for damaged bytes
        raise BadPackError(f"It cannot be unpacked ({type(error).__name__}).") from error
    if not small:
        raise BadPackError("It is too large.")
    if revision_of(files) != revision or not all(map(_belongs, files)):
        raise BadPackError("It is not what was published.")
    return files


def _belongs(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return parts[0] in FOLDERS and ".." not in parts and "\\" not in path


@contextmanager
def laid_out(files: Files) -> Iterator[Path]:
    """Give a folder that holds the files for as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="merit-content-") as name:
        folder = Path(name)
        for path, data in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        yield folder
