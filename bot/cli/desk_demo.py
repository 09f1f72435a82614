"""`merit desk demo`: a desk to look at, with nobody's data."""

import argparse
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.app.desk_demo import Played, Way, checked, demo_settings, fill, ways_again
from bot.app.parts import in_loop
from bot.service.desk.entering import LOGIN
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the made-up conversations go."""
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="a folder that is not there yet, for a database of its own; without it MERIT_DATA, which has to be empty",
    )
    parser.add_argument(
        "--links",
        action="store_true",
        help="make new login links for a demo that is there already (in FOLDER or MERIT_DATA)",
    )


def run(settings: Settings, args: argparse.Namespace) -> int:
    """Fill the desk, print what there is to see and how to come in."""
    if args.links:
        if args.into is not None:
            settings = replace(settings, telegram_token="", database="", data=args.into)
        _say_ways(in_loop(ways_again(checked(settings))))
        return 0
    chosen = demo_settings(settings, args.into)
    played, ways = in_loop(fill(chosen))
    _say_played(played)
    print("\nStart Merit, if it does not run yet:\n")
    print(f"    {_command(chosen, args.into)} run\n")
    _say_ways(ways)
    return 0


def _say_played(played: Sequence[Played]) -> None:
    print("Made-up conversations, all of them called Demo. Their words are drafts:\n")
    for each in played:
        print(f"    {each.code}  {each.language}  {each.what}")


def _say_ways(ways: Sequence[Way]) -> None:
    minutes = int(LOGIN.total_seconds() // 60)
    print(
        f"Open a link, then write the code as a recovery code. Each is good once, the links for {minutes} minutes; "
        "--links makes new ones.\n"
    )
    for each in ways:
        print(f"    {each.name} ({each.role})\n    {each.link}\n    code: {each.code}\n")


def _command(settings: Settings, into: Path | None) -> str:
    """Return the command that runs Merit on this data, with nothing of a real one."""
    if into is None:
        return "merit"
    return f"TELEGRAM_TOKEN= MERIT_DATABASE= MERIT_DATA={shlex.quote(str(settings.data))} merit"
