"""Small ways to say what a test stores."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.core.message import ChannelName, OutboundMessage, PersonId
from bot.core.ticket import State, Ticket
from bot.core.ticket_message import Side, TicketMessage
from bot.service.ports import (
    DeliveryUnit,
    KeptFile,
    Line,
    Outgoing,
    Person,
    QuarantineUnit,
    Queued,
    Speaker,
    TurnUnit,
)
from bot.service.ticket_values import DeliveryState, Said, TicketChange, TicketFacts
from bot.store.schema import DESK_PLACE, METADATA
from bot.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=UTC)
TELEGRAM = ChannelName.TELEGRAM
MARKER = "Marker-7f3a"


def turn(
    person: Person, *texts: str, session: Mapping[str, Any] | None = None, **more: Any
) -> TurnUnit:
    """Return a turn that says `texts` and leaves `session` (by default a count of the turns)."""
    outgoing = tuple(
        Outgoing(sequence=person.sequence + nth, message=OutboundMessage(text=text))
        for nth, text in enumerate(texts, start=1)
    )
    return TurnUnit(
        person=person,
        session={"turns": person.version + 1} if session is None else session,
        sequence=person.sequence + len(texts),
        at=NOW,
        outgoing=outgoing,
        **more,
    )


def after(person: Person, unit: TurnUnit) -> Person:
    """Return the person as `load` gives them once `unit` is stored."""
    return replace(
        person,
        version=person.version + 1,
        sequence=unit.sequence,
        session=unit.session,
        reachable=unit.reachable,
        closing=False,
    )


async def settle(store: SqlStore, address: str, *texts: str) -> Person:
    """Store a first turn for `address` and return the person."""
    person = store.fresh(TELEGRAM, address)
    unit = turn(person, *texts)
    await store.commit(unit)
    return after(person, unit)


async def queue_of(store: SqlStore, channel: ChannelName = TELEGRAM) -> list[Queued]:
    return [queued async for queued in store.queued(channel)]


async def texts_of(store: SqlStore, person_id: PersonId) -> list[str]:
    """Return the texts that wait for a person, in order."""
    waiting = await queue_of(store)
    return [each.outgoing.message.text for each in waiting if each.person_id == person_id]


def sent(person: Person, *sequences: int, forget: bool = False) -> DeliveryUnit:
    return DeliveryUnit(person_id=person.id, sent=sequences, forget=forget)


def moved(person: Person, sequence: int, state: DeliveryState, **more: Any) -> DeliveryUnit:
    return DeliveryUnit(person_id=person.id, sequence=sequence, state=state, **more)


def line(sequence: int, text: str, speaker: Speaker = Speaker.PERSON) -> Line:
    return Line(sequence=sequence, speaker=speaker, message=OutboundMessage(text=text), at=NOW)


def asks(topic: str, *words: str, number: int = 1, code: str = "K7-M2") -> TicketChange:
    """A ticket that was sent with these words."""
    at = int(NOW.timestamp())
    ticket = Ticket(
        number=number, code=code, topic=topic, opened_at=at, state=State.QUEUED, queued_at=at
    )
    said = tuple(
        Said(message=TicketMessage(side=Side.PERSON, at=at, text=each, language="ar"))
        for each in words
    )
    facts = TicketFacts(language="ar", country="nl")
    return TicketChange(ticket=ticket, facts=facts, look_at=NOW, said=said)


def photo(nth: int = 1, content: bytes = b"a photo") -> KeptFile:
    return KeptFile(id=f"f_{nth:016x}_1", media_type="image/jpeg", content=content)


async def seed(store: SqlStore) -> Person:
    """Store a person with a marker in every table that holds something about people."""
    fresh = store.fresh(TELEGRAM, f"{MARKER}-address")
    unit = TurnUnit(
        person=fresh,
        session={"answers": {"name": f"{MARKER}-session"}},
        sequence=3,
        at=NOW,
        outgoing=(Outgoing(sequence=3, message=OutboundMessage(text=f"{MARKER}-outbox")),),
        lines=(line(1, f"{MARKER}-transcript"),),
        ticket=asks(f"{MARKER}-topic", f"{MARKER}-ticket"),
        files=(photo(content=f"{MARKER}-file".encode()),),
    )
    await store.commit(unit)
    place = sa.insert(DESK_PLACE).values(person_id=fresh.id, number=1, face="forum", place="-100/7")
    await store.writer.run(lambda connection: connection.execute(place))
    body = f"{MARKER}-quarantine".encode()
    await store.commit(unreadable("9", body=body, person_id=fresh.id))
    person = await store.load(TELEGRAM, fresh.address)
    assert person is not None
    return person


async def everything(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables."""

    def read(connection: sa.Connection) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table))]
            for table in METADATA.sorted_tables
        }

    return await store.database.read(read)


def unreadable(update_id: str, **more: object) -> QuarantineUnit:
    unit = QuarantineUnit(
        channel=TELEGRAM, update_id=update_id, body=b"{broken", reason="KeyError", at=NOW
    )
    return replace(unit, **more)  # type: ignore[arg-type]
