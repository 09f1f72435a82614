"""Putting a recording in its place, with the mark of the words it says."""

from pathlib import Path

from bot.content.audio import AUDIO, RECORDED, audio_path, mark_of, read_marks
from bot.content.report import Report
from bot.core.language import LanguageCode

HEAD = (
    "# Which words each recording says: the mark of its text as it was then. `merit audio add` writes this file.\n"
    "# When a text changes, its mark does, and nobody hears the recording until it is made again.\n"
)


class UnreadableMarksError(Exception):
    """The file of marks has to be corrected first; `report` says where."""

    def __init__(self, report: Report) -> None:
        super().__init__("\n".join(map(str, report.findings)))
        self.report = report


def with_recording(
    folder: Path, language: LanguageCode, place: str, data: bytes, words: str
) -> dict[Path, bytes]:
    """Return the files to write so that `data` is the recording of `words` at `place`.

    Marks of recordings that are gone go too. Raise UnreadableMarksError where the marks cannot be read.
    """
    marks, report = read_marks(folder, language)
    if report.failed:
        raise UnreadableMarksError(report)
    kept = {
        each: mark
        for each, mark in marks.items()
        if (folder / audio_path(language, each)).is_file()
    }
    kept[place] = mark_of(words)
    lines = "".join(f"{each}: {kept[each]}\n" for each in sorted(kept))
    return {
        folder / audio_path(language, place): data,
        folder / AUDIO / language / RECORDED: (HEAD + lines).encode(),
    }
