"""`merit stale`: what of the content has to be read again, by owner."""

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from bot import clock
from bot.cli.check import add_folder
from bot.content.due import ReviewedFile, reviewed_files, to_review
from bot.core.review import due
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how far to look ahead, whose files, and the form."""
    parser.add_argument(
        "--due", default="30d", metavar="DAYS", help="also what is due within so many days (30d)"
    )
    parser.add_argument("--owner", metavar="NAME", help="only what this owner looks after")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """List the files; 1 when one was never reviewed, is overdue or has old sources."""
    today = clock.now().date()
    files = to_review(_of(args), today, _days(args.due))
    if args.format == "json":
        for file in files:
            print(json.dumps(_values(file, today), ensure_ascii=False))
    else:
        _print(files, today)
    return int(any(_late(file, today) for file in files))


def _late(file: ReviewedFile, today: date) -> bool:
    state = file.state(today)
    return state is None or state < 0 or bool(file.old_sources(today))


def _of(args: argparse.Namespace) -> list[ReviewedFile]:
    files = reviewed_files(args.folder)
    if not files:
        raise OperatorError(
            f"There is nothing to review in {args.folder}. Name the folder that holds flows and locales."
        )
    if args.owner is None:
        return files
    owned = [file for file in files if file.owner == args.owner]
    if not owned:
        owners = ", ".join(sorted({file.owner for file in files}))
        raise OperatorError(f"'{args.owner}' looks after no file. Owners are: {owners}.")
    return owned


def _days(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})d?", text)
    if found is None:
        raise OperatorError(f"'{text}' is no number of days. Write it like: --due 30d")
    return int(found[1])


def _print(files: list[ReviewedFile], today: date) -> None:
    for owner, group in groupby(files, key=attrgetter("owner")):
        print(owner)
        for file in group:
            print(f"  {file.path}: {_words(file, today)}")
            for line in _source_lines(file, today):
                print(f"      {line}")
        print()
    print(_summary(files, today))


def _words(file: ReviewedFile, today: date) -> str:
    state = file.state(today)
    if state is None or file.reviewed is None:
        return "never reviewed"
    who = f" by {file.by}" if file.by else ""
    last = f"last reviewed on {file.reviewed}{who}"
    if state < 0:
        return f"overdue for {_count(-state)}, {last}"
    return f"due on {due(file.reviewed, file.days)}, in {_count(state)}, {last}"


def _count(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"


def _source_lines(file: ReviewedFile, today: date) -> Iterator[str]:
    for id_, read in file.old_sources(today):
        yield f"source {id_}: read on {read}, {_count((today - read).days)} ago"


def _summary(files: list[ReviewedFile], today: date) -> str:
    if not files:
        return "Nothing is to be reviewed."
    states = [file.state(today) for file in files]
    never = sum(state is None for state in states)
    overdue = sum(state is not None and state < 0 for state in states)
    return f"{len(files)} to review: {never} never reviewed, {overdue} overdue"


def _values(file: ReviewedFile, today: date) -> dict[str, object]:
    return {
        "path": file.path,
        "owner": file.owner,
        "reviewed": file.reviewed and file.reviewed.isoformat(),
        "reviewed_by": file.by,
        "due": file.reviewed and due(file.reviewed, file.days).isoformat(),
        "days_left": file.state(today),
        "old_sources": [
            {"id": id_, "read": read.isoformat()} for id_, read in file.old_sources(today)
        ],
    }
