"""The report: tables for a reader, and the same figures for a program."""

from collections.abc import Sequence

from bench.contenders import LIMIT, MERIT, Contender
from bench.figures import Figures
from bench.scenarios import MEMORY, TITLES, Results

HEADS = (
    ("bot", ":--"),
    ("updates/s (min to max)", "--:"),
    ("of the limit", "--:"),
    ("Merit ÷ it", "--:"),
    ("p50 ms", "--:"),
    ("p99 ms", "--:"),
    ("µs CPU each", "--:"),
    ("its CPU ÷ Merit's", "--:"),
    ("peak MB", "--:"),
    ("its core: bot + others", "--:"),
    ("driver + others", "--:"),
)
MEMORY_HEADS = (("bot", ":--"), ("MB for 10,000 persons", "--:"), ("peak MB", "--:"))
NOTHING = "–"


def as_markdown(results: Results, contenders: Sequence[Contender], facts: dict[str, str]) -> str:
    """Return all tables, with what a reader needs to judge them."""
    parts = ["# Bench", "; ".join(f"{name} {value}" for name, value in facts.items()) + "."]
    parts.append(
        _table(
            (("bot", ":--"), ("what it is", ":--"), ("after kill -9", ":--")),
            [(one.name, one.what, one.keeps) for one in contenders],
        )
    )
    parts.append("`~` others used more than a tenth of the cores in one of the rounds.")
    parts += [f"- {name}: skipped, {why}" for name, why in results.skipped.items()]
    for scenario, by_name in results.outcomes.items():
        first, _, size = scenario.partition(" ")
        parts.append(f"## {TITLES[first]}{f': {size}' if size else ''}")
        parts.append(_scenario(results, scenario, list(by_name)))
        refused = {name: results.refusal(scenario, name) for name in by_name}
        parts += [_indented(f"- {name}: refused, {why}") for name, why in refused.items() if why]
    return "\n\n".join(parts) + "\n"


def as_json(results: Results, facts: dict[str, str]) -> dict[str, object]:
    """Return everything measured, for a file."""
    return {
        "machine": facts,
        "skipped": results.skipped,
        "scenarios": {
            scenario: {name: _entry(results, scenario, name) for name in by_name}
            for scenario, by_name in results.outcomes.items()
        },
    }


def _indented(item: str) -> str:
    """Return a list item whose further lines (a log's) stay in it."""
    return item.replace("\n", "\n      ")


def _entry(results: Results, scenario: str, name: str) -> dict[str, object]:
    found = results.median(scenario, name)
    return {
        "median": found.as_dict() if found else None,
        "refused": results.refusal(scenario, name),
        "runs": [run.as_dict() for run in _runs(results, scenario, name)],
    }


def _runs(results: Results, scenario: str, name: str) -> list[Figures]:
    return [run for run in results.outcomes[scenario][name] if isinstance(run, Figures)]


def _scenario(results: Results, scenario: str, names: Sequence[str]) -> str:
    if scenario == MEMORY:
        return _table(MEMORY_HEADS, [_memory_row(results, name) for name in names])
    return _table(HEADS, [_row(results, scenario, name) for name in names])


def _memory_row(results: Results, name: str) -> tuple[str, ...]:
    found = results.median(MEMORY, name)
    if found is None:
        return (name, *[NOTHING] * (len(MEMORY_HEADS) - 1))
    return (name, f"{found.mb_per_10k:.1f}", f"{found.peak_mb:.0f}")


def _row(results: Results, scenario: str, name: str) -> tuple[str, ...]:
    found = results.median(scenario, name)
    if found is None:
        return (name, *[NOTHING] * (len(HEADS) - 1))
    limit, merit = results.median(scenario, LIMIT), results.median(scenario, MERIT)
    runs = _runs(results, scenario, name)
    rates = [run.per_second for run in runs]
    mark = "~ " if any(run.is_disturbed() for run in runs) else ""
    return (
        name,
        f"{mark}{found.per_second:,.0f} ({min(rates):,.0f} to {max(rates):,.0f})",
        f"{found.per_second / limit.per_second:.2f}" if limit else NOTHING,
        f"{merit.per_second / found.per_second:.2f}" if merit else NOTHING,
        f"{found.p50_ms:,.1f}",
        f"{found.p99_ms:,.1f}",
        f"{found.cpu_micros:,.0f}",
        f"{found.cpu_micros / merit.cpu_micros:.2f}" if merit else NOTHING,
        f"{found.peak_mb:.0f}",
        f"{found.bot_share:.2f} + {found.foreign_bot_core:.2f}",
        f"{found.driver_share:.2f} + {found.foreign_driver_core:.2f}",
    )


def _table(heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> str:
    lines = [[name for name, _ in heads], [mark for _, mark in heads], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
