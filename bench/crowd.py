"""The persons of a run: who speaks next, and what they say."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

Say = Callable[[int, int], tuple[str, tuple[str, ...]]]
"""From a person's id and a stage (from 0) to their words and the replies that must come."""


@dataclass(slots=True)
class Person:
    """One person in their dialog; `awaits` are the replies still due to what they said last."""

    id: int
    leaves_after: int
    stage: int = 0
    messages: int = 0
    awaits: deque[str] = field(default_factory=deque)


class Crowd:
    """Persons who each hold a whole dialog; some at once, the others after them.

    The first ones leave their dialog at different stages, so that every kind of message
    is said all the time. With `once` the crowd ends when each has held one dialog.
    """

    def __init__(
        self, ids: Sequence[int], *, at_once: int, stages: int, say: Say, once: bool = False
    ) -> None:
        """Let at most `at_once` persons be in their dialogs at the same time."""
        self._say = say
        self._stages = stages
        self._ids: Iterator[int] = iter(ids) if once else cycle(ids)
        first = (next(self._ids, None) for _ in range(min(at_once, len(ids))))
        self._ready = deque(
            Person(id=one, leaves_after=stages if once else 1 + place % stages)
            for place, one in enumerate(first)
            if one is not None
        )

    def take(self) -> Person | None:
        """Return a person who is not waiting for a reply, or None if there is nobody."""
        return self._ready.popleft() if self._ready else None

    def say(self, person: Person) -> str:
        """Return the person's next words, and let them await the replies."""
        words, replies = self._say(person.id, person.stage)
        person.messages += 1
        person.awaits.extend(replies)
        return words

    def give_back(self, person: Person) -> None:
        """Let a person whose replies have come go on, or let the next one in."""
        person.stage += 1
        if person.stage < person.leaves_after:
            self._ready.append(person)
        elif (following := next(self._ids, None)) is not None:
            self._ready.append(Person(id=following, leaves_after=self._stages))
