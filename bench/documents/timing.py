"""How long papers take, and how much of it is not Merit's."""

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import typst

from bot.core.profile import Profile
from bot.documents.fonts import folders
from bot.documents.paper import Paper
from tests.documents.profiles import ALL

EMPTY = Path(__file__).parent / "empty.typ"
WARM = 5
COLD_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One profile: median and worst of the warm runs, their processor time, the first in a new process, the size."""

    name: str
    median: float
    worst: float
    processor: float
    imports: float
    cold: float
    kilobytes: float


def timed(name: str, runs: int) -> Timed:
    """Return the figures of one profile."""
    return asyncio.run(_timed(name, runs))


async def _timed(name: str, runs: int) -> Timed:
    paper, profile = Paper(), ALL[name]()
    made = b""
    took: list[float] = []
    worked: list[float] = []
    for run in range(WARM + runs):
        changed = named_anew(profile, run)
        start, working = time.perf_counter(), time.process_time()
        made = await paper.pdf(changed)
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - working) * 1000)
    warm = sorted(took[WARM:])
    imports, cold = _cold(name)
    return Timed(
        name=name,
        median=statistics.median(warm),
        worst=warm[-1],
        processor=statistics.median(worked[WARM:]),
        imports=imports,
        cold=cold,
        kilobytes=len(made) / 1000,
    )


def named_anew(profile: Profile, run: int) -> Profile:
    """Return `profile` with other words, so that the compiler cannot give back what it made before."""

    def changed(words: str) -> str:
        return f"{words} {run}"

    sections = tuple(
        replace(
            section,
            entries=tuple(
                replace(
                    entry,
                    facts=tuple(
                        replace(
                            fact,
                            words=replace(
                                fact.words,
                                own=changed(fact.words.own),
                                host=changed(fact.words.host),
                            ),
                        )
                        for fact in entry.facts
                    ),
                )
                for entry in section.entries
            ),
        )
        for section in profile.sections
    )
    return replace(profile, name=changed(profile.name), sections=sections)


def _cold(name: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.documents.cold", name]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(COLD_RUNS)
    ]
    return (
        statistics.median(float(imports) for imports, _ in runs),
        statistics.median(float(made) for _, made in runs),
    )


def empty_page(runs: int) -> float:
    """Return the milliseconds of a page without words, with the same standards."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders()
    )
    compiler = typst.Compiler(EMPTY, root=EMPTY.parent, font_paths=fonts)

    def make(run: int) -> None:
        compiler.compile(
            format="pdf",
            sys_inputs={"run": str(run)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime(2026, 11, 26, tzinfo=UTC),
        )

    return statistics.median(_each(make, runs))


def _each(make: Callable[[int], None], runs: int) -> list[float]:
    took = []
    for run in range(runs):
        start = time.perf_counter()
        make(run)
        took.append((time.perf_counter() - start) * 1000)
    return took
