"""A flow as data: steps, choices, sources, and what starts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.core.alarm import NO_ALARMS, Alarms
from bot.core.answer import AnswerSpec, AnswerValue
from bot.core.condition import Condition
from bot.core.entry import Entry, EntryId, SavedReply, Story
from bot.core.language import Language, LanguageCode
from bot.core.matching import NO_KNOWLEDGE, Knowledge
from bot.core.question_card import QuestionCard
from bot.core.source import Source
from bot.core.taxonomy import NO_TAXONOMY, Taxonomy
from bot.core.text import Text

FlowId = NewType("FlowId", str)
StepId = NewType("StepId", str)
ChoiceId = NewType("ChoiceId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button of a question. It leads to step `next`, or runs `flow` first, or else goes where its step goes.

    `sign` is a pictogram before the label. A button to a `section` of the profile shows whether something is told
    there.
    """

    id: ChoiceId
    label: Text
    next: StepId | None = None
    flow: FlowId | None = None
    when: Condition | None = None
    sign: str = ""
    section: str = ""

    @property
    def shown(self) -> Text:
        """The label with its pictogram."""
        return replace(self.label, lead=f"{self.sign} ") if self.sign else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class SayStep:
    """Merit says something and goes on."""

    id: StepId
    text: Text
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStep:
    """Merit asks, waits, and saves the answer under `save`.

    `why` explains the question on request, `help` shows an easier way after answers that did not fit. `depends_on`
    names answers that make this one worth asking again when they are corrected, beside those its conditions name.
    """

    id: StepId
    text: Text
    save: str
    why: Text | None = None
    help: Text | None = None
    depends_on: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseStep:
    """Merit offers ways to go on and waits; nothing is saved."""

    id: StepId
    text: Text
    choices: tuple[Choice, ...]
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    """The first route whose condition holds decides the next step; the last one has no condition."""

    id: StepId
    routes: tuple[tuple[Condition | None, StepId], ...]
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStep:
    """Another flow runs as a part of this one; then this one goes on."""

    id: StepId
    flow: FlowId
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One thing a person can do next, shown when its condition holds, with the sources of its facts.

    It has a `text` of its own, or says what `entry` answers this person.
    """

    id: str
    text: Text | None = None
    sources: tuple[Source, ...] = ()
    when: Condition | None = None
    entry: EntryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """Merit shows the items that fit this person as numbered steps under `text`.

    `given` are answers that hold for this plan, whatever the person says later: a plan for Italy stays one for Italy.
    What else an entry or a condition looks at is what the person says today.
    A `passing` plan is only read: it is not kept among the person's steps, where others could find it.
    """

    id: StepId
    text: Text
    items: tuple[PlanItem, ...]
    given: tuple[tuple[str, AnswerValue], ...] = ()
    passing: bool = False
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStep:
    """A card with what the person answered, each with a button to correct it; nothing is saved.

    `answers` are shown in this order; none means all this flow asked for so far.
    """

    id: StepId
    text: Text
    answers: tuple[str, ...] = ()
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectStep:
    """A card with the records kept under `save`: add one, open one to correct or remove it, or go on.

    `summary` is one record in a line, with its answers as placeholders. If it `begins`, the first record is asked for
    at once.
    """

    id: StepId
    text: Text
    save: str
    summary: Text
    add: Text | None = None
    begins: bool = False
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlanStep:
    """The steps of the person's own plans, each with a button to tick it off; `empty` is said when there are none."""

    id: StepId
    text: Text
    empty: Text
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesStep:
    """Merit tells true stories of people, those of the person's country first; `empty` is said when there are none."""

    id: StepId
    text: Text
    empty: Text
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellProfileStep:
    """Merit tells the whole profile, section by section; `empty` is said when there is nothing in it."""

    id: StepId
    text: Text
    empty: Text
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellAdvisorsStep:
    """Merit tells what advisors added to the profile and what they looked at; `empty` is said when nobody did."""

    id: StepId
    text: Text
    empty: Text
    when: Condition | None = None
    next: StepId | None = None


Question = AskStep | ChooseStep | ReviewStep | CollectStep | KeptPlanStep
"""The steps that wait for the person."""


class Action(StrEnum):
    """What a flow can ask the service to do."""

    EXPORT_DATA = "export data"
    ERASE = "erase everything"
    RESUME = "resume"
    """Go on with the conversation the person left for another one."""
    SEND_PROFILE = "send profile"
    """The profile as a document in two languages."""
    EXPORT_PROFILE = "export profile"
    """The profile as files for other programs."""
    WITHDRAW = "withdraw ticket"
    """The person no longer wants an advisor."""
    TELL_WAIT = "tell waiting"
    """When advisors are there, and how long it may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoStep:
    """Merit does something outside the conversation and goes on."""

    id: StepId
    action: Action
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffStep:
    """The person's words, saved as answer `message`, go to the advisors; the answer `topic` says what they are about.

    With `again` the latest ticket goes on, where it can; otherwise words that belong to no open one begin a new one.
    """

    id: StepId
    topic: str
    message: str
    again: bool = False
    when: Condition | None = None
    next: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndStep:
    """The flow ends here. After a quiet end Merit waits; otherwise, when no flow is left, it offers the menu."""

    id: StepId
    quiet: bool = False
    when: Condition | None = None
    next: StepId | None = None


Step = (
    SayStep
    | AskStep
    | ChooseStep
    | RouteStep
    | CallStep
    | PlanStep
    | ReviewStep
    | CollectStep
    | KeptPlanStep
    | StoriesStep
    | TellProfileStep
    | TellAdvisorsStep
    | DoStep
    | HandoffStep
    | EndStep
)


OWN_COMMANDS = frozenset({"back"})
"""Commands the engine itself answers to, unless a flow does: back goes to the question before."""


class Arrival(StrEnum):
    """What happens to a conversation under way when a command starts a flow."""

    REPLACE = "replace"
    """It is left: its local answers are forgotten."""
    RETURN = "return"
    """It waits and its question is asked again afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A command of the person (`/menu`) or a need of the engine that starts a flow.

    The needs are `consent` (before the first personal question), `idle` (no flow is left: the menu), `human` (a person
    who cannot go on asks for somebody), `danger` (words kept in emergency/ were used), and `elsewhere` (others who can
    help while no advisor answers).
    """

    command: str | None = None
    need: str | None = None
    arrival: Arrival = Arrival.REPLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One content file: its steps in file order; the first one is where it starts.

    `answers` are those it declares itself; `revision` changes whenever anything in the file does, `structure` only
    when steps, conditions, choices or answers do. `was` maps step ids of earlier releases to today's. `progress` says
    whether a question shows how many there are. A review, by `reviewed_by`, holds for `review_days`.
    """

    id: FlowId
    title: Text
    owner: str
    reviewed: date | None
    steps: Mapping[StepId, Step]
    answers: Mapping[str, AnswerSpec] = field(default_factory=dict)
    triggers: tuple[Trigger, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    revision: str = ""
    structure: str = ""
    was: Mapping[StepId, StepId] = field(default_factory=dict)
    progress: bool = False
    reviewed_by: str = ""
    review_days: int = 0

    @property
    def first(self) -> StepId:
        """The step a session starts at."""
        return next(iter(self.steps))


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One immutable, checked set of content.

    `answers` holds every declared answer by name (shared, flow-local and built in); `labels` the words that stand for
    a choice id of an answer in a sentence. `archive` holds flows as earlier releases had them, by id and structure,
    with today's words where the place is the same: conversations that began with one stay with it. `entries` are the
    answered questions, `knowledge` finds one by how it is asked, `replies` are an advisor's saved ones, `cards`
    what advisors ask often, `alarms` the words of danger. Where `files` are not taken, questions for one are passed
    over. `countries` and `tongues` are the English names of all that can be named, by code; `also` other words people
    use for the choices of an answer, each with its choice. `stories` are told by those who lived them, `operator` says
    who runs this Merit (`operator`, `operator_contact`, `translator`), as far as they said so. If it `learns`, people
    may leave a question for the editors. `recordings` are languages and places of texts somebody recorded,
    `taxonomy` the jobs and skills people can name by buttons, `left_out` the sections of the profile this
    operator does not ask for.
    """

    id: str
    flows: Mapping[FlowId, Flow]
    answers: Mapping[str, AnswerSpec]
    languages: Mapping[LanguageCode, Language]
    labels: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    commands: Mapping[str, tuple[FlowId, Arrival]] = field(default_factory=dict)
    needs: Mapping[str, FlowId] = field(default_factory=dict)
    archive: Mapping[tuple[FlowId, str], Flow] = field(default_factory=dict)
    files: bool = True
    entries: Mapping[EntryId, Entry] = field(default_factory=dict)
    knowledge: Knowledge = NO_KNOWLEDGE
    replies: Mapping[str, SavedReply] = field(default_factory=dict)
    cards: Mapping[str, QuestionCard] = field(default_factory=dict)
    alarms: Alarms = NO_ALARMS
    countries: Mapping[str, str] = field(default_factory=dict)
    tongues: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    operator: Mapping[str, str] = field(default_factory=dict)
    learns: bool = False
    taxonomy: Taxonomy = NO_TAXONOMY
    left_out: frozenset[str] = frozenset()
    recordings: frozenset[tuple[LanguageCode, str]] = frozenset()

    def flow(self, id_: FlowId, structure: str) -> Flow | None:
        """Return the flow a conversation runs: of the structure it began with, if that is still kept."""
        found = self.flows.get(id_)
        if found is not None and structure in {"", found.structure}:
            return found
        return self.archive.get((id_, structure), found)
