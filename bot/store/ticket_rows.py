"""A ticket and what is said about it: into rows, sealed, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core.ticket import Ticket, ticket_from_json, ticket_to_json
from bot.core.ticket_message import (
    TicketMessage,
    ticket_message_from_json,
    ticket_message_to_json,
)
from bot.json_bytes import from_json, to_json
from bot.service.ports import Person
from bot.service.ticket_values import TicketChange, TicketFacts
from bot.store.codec import to_microseconds, to_plain
from bot.store.keyed import KeyedSealer
from bot.store.statements import Row, Step

TICKET_PLACE = "ticket.ticket"
MESSAGE_PLACE = "ticket_message.message"


def ticket_rows(
    person: Person, change: TicketChange, sealer: KeyedSealer, at: int
) -> list[tuple[Step, Row]]:
    """Return the rows of a ticket as it is now, of what was said, and of what was changed."""
    number = change.ticket.number
    rows: list[tuple[Step, Row]] = [(Step.TICKET, _ticket(person, change, sealer, at))]
    for place, said in enumerate(change.said, start=1):
        sealed = _sealed(person, said.message, sealer)
        row = (person.id, number, place, sealed, said.sequence, to_plain(said.ref), at)
        rows.append((Step.SAID, row))
    for nth, message in change.changed:
        rows.append((Step.RESAID, (_sealed(person, message, sealer), person.id, number, nth)))
    return rows


def _ticket(person: Person, change: TicketChange, sealer: KeyedSealer, at: int) -> Row:
    ticket = change.ticket
    written = to_json({"ticket": ticket_to_json(ticket), "facts": _facts(change.facts)})
    sealed = sealer.seal(person.key, TICKET_PLACE, person.id, written)
    look_at = _microseconds(change.look_at)
    return (person.id, ticket.number, ticket.code, ticket.open, sealed, look_at, at)


def _sealed(person: Person, message: TicketMessage, sealer: KeyedSealer) -> bytes:
    written = to_json(ticket_message_to_json(message))
    return sealer.seal(person.key, MESSAGE_PLACE, person.id, written)


def _facts(facts: TicketFacts) -> dict[str, Any]:
    known = {"language": facts.language, "country": facts.country, "status": facts.status}
    return known if not facts.interpret else {**known, "interpret": list(facts.interpret)}


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else to_microseconds(moment)


def ticket_of(written: bytes) -> tuple[Ticket, TicketFacts]:
    """Return the ticket and the facts in an opened row."""
    data: Mapping[str, Any] = from_json(written)
    facts = {**data["facts"], "interpret": tuple(data["facts"].get("interpret", ()))}
    return ticket_from_json(data["ticket"]), TicketFacts(**facts)


def message_of(written: bytes) -> TicketMessage:
    """Return the message in an opened row."""
    return ticket_message_from_json(from_json(written))
