"""Release after release while people talk: nothing is lost, and every reply is of one release.

`RELOADS=1000 .venv/bin/pytest tests/app/test_reloads.py` takes a minute or two; without it there are 150.
"""

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot import clock
from bot.app.editions import Editions
from bot.app.releases import Shelves
from bot.content.load import ContentLibrary
from bot.content.pack import pack, revision_of
from bot.core.message import ChannelName, Command, InboundMessage, Words
from bot.service.bells import Bells
from bot.service.lanes import Lanes
from bot.service.ports import Queued, Receipt
from bot.service.receive import Receiver
from bot.service.releases import Entry, KeptRelease, Track, Way
from bot.store.releases import SqlReleases
from bot.store.sql_store import SqlStore
from tests.content.books import FIRST, SHORTER, edition_of, files, kept

RELOADS = int(os.environ.get("RELOADS", "150"))
PEOPLE = 12
NUMBER = re.compile(r"\[(\d+)\]")
ENTRY = Entry(track=Track.LIVE, way=Way.PUBLISH, at=clock.now(), note="again")
STRUCTURES = {text: kept(files(text)).structures for text in (FIRST, SHORTER)}


def release(number: int) -> KeptRelease:
    """A release whose texts bear its number, but for those that come and go; every fifth has a question less."""
    text = SHORTER if number % 5 == 0 else FIRST
    marked = text
    for words in (
        "Hello.",
        "Which bag do you take?",
        "A small bag",
        "What you do next.",
        "Buy a ticket.",
    ):
        marked = marked.replace(words, f"{words} [{number}]")
    content = files(marked)
    return KeptRelease(id=revision_of(content), content=pack(content), structures=STRUCTURES[text])


@dataclass
class Crowd:
    """People who travel again and again, and which releases each of their turns spoke from."""

    store: SqlStore
    library: ContentLibrary
    sent: int = 0
    turns: int = 0
    seen: list[set[int]] = field(default_factory=list)
    over: bool = False

    def __post_init__(self) -> None:
        self.receiver = Receiver(
            store=self.store,
            library=self.library,
            sealer=self.store.sealer,
            bells=Bells(),
            lanes=Lanes(),
            hand=self.hand,
            now=clock.now,
        )

    def hand(self, queued: Sequence[Queued]) -> None:
        messages = [each.outgoing.message for each in queued]
        self.turns += bool(messages)
        words = [message.text for message in messages]
        words += [button.label for m in messages for row in m.rows for button in row]
        self.seen.append({int(number) for text in words for number in NUMBER.findall(text)})

    async def talk(self, address: str) -> None:
        while not self.over:
            for content in (Command(name="trip"), Words(text="A large bag"), Words(text="Aisle")):
                self.sent += 1
                receipt = await self.receiver.receive(
                    InboundMessage(
                        channel=ChannelName.TELEGRAM,
                        address=address,
                        update_id=f"{address}-{self.sent}",
                        content=content,
                    )
                )
                assert receipt is Receipt.DONE


async def reload(shelves: Shelves, releases: SqlReleases, times: int) -> None:
    for number in range(1, times + 1):
        await releases.publish(release(number), ENTRY)
        await shelves.look()
        assert shelves.problem == ""


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_reloads_under_load_lose_nothing_and_mix_nothing(
    store: SqlStore, releases: SqlReleases
):
    edition = edition_of(files(FIRST))
    library = ContentLibrary(edition.release, edition.catalogs)
    shelves = Shelves(editions=Editions(releases=releases), library=library)
    crowd = Crowd(store, library)
    people = [asyncio.create_task(crowd.talk(str(nth))) for nth in range(PEOPLE)]
    await reload(shelves, releases, RELOADS)
    crowd.over = True
    await asyncio.gather(*people)
    assert shelves.live == RELOADS
    assert crowd.turns == crowd.sent
    assert await versions(store) == crowd.sent
    assert all(len(numbers) <= 1 for numbers in crowd.seen)
    assert len(set[int]().union(*crowd.seen)) > RELOADS / 10


async def versions(store: SqlStore) -> int:
    """How many turns are stored."""
    found = [await store.load(ChannelName.TELEGRAM, str(nth)) for nth in range(PEOPLE)]
    return sum(person.version for person in found if person is not None)
