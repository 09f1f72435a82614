"""The job that forgets what was told for the profile when its time is over: once a day, person by person."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NoReturn, cast

from bot.core.event import ProfileForgotten
from bot.core.forgetting import forgotten, shortest
from bot.core.message import PersonId
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.turn import Turn
from bot.logs import logger
from bot.service.compose import compose_turn
from bot.service.drafts import ASIDE, waiting_aside
from bot.service.files import settled
from bot.service.library import Library
from bot.service.ports import Conflict, Person, Store, StoreError, TurnUnit

LOOK = 24 * 60 * 60.0
"""Seconds between two looks."""
PAGE = 100
"""People who are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """Forgets, with what it takes to store that."""

    store: Store
    library: Library
    now: Callable[[], datetime]
    pause: float = LOOK

    async def run(self) -> NoReturn:
        """Look every `pause` seconds; ends when cancelled."""
        while True:
            try:
                count = await self.look()
            except StoreError as error:
                logger.warning("profiles_not_read", error=type(error).__name__)
            else:
                if count:
                    logger.info("profiles_forgotten", count=count)
            await asyncio.sleep(self.pause)

    async def look(self) -> int:
        """Forget what is over and return of how many people something was forgotten."""
        return sum([await self._tried(person_id) async for person_id in self._silent()])

    async def _tried(self, person_id: PersonId) -> bool:
        """Forget what is over of one person; whatever is wrong with one, the others are looked at."""
        try:
            return await self._forget(person_id)
        except Exception as error:  # noqa: BLE001 - one conversation must not keep all others for ever
            logger.warning("profile_not_read", person=person_id, error=type(error).__name__)
            return False

    async def _silent(self) -> AsyncIterator[PersonId]:
        kept = shortest(self.library.release)
        after = ""
        while kept is not None:
            since = self.now() - kept
            page = await self.store.silent(since, after=after, most=PAGE)
            for person_id in page:
                yield person_id
            if len(page) < PAGE:
                return
            after = page[-1]

    async def _forget(self, person_id: PersonId) -> bool:
        found = await self.store.person(person_id)
        if found is None or found.session is None:
            return False
        before = session_from_json(found.session)
        session = self._left(before)
        person, aside = self._without_aside(found, before)
        if session is before and not aside:
            return False
        told = (session.answers, session.records) != (before.answers, before.records) or aside
        # Stored as of the last word, so that what is kept longer still goes in its own time.
        heard = datetime.fromtimestamp(session.heard_at, UTC)
        composed = compose_turn(
            person,
            Turn(session=session, events=(ProfileForgotten(),) if told else ()),
            (),
            content=None,
            now=heard,
        )
        # Files of the conversation that waits are named only in what was stored before.
        unit = cast("TurnUnit", composed.unit)
        _, gone = settled(found.session, Turn(session=session), (), waiting_aside(person, session))
        try:
            await self.store.commit(replace(unit, dropped=gone))
        except Conflict:
            return False  # the person writes in this moment, so nothing is over
        return True

    def _left(self, session: Session) -> Session:
        return forgotten(session, self.library.release, self.now())

    def _without_aside(self, person: Person, session: Session) -> tuple[Person, bool]:
        """Return a tester without what is over in the conversation that waits, and whether there was anything."""
        real = waiting_aside(person, session)
        waiting = session_from_json(real) if real else session
        left = self._left(waiting)
        if not real or left is waiting:
            return person, False
        both = {**(person.session or {}), ASIDE: session_to_json(left)}
        return replace(person, session=both), True
