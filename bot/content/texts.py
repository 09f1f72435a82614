"""Every text of a flow that people read, in the order of its file, with what a translator has to know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.answers import LONGEST_NAME
from bot.content.cldr import PLACE as CLDR
from bot.core.answer import AnswerSpec
from bot.core.flow import (
    AskStep,
    Choice,
    ChooseStep,
    CollectStep,
    Flow,
    KeptPlanStep,
    PlanStep,
    ReviewStep,
    SayStep,
    Step,
    StoriesStep,
    TellAdvisorsStep,
    TellProfileStep,
)
from bot.core.text import Text

LONGEST_TEXT = 900
LONGEST_LABEL = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One text; `kind` says in plain English what it is, `after` what the person has read just before.

    `longest` counts the letters it may have in English; 0 means no limit. `hints` are for translators.
    """

    text: Text
    kind: str
    longest: int = LONGEST_TEXT
    after: str = ""
    hints: tuple[str, ...] = ()

    @property
    def is_label(self) -> bool:
        """Whether it is written on a button."""
        return self.longest == LONGEST_LABEL


def texts_of(flow: Flow) -> Iterator[Piece]:
    """Yield the texts of `flow` in file order."""
    yield Piece(text=flow.title, kind="Title of the topic")
    for step in flow.steps.values():
        yield from texts_of_step(step)


def texts_of_step(step: Step) -> Iterator[Piece]:  # noqa: C901 - one flat table of step kinds
    """Yield the texts of one step."""
    match step:
        case SayStep():
            yield Piece(text=step.text, kind="Message")
        case AskStep():
            yield Piece(text=step.text, kind="Question")
            if step.why is not None:
                yield Piece(text=step.why, kind="Why it is asked", after=step.text.source)
            if step.help is not None:
                yield Piece(text=step.help, kind="Help with a question", after=step.text.source)
            yield from _labels(step.choices, step.text)
        case ChooseStep():
            yield Piece(text=step.text, kind="Question")
            yield from _labels(step.choices, step.text)
        case PlanStep():
            yield Piece(text=step.text, kind="Heading of a plan")
            yield from _items(step)
        case ReviewStep():
            yield Piece(text=step.text, kind="Heading of a card")
        case CollectStep():
            yield Piece(text=step.text, kind="Heading of a card")
            yield Piece(text=step.summary, kind="One record in a line", after=step.text.source)
            if step.add is not None:
                yield Piece(
                    text=step.add, kind="Button", longest=LONGEST_LABEL, after=step.text.source
                )
        case KeptPlanStep() | StoriesStep() | TellProfileStep() | TellAdvisorsStep():
            yield Piece(text=step.text, kind="Heading")
            yield Piece(text=step.empty, kind="Message", after=step.text.source)
        case _:
            return


def texts_of_answers(specs: Iterable[AnswerSpec]) -> Iterator[Piece]:
    """Yield the names answers have on a card."""
    for spec in specs:
        if spec.label is not None:
            yield Piece(text=spec.label, kind="Name of an answer on a card", longest=LONGEST_NAME)


def _items(step: PlanStep) -> Iterator[Piece]:
    """Yield the words of the items that have their own."""
    for item in step.items:
        if item.text is not None:
            yield Piece(text=item.text, kind="Step of a plan", after=step.text.source)


def _labels(choices: tuple[Choice, ...], question: Text) -> Iterator[Piece]:
    for choice in choices:
        if choice.label.place.startswith(CLDR):
            continue
        yield Piece(text=choice.label, kind="Button", longest=LONGEST_LABEL, after=question.source)
