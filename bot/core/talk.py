"""What a conversation knows of the person's talk with the advisors: the ticket, and who spoke last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.answer import Answers
from bot.core.blocking import (
    NOT_BLOCKED,
    Blocking,
    Stop,
    blocking_from_json,
    blocking_to_json,
)
from bot.core.desk_clock import NO_MARKS, Marks, marks_from_json, marks_to_json, turned
from bot.core.interpreting import Interpret, interpret_from_json, interpret_to_json
from bot.core.media import FilesOfTickets
from bot.core.ticket import (
    NO_DETAILS,
    PERSON,
    TALKING,
    WITH_ADVISOR,
    Actor,
    Details,
    Move,
    Refusal,
    State,
    Ticket,
    Why,
    moved,
    ticket_from_json,
    ticket_to_json,
)
from bot.core.waiting_cards import (
    NO_CARDS,
    WaitingCards,
    waiting_cards_from_json,
    waiting_cards_to_json,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The open ticket, or the latest one; None before the first.

    `asked` is how many questions Merit had asked (Session.asked) at the last word of an advisor, `told` the queueing
    (Ticket.queued_at) the person was told of, `marks` what time itself did to the ticket. `held` are the latest words
    that may have been for the advisors, after the ticket was closed, `holds` how often there were any. `files` are
    those kept of each ticket, `sent_at` when the person last sent one. `cards` are question cards that wait for an
    answer, `interpret` is there where an advisor wants an interpreter.

    `aside` is the number of the first flow that an advisor's word put aside (0: none), `helped` that of the ticket the
    person was asked about, whether it helped. `blocking` outlives every ticket.
    """

    ticket: Ticket | None = None
    asked: int = 0
    told: int = 0
    marks: Marks = NO_MARKS
    held: str = ""
    holds: int = 0
    cards: WaitingCards = NO_CARDS
    interpret: Interpret | None = None
    files: FilesOfTickets = ()
    sent_at: int = 0
    aside: int = 0
    helped: int = 0
    blocking: Blocking = NOT_BLOCKED

    @property
    def live(self) -> Ticket | None:
        """Return the ticket whose advisors hear what the person writes, if there is one."""
        return self.ticket if self.ticket is not None and self.ticket.state in TALKING else None

    def stopped(self, now: datetime) -> Stop | None:
        """Return the pause or block because of which advisors do not hear the person now."""
        return self.blocking.in_force(int(now.timestamp()))

    @property
    def begun(self) -> Ticket | None:
        """Return the ticket the person has not sent, if there is one."""
        begun = self.ticket is not None and self.ticket.state is State.REQUESTED
        return self.ticket if begun else None

    def goes_on(self, now: datetime) -> bool:
        """Whether the ticket is closed and the person's words could open it again."""
        closed = self.ticket is not None and not self.ticket.open
        return closed and isinstance(self.moved(Move.WRITE, PERSON, now), Talk)

    def now(self, ticket: Ticket) -> "Talk":
        """Return this with the ticket as it is now."""
        return replace(self, ticket=ticket)

    def moved(
        self, move: Move, by: Actor, now: datetime, details: Details = NO_DETAILS
    ) -> "Talk | Refusal":
        """Return this after a move, or why it cannot be made."""
        if self.ticket is None:
            return Refusal(why=Why.NOBODY)
        after = moved(self.ticket, move, by, int(now.timestamp()), details)
        if isinstance(after, Refusal):
            return after
        marks = turned(self.marks, self.ticket, after, move, now)
        cards = self.cards if after.open else self.cards.dropped()
        return replace(self, ticket=after, marks=marks, cards=cards)

    def withdrawn(self, now: datetime) -> "Talk":
        """Return this without an open ticket: the person no longer wants one, or there was none."""
        after = self.moved(Move.WITHDRAW, PERSON, now)
        return replace(self, held="") if isinstance(after, Refusal) else replace(after, held="")

    def purged(self) -> "Talk":
        """Return what is left when the ticket is deleted: until when advisors do not hear the person."""
        return Talk(blocking=self.blocking)


NO_TALK = Talk()


def talk_answers(talk: Talk, now: int) -> Answers:
    """Return what flows may know of it: how far the ticket is, and its code; without one bot.core.given says so."""
    ticket = talk.ticket
    known = {} if ticket is None else {"ticket": _stage(ticket, now), "ticket_code": ticket.code}
    return known if talk.blocking.in_force(now) is None else {**known, "ticket": "stopped"}


def _stage(ticket: Ticket, now: int) -> str:
    if ticket.state in WITH_ADVISOR:
        return "taken"
    if ticket.state is State.QUEUED:
        return "queued"
    goes_on = isinstance(moved(ticket, Move.WRITE, PERSON, now), Ticket)
    return "closed" if goes_on and not ticket.open else "none"


def talk_to_json(talk: Talk) -> dict[str, Any]:
    """Return it as JSON-ready values; nothing is an empty mapping."""
    ticket = None if talk.ticket is None else ticket_to_json(talk.ticket)
    marks = marks_to_json(talk.marks)
    data: dict[str, Any] = {
        "ticket": ticket,
        "asked": talk.asked,
        "told": talk.told,
        "marks": marks,
        "held": talk.held,
    }
    data["holds"] = talk.holds
    data["aside"] = talk.aside
    data["helped"] = talk.helped
    data["blocking"] = blocking_to_json(talk.blocking)
    data["cards"] = waiting_cards_to_json(talk.cards)
    data["interpret"] = interpret_to_json(talk.interpret)
    data["files"] = [[number, list(files)] for number, files in talk.files]
    data["sent_at"] = talk.sent_at
    return {name: value for name, value in data.items() if value}


def talk_from_json(data: Mapping[str, Any]) -> Talk:
    """Return what `talk_to_json` wrote."""
    ticket = data.get("ticket")
    return Talk(
        ticket=None if ticket is None else ticket_from_json(ticket),
        asked=data.get("asked", 0),
        told=data.get("told", 0),
        marks=marks_from_json(data.get("marks", {})),
        held=data.get("held", ""),
        holds=data.get("holds", 0),
        aside=data.get("aside", 0),
        helped=data.get("helped", 0),
        blocking=blocking_from_json(data.get("blocking", {})),
        cards=waiting_cards_from_json(data.get("cards", {})),
        interpret=interpret_from_json(data.get("interpret", ())),
        files=tuple((number, tuple(files)) for number, files in data.get("files", ())),
        sent_at=data.get("sent_at", 0),
    )
