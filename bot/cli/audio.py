"""`merit audio`: what to record for people who do not read well, and putting recordings in their place."""

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from bot.cli.check import SHIPPED

_ACTIONS: Mapping[str, str] = {
    "list": "what to record, in the order people meet it, with the words to speak",
    "add": "put a recording in its place: LANGUAGE PLACE FILE",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is done, for which language, and how it is written."""
    actions = "; ".join(f"{name}: {what}" for name, what in _ACTIONS.items())
    parser.add_argument("action", choices=tuple(_ACTIONS), help=actions)
    parser.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="add: the language, the place and the file, such as: ti menu/menu/choose menu.ogg",
    )
    parser.add_argument("--language", metavar="CODE", help="list: every text in this language")
    parser.add_argument(
        "--missing", action="store_true", help="list: only what is still to be recorded"
    )
    parser.add_argument(
        "--csv",
        type=Path,
        metavar="FILE",
        help="list: write a table for a spreadsheet, of every language unless one is named",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows, locales and audio (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Do what is asked."""
    work: Callable[[argparse.Namespace], int] = import_module(f"bot.cli.audio_{args.action}").run
    return work(args)
