"""One Merit per database: the second one refuses to start and says who is there already."""

import fcntl
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.service.ports import StoreError
from bot.store.address import parse_address, shown


class AlreadyRunning(StoreError):
    """Another Merit holds the lock; the message says which."""


class InstanceLock(Protocol):
    """Held for as long as this process works with the database; the system frees it when the process dies."""

    async def held(self) -> bool:
        """Whether this process still holds it; a lock lost with its connection is taken again if it is free."""

    async def release(self) -> None:
        """Let the next one in."""


async def lock_instance(address: str, name: str) -> InstanceLock:
    """Return the lock of the database at `address`, or raise AlreadyRunning.

    A SQLite file has one lock. In a PostgreSQL database each `name` (what must not run twice, such as a bot's token)
    has its own; only a hash of it is shown to the server.
    """
    place = parse_address(address)
    if isinstance(place, Path):
        return FileLock(
            place.with_name(place.name + ".lock"),
            f"the database {place}. Stop it first, or give this one its own MERIT_DATA folder.",
        )
    from bot.store.server_lock import ServerLock  # noqa: PLC0415 - not loaded for SQLite

    lock = ServerLock(place, name)
    if not await lock.held():
        holder = await lock.holder()
        await lock.release()
        raise AlreadyRunning(
            f"Another Merit already works with this bot and the database {shown(place)}{holder}. "
            "Stop it first, or give this one its own bot and database."
        )
    return lock


def lock_token(token: str) -> InstanceLock:
    """Return the lock of a bot's token for this account on this machine, or raise AlreadyRunning."""
    name = hashlib.sha256(f"merit {token}".encode()).hexdigest()[:16]
    return FileLock(
        Path(tempfile.gettempdir()) / f"merit-{os.getuid()}-{name}.lock",
        "this bot's token. Stop it first, or use the token of another bot for this one.",
    )


class FileLock:
    """A file locked by the system for as long as this process lives, with the process id for people to read.

    `taken` ends the sentence "Another Merit (process 1) already uses ...".
    """

    def __init__(self, path: Path, taken: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(
                f"The lock file {path} cannot be used ({error.strerror}). It must belong to the account Merit runs as."
            ) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process = os.read(self._file, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise AlreadyRunning(
                f"Another Merit (process {process}) already uses {taken}"
            ) from None
        os.truncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    async def held(self) -> bool:
        """True: the system keeps it for us."""
        return True

    async def release(self) -> None:
        """Unlock; the file stays, because removing it could hit the lock of the next one."""
        with suppress(OSError):
            os.close(self._file)
