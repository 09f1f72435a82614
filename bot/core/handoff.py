"""Handing over: a person's words become a ticket, and while one is open what they write goes to the advisors.

The words themselves are in the events of a turn; the ticket in the session has none.
"""

from dataclasses import replace

from bot.core import phrases
from bot.core.event import (
    TicketFlagged,
    TicketOpened,
    TicketWithdrawn,
    TicketWritten,
    WaitAsked,
)
from bot.core.flow import (
    AskStep,
    ChoiceId,
    CollectStep,
    FlowId,
    Question,
    ReviewStep,
    StepId,
)
from bot.core.media import Media
from bot.core.press import Press
from bot.core.run import Run
from bot.core.stopped import stopped_says
from bot.core.ticket import PERSON, WITH_ADVISOR, Move, Refusal, State, Ticket
from bot.core.ticket_code import code_of
from bot.core.turn import Offer, Say

DANGER = "danger"
"""What a ticket is about that words of danger opened."""
TALK, TO_ADVISORS = FlowId("_talk"), StepId("on")
"""Stand for the flow and the step in the button that brings words to the advisors."""
OTHER_TOPIC = "other"
"""What a ticket is about when the person did not say it."""


def hand_over(
    run: Run, topic: str, words: str, *, again: bool = False, danger: bool = False
) -> None:
    """Open a ticket with these words, or add them to the one that is open; with `again` go on with the latest one.

    Whom the advisors do not hear now is told so, unless these are words of `danger`.
    """
    if not danger and tell_stopped(run):
        return
    if add_words(run, words, again=again, danger=danger):
        return
    ticket = run.talk.begun or new_ticket(run, topic)
    run.talk = replace(run.talk, ticket=replace(ticket, topic=topic), asked=run.asked)
    _moved(run, Move.SEND)
    asked, shown = _taken_along(run)
    run.events.append(TicketOpened(topic=topic, text=words, asked=asked, shown=shown))


def _taken_along(run: Run) -> tuple[str, tuple[str, ...]]:
    """Return the question that led to the first words and the answers it had, once."""
    inquiry = run.inquiry
    if not inquiry.handed:
        return "", ()
    run.inquiry = replace(inquiry, handed=False)
    return inquiry.question if run.consented else "", inquiry.shown


def tell_stopped(run: Run) -> bool:
    """Tell whom the advisors do not hear now until when and why; False to everybody else."""
    stop = run.talk.stopped(run.now)
    if stop is None:
        return False
    run.says.append(stopped_says(stop, run.now, run.release.operator))
    return True


def tell_wait(run: Run) -> None:
    """Let the person be told how long it may take, or that the advisors do not hear them now."""
    if not tell_stopped(run):
        run.events.append(WaitAsked())


def new_ticket(run: Run, topic: str) -> Ticket:
    """Return a ticket that nothing was done with, numbered after the person's last one."""
    number = 1 if run.talk.ticket is None else run.talk.ticket.number + 1
    code = run.code or code_of(number)
    return Ticket(number=number, code=code, topic=topic, opened_at=_now(run))


def add_words(
    run: Run,
    words: str,
    *,
    again: bool = False,
    media: Media | None = None,
    danger: bool = False,
) -> bool:
    """Bring words to the advisors who have the open ticket; False when there is none they could belong to.

    With `again` they may also open a closed one once more. `media` is what the words stand under. Whom the advisors do
    not hear now they hear in `danger`.
    """
    if run.talk.stopped(run.now) is not None and not danger:
        return False
    closed = again and run.talk.ticket is not None and not run.talk.ticket.open
    if not run.consented or (run.talk.live is None and not closed):
        return False
    if not _moved(run, Move.WRITE):
        return False
    run.talk = replace(run.talk, asked=run.asked)
    topic = "" if run.talk.ticket is None else run.talk.ticket.topic
    asked, shown = _taken_along(run)
    written = TicketWritten(topic=topic, text=words, media=media, asked=asked, shown=shown)
    run.events.append(written)
    return True


def withdraw(run: Run) -> None:
    """Close the open ticket because the person no longer wants it."""
    before, run.talk = run.talk, run.talk.withdrawn(run.now)
    run.events += [TicketWithdrawn()] if run.talk.ticket != before.ticket else []


def flag(run: Run, kind: str) -> None:
    """Mark the open ticket as urgent, or begin one that advisors see though the person did not ask for them."""
    known = run.talk.ticket
    ticket = known if known is not None and known.open else new_ticket(run, DANGER)
    state = State.ACTIVE if ticket.state in WITH_ADVISOR else ticket.state
    urgent = replace(ticket, danger=kind, state=state, until=0, turn_at=ticket.turn_at or _now(run))
    run.talk = run.talk.now(urgent)
    run.events.append(TicketFlagged(kind=kind))


def talks(run: Run, step: Question | None, *, danger: bool = False) -> bool:
    """Whether typed words are for the advisors: no question came after their last word that words could answer.

    Whom they do not hear now they hear in `danger`.
    """
    if run.talk.live is None or not run.consented:
        return False
    if run.talk.stopped(run.now) is not None and not danger:
        return False
    asks_later = run.asked > run.talk.asked and isinstance(step, AskStep | CollectStep | ReviewStep)
    return run.topic is None or not asks_later


def pass_on(run: Run, words: str) -> None:
    """Bring words to the advisors; while nobody has the ticket the person is told once that they arrived."""
    before = run.talk.live
    if not add_words(run, words) or before is None or before.state is not State.QUEUED:
        return
    if run.talk.told != before.queued_at:
        run.talk = replace(run.talk, told=before.queued_at)
        run.say(phrases.PASSED_ON.with_values(code=before.code))


def offer_to_pass_on(run: Run, words: str) -> None:
    """Ask below Merit's own answer whether words were for the advisors, whose ticket was closed not long ago.

    Whom the advisors do not hear now is told so instead, while they have the ticket.
    """
    if run.talk.stopped(run.now) is not None:
        if run.talk.live is not None and run.consented:
            tell_stopped(run)
            _before_what_waits(run, run.says.pop())
        return
    if not run.consented or not run.talk.goes_on(run.now):
        return
    count = run.talk.holds + 1
    run.talk = replace(run.talk, held=words, holds=count)
    press = Press(flow=TALK, step=TO_ADVISORS, choice=ChoiceId("it"), asked=count)
    offer = Offer(label=phrases.FOR_ADVISORS, press=press)
    _before_what_waits(run, Say(paragraphs=((phrases.FOR_WHOM,),), offers=(offer,)))


def _before_what_waits(run: Run, say: Say) -> None:
    """Say it before the question that waits, so that its buttons stay at the end."""
    place = len(run.says) - 1 if run.says and run.says[-1].offers else len(run.says)
    run.says.insert(place, say)


def pass_held_on(run: Run, pressed: Press) -> bool:
    """Bring the words a button stands under to the advisors; False when they are not held any more."""
    held = run.talk.held if pressed.asked == run.talk.holds else ""
    if not held or not add_words(run, held, again=True):
        return False
    run.talk = replace(run.talk, held="")
    code = "" if run.talk.ticket is None else run.talk.ticket.code
    run.say(phrases.PASSED_ON.with_values(code=code))
    return True


def _moved(run: Run, move: Move) -> bool:
    after = run.talk.moved(move, PERSON, run.now)
    if isinstance(after, Refusal):
        return False
    run.talk = after
    return True


def _now(run: Run) -> int:
    return int(run.now.timestamp())
