"""`merit check`: what is wrong with the content, by file, line and column."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import bot
from bot.core.finding import Finding, Severity
from bot.settings import OperatorError

SHIPPED = Path(bot.__file__).parent.parent
"""The folder with the flows and locales that came with Merit."""


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Declare the folder the content is in."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: those that came with Merit)",
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how strict to be and how to write."""
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="for people, for marks in a pull request, or one JSON object per finding",
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when there is an error."""
    from bot.content.load import check

    needs_flows(args.folder)
    findings, counts = check(args.folder)
    print_findings(findings, args.format)
    if args.format == "text":
        print(f"{counts}: {summary(findings)}")
    return verdict(findings, strict=args.strict)


def needs_flows(folder: Path) -> None:
    """Refuse a folder without flows."""
    if not (folder / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {folder}. Name the folder that holds flows and locales."
        )


def print_findings(findings: Iterable[Finding], form: str) -> None:
    """Print every finding in one of the three forms."""
    for finding in findings:
        match form:
            case "json":
                print(json.dumps(asdict(finding), ensure_ascii=False))
            case "github":
                print(_annotation(finding))
            case _:
                print(f"{finding}\n")


def _annotation(finding: Finding) -> str:
    """Return the finding in the form GitHub shows beside the line."""
    hint = f" Did you mean '{finding.suggestion}'?" if finding.suggestion else ""
    words = f"{finding.message}{hint}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    where = f"file={finding.path},line={finding.line},col={finding.column},title={finding.code}"
    return f"::{finding.severity} {where}::{words}"


def summary(findings: list[Finding]) -> str:
    """Return how many errors and warnings there are."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return "nothing to correct"
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def verdict(findings: list[Finding], *, strict: bool) -> int:
    """Return the exit status: 1 for an error, under `strict` for a warning too."""
    return int(any(strict or finding.severity is Severity.ERROR for finding in findings))
