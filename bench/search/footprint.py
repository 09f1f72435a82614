"""`python -m bench.search.footprint INDEX QUESTIONS`: what one process needs to answer from an index.

Prints JSON. A process of its own, so that nothing of the bench is counted. INDEX is packed, QUESTIONS a JSON list of
[question, language]; with --encoder the questions are encoded too.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import percentile
from bot.search.encoder import E5Small, installed
from bot.search.index import Index
from bot.search.keeping import index_from_bytes
from bot.search.searcher import look

WARM = 20
"""Questions asked before any is timed."""
TRIES = 3
"""Times each question is asked; the quickest counts, since a neighbour on the same core slows even processor time."""


def resident() -> float:
    """Return the memory of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.footprint", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--encoder", action="store_true")
    options = parser.parse_args(arguments)
    questions = json.loads(options.questions.read_text())
    found = {"imported": resident()}
    encoder = installed() if options.encoder else None
    found["encoder"] = resident()
    began = time.process_time()
    index = index_from_bytes(options.index.read_bytes())
    found |= {"read_seconds": time.process_time() - began, "index": resident()}
    found |= _asked(index, questions, encoder)
    print(json.dumps(found | {"asked": resident()}))
    return 0


def _asked(
    index: Index, questions: Sequence[tuple[str, str]], encoder: E5Small | None
) -> dict[str, float]:
    """Return the processor time of whole questions, of words alone, and of encoding alone, in milliseconds."""
    for text, home in questions[:WARM]:
        look(index, text, home, encoder)
    found = _timed("words", questions, lambda text, home: look(index, text, home, None))
    if encoder is not None:
        found |= _timed("whole", questions, lambda text, home: look(index, text, home, encoder))
        found |= _timed("encoding", questions, lambda text, _home: encoder.encode(text))
    return found


def _timed(
    name: str, questions: Sequence[tuple[str, str]], ask: Callable[[str, str], object]
) -> dict[str, float]:
    times = sorted(min(_once(ask, *each) for _ in range(TRIES)) for each in questions)
    return {f"{name}_p50": percentile(times, 0.5), f"{name}_p95": percentile(times, 0.95)}


def _once(ask: Callable[[str, str], object], text: str, home: str) -> float:
    began = time.process_time()
    ask(text, home)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
