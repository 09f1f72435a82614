"""Answering a person's message: the advisor's words go out through the same outbox as Merit's own."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.message import PersonId
from bot.core.phrases import FROM_ADVISOR
from bot.core.session import session_from_json
from bot.core.text import Text, literal
from bot.core.turn import Say, Turn
from bot.service.compose import compose_turn, words_of
from bot.service.conflicts import despite_conflicts
from bot.service.library import Library
from bot.service.ports import Sealer, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What it takes to answer a ticket."""

    store: Store
    library: Library
    sealer: Sealer

    async def reply(
        self, person_id: PersonId, number: int, words: str | Text, *, now: datetime
    ) -> bool:
        """Put an advisor's `words` durably on their way to the person; False when there is no such open ticket.

        A saved reply is a Text and reaches the person in their own language.
        """
        body = literal(words) if isinstance(words, str) else words
        if (person_id, number) not in {
            (each.person_id, each.number) for each in await self.store.tickets()
        }:
            return False

        async def attempt() -> bool:
            person = await self.store.person(person_id)
            if person is None or person.session is None:
                return False
            session = session_from_json(person.session)
            say = Say(paragraphs=((FROM_ADVISOR,), (body,)))
            messages = words_of([say], person, session.language, self.library, self.sealer, on=None)
            composed = compose_turn(person, Turn(session=session), messages, content=None, now=now)
            await self.store.commit(composed.unit)
            return True

        return await despite_conflicts(attempt)
