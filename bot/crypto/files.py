"""The file the operator's keys stand in: readable by its owner only, never half written."""

import os
import secrets
import stat
from datetime import date
from pathlib import Path

from bot.crypto.keys import (
    KeyFileError,
    Keys,
    keys_from_text,
    keys_to_text,
    new_keys,
    with_new_key,
    without_key,
)

OWNER_ONLY = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LARGEST = 1 << 20


def read_keys(path: Path) -> Keys:
    """Return the keys in the file; raise KeyFileError if it is missing, broken or readable by others."""
    try:
        with path.open("rb") as file:
            _check_mode(path, os.fstat(file.fileno()).st_mode)
            text = file.read(_LARGEST).decode("utf-8", "replace")
    except OSError as error:
        raise KeyFileError(
            f"The key file {path} cannot be read: {error.strerror}. Put it back from your copy, "
            "or correct MERIT_KEY_FILE."
        ) from None
    return keys_from_text(text, str(path))


def _check_mode(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise KeyFileError(f"The key file {path} is not a file. Correct MERIT_KEY_FILE.")
    if mode & _OTHERS:
        raise KeyFileError(
            f"Others on this machine may open the key file {path} "
            f"(mode {stat.S_IMODE(mode):04o}). Run: chmod 600 {path}"
        )


def create_keys(path: Path, today: date) -> Keys:
    """Write a new key file and return its keys; an existing file is never touched."""
    keys = new_keys(today)
    written = _write_beside(path, keys_to_text(keys))
    try:
        os.link(written, path)
    except FileExistsError:
        raise KeyFileError(
            f"There is a key file {path} already. It was left as it is: losing it loses all data."
        ) from None
    finally:
        written.unlink()
    _sync_folder(path.parent)
    return keys


def add_key(path: Path, today: date) -> Keys:
    """Put a fresh active operator's key into the file and return the keys now in it."""
    return _replace(path, with_new_key(read_keys(path), today))


def retire_key(path: Path, key_id: str) -> Keys:
    """Take an old key out of the file for good: what is still sealed with it can never be opened again."""
    return _replace(path, without_key(read_keys(path), key_id))


def _replace(path: Path, keys: Keys) -> Keys:
    written = _write_beside(path, keys_to_text(keys))
    written.replace(path)
    _sync_folder(path.parent)
    return keys


def _write_beside(path: Path, text: str) -> Path:
    """Write `text` durably to a new file next to `path`."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except OSError as error:
        raise KeyFileError(
            f"The key file {path} cannot be written: {error.strerror}. Choose another MERIT_KEY_FILE."
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
