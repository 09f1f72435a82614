"""The whole check in a process of its own: it takes seconds, and would slow the page down in this one.

`python -m bot.preview.checking FOLDER DATE` prints the findings and what was looked at as JSON.
"""

import asyncio
import contextlib
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bot.content.load import check
from bot.core.finding import Finding, Severity

Checked = tuple[list[Finding], str]
_POLITE = 10
"""How far the check stands back behind what an editor waits for."""


async def whole_check(folder: Path, today: date) -> Checked | None:
    """Return what `merit check` finds, or None when it cannot be run; when this is cancelled, the check ends."""
    starting = asyncio.ensure_future(_started(folder, today))
    try:
        written, _ = await (await asyncio.shield(starting)).communicate()
    finally:
        process = await starting
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.communicate()
    return checked_from_json(written) if process.returncode == 0 else None


async def _started(folder: Path, today: date) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.preview.checking", str(folder), today.isoformat(),
        cwd=Path(__file__).parents[2], stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


def checked_to_json(checked: Checked) -> bytes:
    """Return findings and counts as JSON."""
    findings, counts = checked
    return json.dumps([[asdict(finding) for finding in findings], counts]).encode()


def checked_from_json(written: bytes) -> Checked:
    """Return what `checked_to_json` wrote."""
    findings, counts = json.loads(written)
    return [_finding(each) for each in findings], counts


def _finding(values: dict[str, Any]) -> Finding:
    return Finding(**{**values, "severity": Severity(values["severity"])})


def main(folder: str, day: str) -> None:
    """Check, standing back behind other work, and print the outcome."""
    with contextlib.suppress(AttributeError, OSError):  # not everywhere
        os.nice(_POLITE)
    checked = check(Path(folder), today=date.fromisoformat(day))
    sys.stdout.buffer.write(checked_to_json(checked))


if __name__ == "__main__":
    main(*sys.argv[1:3])
