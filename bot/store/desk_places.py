"""Where the faces of the desk show tickets, and what is to be removed there."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.sql.selectable import Exists

from bot.core.message import PersonId
from bot.service.desk.place_ports import KeptPlace
from bot.store.codec import to_microseconds
from bot.store.schema import DESK_PLACE, DESK_REMOVAL, TICKET
from bot.store.sql_store import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlPlaces:
    """Implements `Places` for one face; raises StoreError."""

    store: SqlStore
    face: str

    async def place(self, person_id: PersonId, number: int) -> str:
        """Return where a ticket is shown, or nothing."""
        query = sa.select(DESK_PLACE.c.place).where(self._one(person_id, number))
        return await self.store.read(lambda connection: connection.execute(query).scalar() or "")

    async def keep(self, person_id: PersonId, number: int, place: str) -> bool:
        """Keep where a ticket is shown; of one that was deleted meanwhile the place is to be removed: then False."""
        ticket = sa.select(TICKET.c.code).where(
            TICKET.c.person_id == person_id, TICKET.c.number == number
        )
        row = {"person_id": person_id, "number": number, "face": self.face, "place": place}

        def keep(connection: sa.Connection) -> bool:
            # Locked where the database can, so that nobody deletes the ticket before this is stored.
            if connection.execute(ticket.with_for_update()).first() is None:
                self._leave(connection, place)
                return False
            known = sa.update(DESK_PLACE).where(self._one(person_id, number))
            if not connection.execute(known.values(place=place)).rowcount:
                connection.execute(sa.insert(DESK_PLACE).values(row))
            return True

        return await self.store.writer.run(keep)

    async def all(self) -> Sequence[KeptPlace]:
        """Return every place, with the code of its ticket."""
        query = (
            sa.select(DESK_PLACE, TICKET.c.code)
            .join(TICKET, self._same_ticket())
            .where(DESK_PLACE.c.face == self.face)
            .order_by(TICKET.c.code)
        )
        rows = await self.store.read(lambda connection: connection.execute(query).all())
        return [
            KeptPlace(
                person_id=PersonId(row.person_id),
                number=row.number,
                code=row.code,
                place=row.place,
            )
            for row in rows
        ]

    async def unfinished(self, done: str) -> Sequence[str]:
        """Return the codes of closed tickets whose place does not begin with `done`."""
        query = (
            sa.select(TICKET.c.code)
            .join(DESK_PLACE, self._same_ticket())
            .where(
                DESK_PLACE.c.face == self.face,
                ~TICKET.c.open,
                ~DESK_PLACE.c.place.startswith(done, autoescape=True),
            )
            .order_by(TICKET.c.changed_at)
        )
        return await self.store.read(lambda connection: connection.execute(query).scalars().all())

    async def removals(self) -> Sequence[str]:
        """Return the places that are to be removed, those that wait longest first."""
        query = (
            sa.select(DESK_REMOVAL.c.place)
            .where(DESK_REMOVAL.c.face == self.face)
            .order_by(DESK_REMOVAL.c.at, DESK_REMOVAL.c.place)
        )
        return await self.store.read(lambda connection: connection.execute(query).scalars().all())

    async def remove(self, place: str) -> None:
        """Keep in mind that a place is to be removed."""
        await self.store.writer.run(lambda connection: self._leave(connection, place))

    async def removed(self, place: str) -> None:
        """Forget a place that is gone."""
        gone = sa.delete(DESK_REMOVAL).where(self._removal(place))
        await self.store.writer.run(lambda connection: connection.execute(gone).rowcount)

    def _leave(self, connection: sa.Connection, place: str) -> None:
        known: Exists = sa.exists().where(self._removal(place))
        if not connection.execute(sa.select(known)).scalar():
            at = to_microseconds(self.store.now())
            row = {"face": self.face, "place": place, "at": at}
            connection.execute(sa.insert(DESK_REMOVAL).values(row))

    def _one(self, person_id: PersonId, number: int) -> sa.ColumnElement[bool]:
        return sa.and_(
            DESK_PLACE.c.person_id == person_id,
            DESK_PLACE.c.number == number,
            DESK_PLACE.c.face == self.face,
        )

    def _removal(self, place: str) -> sa.ColumnElement[bool]:
        return sa.and_(DESK_REMOVAL.c.face == self.face, DESK_REMOVAL.c.place == place)

    @staticmethod
    def _same_ticket() -> sa.ColumnElement[bool]:
        return sa.and_(
            TICKET.c.person_id == DESK_PLACE.c.person_id, TICKET.c.number == DESK_PLACE.c.number
        )
