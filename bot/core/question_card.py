"""A question card: an advisor sends it, and its answer is an id that both sides read in their own language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.text import Text


class CardAnswer(StrEnum):
    """What the person answers a card with."""

    CHOICE = "choice"
    """One of the card's own buttons."""
    YES_NO = "yes_no"
    DATE = "date"
    """A day, typed, in the calendar the person uses."""
    NUMBER = "number"
    """A whole number, typed."""
    WORDS = "words"
    """The person's own words, which advisors read as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCard:
    """A card advisors find by its `title`, and what it asks; only one with `CHOICE` has `choices`, label by id."""

    id: str
    title: Text
    ask: Text
    answer: CardAnswer
    owner: str
    reviewed: date | None = None
    choices: Mapping[str, Text] = field(default_factory=dict)
