"""Plain tables on the screen, and the same figures in a file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows under their heads as a Markdown table; figures have three places, nothing is a dash."""
    lines = [list(heads), ["--"] * len(heads), *([cell(each) for each in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def cell(value: object) -> str:
    """Return one figure as it is shown."""
    if value is None:
        return "–"
    if isinstance(value, float) or value in {0, 1}:
        return f"{value:.3f}"
    return str(value)


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table under its title."""
    print(f"\n{title}\n\n{table(heads, rows)}", flush=True)


def write(file: Path | None, figures: Mapping[str, Any]) -> None:
    """Write all figures to a file, if one was named."""
    if file is not None:
        file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
