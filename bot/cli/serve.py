"""`merit serve`: the editors' preview in the browser."""

import argparse
from pathlib import Path

from bot.cli.check import add_folder
from bot.cli.values import whole
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder and where to listen."""
    add_folder(parser)
    parser.add_argument(
        "--port",
        type=whole,
        default=8090,
        metavar="NUMBER",
        help="where it listens (default: 8090)",
    )
    parser.add_argument(
        "--gaps",
        type=Path,
        metavar="FILE",
        help="show the questions people asked in vain: what `merit faq gaps --json` wrote into FILE",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="who can reach it (default: 127.0.0.1, only this computer)",
    )


def run(args: argparse.Namespace) -> int:
    """Serve the preview until Ctrl+C."""
    if not (args.folder / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {args.folder}. Name the folder that holds flows and locales."
        )
    if not 0 <= args.port <= 65535:  # noqa: PLR2004 - the largest port
        raise OperatorError(f"--port {args.port}: a port is a number from 0 to 65535.")
    from bot.app.preview import preview

    preview(args.folder, host=args.host, port=args.port, gaps=args.gaps)
    return 0
