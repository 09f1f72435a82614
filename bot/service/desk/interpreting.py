"""Interpreters: an advisor asks for one, who sees only the messages to translate, and writes what they say."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import phrases
from bot.core.interpreting import Interpret
from bot.core.language import LanguageCode
from bot.core.session import Session
from bot.core.ticket import Actor, AdvisorId, Move, Refusal, Role, Why
from bot.core.ticket_message import By, Rendering, Side, TicketMessage
from bot.core.translated import translated_says
from bot.service.desk.desk import (
    GONE,
    Brings,
    Brought,
    Deed,
    Desk,
    Holds,
    Outcome,
    Signed,
)
from bot.service.desk.renderings import keep_renderings
from bot.service.ticket_values import KeptMessage, KeptTicket

WAITS, WAITED = "waits", "waited"
"""What a note knows of words that wait for an interpreter: the language they wait for; then what became of them."""
NOT_YOURS = Refusal(why=Why.NOT_YOURS)
NO_LONGER = Refusal(why=Why.NOT_NOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTranslate:
    """A message an interpreter translates; `goes_out` says that the person gets the translation."""

    nth: int
    text: str
    source: LanguageCode
    target: LanguageCode
    goes_out: bool = False

    @property
    def version(self) -> str:
        """What tells these words from others that took their place."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be translated of one ticket."""

    code: str
    languages: tuple[LanguageCode, ...]
    lines: tuple[ToTranslate, ...]
    since: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreting:
    """Brings advisors and interpreters together."""

    desk: Desk

    async def ask(self, code: str, by: Signed, language: LanguageCode, now: datetime) -> Outcome:
        """Ask for an interpreter between the person's language and this one; only who has the ticket can."""

        def brings(session: Session, _number: int) -> Brought:
            ticket, theirs = session.talk.ticket, session.language
            number = 0 if ticket is None else ticket.number
            wish = Interpret(ticket=number, person=theirs, advisor=language)
            return Brought(session=replace(session, talk=replace(session.talk, interpret=wish)))

        return await self._do(code, by, now, {"interpreter": "asked"}, brings)

    async def stop(self, code: str, by: Signed, now: datetime) -> Outcome:
        """Say that no interpreter is needed any more; words that wait for one stay where they are."""

        def brings(session: Session, _number: int) -> Brought:
            return Brought(session=replace(session, talk=replace(session.talk, interpret=None)))

        return await self._do(code, by, now, {"interpreter": "stopped"}, brings)

    async def wait(
        self, code: str, by: Signed, words: str, language: LanguageCode, now: datetime
    ) -> Outcome:
        """Keep words for an interpreter; they go to the person when they are translated."""
        opened = await self.desk.open(code)
        if opened is None:
            return GONE
        wish = opened.kept.facts.interpret
        if not wish:
            return NO_LONGER
        about = {WAITS: wish[0], "name": by.name}
        note = TicketMessage(
            side=Side.NOTE,
            at=int(now.timestamp()),
            text=words,
            language=language,
            by=by.actor.id,
            about=about,
        )
        return await self.desk.act(code, by, now, Deed(message=note, holds=_own(by)))

    async def drop(self, code: str, nth: int, by: Signed, now: datetime) -> Outcome:
        """Do not send words that wait for an interpreter."""
        note = await self._waiting(code, nth)
        if note is None:
            return NO_LONGER
        if note.message.by != by.actor.id:
            return NOT_YOURS
        dropped = replace(note.message, about={WAITED: "dropped"})
        return await self.desk.act(
            code,
            by,
            now,
            Deed(
                brings=lambda session, _: Brought(session=session, changed=((nth, dropped),)),
                holds=_still_waits(nth),
            ),
        )

    async def jobs(self, languages: Sequence[LanguageCode]) -> Sequence[Job]:
        """Return what somebody who knows these languages can translate, the longest wait first."""
        wanted = [each for each in await self.desk.queue() if _fits(each, languages)]
        jobs = [await self._job(each) for each in wanted]
        return sorted((each for each in jobs if each.lines), key=lambda each: each.since)

    async def job(self, code: str, languages: Sequence[LanguageCode]) -> Job | None:
        """Return what is to be translated of a ticket, None when it is not for somebody with these languages."""
        kept = await self.desk.store.ticket(code)
        if kept is None or not kept.ticket.open or not _fits(kept, languages):
            return None
        return await self._job(kept)

    async def translate(
        self, code: str, line: ToTranslate, by: Signed, words: str, now: datetime
    ) -> Outcome:
        """Keep a translation; words of an advisor that waited for it go to the person."""
        rendering = Rendering(text=words, language=line.target, by=By.INTERPRETER)
        if not line.goes_out:
            return await keep_renderings(self.desk, code, {line.nth: (line.text, rendering)}, now)
        note = await self._waiting(code, line.nth)
        return NO_LONGER if note is None else await self._send(code, note, by, rendering, now)

    async def _send(
        self, code: str, note: KeptMessage, by: Signed, rendering: Rendering, now: datetime
    ) -> Outcome:
        """Send it as the advisor who wrote it, if they still have the ticket."""
        name = str(note.message.about["name"])
        author = Actor(role=Role.ADVISOR, id=AdvisorId(note.message.by))
        who = phrases.ADVISOR_WRITES.with_values(advisor=name)
        sent = replace(
            note.message,
            side=Side.ADVISOR,
            at=int(now.timestamp()),
            about={"interpreter": by.actor.id},
            renderings=(rendering,),
        )
        done = replace(note.message, about={WAITED: "sent"})

        def brings(session: Session, number: int) -> Brought:
            says = (translated_says(who, rendering.text, By.INTERPRETER, number),)
            return Brought(session=session, says=says, changed=((note.nth, done),))

        deed = Deed(message=sent, move=Move.ANSWER, brings=brings, holds=_still_waits(note.nth))
        return await self.desk.act(code, Signed(actor=author, name=name), now, deed)

    async def _do(
        self, code: str, by: Signed, now: datetime, about: dict[str, str], brings: Brings
    ) -> Outcome:
        at = int(now.timestamp())
        event = TicketMessage(side=Side.EVENT, at=at, by=by.actor.id, about=about)
        return await self.desk.act(
            code, by, now, Deed(message=event, brings=brings, holds=_own(by))
        )

    async def _job(self, kept: KeptTicket) -> Job:
        said = await self.desk.store.said(kept.person_id, kept.ticket.number)
        theirs, ours = kept.facts.interpret
        lines = tuple(_lines(said, theirs, ours))
        places = {each.nth for each in lines}
        since = min((each.message.at for each in said if each.nth in places), default=0)
        return Job(code=kept.ticket.code, languages=(theirs, ours), lines=lines, since=since)

    async def _waiting(self, code: str, nth: int) -> KeptMessage | None:
        opened = await self.desk.open(code)
        return None if opened is None else _waits(opened.said, nth)


def waits(message: TicketMessage) -> bool:
    """Whether these are words that go to the person once they are translated."""
    return message.side is Side.NOTE and WAITS in message.about


def _own(by: Signed) -> Holds:
    """Only who has the ticket may."""

    def holds(session: Session, _said: Sequence[KeptMessage]) -> bool:
        ticket = session.talk.ticket
        return ticket is not None and ticket.open and ticket.assignee == by.actor.id

    return holds


def _still_waits(nth: int) -> Holds:
    return lambda _session, said: _waits(said, nth) is not None


def _waits(said: Sequence[KeptMessage], nth: int) -> KeptMessage | None:
    return next((each for each in said if each.nth == nth and waits(each.message)), None)


def _fits(kept: KeptTicket, languages: Sequence[LanguageCode]) -> bool:
    return bool(kept.facts.interpret) and set(kept.facts.interpret) <= set(languages)


def _lines(
    said: Sequence[KeptMessage], theirs: LanguageCode, ours: LanguageCode
) -> Iterator[ToTranslate]:
    for each in said:
        message = each.message
        if waits(message):
            yield ToTranslate(
                nth=each.nth, text=message.text, source=ours, target=theirs, goes_out=True
            )
        elif message.side is Side.PERSON and message.text and not message.removed:
            made = message.in_language(ours)
            if message.language != ours and (made is None or made.by is By.MACHINE):
                yield ToTranslate(nth=each.nth, text=message.text, source=theirs, target=ours)
