"""Where a fact comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from: a public page, when we read it, and what date it bears itself.

    `published` is that date as `2025`, `2025-12` or `2025-12-03`, or empty.
    `grade`: A official body or law, B UN, NGO, academic or press, C other.
    """

    id: str
    title: str
    link: str
    read: date
    published: str = ""
    grade: str = "A"

    @property
    def weak(self) -> bool:
        """Whether nobody vouches for the page: it makes no statement certain, and nobody is sent to it."""
        return self.grade == "C"
