"""Reminders that are due become turns nobody caused: each in its person's lane, durable before it is sent."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.engine import due
from bot.core.message import PersonId
from bot.core.moving import moved
from bot.core.session import Session, session_from_json
from bot.core.turn import Turn
from bot.logs import logger
from bot.metrics import events
from bot.service.compose import compose_turn, words_of
from bot.service.ports import Conflict, Person, StoreError
from bot.service.receive import Receiver

LOOK = 60.0
"""Seconds between two looks for reminders that are due."""
AT_ONCE = 100
"""People reminded in one look; the others are reminded in the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """Reminds people who agreed to it, with the parts of the way in."""

    receiver: Receiver
    pause: float = LOOK

    async def run(self) -> None:
        """Look every `pause` seconds; ends when cancelled."""
        while True:
            await asyncio.sleep(self.pause)
            try:
                await self.look()
            except StoreError as error:
                logger.warning("reminders_not_read", error=type(error).__name__)

    async def look(self) -> int:
        """Remind everybody who is due and return how many that were."""
        late = await self.receiver.store.due(self.receiver.now(), most=AT_ONCE)
        for person_id in late:
            try:
                await self._remind(person_id)
            except Exception as error:  # noqa: BLE001 - whatever one conversation does, it must not stop the others
                logger.error("reminder_failed", person=person_id, error=type(error).__name__)
        return len(late)

    async def _remind(self, person_id: PersonId) -> None:
        person = await self.receiver.store.person(person_id)
        if person is None:
            return
        lane = (person.channel, person.address)
        await self.receiver.lanes.run(lane, lambda: self._once(person_id))

    async def _once(self, person_id: PersonId) -> None:
        """Make and store the turn; when the person writes in this moment they are reminded at the next look."""
        person = await self.receiver.store.person(person_id)
        if person is None or person.session is None:
            return
        now = self.receiver.now()
        turn = self._turn(person, session_from_json(person.session), now)
        library = self.receiver.library.edition(draft=False)
        messages = words_of(
            turn.says, person, turn.session.language, library, self.receiver.sealer, on=None
        )
        composed = compose_turn(person, turn, messages, content=None, now=now)
        try:
            await self.receiver.store.commit(composed.unit)
        except Conflict:
            return
        self.receiver.hand(composed.queued)
        self.receiver.bells.ring((person.channel, person.address), composed.farewell)
        for event in turn.events:
            events(type(event).__name__).inc()

    def _turn(self, person: Person, session: Session, now: datetime) -> Turn:
        """Return the reminder; who blocked the bot, or tests a draft, is not reminded any more."""
        if not person.reachable or session.draft:
            return Turn(session=replace(session, remind_at=0))
        release = self.receiver.library.edition(draft=False).release
        return due(release, moved(session, release).session, now=now)
