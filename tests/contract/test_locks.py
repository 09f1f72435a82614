"""Two programs never work with one database by mistake."""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.service.ports import StoreError
from bot.store.locks import AlreadyRunning, lock_instance, lock_token

HOLD = (
    "import asyncio, sys\n"
    "from bot.store.locks import lock_instance\n"
    "async def main():\n"
    "    lock = await lock_instance(sys.argv[1], 'bot 1')\n"
    "    print('locked', flush=True)\n"
    "    await asyncio.sleep(60)\n"
    "asyncio.run(main())\n"
)


async def test_the_second_one_is_refused_with_the_name_of_the_place(address: str):
    lock = await lock_instance(address, "bot 1")
    place = (
        "merit.sqlite3" if "://" not in address else address.split("/")[3].split("?", maxsplit=1)[0]
    )
    with pytest.raises(AlreadyRunning, match=place):
        await lock_instance(address, "bot 1")
    assert await lock.held()
    await lock.release()


async def test_after_the_first_has_gone_the_next_may_come(address: str):
    await (await lock_instance(address, "bot 1")).release()
    lock = await lock_instance(address, "bot 1")
    await lock.release()


async def test_a_killed_program_leaves_no_lock_behind(address: str):
    """The message names the process while it lives; after `kill -9` the system has freed the lock."""
    child = subprocess.Popen([sys.executable, "-c", HOLD, address], stdout=subprocess.PIPE)  # noqa: ASYNC220
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"locked\n"
        with pytest.raises(AlreadyRunning, match="process") as caught:
            await lock_instance(address, "bot 1")
        if "://" not in address:
            assert f"process {child.pid})" in str(caught.value)
    finally:
        child.kill()
        child.wait(timeout=10)
        assert child.stdout is not None
        child.stdout.close()
    lock = await _eventually(address)
    await lock.release()


async def _eventually(address: str):
    """A server notices within moments that its client is gone."""
    async with asyncio.timeout(10):
        while True:
            try:
                return await lock_instance(address, "bot 1")
            except AlreadyRunning:
                await asyncio.sleep(0.02)


async def test_a_bots_token_has_one_user_on_this_machine_and_is_not_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lock = lock_token("123:secret")
    other = lock_token("456:secret")
    with pytest.raises(AlreadyRunning, match="already uses this bot's token") as caught:
        lock_token("123:secret")
    assert "secret" not in str(caught.value)
    assert "secret" not in str(os.listdir(tmp_path))  # noqa: PTH208 - names are all that matters
    await lock.release()
    await lock_token("123:secret").release()
    await other.release()


@pytest.mark.postgres
async def test_two_bots_share_a_server(postgres):
    with_name = [await lock_instance(postgres.url, name) for name in ("bot 1", "bot 2")]
    for lock in with_name:
        assert await lock.held()
        await lock.release()


@pytest.mark.postgres
async def test_a_lock_lost_with_its_connection_is_taken_again_if_it_is_free(postgres):
    lock = await lock_instance(postgres.url, "bot 3")
    await _disconnect(postgres)
    with pytest.raises(StoreError, match="does not answer"):
        await lock.held()
    assert await lock.held()
    with pytest.raises(AlreadyRunning):
        await lock_instance(postgres.url, "bot 3")

    await _disconnect(postgres)
    other = await lock_instance(postgres.url, "bot 3")
    with pytest.raises(StoreError, match="does not answer"):
        await lock.held()
    assert not await lock.held()
    await other.release()
    await lock.release()


async def _disconnect(postgres) -> None:
    await postgres.execute_now(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'merit'"
    )
