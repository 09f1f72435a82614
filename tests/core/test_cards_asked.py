"""The answer to a question card is an id, however it is given, and both sides read it in their own language."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.asked import Clarify, Refusal, as_written
from bot.core.cards_asked import (
    LARGEST,
    Reader,
    card_answer_shown,
    card_choices,
    press_card_answer,
    read_card_answer,
)
from bot.core.phrases import NO, WHOLE_NUMBER, YES
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.text import Text, literal

PERMIT = {
    "have": Text(place="cards/permit/choices/have", source="Yes, I have one"),
    "asked": Text(place="cards/permit/choices/asked", source="I asked for one"),
}


def card(answer: CardAnswer, **choices: Text) -> QuestionCard:
    return QuestionCard(
        id="permit",
        title=Text(place="cards/permit/title", source="Permit"),
        ask=Text(place="cards/permit/ask", source="Do you have a permit?"),
        answer=answer,
        choices=choices,
        owner="team",
    )


CHOICE = card(CardAnswer.CHOICE, **PERMIT)
YES_NO, DATE, NUMBER = (card(CardAnswer(each)) for each in ("yes_no", "date", "number"))
READER = Reader(spell=as_written, today=date(2026, 11, 27))
PERSIAN, TIGRINYA = (replace(READER, language=code) for code in ("fa", "ti"))


@pytest.mark.parametrize(
    ("asked", "words", "value"),
    [
        (CHOICE, "i asked for one", "asked"),
        (CHOICE, "2", "asked"),
        (YES_NO, "نعم", "yes"),
        (YES_NO, "No", "no"),
        (DATE, "12.11.2026", "2026-11-12"),
        (DATE, "١٢/١١/٢٠٢٦", "2026-11-12"),
        (DATE, "3 May 2027", "2027-05-03"),
        (NUMBER, "۱۲", 12),
        (NUMBER, "0", 0),
        (NUMBER, str(LARGEST), LARGEST),
    ],
)
def test_typed_words_become_the_id_they_stand_for(
    asked: QuestionCard, words: str, value: str | int
):
    assert read_card_answer(asked, words, READER) == value


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (CHOICE, "perhaps"),
        (YES_NO, "perhaps"),
        (DATE, "soon"),
        (DATE, "May 2027"),
        (NUMBER, str(LARGEST + 1)),
    ],
)
def test_words_that_do_not_fit_are_refused_kindly(asked: QuestionCard, words: str):
    assert isinstance(read_card_answer(asked, words, READER), Refusal)


def test_a_number_is_whole():
    assert read_card_answer(NUMBER, "2.5", READER) == Refusal(reason=WHOLE_NUMBER)


def test_a_date_that_can_be_of_two_calendars_is_asked_about():
    found = read_card_answer(DATE, "12.3.2018", TIGRINYA)
    assert isinstance(found, Clarify)
    buttons = [choice.id for choice in card_choices(DATE, TIGRINYA, found.pending)]
    assert buttons == [choice.id for choice in found.choices]
    assert press_card_answer(DATE, buttons[0], TIGRINYA, found.pending) == "2018-03-12"
    assert read_card_answer(DATE, "1", TIGRINYA, found.pending) == "2018-03-12"


def test_a_date_of_another_calendar_is_kept_as_it_is_and_shown_in_both():
    found = read_card_answer(DATE, "5/8/1405", PERSIAN)
    assert isinstance(found, str)
    shown = card_answer_shown(DATE, found)
    assert shown.place == "ui/solar_hijri"


@pytest.mark.parametrize(
    ("asked", "buttons"),
    [(CHOICE, ["have", "asked"]), (YES_NO, ["yes", "no"]), (DATE, []), (NUMBER, [])],
)
def test_a_card_has_buttons_where_the_answer_is_not_typed(asked: QuestionCard, buttons: list[str]):
    assert [choice.id for choice in card_choices(asked, READER)] == buttons
    for button in buttons:
        assert press_card_answer(asked, button, READER) == button


@pytest.mark.parametrize("asked", [CHOICE, YES_NO, DATE, NUMBER])
def test_a_button_the_card_does_not_have_answers_nothing(asked: QuestionCard):
    assert press_card_answer(asked, "gone", READER) is None


@pytest.mark.parametrize(
    ("asked", "value", "shown"),
    [
        (CHOICE, "asked", PERMIT["asked"]),
        (CHOICE, "gone", literal("gone")),
        (YES_NO, "yes", YES),
        (YES_NO, "no", NO),
        (NUMBER, 12, literal("12")),
        (DATE, "2026-11-12", literal(date(2026, 11, 12))),
        (DATE, "2026", literal("2026")),
        (DATE, "broken", literal("broken")),
    ],
)
def test_an_answer_is_shown_as_a_text_in_any_language(
    asked: QuestionCard, value: str | int, shown: Text
):
    assert card_answer_shown(asked, value) == shown
