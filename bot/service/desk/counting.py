"""Counting what happens with tickets, after it is durable. A count that is lost is not worth a failed turn."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core.answer_times import bucket_of
from bot.core.counted import answered, closed, opened
from bot.core.event import TicketJudged
from bot.core.hours import always
from bot.core.session import Session
from bot.core.ticket import Ticket
from bot.core.turn import Turn
from bot.logs import logger
from bot.service.desk.count_ports import DeskCounts, Kind
from bot.service.desk.teams import Rota
from bot.service.drafts import real_session
from bot.service.ports import Person, StoreError
from bot.service.ticket_changes import facts_of
from bot.service.ticket_values import TicketChange, TicketFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What it takes: `counts` keeps the numbers, `rota` says whose working time counts."""

    counts: DeskCounts
    rota: Callable[[], Awaitable[Rota]]

    async def turned(
        self, person: Person, turn: Turn, change: TicketChange | None, now: datetime
    ) -> None:
        """Count what a turn of the person did; `person` is as they were before. A tester does not count."""
        if change is not None:
            await self.changed(person, change, now)
        if turn.session.draft:
            return
        for event in turn.events:
            if isinstance(event, TicketJudged):
                facts = facts_of(turn.session)
                await self._add(Kind.HELPED, now, event.topic, facts, event.answer)

    async def changed(self, person: Person, change: TicketChange, now: datetime) -> None:
        """Count what became of a ticket; `person` is as they were before."""
        before, after, facts = _ticket(real_session(person)), change.ticket, change.facts
        if opened(before, after):
            await self._add(Kind.OPENED, now, after.topic, facts)
        if before is not None and answered(before, after):
            took, promise = await self._took(before, after, now)
            await self._add(Kind.ANSWERED, now, after.topic, facts, bucket_of(took))
            if promise:
                kept = "kept" if took <= timedelta(hours=promise) else "late"
                await self._add(Kind.PROMISED, now, after.topic, facts, kept)
        if closed(before, after) and after.reason is not None:
            await self._add(Kind.CLOSED, now, after.topic, facts, after.reason.value)

    async def _took(self, before: Ticket, after: Ticket, now: datetime) -> tuple[timedelta, float]:
        """Return the working time the person waited, and the hours promised; in danger every hour counts."""
        try:
            hours, promise = (await self.rota()).hours(after)
        except StoreError as error:
            logger.warning("hours_not_read", error=type(error).__name__)
            hours, promise = always(), 0
        since = datetime.fromtimestamp(before.turn_at or before.opened_at, UTC)
        return (always() if after.danger else hours).working(since, now), promise

    async def _add(
        self, kind: Kind, now: datetime, topic: str, facts: TicketFacts, bucket: str = ""
    ) -> None:
        try:
            await self.counts.add(
                kind.value,
                now.date(),
                topic=topic,
                country=facts.country,
                language=facts.language,
                bucket=bucket,
            )
        except StoreError as error:
            logger.warning("desk_not_counted", error=type(error).__name__)


def _ticket(session: Session | None) -> Ticket | None:
    return None if session is None else session.talk.ticket
