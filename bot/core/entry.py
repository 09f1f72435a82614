"""The knowledge base: questions with their answers, how people ask them, and an advisor's saved replies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from bot.core.answer import Answers
from bot.core.condition import Condition
from bot.core.language import LanguageCode
from bot.core.source import Source
from bot.core.text import Text

EntryId = NewType("EntryId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One answer of an entry: the first whose condition holds is given; the last one has no condition."""

    text: Text
    when: Condition | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question people ask, and what Merit answers.

    `topic` is the folder it lies in, `flow` the flow that goes deeper, `related` are entries close by. A `stub` says
    that there is no answer yet and whom to ask.
    """

    id: EntryId
    question: Text
    variants: tuple[Variant, ...]
    owner: str
    reviewed: date | None = None
    related: tuple[EntryId, ...] = ()
    topic: str = ""
    flow: str = ""
    stub: bool = False

    def variant(self, answers: Answers) -> Variant:
        """Return the answer that fits what the person said about themselves."""
        return next(
            variant
            for variant in self.variants
            if variant.when is None or variant.when.holds(answers)
        )

    @property
    def names(self) -> frozenset[str]:
        """The person's answers that decide between the variants."""
        return frozenset().union(*(v.when.names for v in self.variants if v.when is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """How people ask for an entry in one language."""

    entry: EntryId
    language: LanguageCode
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that a question may ask for, with the calibrated probability that it is a right answer (0 to 1)."""

    entry: EntryId
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What somebody told about their own way, and agreed to have told on.

    `told_by` is how the person wants to be named, `country` where it happened (an answer's value, or empty), `heard`
    where the story comes from. It is told from the day of the consent until the day it ends.
    """

    id: str
    title: Text
    text: Text
    told_by: str
    heard: str
    consented: date
    until: date | None = None
    country: str = ""
    owner: str = ""
    reviewed: date | None = None

    def told(self, today: date) -> bool:
        """Whether the consent holds on this day."""
        return self.consented <= today and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReply:
    """A message an advisor can send in the person's language; `slots` are its placeholders with their types."""

    id: str
    title: Text
    text: Text
    owner: str
    reviewed: date | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
