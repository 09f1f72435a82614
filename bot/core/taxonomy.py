"""The jobs and skills people can name by buttons: groups of terms, written by hand, with ISCO-08 codes for jobs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.text import Text

KINDS = ("occupation", "skill")
"""What there are terms of; a kind is called like the kind of answer that asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One job or skill: `isco` is the unit group of ISCO-08 (`7512`) of a job, `sign` a pictogram or empty."""

    id: str
    kind: str
    group: str
    label: Text
    sign: str = ""
    isco: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """Terms that stand together on a page of buttons."""

    id: str
    label: Text
    sign: str = ""
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """The groups by kind."""

    kinds: Mapping[str, tuple[TermGroup, ...]] = field(default_factory=dict)

    def groups(self, kind: str) -> tuple[TermGroup, ...]:
        """Return the groups of a kind."""
        return self.kinds.get(kind, ())

    def terms(self, kind: str) -> Iterator[Term]:
        """Yield every term of a kind, group by group."""
        return (term for group in self.groups(kind) for term in group.terms)

    def find(self, kind: str, id_: str) -> Term | None:
        """Return a term, or None when there is none of this id."""
        return next((term for term in self.terms(kind) if term.id == id_), None)


NO_TAXONOMY = Taxonomy()

OWN = "own/"
"""Before words of the person's own, where an answer holds no term."""
ESCO = "esco/"
"""Before the UUID and the name of a concept of ESCO."""


def uri_of(kind: str, concept: str) -> str:
    """Return the URI of the concept of ESCO with this id."""
    return f"http://data.europa.eu/esco/{kind}/{concept}"
