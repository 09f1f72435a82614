"""The release Merit starts with: a changed folder comes into force, a broken one never keeps Merit from starting."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import clock
from bot.app.editions import Editions, UnusableError
from bot.app.parts import check_left_out, content_folder
from bot.app.releases import Shelves
from bot.content.binding import bind, kept_release
from bot.content.damage import DAMAGED
from bot.content.edition import Edition
from bot.content.load import ContentLibrary
from bot.content.pack import Files, read_files, revision_of
from bot.core.finding import Finding, Severity
from bot.logs import logger
from bot.metrics import RELEASE_SEQUENCE
from bot.service.releases import Entry, Publication, Releases, Track, Way, in_force
from bot.settings import OperatorError, Settings

LISTED = 20
"""Findings that are shown before their number has to do."""
NOTE = "at start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A content folder as it was read once: its files, and the edition they make if they are in order."""

    path: Path
    files: Files
    edition: Edition | None
    findings: Sequence[Finding]

    @property
    def errors(self) -> str:
        """What is wrong, in lines."""
        wrong = [str(each) for each in self.findings if each.severity is Severity.ERROR]
        more = [f"and {len(wrong) - LISTED} more"] if len(wrong) > LISTED else []
        return "\n".join([*wrong[:LISTED], *more])

    @property
    def at_hand(self) -> dict[str, Edition]:
        """The edition by its release, which is a hash of the files, so that it need not be read again."""
        return {} if self.edition is None else {self.edition.release.id: self.edition}

    @property
    def damaged(self) -> bool:
        """Whether a file of translations cannot be read or lost texts, so that people would read English."""
        return any(each.code in DAMAGED for each in self.findings)


def read_folder(path: Path) -> Folder:
    """Return the folder with its content read and judged."""
    try:
        files = read_files(path)
    except OSError as error:  # a file went away while the folder was copied
        raise OperatorError(
            f"The content in {path} cannot be read ({error.strerror}). Is it being copied? Try again."
        ) from None
    edition, findings = bind(files)
    return Folder(path=path, files=files, edition=edition, findings=findings)


async def shelves_at_start(settings: Settings, releases: Releases) -> Shelves:
    """Return the shelves with what is to be in force now; raise OperatorError when nothing can be.

    A folder that is in order and was never seen before comes into force, unless only `merit publish` may do that.
    """
    folder = await asyncio.to_thread(read_folder, content_folder(settings))
    history = await releases.history()
    if folder.edition is not None and _comes_into_force(folder, history, settings):
        kept = kept_release(folder.files, folder.edition.release)
        await releases.publish(kept, entry(folder, way=Way.START, note=NOTE))
        history = await releases.history()
    else:
        _say_what_waits(folder, history)
    shelves = await _first_that_can_be_used(
        folder,
        history,
        Editions(releases=releases, at_hand=folder.at_hand),
        settings,
    )
    shelves.seen = history[-1].sequence if history else 0
    RELEASE_SEQUENCE.set(shelves.live)
    return shelves


def entry(folder: Folder, *, way: Way, note: str, by: str = "") -> Entry:
    """Return the line of the history for content of this folder."""
    return Entry(
        track=Track.LIVE,
        way=way,
        at=clock.now(),
        note=note,
        by=by,
        folder=str(folder.path.resolve()),
    )


def _comes_into_force(folder: Folder, history: Sequence[Publication], settings: Settings) -> bool:
    """Whether the folder was never seen before and nobody publishes from elsewhere."""
    live = [each for each in history if each.entry.track is Track.LIVE]
    if not live:
        return True
    if folder.damaged:
        return False
    last = [each.entry for each in live if each.entry.way is not Way.ROLLBACK][-1]
    elsewhere = last.way is Way.PUBLISH and last.folder != str(folder.path.resolve())
    seen = {each.release for each in live}
    may = settings.publish == "start" and not settings.two_persons
    return may and revision_of(folder.files) not in seen and not elsewhere


def _say_what_waits(folder: Folder, history: Sequence[Publication]) -> None:
    """Tell the operator when the folder holds something else than what people see."""
    live = in_force(history, Track.LIVE)
    if live is None or live.release == revision_of(folder.files):
        return
    logger.warning("content_folder_not_in_force", findings=len(folder.findings))
    if folder.edition is None or folder.damaged:
        print(
            f"Warning: the content in {folder.path} has errors, so release {live.sequence} of "
            f"{live.entry.at:%Y-%m-%d} stays in force:\n{folder.errors}",
            file=sys.stderr,
        )
        return
    print(
        f"Notice: the content in {folder.path} is not what is in force, which is release {live.sequence} "
        f"({live.entry.note}). `merit publish` puts the folder in force, `merit diff` shows what would change.",
        file=sys.stderr,
    )


async def _first_that_can_be_used(
    folder: Folder,
    history: Sequence[Publication],
    editions: Editions,
    settings: Settings,
) -> Shelves:
    """Return the shelves with the release in force; if it cannot be used, with the one before, or the folder."""
    refused: list[tuple[Publication, UnusableError]] = []
    found: tuple[Edition, int] | None = None
    for publication in _latest_first(history):
        try:
            found = await editions.with_earlier(publication, history), publication.sequence
            break
        except UnusableError as error:
            refused.append((publication, error))
    if found is None and folder.edition is not None:
        found = folder.edition, 0
    if found is None:
        raise OperatorError(
            f"The content in {folder.path} cannot be used as it is:\n{folder.errors}"
        )
    edition, sequence = found
    check_left_out(settings, edition.release)
    library = ContentLibrary(
        edition.release,
        edition.catalogs,
        operator=settings.operator_facts,
        left_out=settings.profile_without,
    )
    shelves = Shelves(editions=editions, library=library, live=sequence)
    for publication, why in reversed(refused):
        shelves.refuse(publication, why)
    await shelves.put_draft(in_force(history, Track.DRAFT))
    return shelves


def _latest_first(history: Sequence[Publication]) -> list[Publication]:
    """Return the last publication of each release that was in force."""
    latest = {each.release: each for each in history if each.entry.track is Track.LIVE}
    return sorted(latest.values(), key=lambda each: -each.sequence)
