"""`merit publish`: put a content folder in force, after the check and with a look at what changes for whom."""

import argparse
import asyncio
from dataclasses import replace
from pathlib import Path

from bot import clock
from bot.app.parts import content_folder, in_loop, opened
from bot.app.publishing import (
    Change,
    change,
    checked,
    is_in_force,
    live,
    publication_named,
)
from bot.app.starting import Folder, entry, read_folder
from bot.cli.change import print_change, print_people
from bot.cli.check import print_findings, summary
from bot.content.binding import kept_release
from bot.content.edition import Edition
from bot.core.finding import Severity
from bot.service.releases import Entry, Releases, Track, Way, in_force
from bot.settings import OperatorError, Settings, read_settings
from bot.store.releases import SqlReleases
from bot.store.standing import SqlSessions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is published, by whom and how."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: the one Merit runs with)",
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="what changed and why; needed")
    parser.add_argument("--by", default="", metavar="NAME", help="who publishes")
    parser.add_argument(
        "--urgent",
        action="store_true",
        help="conversations under way do not keep the questions they began with: they are moved at the next message",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only show what would change, and for how many"
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="only for testers: `merit draft invite` lets somebody try it",
    )
    parser.add_argument(
        "--confirm",
        metavar="NUMBER",
        help="agree, as a second person, to what was proposed (with MERIT_TWO_PERSONS)",
    )


def run(args: argparse.Namespace) -> int:
    """Publish; 1 when the check found an error and nothing was done."""
    return in_loop(_run(read_settings(), args))


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    async with opened(settings) as parts:
        releases = SqlReleases(store=parts.store)
        if args.confirm:
            return await _confirm(releases, args)
        folder = await asyncio.to_thread(read_folder, args.folder or content_folder(settings))
        edition = _sound(folder)
        if edition is None:
            return 1
        history = await releases.history()
        if is_in_force(folder.files, history) and not (args.urgent or args.draft):
            print("Nothing to publish: this is what is in force.")
            return 0
        found = await change(await live(releases, history), edition, SqlSessions(store=parts.store))
        print_change(found)
        print_people(found.standing, urgent=args.urgent, draft=args.draft)
        if args.dry_run:
            print("Nothing was published: this was a dry run.")
            return 0
        return await _publish(releases, folder, _entry(args, folder, found, settings))


def _sound(folder: Folder) -> Edition | None:
    """Return the edition if the check finds no error; print what is wrong otherwise."""
    if not (folder.path / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {folder.path}. Name the folder that holds flows and locales."
        )
    findings, counts = checked(folder.files)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors or folder.edition is None:
        print_findings(errors, "text")
        print(f"{counts}: {summary(findings)}. Nothing was published.")
        return None
    print(f"{counts}: {summary(findings)}")
    return folder.edition


def _entry(args: argparse.Namespace, folder: Folder, found: Change, settings: Settings) -> Entry:
    if not args.note.strip():
        raise OperatorError(
            'Say what changed and why, so that others understand it later: --note "New fees in Belgium"'
        )
    made = replace(
        entry(folder, way=Way.PUBLISH, note=args.note.strip(), by=args.by.strip()),
        urgent=args.urgent,
        track=Track.DRAFT if args.draft else Track.LIVE,
    )
    if settings.two_persons and found.critical and not args.draft:
        if not made.by:
            raise OperatorError(
                "Critical texts change, so a second person has to agree. Say who you are with --by NAME."
            )
        return replace(made, track=Track.PROPOSED)
    return made


async def _publish(releases: Releases, folder: Folder, made: Entry) -> int:
    if folder.edition is None:
        return 1
    number = await releases.publish(kept_release(folder.files, folder.edition.release), made)
    print(_DONE[made.track].format(number=number))
    return 0


_DONE = {
    Track.LIVE: "Release {number} is in force. A running Merit takes it up within seconds.",
    Track.DRAFT: "Release {number} is the draft now. `merit draft invite` makes a code for a tester.",
    Track.PROPOSED: (
        "Release {number} is proposed: critical texts change. It comes into force when somebody else agrees:\n"
        "  merit publish --confirm {number} --by NAME"
    ),
}


async def _confirm(releases: Releases, args: argparse.Namespace) -> int:
    history = await releases.history()
    proposed = publication_named(args.confirm, history)
    last = in_force(history, Track.PROPOSED)
    if last is None or proposed != last or proposed.sequence != history[-1].sequence:
        raise OperatorError(
            f"Release {proposed.sequence} does not wait for a second person, or something was published since. "
            "`merit status` shows what waits; propose it again."
        )
    by = args.by.strip()
    if not by or by.casefold() == proposed.entry.by.casefold():
        raise OperatorError(
            f"{proposed.entry.by} proposed it; somebody else has to agree. Say who you are with --by NAME."
        )
    agreed = replace(
        proposed.entry,
        track=Track.LIVE,
        at=clock.now(),
        by=f"{proposed.entry.by}, agreed by {by}",
    )
    number = await releases.bring_back(proposed.release, agreed)
    print(_DONE[Track.LIVE].format(number=number))
    return 0
