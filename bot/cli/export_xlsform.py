"""`merit export-xlsform`: a flow as a form that humanitarian tools (ODK, Kobo) use."""

import argparse
import sys
from pathlib import Path

from bot.cli.check import SHIPPED
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flow and the file."""
    parser.add_argument("flow", metavar="FLOW", help="the flow's id")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the file that is written (FLOW.xlsx)"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the form, or say which steps have no counterpart."""
    from bot.content.release import read_content

    content = read_content(args.folder)
    if not content.sound:
        raise OperatorError(
            "Some content files have errors. Run `merit check` and correct them first."
        )
    flow = content.release.flows.get(args.flow)
    if flow is None:
        raise OperatorError(f"There is no flow called '{args.flow}' in {args.folder}.")
    out = args.out or Path(f"{args.flow}.xlsx")
    if out.exists():
        raise OperatorError(f"{out} is there already. Say another file: --out FILE")
    try:
        from bot.content.xlsform import write_sheets
        from bot.content.xlsform_export import as_form
        from bot.content.xlsform_files import confirmed_words
    except ImportError:
        raise OperatorError(
            "Forms need openpyxl. In Merit's folder: .venv/bin/pip install '.[xlsx]'"
        ) from None
    form = as_form(flow, content.release, confirmed_words(args.folder, content))
    for error in form.errors:
        print(error, file=sys.stderr)
    if form.errors:
        raise OperatorError(
            f"Nothing was written: {len(form.errors)} steps have no counterpart in a form."
        )
    try:
        write_sheets(out, form.sheets)
    except OSError as error:
        raise OperatorError(f"{out} cannot be written: {error.strerror}.") from None
    print(f"written: {out}")
    return 0
