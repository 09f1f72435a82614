"""The content as it lies on disk: read again after every save, the last good edition kept while a file is broken."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from bot.content.again import study_again
from bot.content.edition import Edition
from bot.content.load import Studied, study
from bot.content.pack import FOLDERS
from bot.content.release import Content
from bot.content.where import Location, location
from bot.core.finding import Finding, Severity
from bot.preview.checking import whole_check

PAUSE = 0.1
"""Seconds between two looks at the files: watching them costs about a millisecond, on any disk, also a network's."""
QUIET = 0.7
"""Seconds after a change until everything is checked, so that it does not hold up what an editor waits for."""
SETTLED = 0.02
"""Seconds in which nothing may change any more, so that no half-written file is read."""

Signature = Mapping[str, tuple[int, int]]
"""When each file was changed, and its size, by path below the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is known of the content.

    `number` grows with every change; `whole` says that everything was read, not only what changed. `newest` is what
    lies on disk, sound or not; `edition` and `good` are the last that could be used, or None when there was none yet.
    `findings` are complete when `checked`; `counts` says what was looked at. `took` is how many seconds reading took.
    """

    number: int
    newest: Studied
    edition: Edition | None
    good: Content | None
    findings: tuple[Finding, ...]
    whole: bool = True
    checked: bool = False
    counts: str = ""
    took: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether what lies on disk can be used."""
        return self.newest.content.sound

    def where(self, place: str) -> Location | None:
        """Return where `place` stands on disk."""
        newest = location(place, self.newest.content)
        return newest if newest is not None or self.good is None else location(place, self.good)


def signature(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the state of every content file below `folder`."""
    found: dict[str, tuple[int, int]] = {}
    for name in FOLDERS:
        for path in _files(folder / name):
            with contextlib.suppress(OSError):  # deleted while we looked
                state = path.stat()
                found[os.path.relpath(path, folder)] = (state.st_mtime_ns, state.st_size)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for above, _, names in os.walk(folder):
        yield from (Path(above, name) for name in names if name.endswith((".yaml", ".po")))


def read(folder: Path, before: Snapshot | None, changed: Collection[str] = ()) -> Snapshot:
    """Return what lies on disk: after a change of some files only what they touch, otherwise all of it."""
    begun = perf_counter()
    again = study_again(folder, before.newest, changed) if before and changed else None
    newest = again or study(folder)
    content = newest.content
    edition = Edition(release=content.release, catalogs=newest.catalogs) if content.sound else None
    return Snapshot(
        number=before.number + 1 if before else 1,
        newest=newest,
        edition=edition or (before.edition if before else None),
        good=content if content.sound else (before.good if before else None),
        findings=ordered(newest.findings),
        whole=again is None,
        took=perf_counter() - begun,
    )


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return errors first, then by file and line; hints are left to `merit check --hints`."""
    said = (finding for finding in findings if finding.severity is not Severity.HINT)
    return tuple(
        sorted(said, key=lambda f: (f.severity is not Severity.ERROR, f.path, f.line, f.column))
    )


async def _end(task: asyncio.Task[None] | None) -> None:
    """End a check that is out of date, and wait until its process is gone."""
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Shelf:
    """The content of one folder, watched."""

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self.folder, self._today = folder.resolve(), today
        self._state: Signature = signature(self.folder)
        self.snapshot = read(self.folder, None)
        self._news = asyncio.Event()

    async def watch(self) -> None:
        """Read the content again after each save, and check all of it in between, until cancelled."""
        checking: asyncio.Task[None] | None = None
        try:
            while True:
                checking = checking or asyncio.create_task(self._check())
                await asyncio.sleep(PAUSE)
                if await self.look():
                    await _end(checking)
                    checking = None
        finally:
            await _end(checking)

    async def look(self) -> bool:
        """Read the content again if a file changed; return whether one did."""
        state = signature(self.folder)
        if state == self._state:
            return False
        while state != (later := await self._later()):
            state = later
        changed = {
            path for path in {*state, *self._state} if state.get(path) != self._state.get(path)
        }
        self._state = state
        self._put(await asyncio.to_thread(read, self.folder, self.snapshot, changed))
        return True

    async def _later(self) -> dict[str, tuple[int, int]]:
        await asyncio.sleep(SETTLED)
        return signature(self.folder)

    async def _check(self) -> None:
        """Check everything, with the conversation tests, beside this process; and read what was left out before."""
        if self.snapshot.number > 1:
            await asyncio.sleep(QUIET)
        found = await whole_check(self.folder, self._today())
        snapshot = self.snapshot
        if not snapshot.whole:
            snapshot = await asyncio.to_thread(read, self.folder, snapshot)
        if found is not None:
            findings, counts = found
            snapshot = replace(snapshot, findings=ordered(findings), counts=counts, checked=True)
        self._put(replace(snapshot, number=self.snapshot.number + 1))

    def _put(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def changed(self, number: int) -> Snapshot:
        """Return the snapshot as soon as it is another than `number`."""
        while self.snapshot.number == number:
            await self._news.wait()
        return self.snapshot
