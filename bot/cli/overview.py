"""`merit overview`: pages made from the content, for editors and for a lawyer who reviews one country."""

import argparse

from bot.cli.check import add_folder
from bot.cli.generated import account
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is made."""
    parser.add_argument(
        "--write",
        action="store_true",
        help="write the pages; otherwise only say which are out of date",
    )
    parser.add_argument(
        "--country",
        metavar="CODE",
        help="print everything that is said for one country, with its sources",
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Write the pages, or say which are out of date (1 when one is), or print one country."""
    from bot.content.overview import country_page, names, outdated, write_pages
    from bot.content.release import read_content

    content = read_content(args.folder)
    if not content.sound:
        raise OperatorError("The content has errors. `merit check` names them.")
    if args.country is not None:
        known = [code for code in names(content) if code]
        if args.country not in known:
            raise OperatorError(
                f"'{args.country}' is no country of the content. There are: {', '.join(known)}."
            )
        print(country_page(content, args.country), end="")
        return 0
    paths = write_pages(content, args.folder) if args.write else outdated(content, args.folder)
    return account(paths, "overview", written=args.write)
