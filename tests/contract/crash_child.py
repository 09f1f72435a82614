"""Writes turns of many people as fast as it can and prints each one that is acknowledged, until it is killed."""

import asyncio
import sys
from pathlib import Path

from bot.crypto.files import read_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from tests.contract.units import TELEGRAM, after, photo, turn

PEOPLE = 40


async def talk(store: SqlStore, address: str) -> None:
    person = await store.load(TELEGRAM, address) or store.fresh(TELEGRAM, address)
    while True:
        file = photo(person.version + 1)
        unit = turn(person, f"{address} {person.sequence + 1}", files=(file,))
        await store.commit(unit)
        person = after(person, unit)
        sys.stdout.write(f"{address} {person.version}\n")
        sys.stdout.flush()


async def main(address: str, key_file: str) -> None:
    store = await open_store(address, KeySealer(read_keys(Path(key_file))))
    await asyncio.gather(*(talk(store, str(number)) for number in range(PEOPLE)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
