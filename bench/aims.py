"""What Merit aims at, and whether the figures of this bench reach it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.contenders import LIMIT, MERIT, PEERS
from bench.scenarios import CLOSED, HALF, KNOWN, MEMORY, SLOW, Results

TIMES_A_PEER = 4.0
OF_THE_LIMIT = 0.6
OF_ITSELF_WHEN_SLOW = 0.8
P99_MS = 100.0
FLAT_WITHIN = 1.2
"""How much more an update may cost with the most known persons than with the fewest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim and what was measured."""

    what: str
    measured: str
    reached: bool


def aims(results: Results) -> list[Aim]:
    """Return the aims this bench can judge; none without figures of Merit."""
    return [*_rates(results), *_slow(results), *_half(results), *_known(results)]


def as_markdown(results: Results) -> str:
    """Return the aims as a list, empty if there are none."""
    found = aims(results)
    lines = [f"- {'yes' if aim.reached else 'NO'}: {aim.what}: {aim.measured}" for aim in found]
    if memory := results.median(MEMORY, MERIT):
        lines.append(f"- stated: 10,000 known persons take {memory.mb_per_10k:.1f} MB")
    return "\n".join(["## Aims", "", *lines, ""]) if lines else ""


def _rates(results: Results) -> Iterator[Aim]:
    merit = results.median(CLOSED, MERIT)
    least = {one.name: TIMES_A_PEER for one in PEERS} | {LIMIT: OF_THE_LIMIT}
    for name, times in least.items():
        other = results.median(CLOSED, name)
        if merit and other:
            ratio = merit.per_second / other.per_second
            what = f"at least {times} times {name}, 64 in flight"
            yield Aim(what=what, measured=f"{ratio:.2f}", reached=ratio >= times)


def _slow(results: Results) -> Iterator[Aim]:
    fast, slow = results.median(CLOSED, MERIT), results.median(SLOW, MERIT)
    if fast and slow:
        ratio = slow.per_second / fast.per_second
        what = f"at least {OF_ITSELF_WHEN_SLOW} of that with 50 ms latency, 256 in flight"
        yield Aim(what=what, measured=f"{ratio:.2f}", reached=ratio >= OF_ITSELF_WHEN_SLOW)


def _half(results: Results) -> Iterator[Aim]:
    if half := results.median(HALF, MERIT):
        what = f"p99 under {P99_MS:.0f} ms at half load"
        yield Aim(what=what, measured=f"{half.p99_ms:.1f} ms", reached=half.p99_ms < P99_MS)


def _known(results: Results) -> Iterator[Aim]:
    found = [results.median(name, MERIT) for name in results.outcomes if name.startswith(KNOWN)]
    costs = [one.cpu_micros for one in found if one is not None]
    if len(costs) > 1:
        ratio = costs[-1] / costs[0]
        what = f"cost of an update at most {FLAT_WITHIN} times as much with the most known persons"
        yield Aim(what=what, measured=f"{ratio:.2f}", reached=ratio <= FLAT_WITHIN)
