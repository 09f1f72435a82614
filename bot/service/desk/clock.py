"""Looking after the time of tickets: waking, reminding, apologising, closing and deleting when each is due."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NoReturn

from bot.core import phrases
from bot.core.after_talk import after_closing
from bot.core.desk_clock import Due, Periods, due, look_again, marked
from bot.core.elsewhere import others_who_help
from bot.core.flow import Release
from bot.core.media import without_ticket_files
from bot.core.message import ChannelName
from bot.core.run import Run
from bot.core.session import Session
from bot.core.talk import NO_TALK, Talk
from bot.core.text import Text
from bot.core.ticket import MERIT, Move, Refusal, Ticket
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Say, Turn
from bot.logs import logger
from bot.service.compose import compose_turn, with_ticket, without_ticket, words_of
from bot.service.desk.counting import Counting
from bot.service.desk.desk import Sent
from bot.service.desk.teams import Rota
from bot.service.drafts import real_session
from bot.service.library import Library
from bot.service.ports import Conflict, Person, Sealer, Store, StoreError
from bot.service.ticket_changes import facts_of
from bot.service.ticket_values import KeptTicket, Said, TicketChange, TicketFacts

LOOK = 30.0
"""Seconds between two looks."""
SOON = 1.0
"""Seconds until the next look when there is more than a page."""
PAGE = 100
"""Tickets that are looked after at a time."""

MOVES: Mapping[Due, Move] = {
    Due.WAKE: Move.WAKE,
    Due.EXPIRE: Move.EXPIRE,
    Due.LAPSE: Move.LAPSE,
}
"""What is due and moves the ticket."""
TOLD: Mapping[Due, Text] = {
    Due.APOLOGY: phrases.NOBODY_CAME,
    Due.LAPSE: phrases.TICKET_CLOSED,
}
"""What is due and told to the person, beside the notice."""


async def _no_teams() -> Rota:
    return Rota()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskClock:
    """What it takes. `reminds` is told of a ticket whose advisors, or lead, are to be reminded, after it is stored."""

    store: Store
    library: Library
    sealer: Sealer
    now: Callable[[], datetime]
    sent: Sent
    rota: Callable[[], Awaitable[Rota]] = field(default=_no_teams)
    changed: Callable[[Ticket], None] = field(default=lambda _ticket: None)
    reminds: Callable[[Ticket, Due], None] = field(default=lambda _ticket, _due: None)
    takes: Callable[[ChannelName], bool] = field(default=lambda _channel: True)
    """Says whether people can send files over a channel."""
    counting: Counting | None = None

    bell: asyncio.Event = field(default_factory=asyncio.Event)
    """Set to look at once: a ticket changed."""

    async def run(self) -> NoReturn:
        """Look from time to time, and when the bell rings; ends when cancelled."""
        while True:
            found = 0
            try:
                found = await self.look()
            except StoreError as error:
                logger.warning("tickets_not_looked_after", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - whatever is wrong, Merit goes on
                logger.error("tickets_not_looked_after", error=type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK if found < PAGE else SOON):
                    await self.bell.wait()
            self.bell.clear()

    async def look(self) -> int:
        """Do for every ticket what is due now, and return how many were looked at."""
        found = await self.store.tickets_to_look_at(self.now(), most=PAGE)
        rota = await self.rota() if found else Rota()
        for kept in found:
            try:
                await self._look_at(kept, rota)
            except Conflict:
                continue  # the person wrote in the same moment; the next look comes soon
            except Exception as error:  # noqa: BLE001 - one damaged ticket must not keep the others waiting
                logger.error("ticket_not_looked_after", error=type(error).__name__)
        return len(found)

    async def _look_at(self, kept: KeptTicket, rota: Rota) -> None:
        person, now = await self.store.person(kept.person_id), self.now()
        session = None if person is None else real_session(person)
        if person is None or session is None:
            return
        known = session.talk.ticket
        latest = known is not None and known.number == kept.ticket.number
        if known is None or not latest:
            before, known, facts = replace(NO_TALK, ticket=kept.ticket), kept.ticket, kept.facts
        else:
            # As it is now: since the list was read, an advisor or the person may have done something.
            before, facts = session.talk, facts_of(session)
        ticket = rota.placed(known, facts) if known.open else known
        talk = before.now(ticket)
        ready = due(ticket, talk.marks, *rota.hours(ticket), rota.periods, now)
        if Due.PURGE in ready:
            await self._purge(person, session, ticket, latest=latest)
            return
        for each in ready:
            talk = _done(talk, each, now)
        after = replace(session, talk=talk) if latest else session
        change = _change(talk, facts, ready, rota, now)
        await self._store(person, after, change, ready, rota.periods)
        if ready or talk.ticket != known:
            self.changed(change.ticket)
        for each in (Due.HALF, Due.WHOLE):
            if each in ready:
                self.reminds(change.ticket, each)

    async def _store(
        self,
        person: Person,
        session: Session,
        change: TicketChange,
        ready: tuple[Due, ...],
        periods: Periods,
    ) -> None:
        now, turn = self.now(), Turn(session=session)
        says = [say for each in ready for say in self._told(each, change.ticket, session, periods)]
        if Due.LAPSE in ready and session.talk.ticket == change.ticket:
            turn = after_closing(session, self._release(person), now)
        messages = words_of(
            (*says, *turn.says), person, session.language, self.library, self.sealer, on=None
        )
        composed = with_ticket(compose_turn(person, turn, messages, content=None, now=now), change)
        await self.store.commit(composed.unit)
        self.sent(person, composed.queued)
        if self.counting is not None:
            await self.counting.changed(person, change, now)

    def _release(self, person: Person) -> Release:
        return replace(self.library.release, files=self.takes(person.channel))

    def _told(
        self, each: Due, ticket: Ticket, session: Session, periods: Periods
    ) -> tuple[Say, ...]:
        """Return what the person is told: with an apology also who else can help where they are."""
        if each is Due.NOTICE:
            return (_say(phrases.will_be_closed(periods.lapse_days), ticket),)
        if each not in TOLD:
            return ()
        run = Run.begin(self.library.release, session, self.now())
        others = others_who_help(run) if each is Due.APOLOGY else ()
        return (_say(TOLD[each], ticket), *others)

    async def _purge(
        self, person: Person, session: Session, ticket: Ticket, *, latest: bool
    ) -> None:
        """Delete a closed ticket with everything that was said, wherever a face of the desk shows it."""
        files = without_ticket_files(session.talk.files, ticket.number)
        talk = replace(session.talk.purged() if latest else session.talk, files=files)
        after = replace(session, talk=talk)
        composed = compose_turn(person, Turn(session=after), [], content=None, now=self.now())
        await self.store.commit(without_ticket(composed, ticket.number).unit)
        self.changed(ticket)


def _done(talk: Talk, each: Due, now: datetime) -> Talk:
    """Return the talk after something that was due was done."""
    if each in MOVES:
        after = talk.moved(MOVES[each], MERIT, now)
        return talk if isinstance(after, Refusal) else after
    return replace(talk, marks=marked(talk.marks, each, now))


def _change(
    talk: Talk, facts: TicketFacts, ready: tuple[Due, ...], rota: Rota, now: datetime
) -> TicketChange:
    """Return the ticket as it is now, with what was done and when to look again."""
    assert talk.ticket is not None  # noqa: S101 - what is looked at is a ticket
    hours, promise = rota.hours(talk.ticket)
    again = look_again(talk.ticket, talk.marks, hours, promise, rota.periods, now)
    at = int(now.timestamp())
    said = tuple(
        Said(message=TicketMessage(side=Side.EVENT, at=at, about={"due": each.value}))
        for each in ready
    )
    return TicketChange(ticket=talk.ticket, facts=facts, look_at=again, said=said)


def _say(text: Text, ticket: Ticket) -> Say:
    return Say(paragraphs=((text.with_values(code=ticket.code),),))
