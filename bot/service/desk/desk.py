"""The desk: what advisors do with tickets, whichever face they use. Every call is durable when it returns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.core import phrases
from bot.core.after_talk import after_closing, listening
from bot.core.message import Attachment, ChannelName, OutboundMessage
from bot.core.session import Session
from bot.core.talk import Talk
from bot.core.text import Text, literal
from bot.core.ticket import (
    GOES_ON,
    NO_DETAILS,
    Actor,
    Details,
    Move,
    Refusal,
    State,
    Ticket,
    Why,
)
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Say, Turn
from bot.service.compose import KEEPS_TRANSCRIPT, Composed, compose_turn, with_ticket, words_of
from bot.service.conflicts import despite_conflicts
from bot.service.desk.counting import Counting
from bot.service.drafts import real_session
from bot.service.library import Library
from bot.service.ports import KeptFile, Person, Queued, Sealer, Store, TurnUnit, Unit
from bot.service.ticket_changes import facts_of
from bot.service.ticket_values import KeptMessage, KeptTicket, Said, TicketChange

TOLD: dict[Move, Text] = {
    Move.CLAIM: phrases.ADVISOR_HAS_IT,
    Move.TAKE_OVER: phrases.ADVISOR_HAS_IT,
    Move.ASSIGN: phrases.ADVISOR_HAS_IT,
    Move.CLOSE: phrases.TICKET_CLOSED,
    Move.LAPSE: phrases.TICKET_CLOSED,
    Move.REOPEN: phrases.TICKET_REOPENED,
}
"""What the person is told of a move; of the others they need not know."""


LISTENS = frozenset({Move.CLAIM, Move.TAKE_OVER, Move.ASSIGN, Move.REOPEN})
"""Moves after which the person was told that what they write is for the advisor."""

Sent = Callable[[Person, Sequence[Queued]], None]
"""Takes what is durable on to a person: by the outbox, or by waking the page that waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who acts: the actor of a move, and `name` as the person reads it."""

    actor: Actor
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a deed brings besides: the conversation as it is then, messages to the person, earlier lines as they are.

    `file` goes with the last of the messages, as `name`, and is kept.
    """

    session: Session
    says: tuple[Say, ...] = ()
    changed: tuple[tuple[int, TicketMessage], ...] = ()
    file: KeptFile | None = None
    name: str = ""


Brings = Callable[[Session, int], Brought]
"""Says what a deed brings, from the conversation and the number the first message to the person has."""
Holds = Callable[[Session, Sequence[KeptMessage]], bool]
"""Whether what a deed goes on from still holds: the conversation, and what was said."""


Stops = Callable[[Talk], Talk | Refusal]
"""Says what a deed does to the talk itself, or why it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done to a ticket: a move, or none; `message` is kept of it, `says` goes to the person."""

    message: TicketMessage | None = None
    move: Move | None = None
    details: Details = NO_DETAILS
    says: tuple[Text, ...] = ()
    brings: Brings | None = None
    holds: Holds | None = None
    stops: Stops | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ticket with its person and everything that was said about it."""

    kept: KeptTicket
    person: Person
    session: Session
    said: Sequence[KeptMessage]

    @property
    def latest(self) -> Ticket | None:
        """The ticket as the conversation has it, which counts; None when the person has a later one."""
        ticket = self.session.talk.ticket
        return ticket if ticket and ticket.number == self.kept.ticket.number else None


Outcome = Ticket | Refusal
"""The ticket as it is now, or why nothing was done."""

GONE = Refusal(why=Why.NOBODY)
"""There is no such ticket, or nobody it belongs to any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What it takes to work at the desk. `sent` takes messages on to a person once they are durable."""

    store: Store
    library: Library
    sealer: Sealer
    sent: Sent = field(default=lambda _person, _queued: None)
    changed: Callable[[Ticket], None] = field(default=lambda _ticket: None)
    """Is told of every ticket that changed, after it is durable."""
    takes: Callable[[ChannelName], bool] = field(default=lambda _channel: True)
    """Says whether people can send files over a channel."""
    counting: Counting | None = None

    async def queue(self) -> Sequence[KeptTicket]:
        """Return the open tickets advisors may know of: those that were sent, and those with danger."""
        found = await self.store.open_tickets()
        begun = State.REQUESTED
        return [each for each in found if each.ticket.state is not begun or each.ticket.danger]

    async def open(self, code: str) -> Opened | None:
        """Return a ticket with all that was said about it; None when there is none with this code."""
        kept = await self.store.ticket(code)
        found = None if kept is None else await self._person(kept)
        if kept is None or found is None:
            return None
        person, session = found
        said = await self.store.said(kept.person_id, kept.ticket.number)
        return Opened(kept=kept, person=person, session=session, said=said)

    async def move(
        self, code: str, move: Move, by: Signed, now: datetime, details: Details = NO_DETAILS
    ) -> Outcome:
        """Make a move; the person is told what concerns them, in their language."""
        about = {"move": move.value, **_details(details)}
        event = TicketMessage(side=Side.EVENT, at=_at(now), by=by.actor.id, about=about)
        return await self.act(code, by, now, Deed(message=event, move=move, details=details))

    async def answer(
        self, code: str, by: Signed, body: Text | str, now: datetime, *, language: str
    ) -> Outcome:
        """Send a message to the person; only who has the ticket can. A form that waits is put aside until it is closed.

        A Text reaches the person in their own language, words of the advisor's as they are.
        """
        about = {} if isinstance(body, str) else as_sent(body)
        written = body if isinstance(body, str) else ""
        message = TicketMessage(
            side=Side.ADVISOR,
            at=_at(now),
            text=written,
            language=language,
            by=by.actor.id,
            about=about,
        )
        said = literal(body) if isinstance(body, str) else body
        return await self.act(code, by, now, Deed(message=message, move=Move.ANSWER, says=(said,)))

    async def note(
        self, code: str, by: Signed, words: str, now: datetime, *, language: str
    ) -> Outcome:
        """Keep a note only advisors see."""
        message = TicketMessage(
            side=Side.NOTE, at=_at(now), text=words, language=language, by=by.actor.id
        )
        return await self.act(code, by, now, Deed(message=message))

    async def act(self, code: str, by: Signed, now: datetime, deed: Deed) -> Outcome:
        """Do it, once, or say why nothing was done."""

        async def attempt() -> Outcome:
            kept = await self.store.ticket(code)
            found = None if kept is None else await self._person(kept)
            if kept is None or found is None:
                return GONE
            person, session = found
            if not await self._holds(deed, kept, session):
                return Refusal(why=Why.NOT_NOW)
            after = _after(session, kept.ticket.number, by, now, deed)
            if isinstance(after, Refusal):
                return after
            turn = self._followed(person, replace(session, talk=after), deed.move, now)
            brought = _brought(deed, turn.session, person.sequence + 1)
            ticket = _ticket(brought.session)
            told = (*self._told(deed.move, ticket, by), *self._without_files(person, deed.move))
            lines = (*told, *self._said(by, deed.says), *turn.says)
            composed = self._composed(person, brought, lines, deed.message, now)
            await self.store.commit(composed.unit)
            self.sent(person, composed.queued)
            self.changed(ticket)
            await self.counted(person, composed.unit, now)
            return ticket

        return await despite_conflicts(attempt)

    def _followed(self, person: Person, session: Session, move: Move | None, now: datetime) -> Turn:
        """Return what a move means for the conversation: an advisor is heard, or what they interrupted goes on."""
        takes = self.takes(person.channel)
        release = replace(self.library.release, files=takes)
        if move is Move.ANSWER or move in LISTENS:
            return Turn(session=listening(session, release, now))
        return after_closing(session, release, now) if move is Move.CLOSE else Turn(session=session)

    async def counted(self, person: Person, unit: Unit, now: datetime) -> None:
        """Count what became of a ticket, where that is counted."""
        change = unit.ticket if isinstance(unit, TurnUnit) else None
        if self.counting is not None and change is not None:
            await self.counting.changed(person, change, now)

    async def _holds(self, deed: Deed, kept: KeptTicket, session: Session) -> bool:
        if deed.holds is None:
            return True
        return deed.holds(session, await self.store.said(kept.person_id, kept.ticket.number))

    def _composed(
        self,
        person: Person,
        brought: Brought,
        lines: tuple[Say, ...],
        message: TicketMessage | None,
        now: datetime,
    ) -> Composed:
        session, says = brought.session, (*lines, *brought.says)
        written = words_of(says, person, session.language, self.library, self.sealer, on=None)
        sends = message is not None and message.side is Side.ADVISOR
        messages: list[OutboundMessage] = [replace(each, recalled=sends) for each in written]
        messages, files = _with_file(messages, brought)
        sequence = person.sequence + 1 if sends and messages else None
        composed = compose_turn(
            person, Turn(session=session), messages, content=None, now=now, files=files
        )
        change = TicketChange(
            ticket=_ticket(session),
            facts=facts_of(session),
            look_at=now,
            said=() if message is None else (Said(message=message, sequence=sequence),),
            changed=brought.changed,
        )
        return with_ticket(composed, change)

    def _told(self, move: Move | None, ticket: Ticket, by: Signed) -> tuple[Say, ...]:
        text = None if move is None else TOLD.get(move)
        if text is None:
            return ()
        if text is phrases.TICKET_CLOSED and ticket.reason not in GOES_ON:
            text = phrases.TICKET_ENDED
        known = {"advisor": by.name, "code": ticket.code}
        values = {name: value for name, value in known.items() if f"{{{name}}}" in text.source}
        return (Say(paragraphs=((text.with_values(**values),),)),)

    def _without_files(self, person: Person, move: Move | None) -> tuple[Say, ...]:
        """Return the line that says that no files can be sent, to whoever begins to talk where that is so."""
        shown_here = person.channel in KEEPS_TRANSCRIPT and not self.takes(person.channel)
        tells = move in LISTENS and shown_here
        return (Say(paragraphs=((phrases.NO_FILES_HERE,),)),) if tells else ()

    def _said(self, by: Signed, says: tuple[Text, ...]) -> tuple[Say, ...]:
        who = phrases.ADVISOR_WRITES.with_values(advisor=by.name)
        return tuple(Say(paragraphs=((who,), (each,))) for each in says)

    async def _person(self, kept: KeptTicket) -> tuple[Person, Session] | None:
        person = await self.store.person(kept.person_id)
        session = None if person is None else real_session(person)
        return None if person is None or session is None else (person, session)


def _brought(deed: Deed, session: Session, number: int) -> Brought:
    return Brought(session=session) if deed.brings is None else deed.brings(session, number)


def _with_file(
    messages: list[OutboundMessage], brought: Brought
) -> tuple[list[OutboundMessage], tuple[KeptFile, ...]]:
    """Return the messages with the file that was brought, and what is to be kept of it."""
    file = brought.file
    if file is None:
        return messages, ()
    attached = Attachment(filename=brought.name, media_type=file.media_type, content=file.content)
    return [*messages[:-1], replace(messages[-1], attachment=attached)], (file,)


def _ticket(session: Session) -> Ticket:
    """Return the ticket of a conversation that has one."""
    assert session.talk.ticket is not None  # noqa: S101 - only such conversations come here
    return session.talk.ticket


def _at(now: datetime) -> int:
    return int(now.timestamp())


def _after(session: Session, number: int, by: Signed, now: datetime, deed: Deed) -> Talk | Refusal:
    """Return the talk after a deed; only the latest ticket of a person can be worked on."""
    ticket = session.talk.ticket
    if ticket is None or ticket.number != number:
        return GONE
    if deed.stops is not None:
        return deed.stops(session.talk)
    if deed.move is None:
        return session.talk
    return session.talk.moved(deed.move, by.actor, now, deed.details)


def as_sent(body: Text) -> dict[str, Any]:
    """Return which text was sent and what stood in it, so that advisors can read it in any language."""
    values = {
        name: value.source if isinstance(value, Text) else str(value)
        for name, value in body.values.items()
    }
    return {"place": body.place, **({"values": values} if values else {})}


def _details(details: Details) -> dict[str, Any]:
    named: dict[str, Any] = {"to": details.to, "team": details.team, "until": details.until}
    named["reason"] = "" if details.reason is None else details.reason.value
    return {name: value for name, value in named.items() if value}
