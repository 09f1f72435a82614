"""`merit test`: plays the conversation tests that stand beside the flows."""

import argparse
from pathlib import Path

from bot.cli.check import SHIPPED, needs_flows, print_findings
from bot.clock import monotonic
from bot.content.coverage import table
from bot.content.telling import heading, tell
from bot.content.trial import Trial, UnknownNameError, Wanted, trial
from bot.settings import OperatorError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which tests to play and what to show."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAMES",
        help="folder that holds flows and locales (default: those that came with Merit), then words from the names "
        "of the tests to play (default: all)",
    )
    parser.add_argument(
        "--flow", default="", metavar="FLOW", help="only the tests that begin with this flow"
    )
    parser.add_argument(
        "--language",
        default="all",
        metavar="CODE",
        help="play in this language, such as ar (default: all that people can choose)",
    )
    parser.add_argument(
        "--coverage",
        action="store_true",
        help="show which steps, choices and routes no test reaches",
    )


def run(args: argparse.Namespace) -> int:
    """Play and tell; 1 when something went differently."""
    folder, names = _folder(args.names)
    needs_flows(folder)
    language = () if args.language == "all" else (args.language,)
    began = monotonic()
    try:
        tried = trial(folder, Wanted(names=names, flow=args.flow, languages=language))
    except UnknownNameError as error:
        raise OperatorError(str(error)) from None
    took = monotonic() - began
    if tried.release is None:
        print_findings(tried.findings, "text")
        print("Tests are played when the flows have no errors.")
        return 1
    if names and not tried.played:
        raise OperatorError(f"No test is called so: {' '.join(names)}")
    _account(tried)
    if args.coverage:
        print("\n".join(table(tried.release, tried.coverage, args.flow or None)), end="\n\n")
    print(f"{_counts(tried)} ({took:.1f} s)")
    return int(bool(tried.findings))


def _account(tried: Trial) -> None:
    """Print what went differently, side by side, and what else has to be corrected."""
    for each in tried.different:
        different = each.rehearsal.difference
        if different is None:
            continue
        language = tried.catalogs[each.language].language.english
        print(f"✗ {each.conversation.name}, in {language}")
        print(f"  {each.conversation.report.path}:{different.at.line} {different.code}")
        print(f"  {different.message}\n")
        print("\n".join((*heading(), *tell(each))), end="\n\n")
    others = [each for each in tried.findings if each.code not in {"F061", "F063"}]
    print_findings(others, "text")


def _counts(tried: Trial) -> str:
    tests = len({id(each.conversation) for each in tried.played})
    languages = len({each.language for each in tried.played})
    different = len(tried.different)
    verdict = f"{different} went differently" if different else "all went as written"
    counts = f"{_many(tests, 'conversation')} in {_many(languages, 'language')}"
    return f"{counts}: {verdict}" if tests else "No test begins so"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _folder(names: list[str]) -> tuple[Path, tuple[str, ...]]:
    """Return the folder, which is the first name if there is one called so, and the other names."""
    if names and Path(names[0]).is_dir():
        return Path(names[0]), tuple(names[1:])
    return SHIPPED, tuple(names)
