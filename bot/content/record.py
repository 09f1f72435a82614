"""Recording that a person has read all of a content file: three lines of its head change, nothing else."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.content.edit import Edit, Source, line_after, replaced, without_line
from bot.content.nodes import BlockNode, Entry, TextNode
from bot.content.yaml import read_bytes

BY = "reviewed_by"
NOTE = "review_note"


class NotRecordedError(Exception):
    """A review that cannot be recorded; the message says why."""


def with_review(data: bytes, path: str, *, on: date, by: str, note: str = "") -> bytes:
    """Return the file with the review in its head; a note of an earlier review goes with that review."""
    node, report = read_bytes(data, path)
    if not isinstance(node, BlockNode) or report.findings:
        raise NotRecordedError(f"{path} cannot be read. Run `merit check` and correct it first.")
    day = node.entry("reviewed")
    if day is None or not isinstance(day.value, TextNode):
        raise NotRecordedError(f"{path} has no `reviewed:`, so there is nothing to record.")
    if _later(day.value.text, on):
        raise NotRecordedError(
            f"{path} was reviewed on {day.value.text}, later than {on}. Nothing was changed."
        )
    source = Source(data)
    edits = [
        replaced(day.value, on.isoformat()),
        *_line(node, day, BY, by, source),
        *_line(node, day, NOTE, note, source),
    ]
    return source.edited(_joined(edits))


def _later(text: str, on: date) -> bool:
    try:
        return date.fromisoformat(text) > on
    except ValueError:
        return False


def _line(node: BlockNode, day: Entry, key: str, words: str, source: Source) -> list[Edit]:
    entry = node.entry(key)
    if entry is None:
        return [line_after(day, key, words, source)] if words else []
    if not words:
        return [without_line(entry)]
    if isinstance(entry.value, TextNode) and entry.value.last_line == entry.value.at.line:
        return [replaced(entry.value, words)]
    return [without_line(entry), line_after(day, key, words, source)]


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits with those at the same place made one, in the order they came in."""
    joined: dict[tuple[object, object], Edit] = {}
    for edit in edits:
        place = (edit.start, edit.end)
        before = joined[place].text if place in joined else ""
        joined[place] = Edit(start=edit.start, end=edit.end, text=before + edit.text)
    return list(joined.values())


def found_files(folder: Path, name: str, known: Iterable[str]) -> list[str]:
    """Return the paths `name` may mean: a path, or an id of a flow, entry, reply or card."""
    paths = set(known)
    for path in (Path(name), folder / name):
        try:
            relative = path.resolve().relative_to(folder.resolve()).as_posix()
        except ValueError:
            continue
        if relative in paths:
            return [relative]
    return sorted(path for path in paths if Path(path).stem == name)
