"""The outbox read back: what waits to be sent, what a person's return brings back, what an operator must look at."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.core.message import ChannelName, PersonId
from bot.service.ports import DeadMessage, Outgoing, Queued
from bot.service.ticket_values import DeliveryState
from bot.store.changes import ADDRESS_PLACE, MESSAGE_PLACE
from bot.store.codec import from_microseconds, message_from_json
from bot.store.keyed import KeyedSealer
from bot.store.schema import CONTACT, OUTBOX, PERSON, QUARANTINE

PAGE = 500

_WAITING = (
    sa.select(
        OUTBOX.c.person_id,
        OUTBOX.c.sequence,
        OUTBOX.c.channel,
        OUTBOX.c.attempts,
        OUTBOX.c.message,
        CONTACT.c.address,
        PERSON.c.wrapped_key,
        PERSON.c.closing,
    )
    .join(PERSON, PERSON.c.person_id == OUTBOX.c.person_id)
    .join(
        CONTACT,
        sa.and_(CONTACT.c.person_id == OUTBOX.c.person_id, CONTACT.c.channel == OUTBOX.c.channel),
    )
    .order_by(OUTBOX.c.person_id, OUTBOX.c.sequence)
)

Place = tuple[str, int]
START: Place = ("", -1)


def waiting_page(connection: sa.Connection, channel: ChannelName, after: Place) -> Sequence[Any]:
    """Return the next queued rows of a channel behind `after`, per person in order; none at the end."""
    query = _WAITING.where(
        OUTBOX.c.channel == channel.value,
        OUTBOX.c.state == DeliveryState.QUEUED.value,
        sa.tuple_(OUTBOX.c.person_id, OUTBOX.c.sequence) > after,
    )
    return connection.execute(query.limit(PAGE)).fetchall()


def requeue(connection: sa.Connection, person_id: PersonId, found: list[Any]) -> list[Any]:
    """Return a person's blocked rows to the queue.

    `found` outlives an interrupted attempt, so that a repeated one still knows which rows the first had put back.
    """
    mine = (OUTBOX.c.person_id == person_id, OUTBOX.c.state == DeliveryState.BLOCKED.value)
    if not found:
        found.extend(connection.execute(_WAITING.where(*mine)))
    connection.execute(sa.update(OUTBOX).where(*mine).values(state=DeliveryState.QUEUED.value))
    return found


def unsealed(row: Any, sealer: KeyedSealer) -> Queued:
    """Return a row of the two functions above as the sender needs it."""
    person_id = PersonId(row.person_id)
    key = sealer.unwrap(row.wrapped_key, person_id)
    message = sealer.unseal(key, MESSAGE_PLACE, person_id, row.message)
    return Queued(
        person_id=person_id,
        channel=ChannelName(row.channel),
        address=sealer.unseal(key, ADDRESS_PLACE, person_id, row.address).decode(),
        outgoing=Outgoing(sequence=row.sequence, message=message_from_json(message)),
        attempts=row.attempts,
        closing=bool(row.closing),
    )


def dead_messages(connection: sa.Connection) -> list[DeadMessage]:
    """Return messages that will not be sent and updates that could not be handled, oldest first."""
    dead = sa.select(
        OUTBOX.c.person_id,
        OUTBOX.c.sequence.label("number"),
        OUTBOX.c.reason,
        OUTBOX.c.attempts,
        OUTBOX.c.created_at.label("at"),
    ).where(OUTBOX.c.state == DeliveryState.DEAD.value)
    unread = sa.select(
        QUARANTINE.c.person_id,
        QUARANTINE.c.update_id.label("number"),
        QUARANTINE.c.reason,
        sa.literal(0).label("attempts"),
        QUARANTINE.c.at,
    )
    found = [_dead("message", row) for row in connection.execute(dead)]
    found += [_dead("update", row) for row in connection.execute(unread)]
    return sorted(found, key=lambda message: message.at)


def _dead(kind: str, row: Any) -> DeadMessage:
    return DeadMessage(
        kind=kind,
        person_id=PersonId(row.person_id),
        number=str(row.number),
        reason=row.reason,
        attempts=row.attempts,
        at=from_microseconds(row.at),
    )


def revive(connection: sa.Connection, person_id: PersonId, number: str) -> bool:
    """Put a dead message back in the queue as if it had never been tried; False if there is none."""
    if not number.isdecimal():
        return False
    done = connection.execute(
        sa.update(OUTBOX)
        .where(
            OUTBOX.c.person_id == person_id,
            OUTBOX.c.sequence == int(number),
            OUTBOX.c.state == DeliveryState.DEAD.value,
        )
        .values(state=DeliveryState.QUEUED.value, attempts=0, reason="")
    )
    return done.rowcount == 1
