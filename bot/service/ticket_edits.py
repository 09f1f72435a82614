"""A person changes what they wrote: advisors see what it is now beside what it was, and words of danger count."""

from dataclasses import replace
from datetime import datetime

from bot.core.alarm import Alarms, find_alarm
from bot.core.event import DangerSeen
from bot.core.message import Edited
from bot.core.render import without_bidi_controls
from bot.core.session import Session
from bot.core.talk import Talk
from bot.core.ticket import PERSON, Move
from bot.core.ticket_message import Side
from bot.core.turn import Turn
from bot.service.compose import Composed, with_ticket
from bot.service.ports import Person, Store, TurnUnit
from bot.service.ticket_changes import facts_of
from bot.service.ticket_values import KeptMessage, TicketChange


async def what_it_was(
    store: Store, person: Person, session: Session, change: Edited
) -> KeptMessage | None:
    """Return the message to the advisors that is changed; None of words that were not for them."""
    ticket = session.talk.ticket
    if ticket is None:
        return None
    return next(
        (
            kept
            for kept in await store.said(person.id, ticket.number)
            if change.ref == kept.ref != "" and kept.message.side is Side.PERSON
        ),
        None,
    )


def alarms_now(alarms: Alarms, change: Edited, was: KeptMessage | None) -> bool:
    """Whether words of danger came with a change, rather than being there before it."""
    kind = find_alarm(alarms, change.text)
    return kind is not None and (was is None or find_alarm(alarms, was.message.text) is not kind)


def after_edit(turn: Turn, was: KeptMessage | None, now: datetime) -> Turn:
    """Return the turn after a change: while a ticket is open it is the advisors' turn again."""
    session = turn.session
    if was is None or not _is_heard(turn, now) or not session.talk.live:
        return turn
    moved = session.talk.moved(Move.WRITE, PERSON, now)
    return replace(turn, session=replace(session, talk=moved)) if isinstance(moved, Talk) else turn


def with_edit(
    composed: Composed, turn: Turn, change: Edited, was: KeptMessage | None, now: datetime
) -> Composed:
    """Return a composed turn that also stores the change; of words that advisors do not hear, nothing is."""
    ticket = turn.session.talk.ticket
    if was is None or ticket is None or not _is_heard(turn, now):
        return composed
    assert isinstance(composed.unit, TurnUnit)  # noqa: S101 - nobody deletes everything by changing a message
    message = was.message.edited(without_bidi_controls(change.text), int(now.timestamp()))
    flagged = composed.unit.ticket
    as_it_is = TicketChange(
        ticket=ticket,
        facts=facts_of(turn.session),
        look_at=now,
        said=() if flagged is None else flagged.said,
        changed=((was.nth, message),),
    )
    return with_ticket(composed, as_it_is)


def _is_heard(turn: Turn, now: datetime) -> bool:
    """Whether advisors may see what the person writes: not without consent, nor of a tester; in danger always."""
    session = turn.session
    if not session.consented or session.draft:
        return False
    in_danger = any(isinstance(event, DangerSeen) for event in turn.events)
    return in_danger or session.talk.stopped(now) is None
