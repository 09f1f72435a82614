"""A ticket and what is said about it, as the store takes and gives them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.language import LanguageCode
from bot.core.message import PersonId
from bot.core.ticket import Ticket
from bot.core.ticket_message import TicketMessage


class DeliveryState(StrEnum):
    """How far a message in the outbox is."""

    QUEUED = "queued"
    BLOCKED = "blocked"
    """The person blocked the bot; the message waits for their return."""
    DEAD = "dead"
    """It will not be tried again unless an operator asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """What advisors see of a person beside their words, as ids, so that it can be read in any language.

    `interpret` is there while an interpreter is wanted: the language of the person, then that of the advisor.
    """

    language: LanguageCode = ""
    country: str = ""
    status: str = ""
    interpret: tuple[LanguageCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A new message of a ticket.

    One to the person has a `sequence`, its number in the outbox or the transcript; one of the person's has a `ref`,
    what their channel calls it.
    """

    message: TicketMessage
    sequence: int | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketChange:
    """A ticket as it is now, with what was said about it in this turn.

    `changed` are earlier messages as they are now, by their place in the ticket. Whoever looks after the time of
    tickets looks at this one at `look_at`.
    """

    ticket: Ticket
    facts: TicketFacts
    look_at: datetime | None
    said: tuple[Said, ...] = ()
    changed: tuple[tuple[int, TicketMessage], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTicket:
    """A ticket as the store holds it, with whose it is."""

    person_id: PersonId
    ticket: Ticket
    facts: TicketFacts
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMessage:
    """A message of a ticket: its place there, from 1, and how far it is on its way to the person.

    `delivery` is None when it has arrived, or was never to be sent. `ref` is what the channel calls it.
    """

    nth: int
    message: TicketMessage
    sequence: int | None = None
    ref: str = ""
    delivery: DeliveryState | None = None
    reason: str = ""
