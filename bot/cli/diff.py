"""`merit diff`: what changed between two releases, in words."""

import argparse

from bot.app.parts import content_folder, in_loop, opened
from bot.app.publishing import LIVE, change, named
from bot.cli.change import print_change
from bot.settings import Settings, read_settings
from bot.store.releases import SqlReleases
from bot.store.standing import SqlSessions

_WHAT = "a release number, live, draft, or a folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is compared with what."""
    parser.add_argument(
        "old", nargs="?", default=LIVE, metavar="OLD", help=f"{_WHAT} (default: live)"
    )
    parser.add_argument(
        "new", nargs="?", metavar="NEW", help=f"{_WHAT} (default: the folder Merit runs with)"
    )


def run(args: argparse.Namespace) -> int:
    """Print the differences."""
    return in_loop(_run(read_settings(), args))


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    async with opened(settings) as parts:
        releases = SqlReleases(store=parts.store)
        old = await named(args.old, releases)
        new = await named(args.new or str(content_folder(settings)), releases)
        found = await change(old.edition, new.edition, SqlSessions(store=parts.store))
        print(f"From {old.title} to {new.title}")
        print_change(found)
        if not found.sections:
            print("Nothing changed that people can notice.")
        elif found.critical:
            print(f"Critical texts that changed: {found.critical}")
        return 0
