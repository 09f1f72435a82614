"""Changing what an advisor wrote to a person, or taking it back, for as long as a channel can."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core import phrases
from bot.core.desk_clock import Periods
from bot.core.media import media_of
from bot.core.message import OutboundKind, OutboundMessage
from bot.core.text import Text, literal
from bot.core.ticket import Refusal, Why
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Say, Turn
from bot.service.compose import KEEPS_TRANSCRIPT, Composed, compose_turn, with_ticket, words_of
from bot.service.conflicts import despite_conflicts
from bot.service.desk.desk import GONE, Desk, Opened, Outcome, Signed
from bot.service.ports import TurnUnit
from bot.service.ticket_changes import facts_of
from bot.service.ticket_values import KeptMessage, TicketChange


async def _usual() -> Periods:
    return Periods()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalling:
    """Only who wrote a message may change it, until the `undo_hours` of the periods are over."""

    desk: Desk
    periods: Callable[[], Awaitable[Periods]] = field(default=_usual)

    async def undo(self, code: str, nth: int, by: Signed, now: datetime) -> Outcome:
        """Take a message back from the person; advisors still see what it was."""
        return await self._recall(code, nth, by, None, now)

    async def change(self, code: str, nth: int, by: Signed, words: str, now: datetime) -> Outcome:
        """Replace the words of a message; advisors still see the earlier ones.

        A saved reply has none of its own, a file with words is taken back and sent again.
        """
        return await self._recall(code, nth, by, words, now)

    async def _recall(
        self, code: str, nth: int, by: Signed, words: str | None, now: datetime
    ) -> Outcome:
        async def attempt() -> Outcome:
            opened = await self.desk.open(code)
            ticket = None if opened is None else opened.latest
            if opened is None or ticket is None:
                return GONE
            kept = next((each for each in opened.said if each.nth == nth), None)
            since = now - timedelta(hours=(await self.periods()).undo_hours)
            why = _refused(opened, kept, by, words, since)
            if kept is None or why is not None:
                return Refusal(why=why or Why.NOBODY)
            composed = with_ticket(
                self._composed(opened, kept, by, words, now),
                TicketChange(
                    ticket=ticket,
                    facts=facts_of(opened.session),
                    look_at=now,
                    changed=((nth, _after(kept.message, words, now)),),
                ),
            )
            await self.desk.store.commit(composed.unit)
            self.desk.sent(opened.person, composed.queued)
            self.desk.changed(ticket)
            return ticket

        return await despite_conflicts(attempt)

    def _composed(
        self, opened: Opened, kept: KeptMessage, by: Signed, words: str | None, now: datetime
    ) -> Composed:
        person, session = opened.person, opened.session
        said = self._written(opened, by, words)
        own = person.channel in KEEPS_TRANSCRIPT
        kind = OutboundKind.REMOVE if words is None and not own else OutboundKind.EDIT
        on = str(kept.sequence) if own else kept.ref
        composed = compose_turn(
            person,
            Turn(session=session),
            [replace(said, kind=kind, on=on)],
            content=None,
            now=now,
        )
        return _relined(composed, kept, said) if own else composed

    def _written(self, opened: Opened, by: Signed, words: str | None) -> OutboundMessage:
        """Return the message as the person reads it now; Telegram shows nothing in place of one that was taken back."""
        who = phrases.ADVISOR_WRITES.with_values(advisor=by.name)
        lines: tuple[tuple[Text, ...], ...] = (
            ((phrases.TAKEN_BACK,),) if words is None else ((who,), (literal(words),))
        )
        desk, session = self.desk, opened.session
        written = words_of(
            [Say(paragraphs=lines)],
            opened.person,
            session.language,
            desk.library,
            desk.sealer,
            on=None,
        )
        return written[0]


def _refused(
    opened: Opened, kept: KeptMessage | None, by: Signed, words: str | None, since: datetime
) -> Why | None:
    """Return why a message cannot be changed; none from before `since` can."""
    if kept is None:
        return Why.NOBODY
    message = kept.message
    if message.side is not Side.ADVISOR or message.by != by.actor.id:
        return Why.NOT_YOURS
    if message.removed or (words is not None and not _changeable(message, words)):
        return Why.NOT_NOW
    if message.at < since.timestamp():
        return Why.TOO_LATE
    on_its_way = opened.person.channel not in KEEPS_TRANSCRIPT and not kept.ref
    return Why.TOO_EARLY if on_its_way else None


def _after(message: TicketMessage, words: str | None, now: datetime) -> TicketMessage:
    """Return the message as it is kept: taken back, or with other words."""
    at = int(now.timestamp())
    return message.taken_back(at) if words is None else message.edited(words, at)


def _changeable(message: TicketMessage, words: str) -> bool:
    """Whether words can take the place of those of a message: it has some, and not under a file."""
    own = message.text and not message.renderings  # of a translation the person read other words
    return bool(own and words.strip()) and media_of(message.about) is None


def _relined(composed: Composed, kept: KeptMessage, said: OutboundMessage) -> Composed:
    """Return a composed turn that also rewrites the line in a conversation that is kept here."""
    unit = composed.unit
    assert isinstance(unit, TurnUnit)  # noqa: S101 - who is deleted is not written to
    assert kept.sequence is not None  # noqa: S101 - every message to a person has a number
    (line, *_) = unit.lines
    now = replace(line, sequence=kept.sequence, message=said)
    return replace(composed, unit=replace(unit, relined=(now,)))
