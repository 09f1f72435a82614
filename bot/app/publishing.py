"""Publishing as commands do it: what is meant, what would change, for whom, and then the one line that does it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app.editions import Editions, UnusableError
from bot.app.phrase_findings import phrase_findings
from bot.app.starting import read_folder
from bot.content.differences import Section, critical_changes, differences
from bot.content.edition import Edition
from bot.content.load import check
from bot.content.pack import Files, laid_out, revision_of
from bot.core.finding import Finding
from bot.service.releases import Publication, Releases, Track, in_force
from bot.service.standing import Sessions, Standing
from bot.settings import OperatorError

LIVE, DRAFT = "live", "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An edition and what to call it."""

    title: str
    edition: Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a release would change: in words, how many critical texts, and where conversations stand."""

    sections: Sequence[Section]
    critical: int
    standing: Standing


def checked(files: Files) -> tuple[list[Finding], str]:
    """Return everything `merit check` says about the very files that were read, and what it looked at."""
    with laid_out(files) as place:
        return check(place, more=phrase_findings)


async def named(word: str, releases: Releases) -> Named:
    """Return the edition somebody means by a number of the history, `live`, `draft`, or a folder."""
    if not word.isdecimal() and word not in {LIVE, DRAFT}:
        return await _of_folder(Path(word))
    publication = publication_named(word, await releases.history())
    try:
        edition = await Editions(releases=releases).alone(publication)
    except UnusableError as error:
        raise OperatorError(f"Release {publication.sequence} cannot be used: {error}.") from error
    return Named(title=f"release {publication.sequence}", edition=edition)


async def _of_folder(path: Path) -> Named:
    if not (path / "flows").is_dir():
        raise OperatorError(
            f"'{path}' is no release number, not live or draft, and no folder that holds flows and locales."
        )
    folder = await asyncio.to_thread(read_folder, path)
    if folder.edition is None:
        raise OperatorError(f"The content in {path} has errors:\n{folder.errors}")
    return Named(title=f"folder {path}", edition=folder.edition)


def publication_named(word: str, history: Sequence[Publication]) -> Publication:
    """Return the publication with a number, or the one that is `live` or `draft`."""
    if not word.isdecimal() and word not in {LIVE, DRAFT}:
        raise OperatorError(f"'{word}' is no release number. `merit status` lists what there is.")
    if word.isdecimal():
        found = next((each for each in history if each.sequence == int(word)), None)
    else:
        found = in_force(history, Track(word))
    if found is None:
        what = f"release {word}" if word.isdecimal() else f"{word} release"
        raise OperatorError(f"There is no {what}. `merit status` lists what there is.")
    return found


def before(history: Sequence[Publication]) -> Publication:
    """Return what was in force before the release that is."""
    live = [each for each in history if each.entry.track is Track.LIVE]
    earlier = [each for each in live if each.release != live[-1].release] if live else []
    if not earlier:
        raise OperatorError("There is no earlier release to go back to.")
    return earlier[-1]


async def live(releases: Releases, history: Sequence[Publication]) -> Edition | None:
    """Return what is in force, or None if nothing is or it cannot be read."""
    publication = in_force(history, Track.LIVE)
    if publication is None:
        return None
    try:
        return await Editions(releases=releases).alone(publication)
    except UnusableError:
        return None


async def change(old: Edition | None, new: Edition, sessions: Sessions) -> Change:
    """Return what `new` would change for whom."""
    standing = Standing(to=new.release)
    await sessions.each(standing)
    if old is None:
        return Change(sections=(), critical=0, standing=standing)
    return Change(
        sections=differences(old, new, standing.at),
        critical=critical_changes(old, new),
        standing=standing,
    )


def is_in_force(files: Files, history: Sequence[Publication]) -> bool:
    """Whether these very files are what people see."""
    live = in_force(history, Track.LIVE)
    return live is not None and live.release == revision_of(files)
