"""`merit status`: what people see, since when, by whom, and where conversations stand."""

import argparse
from collections.abc import Iterable, Sequence

from bot.app.parts import content_folder, in_loop, opened
from bot.app.publishing import is_in_force
from bot.content.pack import read_files
from bot.service.releases import Publication, Track, Way, in_force
from bot.service.standing import Standing
from bot.settings import Settings, read_settings
from bot.store.releases import SqlReleases
from bot.store.standing import SqlSessions

LATEST = 10
_WAYS = {Way.START: "at start", Way.PUBLISH: "published", Way.ROLLBACK: "rolled back"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how much of the history is shown."""
    parser.add_argument(
        "--all", action="store_true", help=f"the whole history, not the last {LATEST}"
    )


def run(args: argparse.Namespace) -> int:
    """Print what is in force, the history, and the numbers."""
    return in_loop(_run(read_settings(), whole=args.all))


async def _run(settings: Settings, *, whole: bool) -> int:
    async with opened(settings) as parts:
        history = await SqlReleases(store=parts.store).history()
        live = in_force(history, Track.LIVE)
        if live is None:
            print("Nothing was published yet. Merit publishes its content folder when it starts.")
            return 0
        print(f"In force: {_line(live)}")
        for track, said in ((Track.DRAFT, "Draft"), (Track.PROPOSED, "Waits for a second person")):
            waiting = in_force(history, track)
            if waiting is not None and (track is Track.DRAFT or waiting is history[-1]):
                print(f"{said}: {_line(waiting)}")
        folder = content_folder(settings)
        same = is_in_force(read_files(folder), history)
        print(f"The folder {folder} holds {'the same' if same else 'something else: merit diff'}.")
        standing = Standing()
        await SqlSessions(store=parts.store).each(standing)
        print()
        print("\n".join(_people(standing, live, history)))
        print("\nHistory, the latest first:")
        for publication in list(reversed(history))[: None if whole else LATEST]:
            print(f"  {_line(publication)}")
        return 0


def _line(publication: Publication) -> str:
    entry = publication.entry
    by = f" by {entry.by}" if entry.by else ""
    marks = [entry.track.value] if entry.track is not Track.LIVE else []
    marks += ["urgent"] if entry.urgent else []
    mark = f" [{', '.join(marks)}]" if marks else ""
    return (
        f"release {publication.sequence}, {_WAYS[entry.way]} {entry.at:%Y-%m-%d %H:%M} UTC{by}{mark}: "
        f"{entry.note} ({publication.release})"
    )


def _people(standing: Standing, live: Publication, history: Sequence[Publication]) -> Iterable[str]:
    """Yield how many conversations are in which flow, and with the questions of which release."""
    if not standing.people:
        yield "No conversation is under way."
        return
    yield f"Conversations under way: {standing.people}"
    for (flow, structure), count in sorted(standing.structures.items()):
        if structure in {"", live.structures.get(flow)}:
            yield f"  {flow}: {count} with today's questions"
        else:
            yield f"  {flow}: {count} with {_whose(flow, structure, history)}"


def _whose(flow: str, structure: str, history: Sequence[Publication]) -> str:
    had = [
        each.sequence
        for each in history
        if each.entry.track is Track.LIVE and each.structures.get(flow) == structure
    ]
    return f"the questions of release {had[-1]}" if had else "questions that were never published"
