"""`merit audio add`: a recording is looked at, put in its place, and the words it says are written down."""

import argparse
from pathlib import Path

from bot.cli.audio_texts import voices_of
from bot.content.audio import Spoken, State, audio_path
from bot.content.audio_add import UnreadableMarksError, with_recording
from bot.content.edit import write_all
from bot.content.ogg import LARGEST, wrong_with
from bot.content.report import closest
from bot.settings import OperatorError


def run(args: argparse.Namespace) -> int:
    """Add the recording; raise OperatorError where that is not possible."""
    if len(args.what) != 3:  # noqa: PLR2004 - a language, a place and a file
        raise OperatorError(
            "Say which language, which place and which file: merit audio add ti menu/menu/choose menu.ogg"
        )
    language, place, file = args.what
    data = _read(Path(file))
    spoken = _spoken(args.folder, language, place)
    try:
        files = with_recording(args.folder, language, place, data, spoken.words)
    except UnreadableMarksError as error:
        raise OperatorError(f"Correct this first:\n{error}") from None
    for each in files:
        each.parent.mkdir(parents=True, exist_ok=True)
    write_all(files)
    path = audio_path(language, place)
    print(f"{path}: added, {-(-len(data) // 1000)} kB. It says:\n    {spoken.words}")
    print("`merit publish` puts it in force.")
    return 0


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}.") from None
    wrong = wrong_with(data)
    if wrong:
        raise OperatorError(f"{file}: {wrong}")
    return data


def _spoken(folder: Path, language: str, place: str) -> Spoken:
    """Return the text somebody means, if it can be recorded."""
    voices, _ = voices_of(folder, language)
    texts = {each.text.place: each for each in voices.texts if each.language == language}
    if place not in texts:
        near = closest(place, texts)
        hint = (
            f" Did you mean {near}?" if near else " `merit audio list` shows the places there are."
        )
        raise OperatorError(f"No message and no question stands at '{place}'.{hint}")
    spoken = texts[place]
    if spoken.state is State.SKIPPED:
        raise OperatorError(
            "This text says something else to each person, so nobody can record it."
        )
    if not spoken.words:
        raise OperatorError(
            "This text has no confirmed translation yet, so nobody could tell later whether the recording still says "
            "the same. Translate it first: `merit i18n status`"
        )
    return spoken
