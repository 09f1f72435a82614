"""Going back: what has to be put back to stand at an earlier question again.

A trace is written when a question was answered and another one waits. It holds the difference between the answers of
the two moments, so going back over traces one by one restores each moment exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.answer import Answers, Record
from bot.core.session import FURTHEST_BACK, Frame, Session, Trace, Written, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What going back restores: the flows under way and put aside, the answers and the records."""

    frames: tuple[Frame, ...]
    paused: tuple[Frame, ...]
    answers: Answers
    records: Mapping[str, tuple[Record, ...]]


def longer(
    trail: tuple[Written, ...],
    began: Session,
    now: Standing,
    *,
    answered: bool,
    fence: int | None,
) -> tuple[tuple[Written, ...], int]:
    """Return the trail after a turn that led from `began` to `now`, and how much of it cannot be gone back over.

    `fence` was how much before; None means that something happened nobody can take back, such as a message to a person.
    Of what lies behind the fence only the questions are remembered, to tell how far somebody is. Where no question
    waits any more there is nothing to go back from.
    """
    if not now.frames and not now.paused:
        return (), 0
    whole = (*trail, written(trace(began, now))) if answered and began.frames else trail
    kept = whole[-FURTHEST_BACK:]
    if fence is None:
        return tuple([each[0][-1:]] for each in kept), len(kept)
    return kept, max(fence - (len(whole) - len(kept)), 0)


def trace(earlier: Session, later: Standing) -> Trace:
    """Return what leads from `later` back to `earlier`."""
    before: Answers = {
        name: value
        for name, value in earlier.answers.items()
        if name not in later.answers or later.answers[name] != value
    }
    names = {
        name
        for name in {*earlier.records, *later.records}
        if earlier.records.get(name, ()) != later.records.get(name, ())
    }
    return Trace(
        frames=earlier.frames,
        before=before,
        unknown=tuple(name for name in later.answers if name not in earlier.answers),
        records={name: earlier.records.get(name, ()) for name in sorted(names)},
        paused=earlier.paused if earlier.paused != later.paused else (),
    )
