"""What advisors write into a ticket from a program that may bring the same message twice: it is kept once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.core.language import LanguageCode
from bot.core.text import Text, literal
from bot.core.ticket import Move, Refusal, Ticket, Why, moved
from bot.core.ticket_message import Side, TicketMessage
from bot.service.desk.desk import GONE, Brought, Deed, Desk, Outcome, Signed, as_sent
from bot.service.desk.sending_files import Given, SendingFiles, fits_below
from bot.service.ticket_values import KeptMessage

FROM = "from"
"""What a message is about: how the program it came from calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Something an advisor wrote: words, or a text every reader has in their language.

    `source` is what the program it was written in calls it, `about` what else is known of it by id.
    """

    body: Text | str
    source: str
    language: LanguageCode
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was written stands in the ticket, as its `nth` message; `again` if it stood there already."""

    ticket: Ticket
    nth: int
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Whoever calls this makes sure that nobody else brings the same message at the same time."""

    desk: Desk
    files: SendingFiles

    async def answer(self, code: str, by: Signed, written: Written, now: datetime) -> Put | Refusal:
        """Send it to the person, unless it was sent before; only who has the ticket can."""
        said = literal(written.body) if isinstance(written.body, str) else written.body
        message = _message(Side.ADVISOR, by, written, now)
        deed = Deed(message=message, move=Move.ANSWER, says=(said,))
        return await self._once(code, by, now, message, deed)

    async def note(self, code: str, by: Signed, written: Written, now: datetime) -> Put | Refusal:
        """Keep it as a note only advisors see."""
        message = _message(Side.NOTE, by, written, now)
        return await self._once(code, by, now, message, Deed(message=message))

    async def ready(
        self, code: str, by: Signed, given: Given, source: str, now: datetime
    ) -> Deed | Put | Refusal | Text:
        """Return the answer that brings a file, which `send` sends, or what became of it. Fetches the file.

        Only who has the ticket can. Words that do not fit under the file have gone before it then.
        """
        opened = await self.desk.open(code)
        if opened is None:
            return GONE
        nth = _nth_from(opened.said, Side.ADVISOR, source)
        if nth:
            return Put(ticket=opened.kept.ticket, nth=nth, again=True)
        may = moved(opened.kept.ticket, Move.ANSWER, by.actor, int(now.timestamp()))
        if isinstance(may, Refusal):
            return may
        about = {**given.about, FROM: source}
        deed = await self.files.deed(code, by, replace(given, about=about), now)
        if isinstance(deed, Deed) and not fits_below(given.words):
            words = Written(body=given.words, source=f"{source}/words", language=given.language)
            before = await self.answer(code, by, words, now)
            return before if isinstance(before, Refusal) else deed
        return deed

    async def send(self, code: str, by: Signed, deed: Deed, now: datetime) -> Put | Refusal:
        """Send what is ready, unless it was sent before."""
        assert deed.message is not None  # noqa: S101 - what brings a file is a message
        return await self._once(code, by, now, deed.message, deed)

    async def change_note(
        self, code: str, nth: int, by: Signed, words: str, now: datetime
    ) -> Outcome:
        """Replace the words of one's own note; the earlier ones stay beside."""
        opened = await self.desk.open(code)
        kept = None if opened is None else message_at(opened.said, nth)
        if kept is None or kept.message.side is not Side.NOTE or kept.message.by != by.actor.id:
            return Refusal(why=Why.NOT_YOURS)
        after = kept.message.edited(words, int(now.timestamp()))
        deed = Deed(brings=lambda session, _: Brought(session=session, changed=((nth, after),)))
        return await self.desk.act(code, by, now, deed)

    async def _once(
        self, code: str, by: Signed, now: datetime, message: TicketMessage, deed: Deed
    ) -> Put | Refusal:
        known = await self._written(code, message)
        if known is not None:
            return replace(known, again=True)
        outcome = await self.desk.act(code, by, now, deed)
        if isinstance(outcome, Refusal):
            return outcome
        return await self._written(code, message) or GONE

    async def _written(self, code: str, message: TicketMessage) -> Put | None:
        """Return where the same message stands in the ticket, if it does."""
        opened = await self.desk.open(code)
        if opened is None:
            return None
        nth = _nth_from(opened.said, message.side, message.about[FROM])
        return Put(ticket=opened.kept.ticket, nth=nth) if nth else None


def message_at(said: Sequence[KeptMessage], nth: int) -> KeptMessage | None:
    """Return the message of a ticket that has this place."""
    return next((each for each in said if each.nth == nth), None)


def _nth_from(said: Sequence[KeptMessage], side: Side, source: str) -> int:
    """Return the place of the message that came from there, 0 for none."""
    return next(
        (
            each.nth
            for each in said
            if (each.message.side, each.message.about.get(FROM)) == (side, source)
        ),
        0,
    )


def _message(side: Side, by: Signed, written: Written, now: datetime) -> TicketMessage:
    body = written.body
    by_id = {} if isinstance(body, str) else as_sent(body)
    return TicketMessage(
        side=side,
        at=int(now.timestamp()),
        text=body if isinstance(body, str) else "",
        language=written.language,
        by=by.actor.id,
        about={**by_id, **written.about, FROM: written.source},
    )
