"""The release in force while Merit runs: looked for again whenever another one may have been published."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

from bot.app.editions import Editions, UnusableError
from bot.content.load import ContentLibrary
from bot.logs import logger
from bot.metrics import RELEASE_FAILURES, RELEASE_SEQUENCE
from bot.service.ports import StoreError
from bot.service.releases import Publication, Track, in_force


@dataclass(slots=True, kw_only=True, eq=False)
class Shelves:
    """Keeps `library` at what the database says is in force.

    A release that cannot be used never replaces the one that is; `problem` names it until another one is published.
    `live` and `draft` are the sequences of what is on the shelves, `seen` the last one looked at.
    """

    editions: Editions
    library: ContentLibrary
    live: int = 0
    draft: int = 0
    seen: int = 0
    problem: str = ""
    changed: Callable[[], None] = lambda: None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self, seconds: float) -> NoReturn:
        """Look every few seconds, and at once after `look_again`, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self.look()
            except StoreError as error:
                logger.warning("releases_not_seen", error=type(error).__name__)

    def look_again(self) -> None:
        """Look now, also at what could not be used the last time."""
        self.seen = 0
        self._wake.set()

    async def look(self) -> None:
        """Put in force what was published since the last look."""
        latest = await self.editions.releases.latest()
        if latest == self.seen:
            return
        history = await self.editions.releases.history()
        self.problem = ""
        await self._put_live(in_force(history, Track.LIVE), history)
        await self.put_draft(in_force(history, Track.DRAFT))
        self.seen = latest

    async def _put_live(
        self, publication: Publication | None, history: Sequence[Publication]
    ) -> None:
        if publication is None or publication.sequence == self.live:
            return
        try:
            edition = await self.editions.with_earlier(publication, history)
        except UnusableError as error:
            self.refuse(publication, error)
            return
        self.library.put(edition, self.library.draft)
        self.live = publication.sequence
        RELEASE_SEQUENCE.set(self.live)
        logger.info("release_in_force", release=publication.release, sequence=self.live)
        self.changed()

    async def put_draft(self, publication: Publication | None) -> None:
        """Give testers the draft that was published last."""
        if publication is None or publication.sequence == self.draft:
            return
        try:
            edition = await self.editions.alone(publication)
        except UnusableError as error:
            self.refuse(publication, error)
            return
        self.library.put(self.library.edition(), edition)
        self.draft = publication.sequence
        self.changed()

    def refuse(self, publication: Publication, error: UnusableError) -> None:
        """Note that a release stays out of force, where an operator looks."""
        why = str(error).rstrip(".")
        self.problem = f"release {publication.sequence} cannot be used: {why}"
        RELEASE_FAILURES.inc()
        logger.error("release_unusable", release=publication.release, sequence=publication.sequence)
        print(f"Release {publication.sequence} cannot be used: {why}.", file=sys.stderr)

    async def check(self) -> str:
        """Return for /readyz what is in force, and what was published and is not."""
        state = f"release {self.live}" if self.live else "content folder"
        return f"{state}; {self.problem}" if self.problem else state
