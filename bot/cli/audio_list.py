"""`merit audio list`: every text that can be spoken, whether it is recorded, and the words for a speaker."""

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.cli.audio_texts import voices_of
from bot.content.audio import TO_RECORD, Spoken, State, audio_path
from bot.core.language import Language
from bot.settings import OperatorError

_WHY: dict[State, str] = {
    State.AGAIN: "the words have changed since, so nobody hears the recording",
    State.UNCHECKED: "nobody wrote down which words were recorded: listen to it, then `merit audio add` it",
    State.UNTRANSLATED: "there is no confirmed translation yet: `merit i18n status`",
    State.SKIPPED: "it says something else to each person, so nobody can record it",
}
_COLUMNS = ("language", "place", "state", "words to speak", "English", "file", "remark")


def run(args: argparse.Namespace) -> int:
    """Print the texts of one language, or how far each language is; or write a table."""
    if args.what:
        raise OperatorError("`merit audio list` takes options only, such as --language ti")
    voices, languages = voices_of(args.folder, args.language or "")
    wanted = {code: [each for each in voices.texts if each.language == code] for code in languages}
    if args.csv is not None:
        shown = [each for texts in wanted.values() for each in texts if _shown(each, args)]
        _write(args.csv, shown)
        print(f"{args.csv}: {len(shown)} texts")
        return 0
    for code, texts in wanted.items():
        if args.language:
            _print([each for each in texts if _shown(each, args)])
        print(_summary(languages[code], texts))
    if not args.language:
        print("The texts of a language: merit audio list --language CODE")
    return 0


def _shown(spoken: Spoken, args: argparse.Namespace) -> bool:
    return not args.missing or spoken.state in TO_RECORD


def _print(texts: Iterable[Spoken]) -> None:
    for each in texts:
        why = _WHY.get(each.state)
        print(f"{each.text.place}  [{each.state}{f': {why}' if why else ''}]")
        words = each.words or each.text.source
        print("\n".join(f"    {line}" for line in words.splitlines()) + "\n")


def _summary(language: Language, texts: Sequence[Spoken]) -> str:
    counts = Counter(each.state for each in texts)
    possible = len(texts) - counts[State.SKIPPED]
    parts = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    heard = sum(each.sent for each in texts)
    return f"{language.english} ({language.code}): people can hear {heard} of {possible} texts. {parts}"


def _write(file: Path, texts: Iterable[Spoken]) -> None:
    """Write the table; the mark at its beginning lets spreadsheets read every script."""
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(_COLUMNS)
            table.writerows(map(_row, texts))
    except OSError as error:
        raise OperatorError(f"{file} cannot be written: {error.strerror}.") from None


def _row(each: Spoken) -> tuple[str, ...]:
    place, english = each.text.place, each.text.source
    file = audio_path(each.language, place)
    return (each.language, place, each.state, each.words, english, file, _WHY.get(each.state, ""))
