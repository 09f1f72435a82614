"""Whether the advisors helped: asked once when they closed a ticket, and counted without who said it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.answering import read_choice
from bot.core.asked import Spell
from bot.core.asking import helper
from bot.core.event import TicketJudged
from bot.core.flow import Choice, ChoiceId, StepId
from bot.core.handoff import TALK
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.run import Run
from bot.core.text import Text, pgettext
from bot.core.ticket import DAY, Reason, Ticket
from bot.core.turn import Offer, Say
from bot.core.ways_out import call_human

HELPED, AGAIN = StepId("helped"), StepId("again")
"""Stand for the step in the buttons that say whether it helped, and in the one that leads to the advisors again."""
ASKED_AFTER = frozenset({Reason.ANSWERED, Reason.PASSED_ON})
"""Reasons after which it is asked."""

DID_IT = pgettext(
    "ui/helped/did_it",
    "Did this help? Your answer is only counted. Nobody sees that it is from you. You do not have to answer.",
)
THANKS = pgettext("ui/helped/thanks", "Thank you for telling me.")
SORRY = pgettext(
    "ui/helped/sorry",
    "Thank you for telling me. I am sorry that it did not help. If you want, you can write to the advisors again.",
)
WRITE_AGAIN = pgettext("ui/helped/write_again", "Write to the advisors")

ANSWERS: Mapping[str, Text] = {
    "yes": pgettext("ui/helped/yes", "Yes"),
    "little": pgettext("ui/helped/little", "A little"),
    "no": pgettext("ui/helped/no", "No"),
}


def ask_if_helped(run: Run) -> None:
    """Ask it, if an advisor closed the ticket because it is answered or passed on."""
    ticket = run.talk.ticket
    if ticket is None or ticket.reason not in ASKED_AFTER:
        return
    run.talk = replace(run.talk, helped=ticket.number)
    offers = tuple(_button(label, HELPED, answer, ticket) for answer, label in ANSWERS.items())
    run.says.append(Say(paragraphs=((DID_IT,),), offers=offers))


def pressed_about_help(run: Run, pressed: Press) -> bool:
    """Take a button below the question; False when it is none of these, or was answered already."""
    if pressed.flow != TALK or pressed.step not in {HELPED, AGAIN}:
        return False
    if pressed.step == AGAIN:
        call_human(run)
        return True
    ticket = _asked_about(run)
    if ticket is None or pressed.asked != ticket.number or pressed.choice not in ANSWERS:
        return False
    picked = Offer(label=ANSWERS[pressed.choice], press=pressed, picked=True)
    run.says.append(Say(kind=OutboundKind.KEYBOARD, offers=(picked,)))
    _judge(run, ticket, str(pressed.choice))
    return True


def typed_about_help(run: Run, words: str, spell: Spell) -> bool:
    """Take the words of a button that were typed while nothing else waits, for a day."""
    ticket = _asked_about(run)
    if ticket is None or run.now.timestamp() > ticket.closed_at + DAY:
        return False
    choices = [Choice(id=ChoiceId(answer), label=label) for answer, label in ANSWERS.items()]
    choice = read_choice(words, choices, spell, counted=False)
    if choice is not None:
        _judge(run, ticket, str(choice.id))
    return choice is not None


def _asked_about(run: Run) -> Ticket | None:
    ticket = run.talk.ticket
    return ticket if ticket is not None and ticket.number == run.talk.helped else None


def _judge(run: Run, ticket: Ticket, answer: str) -> None:
    run.talk = replace(run.talk, helped=0)
    run.events.append(TicketJudged(topic=ticket.topic, answer=answer))
    if answer != "no" or not run.talk.goes_on(run.now) or helper(run.release) is None:
        run.say(THANKS)
        return
    again = _button(WRITE_AGAIN, AGAIN, "it", ticket)
    run.says.append(Say(paragraphs=((SORRY,),), offers=(again,)))


def _button(label: Text, step: StepId, choice: str, ticket: Ticket) -> Offer:
    press = Press(flow=TALK, step=step, choice=ChoiceId(choice), asked=ticket.number)
    return Offer(label=label, press=press)
