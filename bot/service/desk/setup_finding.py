"""What `merit desk setup` found out: what is right, what is not and what to tap, what is good to know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How something is."""

    OK = "ok"
    WRONG = "WRONG"
    """The desk does not work well, or not at all, until it is changed."""
    NOTE = "note"
    """Good to know; nothing has to be changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, with the steps that put it right."""

    mark: Mark
    what: str
    steps: tuple[str, ...] = ()


def ok(what: str) -> Finding:
    """Return that something is right."""
    return Finding(mark=Mark.OK, what=what)


def wrong(what: str, *steps: str) -> Finding:
    """Return that something is not right, and what to do."""
    return Finding(mark=Mark.WRONG, what=what, steps=steps)


def note(what: str, *steps: str) -> Finding:
    """Return something that is good to know."""
    return Finding(mark=Mark.NOTE, what=what, steps=steps)


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines an operator reads."""
    for each in findings:
        yield f"{each.mark.value:<6} {each.what}"
        for number, step in enumerate(each.steps, start=1):
            yield f"         {number}. {step}"
