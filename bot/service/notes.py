"""What reaches the advisors from a turn: the person's messages, and a flag when words of danger were used."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.core.event import DangerSeen, TicketOpened
from bot.core.interrupt import SILENCE
from bot.core.message import Command, Content, Unsupported, Upload, Words
from bot.core.render import without_bidi_controls
from bot.core.session import Session
from bot.core.turn import Turn
from bot.service.ports import Person, TicketNote

FACTS = ("country", "status")
"""Answers an advisor sees with a message, as ids, so that they can be read in any language."""
DANGER = "danger"
"""The topic of a flag; its fact `danger` says what kind."""


def notes_of(
    turn: Turn, person: Person, content: Content | None, now: datetime
) -> tuple[TicketNote, ...]:
    """Return the notes for the advisors; a tester's conversation has none."""
    if turn.session.draft:
        return ()
    return (*_messages(turn, now), *_flags(turn, person, content, now))


def _messages(turn: Turn, now: datetime) -> Iterator[TicketNote]:
    for event in turn.events:
        if isinstance(event, TicketOpened):
            yield _note(turn.session, event.topic, event.text, _asked(turn.session), now)


def _asked(session: Session) -> dict[str, Any]:
    """Return the question that led to a message and the answers that were shown, by id, where they go along."""
    inquiry = session.inquiry
    if not inquiry.handed:
        return {}
    asked = {"asked": inquiry.question} if inquiry.question and session.consented else {}
    return {**asked, **({"shown": list(inquiry.shown)} if inquiry.shown else {})}


def _flags(
    turn: Turn, person: Person, content: Content | None, now: datetime
) -> Iterator[TicketNote]:
    """Yield a flag with the person's words only if they agreed that words are kept.

    Soon after another flag only words that reach nobody otherwise are worth a new one.
    """
    before = 0 if person.session is None else int(person.session.get("alarm_at", 0))
    said = without_bidi_controls(_said(content)) if turn.session.consented else ""
    sent = any(isinstance(event, TicketOpened) for event in turn.events)
    for event in turn.events:
        new = now.timestamp() - before > SILENCE or (said and not sent)
        if isinstance(event, DangerSeen) and new:
            yield _note(turn.session, DANGER, said, {"danger": event.kind}, now)


def _said(content: Content | None) -> str:
    match content:
        case Words(text=words) | Upload(words=words) | Unsupported(words=words):
            return words
        case Command(payload=words):
            return words
        case _:
            return ""


def _note(
    session: Session, topic: str, text: str, more: Mapping[str, Any], now: datetime
) -> TicketNote:
    facts = {name: session.answers[name] for name in FACTS if session.answers.get(name) is not None}
    return TicketNote(
        topic=topic, text=text, language=session.language, facts={**facts, **more}, at=now
    )
