"""What it takes to hear advisors in their group, and to say something to them there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.text import Text
from bot.core.ticket import Details, Move, Refusal, Ticket, moved
from bot.service.desk.advisor import Advisor
from bot.service.desk.asking import Asking
from bot.service.desk.audit import Audit, Entry
from bot.service.desk.colleagues import Colleagues
from bot.service.desk.desk import Desk, Opened, Signed
from bot.service.desk.permissions import actor, may_act
from bot.service.desk.recalling import Recalling
from bot.service.desk.writing import Writing
from bot.service.library import Catalog, Library
from bot.service.ports import Sealer
from bot.telegram import desk_words as words
from bot.telegram.desk_calls import Operation, said
from bot.telegram.desk_look import Looks, Markup
from bot.telegram.desk_place import Place
from bot.telegram.desk_topics import Topics


class Voice(Protocol):
    """Does things in the group, at the pace Telegram allows."""

    def soon(self, operation: Operation) -> None:
        """Do it as soon as its turn comes."""

    def changed(self, ticket: Ticket) -> None:
        """Look at a ticket whose topic is not as it should be any more."""

    def rights_changed(self) -> None:
        """Try again what was not allowed before."""


class Toasts(Protocol):
    """Answers presses."""

    def soon(self, query_id: str, text: str = "") -> None:
        """Answer one as soon as possible, with words that show for a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The group: who writes there, what they do it with, and how they are answered."""

    looks: Looks
    library: Library
    sealer: Sealer
    desk: Desk
    writing: Writing
    recalling: Recalling
    asking: Asking
    colleagues: Colleagues
    audit: Audit
    topics: Topics
    voice: Voice
    toasts: Toasts
    now: Callable[[], datetime]

    @property
    def group(self) -> int:
        """The chat."""
        return self.looks.settings.group

    def say(
        self,
        paragraphs: Sequence[Text],
        *,
        thread: int,
        buttons: Markup | None = None,
        reply_to: int = 0,
    ) -> None:
        """Say something in a topic, in the language of the group."""
        (text, *_) = self.looks.parts([[each] for each in paragraphs])
        operation = said(self.group, text, thread=thread, buttons=buttons, reply_to=reply_to)
        self.voice.soon(operation)

    def remove(self, message: int) -> None:
        """Take one of Merit's own lines away."""
        where = {"chat_id": self.group, "message_id": message}
        self.voice.soon(Operation(method="deleteMessage", parameters=where))

    async def note(self, advisor: Advisor, deed: str, code: str) -> None:
        """Write into the audit trail what an advisor did here."""
        entry = Entry(
            at=self.now(), who=advisor.id, deed=f"ticket_{deed}", code=code, about="telegram"
        )
        await self.audit.note(entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An advisor with a ticket in its topic."""

    room: Room
    advisor: Advisor
    opened: Opened
    place: Place

    @property
    def ticket(self) -> Ticket:
        """The ticket as it was when the advisor did something."""
        return self.opened.kept.ticket

    @property
    def code(self) -> str:
        """Its code."""
        return self.ticket.code

    @property
    def signed(self) -> Signed:
        """Who acts."""
        return Signed(actor=actor(self.advisor), name=self.advisor.name)

    @property
    def catalog(self) -> Catalog:
        """The language this advisor writes in."""
        return self.room.library.catalog(self.advisor.reply_language)

    @property
    def thread(self) -> int:
        """The topic."""
        return self.place.thread

    @property
    def open_here(self) -> bool:
        """Whether the words of this ticket may stand in the group."""
        return self.room.looks.settings.full(self.ticket)

    def say(self, *paragraphs: Text, buttons: Markup | None = None, reply_to: int = 0) -> None:
        """Say something in the topic."""
        self.room.say(paragraphs, thread=self.thread, buttons=buttons, reply_to=reply_to)

    def refused(self, move: Move, details: Details) -> Text | None:
        """Return why this advisor cannot make a move now, or None if they can."""
        after = moved(
            self.ticket, move, self.signed.actor, int(self.room.now().timestamp()), details
        )
        return words.REFUSALS[after.why] if isinstance(after, Refusal) else None

    async def move(self, move: Move, details: Details) -> Text | None:
        """Make a move and note it; return why nothing was done, or None."""
        room = self.room
        outcome = await room.desk.move(self.code, move, self.signed, room.now(), details)
        if isinstance(outcome, Refusal):
            return words.REFUSALS[outcome.why]
        await room.note(self.advisor, move.value, self.code)
        return None


async def scene(room: Room, advisor: Advisor, code: str) -> Scene | Text:
    """Return the advisor with the ticket, or why they have nothing to do with it."""
    opened = await room.desk.open(code)
    if opened is None:
        return words.NO_TICKET
    if not may_act(advisor, opened.kept.ticket):
        return words.ANOTHER_TEAM
    standing = await room.topics.at(code)
    place = Place(chat=room.group) if standing is None else standing.place
    return Scene(room=room, advisor=advisor, opened=opened, place=place)
