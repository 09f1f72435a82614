"""What reaches the advisors from a turn of the person: their words, what happened to the ticket, a flag for danger."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.core.event import (
    AnswerSaved,
    CardAnswered,
    DangerSeen,
    QuestionAsked,
    TicketOpened,
    TicketWithdrawn,
    TicketWritten,
)
from bot.core.interrupt import SILENCE
from bot.core.language import LanguageCode
from bot.core.machine_asked import MACHINE
from bot.core.media import media_to_json
from bot.core.message import (
    Command,
    Content,
    Edited,
    Shared,
    Unsupported,
    Upload,
    Words,
)
from bot.core.render import without_bidi_controls
from bot.core.session import Session, session_from_json
from bot.core.ticket import Move, Ticket
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Turn
from bot.service.ports import Person
from bot.service.ticket_values import Said, TicketChange, TicketFacts


def change_of_ticket(
    turn: Turn, person: Person, content: Content | None, now: datetime
) -> TicketChange | None:
    """Return what a turn does to the person's ticket, None when that is nothing; a tester has no ticket."""
    ticket = turn.session.talk.ticket
    if turn.session.draft or ticket is None:
        return None
    ref = _ref_of(content)
    said = tuple(
        Said(message=message, ref=ref if message.side is Side.PERSON else "")
        for message in _said(turn, person, content, now)
    )
    facts = facts_of(turn.session)
    if not said and (ticket, facts) == _before(person):
        return None
    return TicketChange(ticket=ticket, facts=facts, look_at=now, said=said)


def _ref_of(content: Content | None) -> str:
    """Return what the channel calls a message, where it tells of changes."""
    match content:
        case Words(ref=ref) | Upload(message=ref) | Unsupported(message=ref) | Shared(message=ref):
            return ref
        case _:
            return ""


def facts_of(session: Session) -> TicketFacts:
    """Return what advisors see of a person beside their words."""
    country, status = (session.answers.get(name) for name in ("country", "status"))
    return TicketFacts(
        language=session.language,
        country=str(country or ""),
        status=str(status or ""),
        interpret=_interpret(session),
    )


def _interpret(session: Session) -> tuple[LanguageCode, ...]:
    wish, ticket = session.talk.interpret, session.talk.ticket
    if wish is None or ticket is None or wish.ticket != ticket.number:
        return ()
    return (wish.person, wish.advisor)


def _machine_was(person: Person) -> dict[str, str]:
    """Return that the person let no machine translate before, if that is so: it may not read what they wrote then."""
    before = {} if person.session is None else session_from_json(person.session).answers
    return {"was": "no"} if before.get(MACHINE) == "no" else {}


def _before(person: Person) -> tuple[Ticket | None, TicketFacts]:
    if person.session is None:
        return None, TicketFacts()
    session = session_from_json(person.session)
    return session.talk.ticket, facts_of(session)


def _said(
    turn: Turn, person: Person, content: Content | None, now: datetime
) -> Iterator[TicketMessage]:
    at, language = int(now.timestamp()), turn.session.language
    words = [event for event in turn.events if isinstance(event, TicketOpened | TicketWritten)]
    for event in turn.events:
        match event:
            case TicketOpened(text=text) | TicketWritten(text=text):
                yield TicketMessage(
                    side=Side.PERSON,
                    at=at,
                    text=text,
                    language=language,
                    about={**_asked(event), **_answered(turn), **_media(event)},
                )
            case CardAnswered(card=card, value=value, text=text):
                about = {"card": card, **({"answer": value} if value != "" else {})}
                yield TicketMessage(
                    side=Side.PERSON, at=at, text=text, language=language, about=about
                )
            case AnswerSaved(name=name) if name == MACHINE and turn.session.talk.live:
                about = {"machine": str(turn.session.answers.get(MACHINE)), **_machine_was(person)}
                yield TicketMessage(side=Side.EVENT, at=at, about=about)
            case TicketWithdrawn():
                yield TicketMessage(side=Side.EVENT, at=at, about={"move": Move.WITHDRAW.value})
            case DangerSeen(kind=kind):
                said = "" if words or not turn.session.consented else _words_of(content)
                if said or not _flagged_lately(person, now):
                    about = {"danger": kind}
                    yield TicketMessage(
                        side=Side.EVENT, at=at, text=said, language=language, about=about
                    )
            case _:
                pass


def _asked(event: TicketOpened | TicketWritten) -> dict[str, Any]:
    """Return the question that led to a message and the answers that were shown, by id, where they go along."""
    asked = {"asked": event.asked} if event.asked else {}
    return {**asked, **({"shown": list(event.shown)} if event.shown else {})}


def _answered(turn: Turn) -> dict[str, Any]:
    """Return what Merit itself answered to a message, by id."""
    shown = [each.entry for each in turn.events if isinstance(each, QuestionAsked) and each.entry]
    return {"shown": shown} if shown else {}


def _media(event: TicketOpened | TicketWritten) -> dict[str, Any]:
    """Return what the words of an event stand under."""
    media = event.media if isinstance(event, TicketWritten) else None
    return {} if media is None else {"media": media_to_json(media)}


def _flagged_lately(person: Person, now: datetime) -> bool:
    before = 0 if person.session is None else int(person.session.get("alarm_at", 0))
    return now.timestamp() - before <= SILENCE


def _words_of(content: Content | None) -> str:
    match content:
        case (
            Words(text=words) | Edited(text=words) | Upload(words=words) | Unsupported(words=words)
        ):
            return without_bidi_controls(words)
        case Command(payload=words):
            return without_bidi_controls(words)
        case _:
            return ""
