"""How long a running Merit takes to put another release of the shipped content in force, and what people notice.

    python -m bench.reload

`alone` is a release without earlier structures, `earlier` one with twenty, read for the first time, `again` the same
with those already read. `turn` is the slowest of the turns people made meanwhile, `quiet` the slowest without a reload.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from bot import clock
from bot.app.editions import Editions
from bot.content.binding import bind, kept_release
from bot.content.load import ContentLibrary
from bot.content.pack import pack, read_files, revision_of
from bot.core.message import ChannelName, Command, InboundMessage
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.service.bells import Bells
from bot.service.lanes import Lanes
from bot.service.receive import Receiver
from bot.service.releases import Entry, KeptRelease, Track, Way
from bot.store.opening import open_store
from bot.store.releases import SqlReleases

ROOT = Path(__file__).parent.parent
EARLIER = 20
ENTRY = Entry(track=Track.LIVE, way=Way.PUBLISH, at=clock.now(), note="bench")


def releases_of(root: Path) -> tuple[list[KeptRelease], ContentLibrary]:
    """Return earlier releases, each with another structure of one flow, then the shipped content."""
    files = read_files(root)
    edition, _ = bind(files)
    if edition is None:
        raise SystemExit("The shipped content has errors: merit check")
    path = "flows/help.yaml"
    made = []
    for number in range(EARLIER):
        extra = b"  more:\n    end: done\n  bench_%d:\n    say: Word.\n    next: more\n" % number
        changed = {**files, path: files[path] + extra}
        structures = {**kept_release(files, edition.release).structures, "help": str(number)}
        made.append(
            KeptRelease(id=revision_of(changed), content=pack(changed), structures=structures)
        )
    library = ContentLibrary(edition.release, edition.catalogs)
    return [*made, kept_release(files, edition.release)], library


async def slowest_while(receiver: Receiver, work: Callable[[], Awaitable[object]]) -> list[float]:
    """Return how long `work` took and the slowest turn of people who wrote meanwhile, in milliseconds."""
    over = asyncio.Event()
    slowest = 0.0

    async def talk(address: str) -> None:
        nonlocal slowest
        nth = 0
        while not over.is_set():
            nth += 1
            began = time.perf_counter()
            inbound = InboundMessage(
                channel=ChannelName.TELEGRAM,
                address=address,
                update_id=f"{address}-{began}-{nth}",
                content=Command(name="help"),
            )
            await receiver.receive(inbound)
            slowest = max(slowest, time.perf_counter() - began)
            await asyncio.sleep(0.01)

    people = [asyncio.create_task(talk(str(number))) for number in range(8)]
    await asyncio.sleep(0.5)
    slowest, began = 0.0, time.perf_counter()
    await work()
    took = time.perf_counter() - began
    over.set()
    await asyncio.gather(*people)
    return [took * 1000, slowest * 1000]


async def main() -> None:
    """Measure and print."""
    kept, library = releases_of(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"{folder}/bench.sqlite3", KeySealer(new_keys(date(2026, 1, 1))))
        releases = SqlReleases(store=store)
        receiver = Receiver(
            store=store,
            library=library,
            sealer=store.sealer,
            bells=Bells(),
            lanes=Lanes(),
            hand=lambda _queued: None,
            now=clock.now,
        )
        for release in kept:
            await releases.publish(release, ENTRY)
        history = await releases.history()
        editions = Editions(releases=releases)
        print(f"{len(kept[-1].content) / 1024:.0f} KiB packed, {EARLIER} earlier releases")
        for name, work in (
            ("quiet", lambda: asyncio.sleep(1)),
            ("alone", lambda: editions.alone(history[-1])),
            ("earlier", lambda: editions.with_earlier(history[-1], history)),
            ("again", lambda: editions.with_earlier(history[-1], history)),
        ):
            took, slowest = await slowest_while(receiver, work)
            print(f"{name:8} {took:7.0f} ms   slowest turn {slowest:6.1f} ms")
        await store.close()


if __name__ == "__main__":
    asyncio.run(main())
