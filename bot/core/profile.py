"""A skills profile as it is written down: sections, entries and facts, each with its words in two languages.

Everything a document or an export needs is in one `Profile`; nobody who writes one has to know flows, catalogs or the
store. Codes and kept values are there beside the words, so that an export for a machine is not made of words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.answer import AnswerType, AnswerValue
from bot.core.language import Language


class By(StrEnum):
    """Who put words into the second language."""

    MERIT = ""
    """Nobody had to: it is a choice, a date or a name that Merit has in both languages."""
    NOBODY = "nobody"
    """The person's own words, which nobody translated: they stand in both places as they were written."""
    PERSON = "person"
    ADVISOR = "advisor"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The same in the person's language (`own`) and in the host country's (`host`); `by` says who translated it."""

    own: str
    host: str
    by: By = By.MERIT


class Export(StrEnum):
    """Where a fact can go; how an answer's declaration names it."""

    PDF = "pdf"
    EUROPASS = "europass"
    JSON_RESUME = "json_resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One answer of an entry: what it is called, what was answered, and the kept `value` of an answer of `type`.

    `goes` says where in each export it belongs (`EmploymentHistory/PositionTitle`); what is not named there is left
    out. `isco` is the ISCO-08 code and `uri` the ESCO concept of an occupation or skill, where known.
    """

    name: str
    type: AnswerType
    label: Paired
    words: Paired
    value: AnswerValue
    goes: Mapping[Export, str] = field(default_factory=dict)
    isco: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEntry:
    """One thing of a section (a job, a diploma), or all that is told in a section without several of them.

    `heading` is what it is (`Baker`), `when` its years in words, both composed of facts that are in `facts` too.
    """

    facts: tuple[Fact, ...]
    heading: Paired | None = None
    when: Paired | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSection:
    """A part of a profile with its title; one nothing was told for is not there."""

    id: str
    title: Paired
    entries: tuple[ProfileEntry, ...]


class AdditionKind(StrEnum):
    """What an advisor can add to a profile."""

    RECOMMENDATION = "recommendation"
    NEXT_STEP = "next_step"
    VERIFIED = "verified"
    """The advisor saw a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileNote:
    """What an advisor added, apart from what the person said: `kind_words` name its kind, `by` is who, `on` the day."""

    kind: AdditionKind
    kind_words: Paired
    words: Paired
    by: str
    on: date
    on_words: Paired


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileStep:
    """One step of the person's own plan; `source` names where it comes from, empty when that is not known."""

    words: Paired
    done: bool = False
    title: Paired | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A whole profile in the person's `language` and the `host` country's; both may be the same.

    `name` is what the person wants to be called on it, empty when they do not say. `made` is the day, `made_words` the
    same in words. `photo` is an image, written anew without what it says besides, or empty. `words` are the fixed words
    of the document by id (see bot.core.profile_words).
    """

    language: Language
    host: Language
    made: date
    made_words: Paired
    sections: tuple[ProfileSection, ...]
    words: Mapping[str, Paired]
    name: str = ""
    photo: bytes = b""
    notes: tuple[ProfileNote, ...] = ()
    steps: tuple[ProfileStep, ...] = ()

    @property
    def two(self) -> bool:
        """Whether there really are two languages."""
        return self.language.code != self.host.code
