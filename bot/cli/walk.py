"""`merit walk`: random conversations, to find where one goes wrong."""

import argparse
from collections.abc import Iterator

from bot.cli.check import add_folder, needs_flows, print_findings
from bot.cli.values import many, whole
from bot.clock import monotonic
from bot.content.coverage import Coverage, table
from bot.content.trial import UnknownNameError
from bot.content.walking import Way, walks
from bot.core.flow import FlowId, Release
from bot.settings import OperatorError

WALKS = 10_000
RARE = 10
"""Steps that are named as the ones reached least."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how many walks to take, and where."""
    parser.add_argument(
        "-n",
        "--number",
        type=many,
        default=WALKS,
        metavar="NUMBER",
        help=f"how many conversations (default: {WALKS})",
    )
    parser.add_argument(
        "--seed",
        type=whole,
        default=1,
        metavar="NUMBER",
        help="the same number walks the same ways (default: 1)",
    )
    parser.add_argument("--flow", default="", metavar="FLOW", help="only begin with this flow")
    parser.add_argument(
        "--language",
        default="all",
        metavar="CODE",
        help="begin in this language, such as ar (default: all that people can choose)",
    )
    parser.add_argument(
        "--jobs", type=many, default=1, metavar="NUMBER", help="processors to use (default: 1)"
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Walk and tell; 1 when something went wrong."""
    needs_flows(args.folder)
    began = monotonic()
    language = "" if args.language == "all" else args.language
    way = Way(folder=args.folder, seed=args.seed, flow=args.flow, language=language)
    try:
        release, findings, found = walks(way, args.number, args.jobs)
    except UnknownNameError as error:
        raise OperatorError(str(error)) from None
    if release is None:
        print_findings(findings, "text")
        print("People can walk when the flows have no errors.")
        return 1
    only = FlowId(args.flow) if args.flow else None
    for what, test in found.troubles:
        print(f"✗ {what}\n\n{test}")
    print("\n".join(table(release, found.coverage, only)), end="\n\n")
    print("\n".join(_rare(release, found.coverage, only)), end="\n\n")
    troubles = len(found.troubles)
    kinds = f"{troubles} kind{'s' * (troubles != 1)} of trouble"
    verdict = kinds if troubles else "nothing went wrong"
    took = monotonic() - began
    print(
        f"{args.number} conversations, {found.inputs} inputs, seed {args.seed}: {verdict} ({took:.1f} s)"
    )
    return int(bool(troubles))


def _rare(release: Release, coverage: Coverage, only: FlowId | None) -> Iterator[str]:
    """Yield the steps that were reached least often."""
    flows = [flow for flow in release.flows.values() if only in {None, flow.id}]
    steps = [(flow.id, step) for flow in flows for step in flow.steps]
    counted = sorted(
        (coverage.visited[place], place) for place in steps if place in coverage.visited
    )
    yield "Steps reached least often:"
    for count, (flow, step) in counted[:RARE]:
        yield f"  {count:>6}  {flow}/{step}"
