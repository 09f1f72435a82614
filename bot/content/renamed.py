"""A content folder as a renaming leaves it, tried out in a copy: what would break something is not done at all."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content.audio import AUDIO, RECORDED, SUFFIX
from bot.content.domains import PROFILE, pieces
from bot.content.edit import Edit, Source
from bot.content.load import check
from bot.content.pack import FOLDERS
from bot.content.po import Message, PoFile, read_po, write_po
from bot.content.release import Content, read_content
from bot.content.renames import Renaming
from bot.content.renaming import Known, NotRenamedError, know
from bot.content.translation_findings import drift
from bot.content.translations import write_merged, write_templates
from bot.core.finding import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """The files that differ afterwards (None: the file is gone), and what people should know."""

    files: Mapping[str, bytes | None]
    notes: tuple[str, ...]


def renamed(folder: Path, make: Callable[[Known], Renaming]) -> Renamed:
    """Return what the renaming changes; raise NotRenamedError where it is not possible. Nothing is written."""
    renaming = make(know(folder))
    if len({name.startswith(PROFILE) for name in renaming.prefix}) > 1:
        raise NotRenamedError(
            f"Flows of the skills profile begin with '{PROFILE}', and no others do: their texts are translated in a "
            "file of their own. Choose another name."
        )
    before = read_content(folder)
    with TemporaryDirectory() as name:
        copy = Path(name)
        for part in FOLDERS:
            if (folder / part).is_dir():
                shutil.copytree(folder / part, copy / part)
        _edit(copy, renaming)
        after = read_content(copy)
        _refuse(folder, copy, after)
        moved = _moved(before, after, renaming)
        _move_translations(copy, moved, renaming.placeholder)
        _move_recordings(copy, {old: new for old, (new, _, _) in moved.items() if old != new})
        if not any(drift(folder, before)):
            write_templates(copy, after)
            write_merged(copy, after)
        return Renamed(files=dict(_different(folder, copy)), notes=renaming.notes)


def _edit(copy: Path, renaming: Renaming) -> None:
    edits: dict[str, set[Edit]] = {}
    for path, edit in renaming.edits:
        edits.setdefault(path, set()).add(edit)
    for path, wanted in edits.items():
        file = copy / path
        file.write_bytes(Source(file.read_bytes()).edited(wanted))
    for old, new in renaming.moves.items():
        (copy / old).rename(copy / new)


def _refuse(folder: Path, copy: Path, after: Content) -> None:
    """Raise NotRenamedError when the check finds errors that it did not find before."""
    errors = _errors(check(copy)[0]) if after.sound else _errors(after.findings)
    if errors:
        old = Counter(error.message for error in _errors(check(folder)[0]))
        fresh = [error for error in errors if not old[error.message]]
        if fresh:
            raise NotRenamedError(
                f"Nothing was changed, because this would be wrong then:\n{fresh[0]}"
            )


def _errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


Moved = Mapping[str, tuple[str, str, str]]
"""Place of a text before -> its place now, and its English before and now."""


def _moved(before: Content, after: Content, renaming: Renaming) -> Moved:
    old_prefix, new_prefix = renaming.prefix
    now = pieces(after)
    moved: dict[str, tuple[str, str, str]] = {}
    for domain, texts in pieces(before).items():
        if old_prefix:  # files are read by name, so their order differs
            there = {piece.text.place: piece.text for piece in now[domain]}
            pairs = [
                (piece.text, there[_with_prefix(piece.text.place, old_prefix, new_prefix)])
                for piece in texts
            ]
        else:
            pairs = [(a.text, b.text) for a, b in zip(texts, now[domain], strict=True)]
        for old, new in pairs:
            if (old.place, old.source) != (new.place, new.source):
                moved[old.place] = (new.place, old.source, new.source)
    return moved


def _with_prefix(place: str, old: str, new: str) -> str:
    return new + place.removeprefix(old) if place.startswith(old) else place


def _move_translations(copy: Path, moved: Moved, placeholder: tuple[str, str]) -> None:
    locales = copy / "locales"
    for file in sorted([*locales.glob("*.pot"), *locales.glob("*/LC_MESSAGES/*.po")]):
        po, _ = read_po(file, file.name)
        if po is None:
            continue
        there = PoFile(
            headers=po.headers,
            remarks=po.remarks,
            messages=tuple(_at(message, moved, placeholder) for message in po.messages),
            obsolete=po.obsolete,
        )
        if there != po:
            file.write_text(write_po(there), encoding="utf-8", newline="\n")


def _at(message: Message, moved: Moved, placeholder: tuple[str, str]) -> Message:
    """Return a message at its new place; a placeholder in it goes by its new name."""
    if message.place not in moved:
        return message
    place, old, new = moved[message.place]
    if old == new:
        return replace(message, place=place)

    def words(text: str) -> str:
        return text.replace(*placeholder)

    previous = message.previous
    return replace(
        message,
        place=place,
        source=words(message.source),
        forms=tuple(words(form) for form in message.forms),
        previous=None if previous is None else (words(previous[0]), previous[1]),
    )


def _move_recordings(copy: Path, moved: Mapping[str, str]) -> None:
    """Put each recording where its text is now, and its mark."""
    for language in sorted(each for each in (copy / AUDIO).glob("*") if each.is_dir()):
        for old, new in moved.items():
            file, there = (language / f"{place}{SUFFIX}" for place in (old, new))
            if file.is_file():
                there.parent.mkdir(parents=True, exist_ok=True)
                file.rename(there)
        marks = language / RECORDED
        if marks.is_file():
            lines = marks.read_text(encoding="utf-8").split("\n")
            marks.write_text(
                "\n".join(_with_mark(line, moved) for line in lines), encoding="utf-8", newline="\n"
            )


def _with_mark(line: str, moved: Mapping[str, str]) -> str:
    place, colon, mark = line.partition(":")
    return f"{moved.get(place, place)}{colon}{mark}"


def _different(folder: Path, copy: Path) -> Iterator[tuple[str, bytes | None]]:
    names = {
        path.relative_to(root).as_posix()
        for root in (folder, copy)
        for part in FOLDERS
        for path in (root / part).rglob("*")
        if path.is_file()
    }
    for name in sorted(names):
        here, there = (
            file.read_bytes() if file.exists() else None for file in (folder / name, copy / name)
        )
        if here != there:
            yield name, there
