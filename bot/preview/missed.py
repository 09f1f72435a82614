"""Missed questions: what people asked in vain, as `merit faq gaps --json` wrote it into a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHOWN = 3
"""Questions of a group that are shown."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A group of questions: some of them, how many in which languages, the nearest entry, what adds a phrase."""

    questions: tuple[str, ...]
    count: int
    languages: tuple[str, ...]
    nearest: str
    chance: float
    command: str


def read_missed(file: Path) -> tuple[Missed, ...]:
    """Return the groups of a file; raise ValueError with what is wrong with it, for whoever named it."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(f"{file} is too large.")
        groups = json.loads(file.read_text(encoding="utf-8"))
        return tuple(_missed(each) for each in groups)
    except (OSError, KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(
            f"{file} is not what `merit faq gaps --json` writes ({type(error).__name__})."
        ) from None


def _missed(group: Mapping[str, Any]) -> Missed:
    return Missed(
        questions=tuple(str(each["q"]) for each in group["questions"][:SHOWN]),
        count=int(group["count"]),
        languages=tuple(map(str, group["languages"])),
        nearest=str(group["nearest"] or ""),
        chance=float(group["probability"]),
        command=str(group["add"]),
    )
