"""What was acknowledged is there, whatever happens to the process."""

import asyncio
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from bot.crypto.files import create_keys
from bot.crypto.sealer import KeySealer
from bot.store.opening import open_store
from tests.contract.crash_child import PEOPLE
from tests.contract.units import TELEGRAM, photo, queue_of

KILLS = 4


def run_until_killed(address: str, key_file: Path, lines: int) -> Counter[str]:
    """Start the writing program, kill -9 it in mid-sentence, and return the last version acknowledged per person."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.contract.crash_child", address, str(key_file)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    acknowledged: Counter[str] = Counter()
    try:
        for number, line in enumerate(child.stdout, start=1):
            if line.endswith("\n"):
                who, version = line.split()
                acknowledged[who] = int(version)
            if number == lines:
                child.kill()
    finally:
        child.kill()
        child.wait(timeout=10)
        child.stdout.close()
    return acknowledged


def test_kill_9_in_the_middle_of_commits_loses_nothing_that_was_acknowledged(
    address: str, tmp_path: Path
):
    """Each person's turns are counted and their messages and files numbered: a half-stored turn would show."""
    key_file = tmp_path / "merit.key"
    sealer = KeySealer(create_keys(key_file, date(2026, 11, 23)))
    chance = random.Random(7)
    acknowledged: Counter[str] = Counter()
    for _ in range(KILLS):
        acknowledged |= run_until_killed(address, key_file, chance.randint(100, 900))
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(check(address, sealer, acknowledged))


async def check(address: str, sealer: KeySealer, acknowledged: Counter[str]) -> None:
    store = await open_store(address, sealer)
    try:
        waiting = await queue_of(store)
        assert len(acknowledged) == PEOPLE
        for who, version in acknowledged.items():
            person = await store.load(TELEGRAM, who)
            assert person is not None
            assert version <= person.version <= version + KILLS
            texts = [q.outgoing.message.text for q in waiting if q.person_id == person.id]
            assert texts == [f"{who} {n}" for n in range(1, person.version + 1)]
            files = [row["file_id"] for row in (await store.export(person.id))["file"]]
            assert files == [photo(n).id for n in range(1, person.version + 1)]
    finally:
        await store.close()
