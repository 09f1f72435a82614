"""`merit check`: what is wrong with the content, by file, line and column."""

import argparse
import gc
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import bot
from bot import clock
from bot.cli.values import day
from bot.core.finding import Finding, Severity
from bot.settings import OperatorError

SHIPPED = Path(bot.__file__).parent.parent
"""The folder with the flows and locales that came with Merit."""

EXPLAINED = "docs/editors"
"""Where each code is explained, below the folder Merit came in."""


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
        "--hints",
        action="store_true",
        help="also say what could be plainer or better; hints never count as errors",
    )
    parser.add_argument(
        "--date",
        type=day,
        metavar="YYYY-MM-DD",
        help="judge reviews as on this day (default: today)",
    )
    parser.add_argument(
        "--explain", metavar="CODE", help="print what a code such as F030 means, with an example"
    )
    parser.add_argument(
        "--pseudo",
        action="store_true",
        help="also play the conversation tests in two made-up languages, a third longer and from right to left",
    )
    parser.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="for people, for marks in a pull request, or one JSON object per finding",
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when there is an error."""
    from bot.app.phrase_findings import phrase_findings
    from bot.content.load import check

    if args.explain:
        print(explanation(args.explain))
        return 0
    needs_flows(args.folder)
    gc.disable()  # millions of small values, and then the end: collecting would take a tenth of the time
    findings, counts = check(
        args.folder,
        today=args.date or clock.now().date(),
        hints=bool(args.hints),
        more=phrase_findings,
    )
    if args.pseudo and verdict(findings, strict=False) == 0:
        from bot.content.pseudo_trial import try_pseudo

        findings = [*findings, *try_pseudo(args.folder)[0]]
    print_findings(findings, args.format)
    if args.format == "text":
        print(f"{counts}: {summary(findings)}")
        if findings:
            print(f"What a code means: merit check --explain {findings[0].code}")
    return verdict(findings, strict=args.strict)


def needs_flows(folder: Path) -> None:
    """Refuse a folder without flows."""
    if not (folder / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {folder}. Name the folder that holds flows and locales."
        )


def explanation(code: str, pages: Path = SHIPPED / EXPLAINED) -> str:
    """Return what the documents say about a code."""
    from bot.content.codes import CODES
    from bot.content.report import closest

    wanted = code.strip().upper()
    if wanted not in CODES:
        near = closest(wanted, CODES)
        raise OperatorError(
            f"There is no code {code}.{f' Did you mean {near}?' if near else ''} A code is written like F030."
        )
    for page in sorted(pages.glob("findings*.md")):
        found = re.search(
            rf"^### ({wanted} .+?)(?=^##|\Z)", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        if found is not None:
            return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", found[1]).strip()
    return f"{wanted} {CODES[wanted].title} ({CODES[wanted].severity})"


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


_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def _annotation(finding: Finding) -> str:
    """Return the finding in the form GitHub shows beside the line."""
    hint = f" Did you mean '{finding.suggestion}'?" if finding.suggestion else ""
    words = f"{finding.message}{hint}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    where = f"file={finding.path},line={finding.line},col={finding.column},title={finding.code}"
    return f"::{_ANNOTATIONS[finding.severity]} {where}::{words}"


def summary(findings: list[Finding]) -> str:
    """Return how many errors, warnings and hints there are."""
    if not findings:
        return "nothing to correct"
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}"
        for severity in Severity
        if counts[severity] or severity is not Severity.HINT
    )


def verdict(findings: list[Finding], *, strict: bool) -> int:
    """Return the exit status: 1 for an error, under `strict` for a warning too; hints do not count."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(finding.severity in grave for finding in findings))
