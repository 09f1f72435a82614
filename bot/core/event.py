"""What happened in a turn, in the past tense: facts the service and the counters act on."""

from dataclasses import dataclass

from bot.core.flow import FlowId, StepId
from bot.core.language import LanguageCode
from bot.core.media import Media


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
    """The person handed a message over to the advisors; the ticket is in the session.

    `asked` is the question that led to it, `shown` the entries that had answered, where these go along.
    """

    topic: str
    text: str
    asked: str = ""
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketWritten:
    """The person wrote more about a ticket, or sent something, to the advisors who have it or will have it."""

    topic: str
    text: str
    media: Media | None = None
    asked: str = ""
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketWithdrawn:
    """The person no longer wants an advisor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAnswered:
    """The person answered a question card; `value` is the id of the answer, empty where the words themselves are it."""

    card: str
    value: str | int = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalWanted:
    """The person wants to read what an advisor wrote before it was translated; `number` is that of the message."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketJudged:
    """The person said whether the advisors helped: `yes`, `little` or `no`."""

    topic: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitAsked:
    """The person is to be told how long it may take until an advisor answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFlagged:
    """Words of danger made the ticket urgent; without an open one they began one nobody asked for."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequested:
    """The person asked for everything Merit keeps about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRequested:
    """The person asked for their profile as a document in two languages, or `as_files` for other programs."""

    as_files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileForgotten:
    """The time of what was told for the profile is over; with it goes the conversation it was told in."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class WentBack:
    """The person went back to the question before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCorrected:
    """An answer on a card was changed; `asked_again` names those that depended on it."""

    name: str
    asked_again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKept:
    """A record was told or changed."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRemoved:
    """A record was forgotten because the person said so."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemTicked:
    """A step of a kept plan was ticked off, or no longer."""

    flow: FlowId
    item: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPaused:
    """The person left a conversation for another one; it can be continued."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationResumed:
    """The person went on with a conversation, or came back to it after a long time."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpOffered:
    """Answers did not fit several times; other ways were offered."""

    flow: FlowId
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked:
    """The person asked something; `entry` is what answered it, `offered` what they were asked to choose from."""

    entry: str = ""
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerJudged:
    """The person said whether an answer helped."""

    entry: str
    helped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKept:
    """The person agreed that a question is kept for the editors, without who asked it.

    `entry` is what was answered or is nearest, empty when there is none; `unhelpful` that it was answered.
    """

    text: str
    language: LanguageCode
    entry: str
    unhelpful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerSeen:
    """Words of danger were used; the safety text was said at once."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A reminder the person agreed to was due."""


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
    | TicketWritten
    | TicketWithdrawn
    | TicketFlagged
    | TicketJudged
    | WaitAsked
    | CardAnswered
    | OriginalWanted
    | DataRequested
    | ProfileRequested
    | ProfileForgotten
    | ErasureRequested
    | StaleButtonPressed
    | NotUnderstood
    | StepLimitReached
    | WentBack
    | AnswerCorrected
    | RecordKept
    | RecordRemoved
    | PlanItemTicked
    | ConversationPaused
    | ConversationResumed
    | HelpOffered
    | QuestionAsked
    | AnswerJudged
    | QuestionKept
    | DangerSeen
    | Reminded
)
