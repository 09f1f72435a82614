"""From what the database keeps to an edition in memory: today's content with the flows conversations began with."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import clock
from bot.content.archive import KeptFlow, Place, wanted, with_archive
from bot.content.binding import bind_packed, flows_of_packed
from bot.content.edition import Edition
from bot.content.pack import BadPackError, unpack
from bot.core.finding import Severity
from bot.core.flow import FlowId
from bot.logs import logger
from bot.metrics import RELEASE_SECONDS
from bot.service.releases import Publication, Releases, archived


class UnusableError(Exception):
    """A release that was published cannot be used by this Merit; the message says why."""


@dataclass(slots=True, kw_only=True, eq=False)
class Editions:
    """Reads releases in a thread, so that conversations go on meanwhile; flows of earlier ones are read once.

    `at_hand` are editions that were just made of the very same files, by release: each is used once instead of being
    made again, when what is kept is whole.
    """

    releases: Releases
    now: Callable[[], datetime] = clock.now
    at_hand: dict[str, Edition] = field(default_factory=dict)
    _kept: dict[tuple[str, FlowId], KeptFlow | None] = field(default_factory=dict)

    async def alone(self, publication: Publication) -> Edition:
        """Return a release as it is; raise UnusableError if it cannot be used."""
        packed = await self.releases.content(publication.release)
        if packed is None:
            raise UnusableError("its content is not in the database")
        ready = self.at_hand.pop(publication.release, None)
        try:
            if ready is not None:
                await asyncio.to_thread(unpack, packed, publication.release)
                return ready
            edition, findings = await asyncio.to_thread(bind_packed, packed, publication.release)
        except BadPackError as error:
            raise UnusableError(f"its content is damaged. {error}") from error
        if edition is None:
            first = next(each for each in findings if each.severity is Severity.ERROR)
            raise UnusableError(f"it has an error. {first.path}:{first.line} {first.code}")
        return edition

    async def with_earlier(
        self, publication: Publication, history: Sequence[Publication]
    ) -> Edition:
        """Return a release with what conversations under way need of those before it."""
        with RELEASE_SECONDS.time():
            edition = await self.alone(publication)
            earlier = archived(history, publication.entry.track, self.now())
            needed = wanted(edition.release, earlier)
            await self._read({(release, flow) for (flow, _), release in needed.items()})
            return await asyncio.to_thread(with_archive, edition, self._found(needed))

    def _found(self, needed: Mapping[Place, str]) -> dict[Place, KeptFlow]:
        found = {place: self._kept[release, place[0]] for place, release in needed.items()}
        return {place: kept for place, kept in found.items() if kept is not None}

    async def _read(self, needed: Collection[tuple[str, FlowId]]) -> None:
        """Have every needed flow at hand, and no other."""
        kept = {key: self._kept[key] for key in needed if key in self._kept}
        missing: dict[str, list[FlowId]] = {}
        for release, flow in needed:
            if (release, flow) not in kept:
                missing.setdefault(release, []).append(flow)
        for release, flows in missing.items():
            found = await self._flows(release, flows)
            kept |= {(release, flow): found.get(flow) for flow in flows}
        self._kept = kept

    async def _flows(self, release: str, flows: Collection[FlowId]) -> dict[FlowId, KeptFlow]:
        packed = await self.releases.content(release)
        try:
            return (
                {}
                if packed is None
                else await asyncio.to_thread(flows_of_packed, packed, release, flows)
            )
        except BadPackError as error:
            logger.warning("earlier_release_unusable", release=release, error=type(error).__name__)
            return {}
