"""`merit faq`: ask the knowledge base, see why it answers as it does, measure it, and read what people missed."""

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from bot.cli.check import SHIPPED

_ACTIONS: Mapping[str, str] = {
    "ask": "what would be answered",
    "why": "the same, with what led to it",
    "eval": "how good the answers are, on a file of questions",
    "gaps": "the questions people left for the editors, grouped",
    "add": "add a phrase to an entry",
    "vectors": "keep the vectors of all phrases in faq/vectors.npz, so that a new machine need not encode them",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is done, with which question or file, and who asks."""
    actions = "; ".join(f"{name}: {what}" for name, what in _ACTIONS.items())
    parser.add_argument("action", choices=tuple(_ACTIONS), help=actions)
    parser.add_argument(
        "what",
        nargs="*",
        metavar="QUESTION",
        help="ask, why: the question in quotes; eval: FILE.jsonl, one JSON object a line; add: ENTRY and PHRASE",
    )
    parser.add_argument(
        "--lang",
        metavar="CODE",
        help="the language the person chose (default: en; for eval the name of the file; needed for add)",
    )
    parser.add_argument("--country", metavar="ID", help="the person's country, such as nl")
    parser.add_argument("--status", metavar="ID", help="the person's status, such as refugee")
    parser.add_argument("--region", metavar="ID", help="the part of the country, such as flanders")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument(
        "--words-only",
        action="store_true",
        help="search by words only, as where the encoder is not installed",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows, faq and locales (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Do what is asked; 1 when no entry answers a question, or a file has a line that cannot be used."""
    module = "ask" if args.action == "why" else args.action
    work: Callable[[argparse.Namespace], int] = import_module(f"bot.cli.faq_{module}").run
    return work(args)
