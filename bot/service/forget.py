"""The job that forgets what was told for the profile when its time is over: once a day, person by person."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from bot.core.forgetting import forgotten, shortest
from bot.core.message import PersonId
from bot.core.session import session_from_json
from bot.core.turn import Turn
from bot.logs import logger
from bot.service.compose import compose_turn
from bot.service.library import Library
from bot.service.ports import Conflict, SealError, Store, StoreError

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
        return sum([await self._forget(person_id) async for person_id in self._silent()])

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
        try:
            person = await self.store.person(person_id)
        except SealError as error:
            logger.warning("profile_not_read", person=person_id, error=type(error).__name__)
            return False
        if person is None or person.session is None:
            return False
        before = session_from_json(person.session)
        session = forgotten(before, self.library.release, self.now())
        if session is before:
            return False
        # Stored as of the last word, so that what is kept longer still goes in its own time.
        heard = datetime.fromtimestamp(session.heard_at, UTC)
        composed = compose_turn(person, Turn(session=session), (), content=None, now=heard)
        try:
            await self.store.commit(composed.unit)
        except Conflict:
            return False  # the person writes in this moment, so nothing is over
        return True
