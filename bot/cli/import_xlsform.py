"""`merit import-xlsform`: a flow from a form that humanitarian tools (ODK, Kobo) use."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.check import SHIPPED
from bot.settings import OperatorError

if TYPE_CHECKING:
    from bot.content.xlsform import Sheets

_MISSING = "Forms need pyxform. In Merit's folder: .venv/bin/pip install '.[xlsform]'"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form, the flow's name, and where it is written."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the form, an XLSX file")
    parser.add_argument("--flow", default="", metavar="NAME", help="the flow's id (the form's id)")
    parser.add_argument(
        "--out",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the flow and its translations, or say with sheet and row what has no counterpart."""
    try:
        from bot.content import xlsform_files as files
    except ImportError:
        raise OperatorError(_MISSING) from None
    sheets, doubt = _read(args.file)
    flow = args.flow or sheets.setting("form_id") or _id(args.file.stem)
    if (args.out / "flows" / f"{flow}.yaml").exists():
        raise OperatorError(f"There is flows/{flow}.yaml already. Say another name: --flow NAME")
    imported = files.imported(args.out, sheets, flow)
    for warning in imported.warnings:
        print(f"not imported: {warning}")
    errors = imported.errors or ([f"pyxform: {doubt}"] if doubt else [])
    for line in errors:
        print(line, file=sys.stderr)
    if errors:
        raise OperatorError(f"Nothing was written: {len(errors)} to correct in {args.file}.")
    print(f"written: {files.write_flow(args.out, flow, imported.text)}")
    for path in files.write_drafts(args.out, imported.translations):
        print(f"written: {path}")
    print("Read the flow, write conversation tests for it, then: merit check")
    return 0


def _read(file: Path) -> "tuple[Sheets, str]":
    """Return the form's rows and what pyxform finds wrong with it."""
    from bot.content.workbook import SheetError
    from bot.content.xlsform import read_sheets
    from bot.content.xlsform_files import judge_with_pyxform

    try:
        return read_sheets(file), judge_with_pyxform(file)
    except SheetError as error:
        raise OperatorError(str(error)) from None
    except ImportError:
        raise OperatorError(_MISSING) from None


def _id(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
