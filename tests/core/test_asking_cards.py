"""A question card waits beside everything else; a press or fitting words answer it, other words go as they are."""

from dataclasses import replace

import pytest

from bot.core import phrases
from bot.core.asked import as_written
from bot.core.asking_cards import CARD, IS, card_says
from bot.core.cards_asked import Reader
from bot.core.event import CardAnswered, StaleButtonPressed, TicketWritten
from bot.core.flow import ChoiceId
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.text import Text
from bot.core.ticket import Details, Move, Reason, State
from bot.core.waiting_cards import (
    MOST_WAITING,
    NO_CARDS,
    WaitingCards,
    waiting_cards_from_json,
    waiting_cards_to_json,
)
from tests.core.talker import Talker
from tests.core.test_blocking import stopped
from tests.core.test_talking import advisor, answered, state


def card(id_: str, answer: CardAnswer, **choices: str) -> QuestionCard:
    return QuestionCard(
        id=id_,
        title=Text(place=f"cards/{id_}/title", source=f"Title {id_}"),
        ask=Text(place=f"cards/{id_}/ask", source=f"Ask {id_}?"),
        answer=answer,
        owner="team",
        choices={
            key: Text(place=f"cards/{id_}/choices/{key}", source=label)
            for key, label in choices.items()
        },
    )


CARDS = {
    each.id: each
    for each in (
        card("permit", CardAnswer.CHOICE, have="Yes, I have one", asked="I asked for one"),
        card("sure", CardAnswer.YES_NO),
        card("day", CardAnswer.DATE),
        card("years", CardAnswer.NUMBER),
        card("tell", CardAnswer.WORDS),
    )
}


def asked(*ids: str) -> Talker:
    """A person whose advisor sent these cards."""
    talker = answered()
    talker.release = replace(talker.release, cards=CARDS)
    talk = talker.session.talk
    cards = talk.cards.with_more(ids)
    talker.session = replace(talker.session, talk=replace(talk, cards=cards))
    first = CARDS.get(cards.first)
    if first is not None:
        talker.offers = card_says(first, cards.number, _reader(talker)).offers
    return talker


def _reader(talker: Talker) -> Reader:
    return Reader(spell=as_written, today=talker.now.date(), language=talker.session.language)


def events(talker: Talker) -> list[CardAnswered]:
    assert talker.last is not None
    return [each for each in talker.last.events if isinstance(each, CardAnswered)]


def test_a_press_answers_with_an_id_and_leaves_only_that_button() -> None:
    talker = asked("permit")
    talker.presses("asked")
    assert events(talker) == [CardAnswered(card="permit", value="asked")]
    assert talker.last is not None
    ticked = talker.last.says[0]
    assert (ticked.kind, [each.picked for each in ticked.offers]) == (OutboundKind.KEYBOARD, [True])
    assert talker.seen == [phrases.CARD_ANSWERED.source]
    assert state(talker) is State.ACTIVE
    assert talker.session.talk.cards.ids == ()


@pytest.mark.parametrize(
    ("id_", "words", "value"),
    [
        ("permit", "i asked for one", "asked"),
        ("permit", "1", "have"),
        ("sure", "نعم", "yes"),
        ("day", "3 December 2026", "2026-12-03"),
        ("years", "١٢", 12),
    ],
)
def test_words_answer_with_the_same_id(id_: str, words: str, value: str | int) -> None:
    talker = asked(id_)
    talker.says(words)
    assert events(talker) == [CardAnswered(card=id_, value=value, text=words)]


def test_an_open_card_takes_words_as_they_are() -> None:
    talker = asked("tell")
    talker.says("I came by train")
    assert events(talker) == [CardAnswered(card="tell", text="I came by train")]
    assert talker.seen == [phrases.CARD_TAKEN.source]


def test_the_next_card_follows_and_a_button_of_the_one_before_answers_nothing() -> None:
    talker = asked("permit", "sure")
    first = talker.button("have")
    talker.gives(first)
    assert talker.seen == [phrases.CARD_ANSWERED.source, "Ask sure?"]
    talker.gives(first)
    assert talker.happened(StaleButtonPressed)
    assert talker.session.talk.cards.first == "sure"
    talker.gives(Press(flow=CARD, step=IS, choice=ChoiceId("no"), asked=2))
    assert events(talker) == [CardAnswered(card="sure", value="no")]


def test_a_card_the_content_no_longer_has_is_passed_over() -> None:
    talker = asked("sure", "gone", "years")
    talker.presses("yes")
    assert talker.seen == [phrases.CARD_ANSWERED.source, "Ask years?"]


def test_after_the_last_card_that_is_still_there_nothing_is_asked() -> None:
    talker = asked("sure", "gone")
    talker.presses("yes")
    assert talker.seen == [phrases.CARD_ANSWERED.source]
    assert talker.session.talk.cards.ids == ()


def test_words_that_are_no_answer_go_to_the_advisor_and_the_card_waits() -> None:
    talker = asked("permit")
    talker.says("I do not know what that is")
    assert talker.happened(TicketWritten)
    assert talker.session.talk.cards.first == "permit"
    assert talker.seen == []


def test_a_date_that_was_perhaps_mistyped_goes_on_and_the_person_hears_what_fits() -> None:
    talker = asked("day")
    talker.says("45.13.2026")
    assert talker.happened(TicketWritten)
    assert talker.seen
    assert talker.session.talk.cards.first == "day"
    talker.says("it is not here")
    assert talker.seen == []


def test_a_date_that_may_be_of_two_calendars_is_asked_about() -> None:
    talker = asked("day")
    talker.session = replace(talker.session, language="ti")
    talker.says("12/03/2017")
    if not events(talker):
        assert talker.session.talk.cards.pending
        assert talker.offers
        talker.gives(talker.offers[0].press)
    assert len(events(talker)) == 1


def test_whom_advisors_do_not_hear_now_answers_no_card_and_is_told_until_when() -> None:
    talker = stopped(asked("permit"))
    talker.presses("asked")
    assert events(talker) == []
    assert any("you can write to them again" in line for line in talker.seen)
    assert talker.session.talk.cards.first == "permit"


def test_a_button_that_is_no_choice_answers_nothing() -> None:
    talker = asked("permit")
    talker.gives(Press(flow=CARD, step=IS, choice=ChoiceId("other"), asked=1))
    assert talker.happened(StaleButtonPressed)


def test_without_agreement_no_answer_is_kept() -> None:
    talker = asked("permit")
    talker.session = replace(talker.session, consent=None)
    talker.presses("have")
    assert events(talker) == []
    assert phrases.NO_CONSENT.source in talker.seen


def test_a_closed_ticket_asks_nothing_any_more() -> None:
    talker = asked("permit")
    button = talker.button("have")
    advisor(talker, (Move.CLOSE, Details(reason=Reason.ANSWERED)))
    assert talker.session.talk.cards == WaitingCards(number=1)
    talker.gives(button)
    assert talker.happened(StaleButtonPressed)


def test_a_card_that_waits_is_not_asked_twice_and_there_are_not_too_many() -> None:
    cards = NO_CARDS.with_more(("a", "b")).with_more(("b", "c"))
    assert (cards.ids, cards.number) == (("a", "b", "c"), 1)
    many = NO_CARDS.with_more(tuple(str(n) for n in range(MOST_WAITING + 5)))
    assert len(many.ids) == MOST_WAITING


def test_what_the_content_no_longer_has_does_not_hold_the_others_up() -> None:
    cards = NO_CARDS.with_more(("a", "b"))
    assert cards.among({"a"}) == WaitingCards(ids=("a",), number=1)
    assert cards.among({"b"}) == WaitingCards(ids=("b",), number=2)
    assert cards.among(set()) == WaitingCards(number=1)


def test_waiting_cards_survive_storage() -> None:
    cards = WaitingCards(ids=("a", "b"), number=3, pending="date 2017-03-12")
    assert waiting_cards_from_json(waiting_cards_to_json(cards)) == cards
    assert waiting_cards_to_json(NO_CARDS) == {}
