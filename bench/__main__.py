"""`python -m bench`: measures Merit beside other bots and prints the tables."""

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench import aims, report
from bench.contenders import LIMITS, PEERS, Contender
from bench.machine import cores, describe, is_in_memory
from bench.merit_bot import CONTENDER as MERIT_BOT
from bench.run import Pace
from bench.scenarios import CLOSED, HALF, KNOWN, KNOWN_SIZES, MEMORY, SLOW, Bench, Results

EVERY = (MERIT_BOT, *PEERS, *LIMITS)
NAMES = [one.name for one in EVERY]
SCENARIOS = (CLOSED, SLOW, HALF, MEMORY, KNOWN)
QUICK_NAMES = ("merit", "ptb", "aiogram-sqlite", "limit", "echo")
QUICK_SCENARIOS = (CLOSED, SLOW, HALF)
INTERRUPTED = 130
FULL = Pace(warm=1.5, window=4.0, drain=30.0, rounds=3)
QUICK = Pace(warm=0.6, window=1.2, drain=30.0, rounds=1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, 1 if a run gave no valid figures, 2 for a wrong folder, 130 after an interruption."""
    options = _options(arguments)
    scratch = Path(options.scratch)
    if is_in_memory(scratch):
        print(f"{scratch} is not on a disk, commits would cost nothing: choose another --scratch")
        return 2
    # Both signals end the bots first; SIGINT is ignored in a shell's background jobs otherwise.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    facts = describe(scratch)
    os.sched_setaffinity(0, {cores().driver})
    results = Results()
    contenders = _able(options.only or (QUICK_NAMES if options.quick else NAMES), results)
    bench = Bench(
        contenders=contenders,
        pace=_pace(QUICK if options.quick else FULL, options.rounds),
        scratch=scratch,
        newcomers=2_000 if options.quick else 10_000,
        known_sizes=KNOWN_SIZES[:2] if options.quick else KNOWN_SIZES,
        results=results,
    )
    code = 0
    try:
        bench.run(options.scenarios or (QUICK_SCENARIOS if options.quick else SCENARIOS))
    except KeyboardInterrupt:
        code = INTERRUPTED
        print("interrupted: this is what was measured until then", file=sys.stderr)
    _write(results, contenders, facts, Path(options.out))
    return code or int(results.any_refused())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round, about a minute")
    parser.add_argument("--only", type=_names(NAMES), help=f"bots: {','.join(NAMES)}")
    parser.add_argument("--scenarios", type=_names(SCENARIOS), help=f"{','.join(SCENARIOS)}")
    parser.add_argument("--rounds", type=int, default=0, help="rounds of each scenario")
    parser.add_argument(
        "--scratch", default=tempfile.gettempdir(), help="folder on a disk for the bots' data"
    )
    parser.add_argument(
        "--out", default=str(Path(__file__).parent / "results"), help="folder for the two files"
    )
    return parser.parse_args(arguments)


def _names(allowed: Sequence[str]) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        chosen = text.split(",")
        if unknown := [name for name in chosen if name not in allowed]:
            known = ", ".join(allowed)
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; there are {known}")
        return chosen

    return names


def _able(names: Sequence[str], results: Results) -> list[Contender]:
    """Return the chosen bots that can run here; the reasons of the others go into the results."""
    chosen = [one for one in EVERY if one.name in names]
    results.skipped |= {one.name: why for one in chosen if (why := one.missing())}
    return [one for one in chosen if one.name not in results.skipped]


def _pace(pace: Pace, rounds: int) -> Pace:
    return replace(pace, rounds=rounds) if rounds else pace


def _write(
    results: Results, contenders: Sequence[Contender], facts: dict[str, str], out: Path
) -> None:
    text = report.as_markdown(results, contenders, facts) + aims.as_markdown(results)
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.md").write_text(text, encoding="utf-8")
    whole = json.dumps(report.as_json(results, facts), indent=1)
    (out / "bench.json").write_text(whole + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    sys.exit(main())
