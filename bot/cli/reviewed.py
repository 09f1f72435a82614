"""`merit reviewed`: records who read all of a content file, and when."""

import argparse
from datetime import date
from pathlib import Path

from bot import clock
from bot.cli.check import SHIPPED
from bot.content.due import reviewed_files
from bot.content.edit import write_all
from bot.content.record import NotRecordedError, found_files, with_review
from bot.settings import OperatorError

LONGEST_NAME = 100
LONGEST_NOTE = 300


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what was read, by whom, and when."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, or the id of a flow, entry or saved reply"
    )
    parser.add_argument("--by", required=True, metavar="NAME", help="who read all of it")
    parser.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-23 (today)")
    parser.add_argument("--note", default="", metavar="WORDS", help="for whoever reads it next")
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the review into every file, or into none."""
    by = _line(args.by, "--by", LONGEST_NAME)
    if not by:
        raise OperatorError('Say who read it: --by "Lea Fontaine, lawyer".')
    note = _line(args.note, "--note", LONGEST_NOTE)
    on = _day(args.on)
    paths = [_path(args.folder, name) for name in dict.fromkeys(args.files)]
    try:
        files = {
            args.folder / path: with_review(
                (args.folder / path).read_bytes(), path, on=on, by=by, note=note
            )
            for path in paths
        }
    except NotRecordedError as error:
        raise OperatorError(str(error)) from None
    write_all(files)
    for path in paths:
        print(f"{path}: reviewed on {on} by {by}")
    print("Translations are not part of this: people who speak the language confirm them.")
    return 0


def _line(words: str, option: str, longest: int) -> str:
    words = words.strip()
    if not words.isprintable():
        raise OperatorError(f"{option} takes one line of ordinary characters.")
    if len(words) > longest:
        raise OperatorError(f"{option} takes at most {longest} letters.")
    return words


def _day(text: str | None) -> date:
    today = clock.now().date()
    if text is None:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise OperatorError(f"'{text}' is not a date. Write it like 2026-11-23.") from None
    if day > today:
        raise OperatorError(f"{day} has not come yet; today is {today}.")
    return day


def _path(folder: Path, name: str) -> str:
    known = [file.path for file in reviewed_files(folder)]
    found = found_files(folder, name, known)
    if not found:
        raise OperatorError(f"There is no file or flow '{name}' that is reviewed in {folder}.")
    if len(found) > 1:
        raise OperatorError(f"'{name}' can be any of: {', '.join(found)}. Name the file.")
    return found[0]
