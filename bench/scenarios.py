"""The scenarios: which runs there are, in which order, and what is kept of them."""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.contenders import Contender
from bench.figures import Figures, Outcome, Refused, median
from bench.run import Job, Pace, known_persons, measure

CLOSED, SLOW, HALF, MEMORY, KNOWN = "closed", "slow", "half", "memory", "known"
TITLES = {
    CLOSED: "Closed loop, 64 in flight, the Bot API answers at once",
    SLOW: "Closed loop, 256 in flight, the Bot API answers after 50 ms",
    HALF: "Open loop at half of each bot's own maximum",
    MEMORY: "Memory that 10,000 new persons take (each sends /start)",
    KNOWN: "Closed loop, 64 in flight, persons already in the database",
}
KNOWN_SIZES = (10_000, 100_000, 1_000_000)


@dataclass(slots=True)
class Results:
    """Outcomes by scenario and bot, and the bots that could not run with the reason."""

    outcomes: dict[str, dict[str, list[Outcome]]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def add(self, scenario: str, name: str, outcome: Outcome) -> None:
        """Keep one outcome."""
        self.outcomes.setdefault(scenario, {}).setdefault(name, []).append(outcome)

    def median(self, scenario: str, name: str) -> Figures | None:
        """Return the median of a bot's runs, None if there are none or one was refused."""
        runs = self.outcomes.get(scenario, {}).get(name, [])
        valid = [run for run in runs if isinstance(run, Figures)]
        return median(valid) if valid and len(valid) == len(runs) else None

    def refusal(self, scenario: str, name: str) -> str:
        """Return why a bot has no figures, empty if it has."""
        runs = self.outcomes.get(scenario, {}).get(name, [])
        return next((run.why for run in runs if isinstance(run, Refused)), "")

    def any_refused(self) -> bool:
        """Return whether one run at least gave no figures."""
        return any(
            self.refusal(scenario, name) for scenario, by in self.outcomes.items() for name in by
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is to be measured, and how."""

    contenders: Sequence[Contender]
    pace: Pace
    scratch: Path
    newcomers: int
    known_sizes: Sequence[int]
    results: Results = field(default_factory=Results)

    def run(self, scenarios: Sequence[str]) -> Results:
        """Return the outcomes of some scenarios."""
        steps: dict[str, Callable[[], None]] = {
            CLOSED: lambda: self._rounds(CLOSED, lambda _: Job()),
            SLOW: lambda: self._rounds(SLOW, lambda _: Job(in_flight=256, latency=0.05)),
            HALF: self._half,
            MEMORY: lambda: self._rounds(MEMORY, lambda _: Job(newcomers=self.newcomers), 1),
            KNOWN: self._known,
        }
        for scenario in scenarios:
            steps[scenario]()
        return self.results

    def _rounds(
        self, scenario: str, job: Callable[[Contender], Job | None], rounds: int = 0
    ) -> None:
        """Run every bot once in each round: what disturbs the machine disturbs them alike."""
        count = rounds or self.pace.rounds
        for number in range(1, count + 1):
            for contender in self.contenders:
                if (todo := job(contender)) is not None:
                    outcome = measure(contender, todo, self.pace, self.scratch)
                    self.results.add(scenario, contender.name, outcome)
                    _tell(f"{scenario} {number}/{count} {contender.name}: {_in_short(outcome)}")

    def _half(self) -> None:
        maxima = {one.name: self.results.median(CLOSED, one.name) for one in self.contenders}

        def job(contender: Contender) -> Job | None:
            most = maxima[contender.name]
            return Job(in_flight=256, per_second=most.per_second / 2) if most else None

        self._rounds(HALF, job)

    def _known(self) -> None:
        for size in self.known_sizes:
            with tempfile.TemporaryDirectory(dir=self.scratch, prefix="bench-known-") as folder:
                filled = {one.name: self._fill(one, size, Path(folder)) for one in self.contenders}
                self._rounds(f"{KNOWN} {size:,}", _with_known(size, filled))

    def _fill(self, contender: Contender, size: int, folder: Path) -> Path | None:
        if contender.fill is None:
            self.results.skipped[f"{contender.name}, {KNOWN}"] = (
                "no function that fills its database"
            )
            return None
        target = folder / f"{contender.name}-{size}"
        target.mkdir()
        contender.fill(target, known_persons(size))
        return target


def _with_known(size: int, filled: Mapping[str, Path | None]) -> Callable[[Contender], Job | None]:
    def job(contender: Contender) -> Job | None:
        folder = filled[contender.name]
        return None if folder is None else Job(known=size, filled=folder)

    return job


def _in_short(outcome: Outcome) -> str:
    match outcome:
        case Refused(why=why):
            return f"refused: {why}"
        case Figures():
            return f"{outcome.per_second:,.0f} updates/s, {outcome.cpu_micros:,.0f} µs CPU each"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
