"""`merit graph`: a picture of a flow."""

import argparse
import sys
from pathlib import Path

from bot.cli.check import add_folder
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the flow, the form of the picture, and in whose words it is."""
    parser.add_argument("flow", metavar="FLOW", help="the flow, by the name of its file: help")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--svg",
        type=Path,
        metavar="FILE",
        help="write a picture browsers show; needs Graphviz (on Debian: apt-get install graphviz)",
    )
    form.add_argument(
        "--mermaid",
        action="store_true",
        help="print Mermaid, which GitHub and many documents show as a picture (default)",
    )
    form.add_argument("--dot", action="store_true", help="print DOT, the language of Graphviz")
    parser.add_argument(
        "--language", default="en", metavar="CODE", help="whose words are shown (default: en)"
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Draw; 1 when steps of the flow are broken (they are red)."""
    from bot.content.graph import Mark
    from bot.content.graph_text import to_dot, to_mermaid
    from bot.content.graphviz import NoPictureError, svg
    from bot.content.load import study
    from bot.content.picture import UnknownError, picture

    try:
        drawing = picture(study(args.folder), args.flow, args.language)
        if args.svg is not None:
            args.svg.write_text(svg(to_dot(drawing)), encoding="utf-8")
    except (UnknownError, NoPictureError) as error:
        raise OperatorError(str(error)) from None
    except OSError as error:
        raise OperatorError(f"{args.svg} cannot be written: {error.strerror}.") from None
    if args.svg is None:
        sys.stdout.write(to_dot(drawing) if args.dot else to_mermaid(drawing))
    broken = [node.name for node in drawing.nodes if Mark.BROKEN in node.marks]
    if broken:
        print(f"Broken, see `merit check`: {', '.join(broken)}", file=sys.stderr)
    return int(bool(broken))
