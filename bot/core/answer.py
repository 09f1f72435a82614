"""What flows may ask for: each answer is declared once, with its type and what it is kept for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.text import Text

AnswerValue = str | int | tuple[str, ...] | None
"""A choice id or text, a number, several choice ids, or None for "I prefer not to say"."""

Answers = Mapping[str, AnswerValue]

Record = Mapping[str, AnswerValue]
"""One of several things of a kind a person told about (a job, a diploma): the answers of the flow that asked."""


class AnswerType(StrEnum):
    """The kinds of answers a step can ask for."""

    TEXT = "text"
    NUMBER = "number"
    ONE_OF = "one of"
    SOME_OF = "some of"
    YES_NO = "yes or no"
    """`yes` or `no`, with Merit's own buttons."""
    DATE = "date"
    """A day, month or year: `2019-05-03`, `2019-05`, `2019`; bot.core.calendars says how another calendar is kept."""
    COUNTRY = "country"
    """An ISO 3166 code in lower case (`sy`)."""
    SPOKEN = "language"
    """A language and how well it is spoken: `ar/fluent`."""
    CONTACT = "contact"
    """A phone number (`+31612345678`) or an e-mail address."""
    OCCUPATION = "occupation"
    """A job: a term of the taxonomy (`baker`), a concept of ESCO (`esco/<uuid>/<label>`), or `own/` and the words."""
    SKILL = "skill"
    """Something a person can do, kept as an occupation is."""
    PLACE = "place"
    """A place in words, or `52.09,5.12`, rounded to about a kilometre."""
    FILE = "file"
    """Ids of photos or documents the store keeps sealed."""
    RECORDS = "records"
    """Several things of a kind, each told in a flow of its own; in conditions it counts as their number."""


class Sensitivity(StrEnum):
    """How much harm it can do when somebody else reads a field of the profile."""

    ORDINARY = "ordinary"
    """What stands in any CV."""
    PRIVATE = "private"
    """It says who somebody is or how to reach them."""
    SENSITIVE = "sensitive"
    """It says something about origin, status, health or belief (GDPR, article 9), or could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """What an answer is to the profile: `section` for one that is not part of a record.

    It is forgotten `months` after the person's last word. `goes` says where in each export it belongs, by the export's
    name: `{"pdf": "title", "europass": "EmploymentHistory/PositionTitle"}`;
    an export with an empty place leaves it out. An entry with one of the values `only_on_paper` is in no file for other
    programs, which would take what somebody wants to learn for what they can do.
    """

    section: str = ""
    sensitivity: Sensitivity | None = None
    months: int = 0
    goes: Mapping[str, str] = field(default_factory=dict)
    only_on_paper: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSpec:
    """One declared answer.

    `values` are the choice ids of ONE_OF and SOME_OF; `least` and `most` bound a number, or a text's length in
    characters. `personal` answers are asked only with consent and may be skipped. `kept` answers outlive the flow
    that asked; the others are forgotten when it ends. `purpose` says in plain English what it is for, `label` names
    the answer on a card (`Your country`). `was` maps values of earlier releases to today's. `forgets` names answers
    that no longer hold when this one changes: who moves to another country has another status there.

    DATE: `precision` is `day`, `month` or `year`; `earliest` and `latest` are dates of at most that precision,
    `today`, or empty. CONTACT accepts `phone`, `email`; FILE accepts `photo`, `document`. RECORDS: `flow` asks for
    one record, `most` is how many there may be. `profile` is there for what belongs to the skills profile.
    """

    name: str
    type: AnswerType
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 2000
    personal: bool = True
    kept: bool = False
    purpose: str = ""
    label: Text | None = None
    precision: str = ""
    earliest: str = ""
    latest: str = ""
    accepts: tuple[str, ...] = ()
    flow: str = ""
    was: Mapping[str, str] = field(default_factory=dict)
    forgets: tuple[str, ...] = ()
    profile: ProfileField | None = None


def _given(name: str, purpose: str) -> AnswerSpec:
    """Return how an answer is declared that Merit gives itself: yes or no, about nobody."""
    return AnswerSpec(
        name=name,
        type=AnswerType.YES_NO,
        values=("yes", "no"),
        personal=False,
        kept=True,
        purpose=purpose,
    )


LANGUAGE = AnswerSpec(
    name="language",
    type=AnswerType.ONE_OF,
    personal=False,
    kept=True,
    purpose="to speak your language",
)
CONSENT = AnswerSpec(
    name="consent",
    type=AnswerType.ONE_OF,
    values=("yes", "no"),
    personal=False,
    kept=True,
    purpose="to know whether you agreed that answers are kept",
)
REMINDERS = AnswerSpec(
    name="reminders",
    type=AnswerType.ONE_OF,
    values=("daily", "weekly", "monthly", "never"),
    kept=True,
    purpose="to remind you at most as often as you said",
)
PAUSED = _given("paused", "to know whether a conversation waits to be continued")
STORIES = _given("stories", "to know whether there are stories to tell")
PLANNED = _given("planned", "to know whether steps were shown that can be ticked off")
NOTED = _given("noted", "to know whether an advisor added something to the profile")
FILES = _given("files", "to know whether files can be sent here")
TICKET = AnswerSpec(
    name="ticket",
    type=AnswerType.ONE_OF,
    values=("none", "queued", "taken", "closed", "stopped"),
    personal=False,
    kept=True,
    purpose="to know whether a message is with the advisors",
)
TICKET_CODE = AnswerSpec(
    name="ticket_code",
    type=AnswerType.TEXT,
    personal=False,
    kept=True,
    purpose="to say what the message to the advisors is called",
)
OPERATOR = AnswerSpec(
    name="operator",
    type=AnswerType.TEXT,
    personal=False,
    kept=True,
    purpose="to say who runs this Merit",
)
OPERATOR_CONTACT = AnswerSpec(
    name="operator_contact",
    type=AnswerType.TEXT,
    personal=False,
    kept=True,
    purpose="to say how to reach those who run this Merit",
)
TRANSLATOR = AnswerSpec(
    name="translator",
    type=AnswerType.TEXT,
    personal=False,
    kept=True,
    purpose="to say which service translates by machine",
)
ALWAYS = frozenset({"language", "ticket_code"})
"""Answers that are never unknown; the code of no ticket is empty."""
BUILT_IN: Mapping[str, AnswerSpec] = {
    spec.name: spec
    for spec in (
        *(LANGUAGE, CONSENT, REMINDERS, PAUSED, STORIES, PLANNED, NOTED, FILES),
        *(TICKET, TICKET_CODE, OPERATOR, OPERATOR_CONTACT, TRANSLATOR),
    )
}
"""Answers the engine itself understands; every flow may use them. The values of `language` are the offered ones.

Never asked for: `paused` says whether a conversation the person left can be continued (`do: resume`), `stories` whether
there are any, `planned` whether steps are kept for them, `noted` whether an advisor added something to their profile,
`files` whether files can be sent here, `ticket` how far a message to the advisors is (`closed`: it can be gone on with;
`stopped`: advisors do not hear this person for a while)
and `ticket_code` what it is called,
`operator` and `operator_contact` what the operator's settings say, `translator` which service translates by machine
between a person and an advisor, where there is one.
"""
