"""`merit schema`: the files with which text editors complete, explain and mark what stands in content files."""

import argparse

from bot.cli.check import add_folder
from bot.cli.generated import account
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether files are written."""
    parser.add_argument(
        "--write", action="store_true", help="write them; otherwise only say which are out of date"
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Write the schema files, or say which are out of date; 1 when one is."""
    from bot.content.schema import outdated, write_schemas

    if not (args.folder / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {args.folder}. Name the folder that holds flows and locales."
        )
    paths = write_schemas(args.folder) if args.write else outdated(args.folder)
    return account(paths, "schema", written=args.write)
