"""Files people send where a flow asks for one: taken only then, and gone when no answer holds them any more."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.core.engine import Input
from bot.core.flow import Release
from bot.core.message import ChannelName, FileKind, Received, Unsupported, Upload
from bot.core.run import Run
from bot.core.sending import FileRefused, wanted
from bot.core.session import Session
from bot.service.ports import Files, KeptFile

FILE_ID = re.compile(r"f_[0-9a-f]{16}")
"""What an answer holds of a file."""


def taking(release: Release, files: Files | None) -> Release:
    """Return the release as it is asked from: without files, questions for one are passed over."""
    return release if files is not None else replace(release, files=False)


async def taken(
    files: Files | None, channel: ChannelName, upload: Upload, run: Run
) -> tuple[Input, tuple[KeptFile, ...]]:
    """Return what the person did by sending a file, and the file if it is to be kept.

    One that no question asks for is not even fetched.
    """
    if files is None or wanted(run, upload.kind) is None:
        return Unsupported(kind=upload.kind), ()
    found = await files.take(channel, upload)
    if not isinstance(found, KeptFile):
        return FileRefused(reason=found), ()
    kind = FileKind.PHOTO if found.media_type.startswith("image/") else FileKind.DOCUMENT
    return Received(file=found.id, kind=kind), (found,)


def dropped(
    before: Mapping[str, Any] | None,
    after: Session,
    new: tuple[KeptFile, ...],
    waiting: Mapping[str, Any] | None = None,
) -> tuple[str, ...]:
    """Return the files that were kept, or just came, and that nothing in the session names any more.

    `waiting` is the real conversation of somebody who tries a draft.
    """
    earlier = set(_named(before or {})) | {file.id for file in new}
    if not earlier:
        return ()
    held = set(_named([after.answers, after.records, after.picked, _trail(after), waiting]))
    return tuple(sorted(earlier - held))


def _trail(session: Session) -> list[Any]:
    return [written[1:] for written in session.trail]


def _named(value: Any) -> Iterator[str]:
    """Yield every file id that stands in `value`."""
    match value:
        case str():
            if FILE_ID.fullmatch(value):
                yield value
        case Mapping():
            for each in value.values():
                yield from _named(each)
        case list() | tuple():
            for each in value:
                yield from _named(each)
        case _:
            return
