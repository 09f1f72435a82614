"""What happened in a turn, in the past tense: facts the service and the counters act on."""

from dataclasses import dataclass

from bot.core.flow import FlowId, StepId
from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStarted:
    """A flow began, by itself or inside another."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEnded:
    """A flow came to its end."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReached:
    """A step was carried out or its question asked."""

    flow: FlowId
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSaved:
    """An answer was saved; the value is not part of the event."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRefused:
    """An answer did not fit its question and the question was asked again."""

    flow: FlowId
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChanged:
    """The person chose a language."""

    language: LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """The person agreed that personal answers are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn:
    """The person no longer agrees (or did not agree); personal answers were forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOpened:
    """The person left a message for the advisors."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequested:
    """The person asked for everything Merit keeps about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequested:
    """The person confirmed that everything is to be deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleButtonPressed:
    """A button of an earlier question was pressed; the current question was asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """The person sent something Merit could not place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLimitReached:
    """Content went in circles without asking; the turn was stopped."""

    flow: FlowId


Event = (
    FlowStarted
    | FlowEnded
    | StepReached
    | AnswerSaved
    | AnswerRefused
    | LanguageChanged
    | ConsentGiven
    | ConsentWithdrawn
    | TicketOpened
    | DataRequested
    | ErasureRequested
    | StaleButtonPressed
    | NotUnderstood
    | StepLimitReached
)
