"""A question card that waits for its answer: its buttons, reading what comes, and what both sides read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.answering import clarified, offered, read, read_choice_of
from bot.core.asked import Asked, Given, Spell
from bot.core.calendars import kept_date
from bot.core.flow import Choice, ChoiceId
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.phrases import NO, YES
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.shown import shown_date
from bot.core.text import Text, literal
from bot.core.typed import LONGEST_TYPED

LARGEST = 1_000_000
"""The largest number that answers a card."""

_TYPES: Mapping[CardAnswer, AnswerType] = {
    CardAnswer.CHOICE: AnswerType.ONE_OF,
    CardAnswer.YES_NO: AnswerType.YES_NO,
    CardAnswer.DATE: AnswerType.DATE,
    CardAnswer.NUMBER: AnswerType.NUMBER,
    CardAnswer.WORDS: AnswerType.TEXT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is needed to read an answer: how texts are spelled for the person, the day, and the person's language."""

    spell: Spell
    today: date
    language: LanguageCode = SOURCE_LANGUAGE


def card_choices(card: QuestionCard, reader: Reader, pending: str = "") -> Sequence[Choice]:
    """Return the buttons of a card, or of what `pending` leaves open; none where the answer is typed."""
    return offered(_asked(card, reader, pending))


def card_open(card: QuestionCard, reader: Reader, pending: str) -> Text | None:
    """Return what has to be asked besides, because of what `pending` leaves open; None when nothing is."""
    open_ = clarified(_asked(card, reader, pending))
    return None if open_ is None else open_.text


def read_card_answer(card: QuestionCard, words: str, reader: Reader, pending: str = "") -> Given:
    """Return the id that typed `words` stand for, or why they do not fit, or what has to be asked besides."""
    return read(words, _asked(card, reader, pending))


def press_card_answer(
    card: QuestionCard, choice: str, reader: Reader, pending: str = ""
) -> Given | None:
    """Return the id of a pressed button, or None when the card has no such button (any more)."""
    return read_choice_of(choice, _asked(card, reader, pending))


def card_answer_shown(card: QuestionCard, value: str | int) -> Text:
    """Return what stands for an answer, for whoever reads it; a choice the card no longer has stands as its id."""
    if card.answer is CardAnswer.DATE:
        dated = kept_date(str(value))
        shown = str(value) if dated is None else shown_date(dated)
        return shown if isinstance(shown, Text) else literal(str(shown))
    labels = {"yes": YES, "no": NO} if card.answer is CardAnswer.YES_NO else card.choices
    return labels.get(str(value)) or literal(str(value))


def _asked(card: QuestionCard, reader: Reader, pending: str) -> Asked:
    spec = AnswerSpec(
        name=f"cards/{card.id}",
        type=_TYPES[card.answer],
        values=tuple(card.choices),
        least=1 if card.answer is CardAnswer.WORDS else 0,
        most=LONGEST_TYPED if card.answer is CardAnswer.WORDS else LARGEST,
        precision="day" if card.answer is CardAnswer.DATE else "",
    )
    return Asked(
        spec=spec,
        choices=[Choice(id=ChoiceId(id_), label=label) for id_, label in card.choices.items()],
        spell=reader.spell,
        today=reader.today,
        language=reader.language,
        pending=pending,
    )
