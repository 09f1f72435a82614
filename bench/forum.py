"""How many conversations the advisors' group carries: Merit's own pace and steps, in simulated time, without a network.

`python -m bench.forum` prints the table of docs/operators/desk-forum.md. A conversation is ten exchanges: the person
writes, an advisor answers in the topic, each after two minutes on average; now and then there is a note. When one is
closed, the next person comes. Everything is drawn from one seed, so that the figures come out again.
"""

import argparse
import heapq
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bench.figures import percentile
from bot.telegram.desk_pace import DeskPace, Rank
from bot.telegram.desk_place import Place
from bot.telegram.desk_steps import Due, Kind, Wanted, done, next_step
from bot.telegram.forum import GAP, RESERVE

HOURS = 8
PAUSE = 120.0
"""Seconds until somebody answers, on average."""
EXCHANGES = 10
NOTE = 0.25
"""How often an advisor also writes a note, which Merit answers with a line."""
MANY = (2, 4, 6, 8, 10, 12, 15, 20)
BACKLOG = 200

Later = Callable[[float, Callable[[float], None]], None]


@dataclass(slots=True)
class Talk:
    """One ticket: what should stand in its topic, what does, and since when it is waited for."""

    wanted: Wanted = field(default_factory=lambda: Wanted(card="0", line="0", closed=False))
    place: Place = field(default_factory=Place)
    since: dict[tuple[Kind, int], float] = field(default_factory=dict)

    def says(self, now: float) -> None:
        """The person writes."""
        nth = len(self.wanted.messages) + 1
        due = Due(nth=nth, parts=("words",))
        self.wanted = replace(self.wanted, messages=(*self.wanted.messages, due))
        self.since[Kind.POST, nth] = now
        self.turns(now)

    def turns(self, now: float) -> None:
        """Whose turn it is changes, and so does the card."""
        self.wanted = replace(self.wanted, card=str(int(self.wanted.card) + 1))
        self.since.setdefault((Kind.EDIT_CARD, 0), now)


@dataclass(slots=True)
class Waits:
    """Seconds from what happened to when the group showed it."""

    words: list[float] = field(default_factory=list)
    cards: list[float] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    operations: int = 0

    def of(self, kind: Kind) -> list[float] | None:
        """Return the list for an operation."""
        return {Kind.POST: self.words, Kind.CARD: self.cards, Kind.EDIT_CARD: self.edits}.get(kind)


class Group:
    """A group with its pace, its conversations, and a clock that jumps from event to event."""

    def __init__(self, reserve: int, seed: int = 1) -> None:
        self.pace: DeskPace[Talk | float] = DeskPace(gap=GAP, reserve=reserve)
        self.waits = Waits()
        self._chance = random.Random(seed)
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._count = 0

    def after(self, mean: float, now: float, event: Callable[[float], None]) -> None:
        """Let something happen after `mean` seconds on average."""
        self._count += 1
        at = now + self._chance.expovariate(1 / mean)
        heapq.heappush(self._events, (at, self._count, event))

    def comes(self, now: float) -> None:
        """A new person asks for help."""
        talk = Talk()
        talk.since[Kind.CARD, 0] = now
        talk.says(now)
        self._plan(talk)
        self.after(PAUSE, now, lambda at: self._taken(talk, at))

    def runs(self, until: float) -> None:
        """Let time go by."""
        now = 0.0
        while now < until:
            wait = self.pace.wait(now)
            event = self._events[0][0] if self._events else until
            if wait is not None and now + wait <= event:
                now += wait
                self._operates(now)
            else:
                now = event
                if self._events:
                    heapq.heappop(self._events)[2](now)

    def _taken(self, talk: Talk, now: float) -> None:
        talk.wanted = replace(talk.wanted, line="taken")
        self._answered(talk, 1, now)

    def _answered(self, talk: Talk, times: int, now: float) -> None:
        talk.turns(now)
        if self._chance.random() < NOTE:
            self._count += 1
            self.pace.put(("line", self._count), Rank.NOTICE, now)
        if times == EXCHANGES:
            talk.wanted = replace(talk.wanted, line="closed", closed=True)
            self.after(PAUSE, now, self.comes)
        else:
            self.after(PAUSE, now, lambda at: self._wrote(talk, times, at))
        self._plan(talk)

    def _wrote(self, talk: Talk, times: int, now: float) -> None:
        talk.says(now)
        self._plan(talk)
        self.after(PAUSE, now, lambda at: self._answered(talk, times + 1, at))

    def _plan(self, talk: Talk) -> None:
        step = next_step(talk.place, talk.wanted)
        if step is not None:
            self.pace.put(id(talk), step.rank, talk)

    def _operates(self, now: float) -> None:
        job = self.pace.take(now)
        if job is None:
            return
        self.waits.operations += 1
        if isinstance(job.value, float):
            self.waits.lines.append(now - job.value)
            return
        talk = job.value
        step = next_step(talk.place, talk.wanted)
        if step is not None:
            talk.place = done(talk.place, step, self.waits.operations, talk.wanted)
            shown, since = self.waits.of(step.kind), talk.since.pop((step.kind, step.nth), None)
            if step.kind is Kind.CARD:
                talk.since.pop((Kind.EDIT_CARD, 0), None)  # a new card says everything already
            if shown is not None and since is not None:
                shown.append(now - since)
        self._plan(talk)


def carried(many: int, reserve: int = RESERVE) -> Waits:
    """Return how long things wait while there are always so many conversations."""
    group = Group(reserve)
    for _ in range(many):
        group.after(PAUSE, 0.0, group.comes)
    group.runs(HOURS * 3600.0)
    return group.waits


def backlog(many: int) -> float:
    """Return after how many seconds a new group shows so many tickets that were open already."""
    pace: DeskPace[Talk] = DeskPace(gap=GAP, reserve=RESERVE)
    talks = [Talk() for _ in range(many)]
    now = 0.0
    for talk in talks:
        talk.says(now)
        pace.put(id(talk), Rank.CARD, talk)
    while (wait := pace.wait(now)) is not None:
        now += wait
        job = pace.take(now)
        step = None if job is None else next_step(job.value.place, job.value.wanted)
        if job is not None and step is not None:
            job.value.place = done(job.value.place, step, 1, job.value.wanted)
            following = next_step(job.value.place, job.value.wanted)
            if following is not None:
                pace.put(job.key, following.rank, job.value)
    return now


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.forum", description=__doc__)
    parser.add_argument("--reserve", type=int, default=RESERVE)
    reserve = parser.parse_args(arguments).reserve
    print("| conversations | operations a minute | words of a person | new ticket | card |")
    print("|---|---|---|---|---|")
    for many in MANY:
        waits = carried(many, reserve)
        each = " | ".join(_shown(values) for values in (waits.words, waits.cards, waits.edits))
        print(f"| {many} | {waits.operations / HOURS / 60:.1f} | {each} |")
    print(f"\n{BACKLOG} open tickets in a new group: {backlog(BACKLOG) / 60:.0f} minutes")
    return 0


def _shown(values: Sequence[float]) -> str:
    """Return what half of them waited at most, and nineteen of twenty."""
    half, most = (percentile(sorted(values), share) / 1000 for share in (0.5, 0.95))
    return f"{half:.0f} / {most:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
