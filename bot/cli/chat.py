"""`merit chat`: talk to Merit in this terminal."""

import argparse
import os
import re
import sys
from pathlib import Path

from bot.settings import read_settings

_NAME = re.compile(r"[a-z0-9]{1,16}")


def _name(words: str) -> str:
    if not _NAME.fullmatch(words):
        raise argparse.ArgumentTypeError("write up to 16 of the letters a-z and 0-9")
    return words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how to talk, as whom, and where files go."""
    parser.add_argument(
        "--json",
        action="store_true",
        help='for scripts: one JSON object per line in, {"text": …} or {"press": …}, one per message out',
    )
    parser.add_argument(
        "--person",
        type=_name,
        default="me",
        metavar="NAME",
        help="whose conversation it is, to be several people in turn (default: me)",
    )
    parser.add_argument(
        "--files", type=Path, metavar="FOLDER", help="where files that Merit hands out are saved"
    )


def run(args: argparse.Namespace) -> int:
    """Talk until the input ends."""
    settings = read_settings()
    from bot.app.chat import chat

    try:
        chat(settings, person=args.person, as_json=args.json, files=args.files)
    except BrokenPipeError:  # whoever read the answers has gone, as with `merit chat --json | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
