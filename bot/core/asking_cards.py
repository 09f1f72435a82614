"""Question cards in a conversation: asked with buttons, answered by a press or by words, and the next one follows.

An answer is an id. It reaches the advisors as one, so that each of them reads it in their own language.
"""

from dataclasses import replace

from bot.core import phrases
from bot.core.asked import Clarify, Given, Refusal, Spell, as_written
from bot.core.cards_asked import (
    Reader,
    card_answer_shown,
    card_choices,
    card_open,
    press_card_answer,
    read_card_answer,
)
from bot.core.event import CardAnswered
from bot.core.flow import FlowId, StepId
from bot.core.fold import digits
from bot.core.handoff import pass_on, tell_stopped
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.run import Run
from bot.core.text import Text
from bot.core.ticket import PERSON, Move
from bot.core.ticket import Refusal as Refused
from bot.core.turn import Offer, Say

CARD, IS = FlowId("_card"), StepId("is")
"""Stand for the flow and the step in the buttons of a card."""


def card_says(
    card: QuestionCard, number: int, reader: Reader, pending: str = "", *lines: Text
) -> Say:
    """Return the question of a card with its buttons, or what `pending` leaves open; `lines` stand before it."""
    choices = card_choices(card, reader, pending)
    open_ = card_open(card, reader, pending)
    offers = tuple(
        Offer(label=each.label, press=Press(flow=CARD, step=IS, choice=each.id, asked=number))
        for each in choices
    )
    text = card.ask if open_ is None else open_
    return Say(paragraphs=(*((line,) for line in lines), (text,)), offers=offers)


def card_waits(run: Run) -> QuestionCard | None:
    """Return the card that waits for its answer, if its ticket is open and the content still has it."""
    return None if run.talk.live is None else run.release.cards.get(run.talk.cards.first)


def card_pressed(run: Run, pressed: Press) -> bool:
    """Take a button of the card that waits; False when it belongs to another one, or nothing waits any more.

    Whom the advisors do not hear now is told so, and can press it later.
    """
    card = card_waits(run)
    if card is None or pressed.asked != run.talk.cards.number:
        return False
    if tell_stopped(run):
        return True
    reader, pending = _reader(run, as_written), run.talk.cards.pending
    given = press_card_answer(card, str(pressed.choice), reader, pending)
    if given is None or isinstance(given, Refusal):
        return False
    offered = {each.id: each.label for each in card_choices(card, reader, pending)}
    kept = Offer(label=offered[pressed.choice], press=pressed, picked=True)
    run.says.append(Say(kind=OutboundKind.KEYBOARD, offers=(kept,)))
    _take(run, card, given, "")
    return True


def card_typed(run: Run, words: str, spell: Spell) -> bool:
    """Take words as the answer to the card that waits; False when they are none, and so go to the advisors as they are.

    A date or number that was perhaps mistyped goes to the advisors too, and the person is told what would fit.
    """
    card = card_waits(run)
    if card is None:
        return False
    given = read_card_answer(card, words, _reader(run, spell), run.talk.cards.pending)
    if not isinstance(given, Refusal):
        _take(run, card, given, words)
        return True
    typed = not card_choices(card, _reader(run, spell))
    if not typed or not any(sign.isdigit() for sign in digits(words)):
        return False
    pass_on(run, words)
    run.say(given.reason)
    return True


def _take(run: Run, card: QuestionCard, given: Given, words: str) -> None:
    match given:
        case Clarify(pending=pending):
            run.talk = replace(run.talk, cards=replace(run.talk.cards, pending=pending))
            _ask(run, card)
        case str() | int() if run.consented:
            _answered(run, card, given, words)
        case _:
            run.say(phrases.NO_CONSENT)


def _answered(run: Run, card: QuestionCard, value: str | int, words: str) -> None:
    talk = run.talk.moved(Move.WRITE, PERSON, run.now)
    assert not isinstance(talk, Refused)  # noqa: S101 - a live ticket takes words
    run.talk = replace(talk, cards=talk.cards.answered(), asked=run.asked)
    own = card.answer is CardAnswer.WORDS
    run.events.append(CardAnswered(card=card.id, value="" if own else value, text=words))
    answer = card_answer_shown(card, value)
    run.say(phrases.CARD_TAKEN if own else phrases.CARD_ANSWERED.with_values(answer=answer))
    following = card_waits(run)
    while following is None and run.talk.cards.ids:
        run.talk = replace(run.talk, cards=run.talk.cards.answered())
        following = card_waits(run)
    if following is not None:
        _ask(run, following)


def _ask(run: Run, card: QuestionCard) -> None:
    cards = run.talk.cards
    run.says.append(card_says(card, cards.number, _reader(run, as_written), cards.pending))


def _reader(run: Run, spell: Spell) -> Reader:
    return Reader(spell=spell, today=run.now.date(), language=run.language)
