"""What an advisor does with a profile: looks at what the person shares, adds to it, translates the person's words.

Every look is remembered for the person; every addition is told to them, and kept apart from what they said.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import phrases
from bot.core.by_others import Addition, ByOthers, Gloss, Look, words_told
from bot.core.flow import Release
from bot.core.message import PersonId
from bot.core.profile import AdditionKind, By, Profile
from bot.core.profile_words import PROFILE_WORDS
from bot.core.sections import SHARED, sections
from bot.core.session import Session, session_from_json
from bot.core.telling import removing
from bot.core.text import literal
from bot.core.turn import Say, Turn
from bot.service.compose import compose_turn, words_of
from bot.service.conflicts import despite_conflicts
from bot.service.library import Library
from bot.service.papers import Papers
from bot.service.ports import Person, Sealer, Store

Tell = Callable[[ByOthers], Say]
"""Gives what the person is told, from what others did now."""


def shared_sections(session: Session, release: Release) -> tuple[str, ...]:
    """Return the sections a person lets an advisor see, in order."""
    said = session.answers.get(SHARED)
    shared = said if isinstance(said, tuple) else ()
    return tuple(section for section in sections(release) if section in shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advising:
    """What it takes to advise; `by` in each call is the advisor as the person shall read their name."""

    store: Store
    library: Library
    sealer: Sealer
    papers: Papers

    async def look(
        self, person_id: PersonId, *, by: str, host: str, now: datetime
    ) -> Profile | None:
        """Return what a person shares, written for a reader of `host`; None when there is nobody or nothing.

        That it was looked at is durable before it is returned, together with what was shared in that moment.
        """

        async def attempt() -> Profile | None:
            found = await self._person(person_id)
            if found is None:
                return None
            person, session = found
            profile = await self._shared(person, session, host=host, now=now)
            if profile is None:
                return None
            seen = tuple(section.id for section in profile.sections)
            look = Look(sections=seen, by=by, at=int(now.timestamp()))
            await self._store(person, session, session.by_others.looked(look), None, now)
            return profile

        return await despite_conflicts(attempt)

    async def _shared(
        self, person: Person, session: Session, *, host: str, now: datetime
    ) -> Profile | None:
        """Return what a person shares, None when that is nothing."""
        only = frozenset(shared_sections(session, self.library.release))
        profile = await self.papers.profile(
            person, session, self.library, now=now, only=only, host=host
        )
        return profile if profile.sections else None

    async def add(
        self,
        person_id: PersonId,
        kind: AdditionKind,
        words: str,
        *,
        language: str,
        by: str,
        now: datetime,
    ) -> bool:
        """Add an advisor's words to a profile and tell the person; False when there is nobody, or nothing is shared."""
        found = await self._person(person_id)
        if found is None or not shared_sections(found[1], self.library.release):
            return False
        addition = Addition(
            kind=kind, text=words, language=language, by=by, at=int(now.timestamp())
        )
        said = phrases.ADVISOR_ADDED.with_values(advisor=by, kind=PROFILE_WORDS[kind])

        def tell(others: ByOthers) -> Say:
            offers = (removing(others.additions[-1]),)
            return Say(paragraphs=((said,), (literal(words),)), offers=offers)

        return await self._changed(person_id, lambda others: others.added(addition), tell, now)

    async def translate(
        self, person_id: PersonId, words: str, text: str, *, language: str, by: str, now: datetime
    ) -> bool:
        """Keep an advisor's translation of the person's own `words` and tell the person.

        False when there is nobody, or nothing they told reads so.
        """
        found = await self._person(person_id)
        if found is None or words not in words_told(found[1].answers, found[1].records):
            return False
        gloss = Gloss(words=words, language=language, text=text, by=By.ADVISOR)
        said = phrases.ADVISOR_ADDED.with_values(advisor=by, kind=PROFILE_WORDS[f"by_{By.ADVISOR}"])
        say = Say(paragraphs=((said,), (literal(f"{words} → {text}"),)))
        return await self._changed(
            person_id, lambda others: others.translated(gloss), lambda _others: say, now
        )

    async def _person(self, person_id: PersonId) -> tuple[Person, Session] | None:
        """Return somebody who agreed that what concerns them is kept; for others there is no profile."""
        person = await self.store.person(person_id)
        if person is None or person.session is None:
            return None
        session = session_from_json(person.session)
        # What a tester says is no profile, and what is added to it would go with the test.
        return (person, session) if session.consented and not session.draft else None

    async def _changed(
        self,
        person_id: PersonId,
        change: Callable[[ByOthers], ByOthers],
        tell: Tell,
        now: datetime,
    ) -> bool:
        async def attempt() -> bool:
            found = await self._person(person_id)
            if found is None:
                return False
            person, session = found
            others = change(session.by_others)
            await self._store(person, session, others, tell(others), now)
            return True

        return await despite_conflicts(attempt)

    async def _store(
        self,
        person: Person,
        before: Session,
        by_others: ByOthers,
        say: Say | None,
        now: datetime,
    ) -> None:
        """Store what others did; raise Conflict when the person wrote in the meantime."""
        session = replace(before, by_others=by_others)
        says = () if say is None else (say,)
        messages = words_of(says, person, session.language, self.library, self.sealer, on=None)
        composed = compose_turn(person, Turn(session=session), messages, content=None, now=now)
        await self.store.commit(composed.unit)
