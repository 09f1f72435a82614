"""What one update costs in the store alone: load, a turn with one message, and that it was sent.

    python -m bench.store --database data.sqlite3 --keys merit.key --persons 10000

Fills the database first if it is new. The time is that of the processor, all threads of this process together,
sealing and JSON included; a PostgreSQL server's own time is not in it.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from bench.prefill import FIRST, prefill
from bot.core.message import Button, ChannelName, OutboundMessage
from bot.crypto.files import read_keys
from bot.crypto.sealer import KeySealer
from bot.service.ports import DeliveryUnit, Outgoing, Person, TurnUnit
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUESTION = OutboundMessage(
    text="ما هي المهنة التي تعلمتها أو عملت بها؟ اختر واحدة من هذه الإجابات أو اكتبها بكلماتك.",
    language="ar",
    rows=tuple(
        (Button(label=label, token=f"recognition/profession/{number}/9/AbCdEfGhIjKl"),)
        for number, label in enumerate(("التمريض", "التعليم", "البناء", "مهنة أخرى"))
    ),
)


Notes = list[asyncio.Task[None]]
"""Notes that a message was sent, which ride along with the next turns: nobody waits for them."""


async def _load(store: SqlStore, number: int, _notes: Notes) -> Person:
    person = await store.load(ChannelName.TELEGRAM, str(number))
    assert person is not None
    return person


async def _whole(store: SqlStore, number: int, notes: Notes) -> None:
    person = await _load(store, number, notes)
    await store.commit(_turn(person))
    notes.append(asyncio.create_task(store.commit(_sent(person))))


Work = Callable[[SqlStore, int, Notes], Awaitable[object]]


async def measure(store: SqlStore, persons: Sequence[int], batch: int, rounds: int) -> None:
    """Print microseconds per update with `batch` updates in flight; the least of 30 tries: others use the machine."""
    chance = random.Random(1)

    async def cost(work: Work) -> tuple[float, float]:
        notes: Notes = []
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(rounds):
            chosen = chance.sample(persons, batch)
            await asyncio.gather(*(work(store, number, notes) for number in chosen))
        await asyncio.gather(*notes)
        each = 1e6 / rounds / batch
        return (time.process_time() - cpu) * each, (time.perf_counter() - wall) * each

    await cost(_whole)
    load = min([await cost(_load) for _ in range(30)])
    whole = min([await cost(_whole) for _ in range(30)])
    print(
        f"{len(persons):>9,} persons, {batch:>3} in flight: load {load[0]:6.1f}, "
        f"turn and delivery {whole[0] - load[0]:6.1f}, together {whole[0]:6.1f} us of CPU, {whole[1]:6.1f} us of time",
        flush=True,
    )


def _turn(person: Person) -> TurnUnit:
    out = Outgoing(sequence=person.sequence + 1, message=QUESTION)
    return TurnUnit(
        person=person, session=person.session or {}, sequence=out.sequence, at=NOW, outgoing=(out,)
    )


def _sent(person: Person) -> DeliveryUnit:
    return DeliveryUnit(person_id=person.id, sent=(person.sequence + 1,))


async def run(database: str, keys: Path, persons: int, updates: int) -> None:
    """Fill the database if it is new and measure batches of 1, 8, 64 and 256."""
    numbers = range(FIRST, FIRST + persons)
    if not keys.exists():  # noqa: ASYNC240 - nothing else runs here
        began = time.perf_counter()
        await prefill(database, keys, numbers)
        print(f"filled with {persons:,} persons in {time.perf_counter() - began:.1f} s")
    store = await open_store(database, KeySealer(read_keys(keys)))
    try:
        for batch in (1, 8, 64, 256):
            await measure(
                store, numbers, batch, max(4, updates // batch // (8 if batch < 8 else 1))
            )
    finally:
        await store.close()


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", required=True)
    parser.add_argument("--keys", required=True, type=Path)
    parser.add_argument("--persons", required=True, type=int)
    parser.add_argument("--updates", default=640, type=int)
    asked = parser.parse_args()
    uvloop.run(run(asked.database, asked.keys, asked.persons, asked.updates))


if __name__ == "__main__":
    main()
