"""Releases as the store keeps them: what was published when, and which one is in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

ARCHIVED = 20
"""Earlier releases whose structure conversations may stay with."""
ARCHIVED_FOR = timedelta(days=60)
"""How long after it was replaced."""


class Track(StrEnum):
    """For whom a release is."""

    LIVE = "live"
    """Everybody."""
    DRAFT = "draft"
    """Testers who were invited."""
    PROPOSED = "proposed"
    """Nobody yet: a second person has to agree first."""


class Way(StrEnum):
    """How a release came into force."""

    START = "start"
    """Merit found it in its folder when it started."""
    PUBLISH = "publish"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """The content of a release, packed, and the structure of each of its flows; `id` is a hash of the content."""

    id: str
    content: bytes
    structures: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said about a release when it comes into force.

    `urgent`: conversations under way do not stay with the structure they began with. `folder` is where it was read.
    """

    track: Track
    way: Way
    at: datetime
    note: str
    by: str = ""
    urgent: bool = False
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One line of the history; `sequence` counts over all tracks and no line is ever changed or deleted."""

    sequence: int
    release: str
    entry: Entry
    structures: Mapping[str, str] = field(default_factory=dict)


class Releases(Protocol):
    """The memory of what was published."""

    async def latest(self) -> int:
        """Return the sequence of the last publication, 0 when there is none."""

    async def history(self) -> Sequence[Publication]:
        """Return every publication, oldest first."""

    async def content(self, release: str) -> bytes | None:
        """Return the packed content of a release, or None if it is not kept."""

    async def publish(self, release: KeptRelease, entry: Entry) -> int:
        """Keep the release and put it in force, both or neither; return the sequence."""

    async def bring_back(self, release: str, entry: Entry) -> int:
        """Put a release that is kept in force again; return the sequence."""


def in_force(history: Iterable[Publication], track: Track) -> Publication | None:
    """Return the publication that counts for `track`."""
    found = [publication for publication in history if publication.entry.track is track]
    return found[-1] if found else None


def archived(
    history: Iterable[Publication], track: Track, now: datetime
) -> list[tuple[str, Mapping[str, str]]]:
    """Return the releases conversations may still stay with and their structures, the one in force first.

    What was in force before an urgent release is not among them.
    """
    found: dict[str, Mapping[str, str]] = {}
    replaced = now
    for publication in reversed([each for each in history if each.entry.track is track]):
        if replaced < now - ARCHIVED_FOR or len(found) > ARCHIVED:
            break
        found.setdefault(publication.release, publication.structures)
        if publication.entry.urgent:
            break
        replaced = publication.entry.at
    return list(found.items())
