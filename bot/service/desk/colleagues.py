"""Who works at the desk, as those need it who speak to advisors in a messenger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.ticket import AdvisorId, TeamId
from bot.service.desk.place_ports import Members


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who can be called by their Telegram account; without one `user` is 0."""

    id: AdvisorId
    name: str
    user: int = 0

    def __repr__(self) -> str:
        """Return nothing that tells who it is."""
        return f"Colleague(id={self.id!r})"


class Colleagues(Members, Protocol):
    """The accounts; raises StoreError."""

    async def anybody(self, user: int) -> Colleague | None:
        """Return whose account of Telegram's this is, whatever they may do."""

    async def present(self, advisor_id: AdvisorId, today: date) -> Colleague | None:
        """Return an advisor who works here and is not away."""

    async def leads(self, team: TeamId, today: date) -> Sequence[Colleague]:
        """Return the leads of a team; the other leads when none is there, the admins when there are no leads."""

    async def working(self) -> frozenset[AdvisorId]:
        """Return everybody who may work with tickets now."""

    async def to_hint(self, advisor_id: AdvisorId) -> bool:
        """Whether this advisor is still told what a note is; each call counts."""
