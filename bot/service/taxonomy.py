"""What the use cases need of a taxonomy: occupations and skills of ESCO, found by a person's words.

`bot.store` implements it on what the operator imported.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ConceptKind(StrEnum):
    """What a concept is; the value stands in its URI, too."""

    OCCUPATION = "occupation"
    SKILL = "skill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An occupation or a skill of ESCO: `id` is the last part of its URI, a UUID.

    `label` is its preferred name in `language`, `isco` the ISCO-08 unit group of an occupation (four digits).
    """

    id: str
    kind: str
    label: str
    language: str
    isco: str = ""


class Concepts(Protocol):
    """The concepts an operator imported."""

    async def find(
        self, words: str, kind: str, languages: Sequence[str], *, most: int = 5
    ) -> tuple[Concept, ...]:
        """Return what `words` may name in one of the languages, the best first, each concept once.

        The whole name comes first (also another name of it), then the beginning of one, then single words of one, then
        what is nearly written so. Of equally good ones that of an earlier language comes first.
        """

    async def labels(self, ids: Collection[str], language: str) -> Mapping[str, str]:
        """Return the preferred names in `language` by id, of those that are known."""


class NoConcepts:
    """Nothing was imported."""

    async def find(
        self, _words: str, _kind: str, _languages: Sequence[str], *, most: int = 5
    ) -> tuple[Concept, ...]:
        """Return nothing."""
        del most
        return ()

    async def labels(self, _ids: Collection[str], _language: str) -> Mapping[str, str]:
        """Return nothing."""
        return {}
