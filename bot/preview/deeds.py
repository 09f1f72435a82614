"""What an editor did in the preview, by ids, so that all of it can be done again when the content has changed."""

from dataclasses import dataclass

from bot.core.answer import AnswerValue
from bot.core.flow import ChoiceId, FlowId, StepId
from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words or a command were typed."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose:
    """A button was pressed; `old` when it belonged to an earlier question."""

    flow: FlowId
    step: StepId
    choice: ChoiceId
    old: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Jumped:
    """The conversation went on at a step, whatever would have led there."""

    flow: FlowId
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """The person had answered this; None means it is kept to oneself."""

    name: str
    value: AnswerValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgot:
    """Merit does not know this answer any more."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """The language of the person was changed from outside the conversation."""

    language: LanguageCode


Deed = Said | Chose | Jumped | Supposed | Forgot | Spoke
