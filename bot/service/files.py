"""Files people send where a flow asks for one: taken only then, and gone when no answer holds them any more.

Those that belong to a ticket, of the person or of an advisor, stay as long as the talk holds them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.core.answer import Answers, AnswerValue
from bot.core.engine import Input
from bot.core.flow import Release
from bot.core.message import ChannelName, FileKind, Received, Unsupported, Upload
from bot.core.run import Run
from bot.core.sending import FileRefused, wanted
from bot.core.session import Session, Written, trace_of, written
from bot.core.turn import Turn
from bot.service.ports import Files, KeptFile

MOST_KEPT = 25_000
"""Kilobytes of files kept of one person: together they must fit into one message with all of their data."""

FILE_ID = re.compile(r"f_[0-9a-f]{16}_([0-9]{1,6})")
"""What an answer holds of a file: a number by chance, and its size in kilobytes."""


def file_id(chance: str, size: int) -> str:
    """Return the id of a file of `size` bytes; `chance` are 16 hexadecimal digits."""
    return f"f_{chance}_{-(-size // 1000)}"


def taking(release: Release, files: Files | None, channel: ChannelName) -> Release:
    """Return the release as it is asked from: where no files can be sent, questions for one are passed over."""
    takes = files is not None and files.takes(channel)
    return release if takes else replace(release, files=False)


async def taken(
    files: Files | None, channel: ChannelName, upload: Upload, run: Run
) -> tuple[Input, tuple[KeptFile, ...]]:
    """Return what the person did by sending a file, and the file if it is to be kept.

    One that no question asks for is not even fetched.
    """
    if files is None or not wanted(run, upload):
        return Unsupported(kind=upload.kind, words=upload.words), ()
    found = await files.take(channel, upload, room=room_for(run.began))
    if not isinstance(found, KeptFile):
        return FileRefused(reason=found, words=upload.words), ()
    kind = FileKind.PHOTO if found.media_type.startswith("image/") else FileKind.DOCUMENT
    return Received(file=found.id, kind=kind, words=upload.words), (found,)


def room_for(session: Session) -> int:
    """Return how many kilobytes of files can still be kept of this person."""
    return MOST_KEPT - sum(map(_kilobytes, _held(session)))


def _kilobytes(id_: str) -> int:
    match = FILE_ID.fullmatch(id_)
    return 0 if match is None else int(match[1])


def settled(
    before: Mapping[str, Any] | None,
    turn: Turn,
    new: tuple[KeptFile, ...],
    waiting: Mapping[str, Any],
) -> tuple[Turn, tuple[str, ...]]:
    """Return the turn, and the files that were kept, or just came, and that no answer in it holds any more.

    Whoever goes back over such an answer finds it without its files. `waiting` is the real conversation of somebody who
    tries a draft.
    """
    # What the trail names is held by an answer too, so the longest part of a session need not be looked through.
    told = [part for name, part in (before or {}).items() if name != "trail"]
    earlier = set(_named(told)) | {file.id for file in new}
    gone = earlier - _held(turn.session) - set(_named(waiting))
    if not gone:
        return turn, ()
    trail = tuple(_without(each, gone) for each in turn.session.trail)
    return replace(turn, session=replace(turn.session, trail=trail)), tuple(sorted(gone))


def _held(session: Session) -> set[str]:
    return set(_named([session.answers, session.records, session.picked, session.talk.files]))


def _without(remembered: Written, gone: set[str]) -> Written:
    if gone.isdisjoint(_named(remembered)):
        return remembered
    trace = trace_of(remembered)
    records = {
        name: tuple(_answers(each, gone) for each in told) for name, told in trace.records.items()
    }
    return written(replace(trace, before=_answers(trace.before, gone), records=records))


def _answers(answers: Answers, gone: set[str]) -> dict[str, AnswerValue]:
    """Return the answers without the files that are gone; one that held nothing else is not known any more."""
    found: dict[str, AnswerValue] = {}
    for name, value in answers.items():
        kept = _left(value, gone)
        if kept != () or value == ():
            found[name] = kept
    return found


def _left(value: AnswerValue, gone: set[str]) -> AnswerValue:
    return tuple(each for each in value if each not in gone) if isinstance(value, tuple) else value


def _named(value: Any) -> Iterator[str]:
    """Yield every file id in a list somewhere in `value`."""
    match value:
        case Mapping():
            for each in value.values():
                yield from _named(each)
        case list() | tuple():
            for each in value:
                if not isinstance(each, str):
                    yield from _named(each)
                elif FILE_ID.fullmatch(each):
                    yield each
        case _:
            return
