"""What a face of the desk in somebody else's program needs: who works there, and where it shows which ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.message import PersonId
from bot.core.ticket import AdvisorId
from bot.service.desk.advisor import Advisor


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlace:
    """Where a face shows a ticket; `place` is the face's own business, and holds nothing about the person."""

    person_id: PersonId
    number: int
    code: str
    place: str


class Members(Protocol):
    """Who writes in the advisors' group; raises StoreError."""

    async def who(self, user: int) -> Advisor | None:
        """Return the advisor this account of Telegram's is linked to, or None; one who left is None, too."""

    async def name(self, advisor_id: AdvisorId) -> str:
        """Return what people call an advisor, or nothing when there is no such one."""


class Places(Protocol):
    """The places of one face; raises StoreError."""

    async def place(self, person_id: PersonId, number: int) -> str:
        """Return where a ticket is shown, or nothing."""

    async def keep(self, person_id: PersonId, number: int, place: str) -> bool:
        """Keep where a ticket is shown. If the ticket was deleted meanwhile, the place is to be removed: then False."""

    async def all(self) -> Sequence[KeptPlace]:
        """Return every place, with the code of its ticket."""

    async def unfinished(self, done: str) -> Sequence[str]:
        """Return the codes of closed tickets whose place does not begin with `done`."""

    async def removals(self) -> Sequence[str]:
        """Return the places that are to be removed, those that wait longest first."""

    async def remove(self, place: str) -> None:
        """Keep in mind that a place is to be removed."""

    async def removed(self, place: str) -> None:
        """Forget a place that is gone."""
