"""Tickets read back: the open ones, one by its code, and what was said about it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.core.message import PersonId
from bot.logs import logger
from bot.service.ports import SealError
from bot.service.ticket_values import DeliveryState, KeptMessage, KeptTicket
from bot.store.codec import from_microseconds, to_microseconds
from bot.store.kept import key_of
from bot.store.keyed import KeyedSealer
from bot.store.schema import OUTBOX, PERSON, TICKET, TICKET_MESSAGE
from bot.store.ticket_rows import MESSAGE_PLACE, TICKET_PLACE, message_of, ticket_of

_TICKETS = sa.select(TICKET, PERSON.c.wrapped_key).join(
    PERSON, PERSON.c.person_id == TICKET.c.person_id
)


_Opened = tuple[tuple[int, bytes], KeptTicket]
"""When a ticket changed and what it is sealed as, and the ticket."""


@dataclass(slots=True)
class OpenTickets:
    """Reads the tickets that are not closed; one that did not change since the last time is not opened again."""

    _opened: dict[str, _Opened] = field(default_factory=dict)

    def read(self, connection: sa.Connection, sealer: KeyedSealer) -> list[KeptTicket]:
        """Return the tickets that are not closed, those that changed first before the others."""
        query = _TICKETS.where(TICKET.c.open).order_by(TICKET.c.changed_at, TICKET.c.code)
        rows, before = connection.execute(query).all(), self._opened
        # Put in place at once: another reading may be under way in another thread.
        opened = ((row.code, _again(row, before, sealer)) for row in rows)
        now = {code: found for code, found in opened if found is not None}
        self._opened = now
        return [kept for _, kept in now.values()]


def _again(row: Any, before: dict[str, _Opened], sealer: KeyedSealer) -> _Opened | None:
    """Return a ticket; None of one that is damaged, which must not keep advisors from the others."""
    written, known = (row.changed_at, row.ticket), before.get(row.code)
    # What is sealed anew differs, also when it says the same.
    if known is not None and known[0] == written:
        return known
    try:
        return written, _ticket(row, sealer)
    except SealError as error:
        logger.error("ticket_not_readable", code=row.code, error=type(error).__name__)
        return None


def ticket_of_code(connection: sa.Connection, code: str, sealer: KeyedSealer) -> KeptTicket | None:
    """Return the ticket with this code, or None."""
    row: Any = connection.execute(_TICKETS.where(TICKET.c.code == code)).first()
    return None if row is None else _ticket(row, sealer)


def to_look_at(
    connection: sa.Connection, at: datetime, most: int, sealer: KeyedSealer
) -> list[KeptTicket]:
    """Return tickets whose time to be looked at has come, the longest waiting first."""
    ripe = TICKET.c.look_at <= to_microseconds(at)
    query = _TICKETS.where(ripe).order_by(TICKET.c.look_at, TICKET.c.code).limit(most)
    return [_ticket(row, sealer) for row in connection.execute(query)]


def _ticket(row: Any, sealer: KeyedSealer) -> KeptTicket:
    person_id = PersonId(row.person_id)
    key = sealer.unwrap(row.wrapped_key, person_id)
    ticket, facts = ticket_of(sealer.unseal(key, TICKET_PLACE, person_id, row.ticket))
    changed_at = from_microseconds(row.changed_at)
    return KeptTicket(person_id=person_id, ticket=ticket, facts=facts, changed_at=changed_at)


def said(
    connection: sa.Connection, person_id: PersonId, number: int, sealer: KeyedSealer
) -> list[KeptMessage]:
    """Return what was said about a ticket, in order, each with how far it is on its way."""
    key = key_of(connection, person_id, sealer)
    if key is None:
        return []
    waits = sa.and_(
        OUTBOX.c.person_id == TICKET_MESSAGE.c.person_id,
        OUTBOX.c.sequence == TICKET_MESSAGE.c.sequence,
    )
    query = (
        sa.select(TICKET_MESSAGE, OUTBOX.c.state, OUTBOX.c.reason)
        .outerjoin(OUTBOX, waits)
        .where(TICKET_MESSAGE.c.person_id == person_id, TICKET_MESSAGE.c.number == number)
        .order_by(TICKET_MESSAGE.c.nth)
    )
    return [_message(row, key, sealer) for row in connection.execute(query)]


def _message(row: Any, key: bytes, sealer: KeyedSealer) -> KeptMessage:
    person_id = PersonId(row.person_id)
    return KeptMessage(
        nth=row.nth,
        message=message_of(sealer.unseal(key, MESSAGE_PLACE, person_id, row.message)),
        sequence=row.sequence,
        ref=row.ref,
        delivery=None if row.state is None else DeliveryState(row.state),
        reason=row.reason or "",
    )
