"""`merit rollback`: put an earlier release in force again; the history keeps both."""

import argparse
from dataclasses import replace

from bot import clock
from bot.app.parts import in_loop, opened
from bot.app.publishing import before, change, live, named, publication_named
from bot.cli.change import print_change, print_people
from bot.service.releases import Entry, Track, Way, in_force
from bot.settings import OperatorError, Settings, read_settings
from bot.store.releases import SqlReleases
from bot.store.standing import SqlSessions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which release comes back, and why."""
    parser.add_argument(
        "number",
        nargs="?",
        metavar="NUMBER",
        help="the release, as `merit status` numbers it (default: the one before)",
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="why; needed")
    parser.add_argument("--by", default="", metavar="NAME", help="who does it")
    parser.add_argument(
        "--urgent",
        action="store_true",
        help="conversations under way do not keep the questions they began with",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only show what would change, and for how many"
    )


def run(args: argparse.Namespace) -> int:
    """Put the release in force."""
    return in_loop(_run(read_settings(), args))


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    async with opened(settings) as parts:
        releases = SqlReleases(store=parts.store)
        history = await releases.history()
        wanted = publication_named(args.number, history) if args.number else before(history)
        present = in_force(history, Track.LIVE)
        if present is not None and present.release == wanted.release:
            print(f"Nothing to do: the content of release {wanted.sequence} is in force.")
            return 0
        if wanted.entry.track is not Track.LIVE:
            raise OperatorError(
                f"Release {wanted.sequence} was never in force. Publish its folder instead."
            )
        back = await named(str(wanted.sequence), releases)
        found = await change(
            await live(releases, history), back.edition, SqlSessions(store=parts.store)
        )
        print_change(found)
        print_people(found.standing, urgent=args.urgent, draft=False)
        if args.dry_run:
            print("Nothing was changed: this was a dry run.")
            return 0
        number = await releases.bring_back(wanted.release, _entry(args, wanted.entry))
        print(
            f"Release {number} is in force: the content of release {wanted.sequence}. "
            "A running Merit takes it up within seconds."
        )
        return 0


def _entry(args: argparse.Namespace, earlier: Entry) -> Entry:
    if not args.note.strip():
        raise OperatorError('Say why, so that others understand it later: --note "Wrong deadline"')
    return replace(
        earlier,
        way=Way.ROLLBACK,
        at=clock.now(),
        note=args.note.strip(),
        by=args.by.strip(),
        urgent=args.urgent,
    )
