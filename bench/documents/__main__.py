"""`python -m bench.documents [--quick] [--figures FILE]`: what a paper costs, against a limit of the same run."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.documents.timing import empty_page, timed
from bench.search.tables import show, write
from tests.documents.profiles import ALL

AIM_MILLISECONDS = 1_000
AIM_GROWTH = 1.1
"""Memory after 1,000 papers, of that after 100: flat, but for what the allocator keeps."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.documents", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few runs, 200 papers for the memory")
    parser.add_argument("--figures", type=Path, help="write all figures to this file")
    options = parser.parse_args(arguments)
    runs = 10 if options.quick else 60
    empty = empty_page(runs)
    papers = [timed(name, runs) for name in ALL]
    show(
        f"Milliseconds of a paper; an empty page takes {empty:.1f}",
        ("profile", "warm", "worst", "processor", "of an empty page", "cold", "imports", "kB"),
        [(p.name, *map(_short, (p.median, p.worst, p.processor, p.median / empty, p.cold, p.imports, p.kilobytes)))
         for p in papers],
    )  # fmt: skip
    memory = _memory(200 if options.quick else 1_000)
    show(
        "Megabytes of the process",
        ("papers made", "MB"),
        [(n, f"{mb:.1f}") for n, mb in memory.items()],
    )
    write(
        options.figures, {"empty": empty, "papers": [asdict(p) for p in papers], "memory": memory}
    )
    slowest = max(p.cold + p.imports for p in papers)
    growth = list(memory.values())[-1] / memory["100"]
    print(
        f"\nOthers on this machine: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, 1.0 is this bench alone."
    )
    print(
        f"Slowest first paper: {slowest:.0f} ms, aim {AIM_MILLISECONDS}. Growth: {growth:.2f}, aim {AIM_GROWTH}."
    )
    return int(slowest > AIM_MILLISECONDS or growth > AIM_GROWTH)


def _short(value: float) -> str:
    return f"{value:.1f}"


def _memory(papers: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.documents.memory", str(papers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())
