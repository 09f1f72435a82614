"""What the use cases need from the outside: a store, channels, sealing, content. Adapters implement these."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.core.message import ChannelName, InboundMessage, OutboundMessage, PersonId, Upload
from bot.core.text import Text
from bot.service.limits import Limits
from bot.service.ticket_values import DeliveryState, KeptMessage, KeptTicket, TicketChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as the store knows them.

    `key` is the person's own data key (32 bytes, never logged), `version` counts committed turns (0: not stored yet),
    `sequence` the last number given to a message to or from them, `session` the plain JSON of the session or None.
    """

    id: PersonId
    key: bytes
    channel: ChannelName
    address: str
    version: int = 0
    sequence: int = 0
    reachable: bool = True
    closing: bool = False
    session: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        """Return nothing that tells who it is."""
        return f"Person(id={self.id!r}, version={self.version})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message in the outbox: `sequence` orders the messages of one person."""

    sequence: int
    message: OutboundMessage


class Speaker(StrEnum):
    """Whose words a line of a transcript holds."""

    PERSON = "person"
    MERIT = "merit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a kept conversation (browser and terminal chat, where no server of Telegram's keeps it).

    `text` of a person's line is empty when it was typed before consent: then only that something was said is kept.
    """

    sequence: int
    speaker: Speaker
    message: OutboundMessage
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A photo or document a person sent, cleaned of what it says besides: `id` is what the answer holds."""

    id: str
    media_type: str
    content: bytes

    def __repr__(self) -> str:
        """Return nothing of what it shows."""
        return f"KeptFile(id={self.id!r}, size={len(self.content)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnUnit:
    """One turn, stored whole or not at all.

    The store refuses it with `Conflict` unless `person.version` is still the stored one (0: not stored), then stores
    version + 1. `relined` are kept lines as they are now, `purged` the numbers of tickets that are deleted with all
    that was said. When consent was `withdrawn`, the conversation kept up to then is deleted with it. `files` are new,
    `dropped` the ids of those no answer holds any more.
    """

    person: Person
    session: Mapping[str, Any]
    sequence: int
    at: datetime
    outgoing: tuple[Outgoing, ...] = ()
    lines: tuple[Line, ...] = ()
    relined: tuple[Line, ...] = ()
    ticket: TicketChange | None = None
    purged: tuple[int, ...] = ()
    files: tuple[KeptFile, ...] = ()
    dropped: tuple[str, ...] = ()
    reachable: bool = True
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseUnit:
    """Everything about `person` is deleted and its key destroyed.

    With a `farewell`, `successor` (fresh id and key, same address, `closing`) holds only that one message until it is
    delivered.
    """

    person: Person
    successor: Person | None = None
    farewell: Outgoing | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryUnit:
    """What became of messages of one person: `sent` ones leave the outbox, one may get another state.

    `refs` are what the channel calls those that can be changed or taken back later, by their number.
    `forget` deletes the (closing) person when nothing is left to send. `reachable` None leaves it as it is.
    """

    person_id: PersonId
    sent: tuple[int, ...] = ()
    refs: tuple[tuple[int, str], ...] = ()
    sequence: int | None = None
    state: DeliveryState | None = None
    reason: str = ""
    attempts: int = 0
    reachable: bool | None = None
    forget: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineUnit:
    """An update nobody could handle: its body is kept sealed, its reason is the name of an error, never a text.

    With a `person_id` it belongs to that person's data, so that they see that it is kept and can delete it.
    """

    channel: ChannelName
    update_id: str
    body: bytes
    reason: str
    at: datetime
    person_id: PersonId | None = None


Unit = TurnUnit | EraseUnit | DeliveryUnit | QuarantineUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A message of the outbox with what is needed to send it."""

    person_id: PersonId
    channel: ChannelName
    address: str
    outgoing: Outgoing
    attempts: int = 0
    closing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadMessage:
    """A message that could not be delivered, or an update that could not be handled; no content."""

    kind: str
    person_id: PersonId
    number: str
    reason: str
    attempts: int
    at: datetime


class StoreError(Exception):
    """The store could not do it now; nothing was stored, the same call may succeed later."""


class Conflict(StoreError):
    """Somebody else stored a turn of this person first; load again and repeat."""


class Sealer(Protocol):
    """Encryption at rest. `place` is `table.column`; a value moved to another place or person does not open."""

    def new_key(self) -> bytes:
        """Return a fresh data key of 32 bytes."""

    def wrap(self, key: bytes, person_id: PersonId) -> bytes:
        """Return a person's data key sealed with the operator's active key."""

    def unwrap(self, wrapped: bytes, person_id: PersonId) -> bytes:
        """Return the data key; raise SealError when the operator's key is missing or wrong."""

    def seal(self, key: bytes, place: str, person_id: PersonId, value: bytes) -> bytes:
        """Return `value` sealed with a person's data key."""

    def unseal(self, key: bytes, place: str, person_id: PersonId, sealed: bytes) -> bytes:
        """Return what was sealed; raise SealError when it was changed or belongs elsewhere."""

    def seal_for_operator(self, place: str, value: bytes) -> bytes:
        """Return `value` sealed with the operator's active key, where no person is known."""

    def unseal_for_operator(self, place: str, sealed: bytes) -> bytes:
        """Return what `seal_for_operator` sealed."""

    def index(self, channel: ChannelName, address: str) -> bytes:
        """Return the 16-byte keyed hash an address is found by."""

    def sign(self, purpose: str, data: bytes) -> bytes:
        """Return a 32-byte keyed hash of `data` for one purpose."""


class SealError(Exception):
    """A sealed value or key could not be opened; the message says what to check."""


class MissingKeyError(StoreError):
    """The operator's key a value needs is not at hand: nothing is wrong with the value, and nothing may be given up."""


class Store(Protocol):
    """Durable memory. `commit` returns only when the unit is on disk; many units share one transaction."""

    async def load(self, channel: ChannelName, address: str) -> Person | None:
        """Return the person at `address`, or None. Many calls in flight share one query."""

    async def person(self, person_id: PersonId) -> Person | None:
        """Return a person by their id, or None."""

    async def commit(self, unit: Unit) -> None:
        """Make the unit durable or raise StoreError; a unit that fails does not harm others."""

    def queued(self, channel: ChannelName) -> AsyncIterator[Queued]:
        """Yield the messages waiting in the outbox, per person in order."""

    async def requeue_blocked(self, person_id: PersonId) -> Sequence[Queued]:
        """Return a person's blocked messages to the queue, in order."""

    async def transcript(self, person_id: PersonId, *, after: int = 0) -> Sequence[Line]:
        """Return the kept lines with a sequence above `after`, in order."""

    async def export(self, person_id: PersonId) -> Mapping[str, Any]:
        """Return everything kept about a person as JSON-ready values, table by table."""

    async def dead(self) -> Sequence[DeadMessage]:
        """Return what an operator has to look at, oldest first."""

    async def retry_dead(self, person_id: PersonId, number: str) -> bool:
        """Put a dead message back in the queue; False if there is none."""

    async def open_tickets(self) -> Sequence[KeptTicket]:
        """Return the tickets that are not closed, those that came first before the others."""

    async def ticket(self, code: str) -> KeptTicket | None:
        """Return the ticket with this code, or None."""

    async def tickets_to_look_at(self, at: datetime, *, most: int) -> Sequence[KeptTicket]:
        """Return tickets whose time to be looked at has come, at most `most` of them, the longest waiting first."""

    async def said(self, person_id: PersonId, number: int) -> Sequence[KeptMessage]:
        """Return what was said about a person's ticket with this number, in order."""

    async def due(self, at: datetime, *, most: int) -> Sequence[PersonId]:
        """Return the people whose reminder is due at `at`, at most `most` of them, the longest waiting first."""

    async def silent(self, since: datetime, *, after: str, most: int) -> Sequence[PersonId]:
        """Return people whose last word came before `since`, by their ids, those behind `after`."""

    async def file(self, person_id: PersonId, file_id: str) -> KeptFile | None:
        """Return a file a person sent, or None when it is not kept (any more)."""

    async def ping(self) -> None:
        """Return if the store answers; raise StoreError otherwise."""

    def fresh(self, channel: ChannelName, address: str) -> Person:
        """Return a new person with a random id and a random key; nothing is stored yet."""

    async def close(self) -> None:
        """Finish what is queued and close every connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The channel has it; `ref` is how the channel calls the message."""

    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Not now: try again after `seconds`; `everyone` when the whole channel must pause, `counts` as an attempt."""

    seconds: float | None = None
    everyone: bool = False
    counts: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The person blocked the bot or is gone: a state, not an error."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The channel will never take this message."""

    reason: str


Delivery = Sent | Later | Unreachable | Refused


class Channel(Protocol):
    """A way out to people."""

    name: ChannelName
    limits: Limits

    async def deliver(self, address: str, message: OutboundMessage) -> Delivery:
        """Try once to hand the message over; never raises for what the network or the person does."""


class Files(Protocol):
    """Getting a file a person sent, looking at what it really is, and cleaning it."""

    def takes(self, channel: ChannelName) -> bool:
        """Whether files can be sent over this channel."""

    async def take(self, channel: ChannelName, upload: Upload, *, room: int) -> KeptFile | Text:
        """Return the file without its metadata if it has at most `room` kilobytes, or what to tell the person.

        Never raises for what they sent.
        """

    async def raw(self, channel: ChannelName, upload: Upload, *, most: int) -> bytes | None:
        """Return a file as it was sent, if it has at most `most` bytes; None when it has more or cannot be had."""


class Receipt(StrEnum):
    """What became of an inbound message; each of these may be acknowledged."""

    DONE = "done"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    TESTED = "tested"


class Intake(Protocol):
    """The way in: when a call returns, the message may be acknowledged; a crash no longer loses it."""

    async def receive(self, inbound: InboundMessage) -> Receipt:
        """Handle the message and return once its turn is durable; raise StoreError when it is to be sent again."""

    async def quarantine(
        self, channel: ChannelName, update_id: str, body: bytes, reason: str
    ) -> None:
        """Put away an update that cannot be read; `reason` is an error's class name."""


class Conversations(Protocol):
    """Reading kept conversations, for channels that show them themselves."""

    async def lines(self, channel: ChannelName, address: str, *, after: int = 0) -> Sequence[Line]:
        """Return the kept lines of the person at `address` with a sequence above `after`."""

    async def changed(self, channel: ChannelName, address: str, *, seconds: float) -> bool:
        """Wait until something new was kept for `address`; False when `seconds` went by without it."""
