"""`merit try`: talks to the content as it stands in its files, without a database."""  # noqa: N999 - named like its command

import argparse
from pathlib import Path

from bot.app.trying import Wishes, try_out
from bot.cli.check import SHIPPED, needs_flows
from bot.cli.values import day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to begin, as whom, and what to write down."""
    parser.add_argument(
        "start",
        nargs="?",
        default="",
        metavar="FLOW",
        help="the flow to begin with, or one of its steps as FLOW/STEP (default: /start)",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: those that came with Merit)",
    )
    parser.add_argument(
        "--language", default="en", metavar="CODE", help="the language to begin in (default: en)"
    )
    parser.add_argument(
        "--as",
        default="",
        dest="known",
        metavar="ANSWERS",
        help="what Merit knows already: country=nl,status=refugee,papers=diploma+copy",
    )
    parser.add_argument(
        "--date",
        type=day,
        metavar="DAY",
        help="the day it takes place: 2027-01-01 (default: today)",
    )
    _add_recording(parser)


def _add_recording(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--record",
        type=Path,
        metavar="FILE",
        help="write it down as a conversation test, at the end of FILE",
    )
    parser.add_argument(
        "--test",
        default="Recorded from a walk",
        metavar="WORDS",
        help="what the test shows, in one sentence",
    )
    parser.add_argument(
        "--json", action="store_true", help="for scripts: JSON lines both ways, as in `merit chat`"
    )


def run(args: argparse.Namespace) -> int:
    """Talk until the input ends."""
    needs_flows(args.folder)
    return try_out(
        Wishes(
            folder=args.folder,
            start=args.start,
            language=args.language,
            known=args.known,
            day=args.date,
            record=args.record,
            test=args.test,
            as_json=args.json,
        )
    )
