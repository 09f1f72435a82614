"""The figures of the desk: the claim race, and the push to open pages.

python -m bench.desk race --races 1000
python -m bench.desk push --changes 200
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.crash import database
from bench.desk_push import Plan, Times, empty_push, push
from bench.desk_race import Race, race
from bench.machine import describe

GOAL = 300.0
"""Milliseconds within which 95 of 100 pushes arrive."""


def _race(args: argparse.Namespace) -> bool:
    print("| database | advisors | races | one winner | refused as taken | kept otherwise | s |")
    print("|---|---|---|---|---|---|---|")
    well = True
    kinds = ["sqlite", "postgres"] if args.database == "both" else [args.database]
    for kind in kinds:
        for advisors in args.advisors:
            with database(kind) as address, tempfile.TemporaryDirectory() as name:
                found = asyncio.run(race(address, Path(name), races=args.races, advisors=advisors))
            print(_row(kind, found), flush=True)
            well = well and found.well
    return well


def _row(kind: str, found: Race) -> str:
    refused = sum(found.refused.values())
    return (
        f"| {kind} | {found.advisors} | {found.races} | {found.winners[1]} | {refused} "
        f"| {found.broken} | {found.seconds:.0f} |"
    )


def _push(args: argparse.Namespace) -> bool:
    plan = Plan(tickets=args.tickets, pages=args.pages, changes=args.changes, gap=args.gap)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = describe(folder)
        empty = asyncio.run(empty_push(folder, plan))
        merit = asyncio.run(push(folder, plan))
    print(f"{facts['day']}, {facts['processor']}, fsync {facts['fsync']}, Python {facts['python']}")
    print("| what | p50 ms | p95 ms | p99 ms | worst ms |\n|---|---|---|---|---|")
    print(_line("empty stream: heard", empty))
    print(_line("Merit: heard", merit))
    print(_line("Merit: queue shown", merit, shown=True))
    print(
        f"ratio of heard, p95: {merit.p(0.95) / empty.p(0.95):.1f}; missed: {merit.missed}; "
        f"processor time of Merit for a change and all pages: {merit.cpu * 1000:.0f} ms"
    )
    return merit.p(0.95) < GOAL and not merit.missed


def _line(what: str, times: Times, *, shown: bool = False) -> str:
    columns = (f"{times.p(share, shown=shown):.1f}" for share in (0.5, 0.95, 0.99, 1.0))
    return f"| {what} | {' | '.join(columns)} |"


def main() -> int:
    """Measure what is asked for on the command line; exit status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    races = kinds.add_parser("race", help="several advisors take one ticket at once")
    races.add_argument("--races", type=int, default=1000)
    races.add_argument("--advisors", type=int, nargs="+", default=[2, 20])
    races.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    pushes = kinds.add_parser("push", help="from a press to every open page")
    pushes.add_argument("--tickets", type=int, default=Plan().tickets)
    pushes.add_argument("--pages", type=int, default=Plan().pages)
    pushes.add_argument("--changes", type=int, default=Plan().changes)
    pushes.add_argument("--gap", type=float, default=Plan().gap)
    args = parser.parse_args()
    return 0 if {"race": _race, "push": _push}[args.what](args) else 1


if __name__ == "__main__":
    sys.exit(main())
