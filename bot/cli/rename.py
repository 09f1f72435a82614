"""`merit rename`: a step, choice, answer or flow gets another name, everywhere it is named."""

import argparse
import difflib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.check import SHIPPED
from bot.settings import OperatorError

if TYPE_CHECKING:
    from bot.content.renamed import Renamed
    from bot.content.renames import Renaming
    from bot.content.renaming import Known

_PLACES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "step": ("a step of a flow", ("flow",)),
    "choice": ("a button; where it is the value of an answer, that value", ("flow", "step")),
    "answer": ("an answer", ()),
    "flow": ("a flow, with its file and its tests", ()),
}
"""What can be renamed, and where it is looked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is renamed."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    for kind, (help_, places) in _PLACES.items():
        says = f"Give {help_} another name, everywhere it stands."
        sub = kinds.add_parser(kind, help=help_, description=says)
        for place in places:
            sub.add_argument(place, metavar=place.upper(), help=f"the id of the {place} it is in")
        sub.add_argument("old", metavar="OLD", help="its id now")
        sub.add_argument("new", metavar="NEW", help="its id afterwards")
        sub.add_argument(
            "--dry-run", action="store_true", help="only show what would change; write nothing"
        )
        sub.add_argument(
            "--folder",
            type=Path,
            default=SHIPPED,
            metavar="FOLDER",
            help="folder that holds flows and locales (default: those that came with Merit)",
        )


def run(args: argparse.Namespace) -> int:
    """Rename, or show what renaming would change."""
    from bot.content.renamed import renamed
    from bot.content.renaming import NotRenamedError

    if not (args.folder / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {args.folder}. Name the folder that holds flows and locales."
        )
    try:
        result = renamed(args.folder, _make(args))
    except NotRenamedError as error:
        raise OperatorError(str(error)) from None
    if args.dry_run:
        _show(args.folder, result)
        return 0
    _write(args.folder, result)
    for note in result.notes:
        print(note)
    return 0


def _make(args: argparse.Namespace) -> "Callable[[Known], Renaming]":
    from bot.content.renames import rename_answer, rename_choice, rename_flow, rename_step

    match args.kind:
        case "step":
            return partial(rename_step, flow=args.flow, old=args.old, new=args.new)
        case "choice":
            return partial(
                rename_choice, flow=args.flow, step=args.step, old=args.old, new=args.new
            )
        case "answer":
            return partial(rename_answer, old=args.old, new=args.new)
        case _:
            return partial(rename_flow, old=args.old, new=args.new)


def _show(folder: Path, result: "Renamed") -> None:
    from bot.content.pack import DENSE

    for path, data in result.files.items():
        if Path(path).suffix in DENSE:
            print(f"{'deleted' if data is None else 'written'}: {path}")
            continue
        before = (folder / path).read_text("utf-8") if (folder / path).exists() else ""
        after = "" if data is None else data.decode()
        for line in difflib.unified_diff(
            before.splitlines(), after.splitlines(), path, path, n=1, lineterm=""
        ):
            print(line)


def _write(folder: Path, result: "Renamed") -> None:
    from bot.content.edit import write_all

    for path in result.files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    write_all({folder / path: data for path, data in result.files.items() if data is not None})
    for path, data in result.files.items():
        if data is None:
            (folder / path).unlink()
        print(f"{'deleted' if data is None else 'written'}: {path}")
