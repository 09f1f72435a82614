"""Where conversations stand, in numbers: nothing here knows whose they are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.core.flow import Release
from bot.core.moving import Outcome, moved
from bot.core.session import session_from_json


class Sessions(Protocol):
    """Every conversation that is kept, one after the other."""

    async def each(self, look: "Look") -> None:
        """Show each kept session, as JSON-ready values, to `look`."""


class Look(Protocol):
    """Takes one session and keeps nothing but numbers."""

    def __call__(self, session: Mapping[str, Any]) -> None:
        """Count the session."""


@dataclass(slots=True)
class Standing:
    """How many conversations stand at which step, in which structure, and what the release `to` would mean for them.

    `earlier` ones are in a structure that is not that of `to`; `outcomes` are those of moving everybody.
    """

    to: Release | None = None
    people: int = 0
    earlier: int = 0
    at: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By flow and step of the question that waits, and of what waits below it."""
    structures: Counter[tuple[str, str]] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    def __call__(self, session: Mapping[str, Any]) -> None:
        """Count one session; a tester's does not count."""
        found = session_from_json(session)
        if found.draft or not found.frames:
            return
        self.people += 1
        self.at.update({(str(frame.flow), str(frame.step)) for frame in found.frames})
        self.structures.update({(str(frame.flow), frame.structure) for frame in found.frames})
        if self.to is not None:
            today = {(flow.id, flow.structure) for flow in self.to.flows.values()}
            here = {(frame.flow, frame.structure) for frame in found.frames if frame.structure}
            self.earlier += not here <= today
            self.outcomes[moved(found, self.to).outcome] += 1
