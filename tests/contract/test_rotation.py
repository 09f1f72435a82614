"""The operator's key can be changed while everything stays readable, and the old one thrown away afterwards."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from bot.crypto.keys import Keys, new_keys, with_new_key, without_key
from bot.crypto.sealer import KeySealer
from bot.service.ports import QuarantineUnit, SealError
from bot.store import rotation
from bot.store.changes import BODY_PLACE
from bot.store.rotation import Progress, keys_in_use, rewrap
from bot.store.schema import PERSON
from bot.store.search import SqlQuestions
from tests.contract.conftest import Open
from tests.contract.test_search import ASKED
from tests.contract.units import NOW, TELEGRAM, everything, settle

DAY = date(2026, 11, 23)
UNREADABLE = QuarantineUnit(channel=TELEGRAM, update_id="7", body=b"{", reason="E", at=NOW)


@pytest.fixture
def keys() -> Keys:
    return new_keys(DAY)


@pytest.fixture
def sealer(keys: Keys) -> KeySealer:
    return KeySealer(keys)


async def test_after_a_rotation_the_old_key_is_needed_for_nothing(opened: Open, keys: Keys):
    store = await opened()
    people = await asyncio.gather(*(settle(store, str(n), "hello") for n in range(30)))
    await store.commit(UNREADABLE)
    await store.commit(replace(UNREADABLE, person_id=people[0].id))
    await SqlQuestions(store=store, sealer=KeySealer(keys)).keep(ASKED)
    await store.close()

    both = with_new_key(keys, DAY)
    store = await opened(KeySealer(both))
    assert await keys_in_use(store) == {keys.active.id}
    steps = [progress async for progress in rewrap(store)]
    assert steps[0] == Progress(done=0, total=33)
    assert steps[-1] == Progress(done=33, total=33)
    assert await keys_in_use(store) == {both.active.id}
    await store.close()

    only_new = KeySealer(without_key(both, keys.active.id))
    store = await opened(only_new)
    assert [await store.load(TELEGRAM, str(n)) for n in range(30)] == people
    bodies = [row[3] for row in (await everything(store))["quarantine"]]
    assert [only_new.unseal_for_operator(BODY_PLACE, body) for body in bodies] == [b"{", b"{"]
    assert list(await SqlQuestions(store=store, sealer=only_new).all()) == [ASKED]


async def test_an_interrupted_rotation_goes_on_where_it_stopped(
    opened: Open, keys: Keys, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rotation, "BATCH", 4)
    store = await opened()
    await asyncio.gather(*(settle(store, str(n)) for n in range(10)))
    await store.close()

    both = with_new_key(keys, DAY)
    store = await opened(KeySealer(both))
    async for progress in rewrap(store):
        if progress.done:
            break
    assert await keys_in_use(store) == {keys.active.id, both.active.id}
    rest = [progress async for progress in rewrap(store)]
    assert rest == [Progress(done=n, total=6) for n in (0, 4, 6)]
    assert await keys_in_use(store) == {both.active.id}


async def test_people_can_write_while_the_key_is_changed(opened: Open, keys: Keys):
    store = await opened()
    await asyncio.gather(*(settle(store, str(n)) for n in range(20)))
    await store.close()
    both = with_new_key(keys, DAY)
    store = await opened(KeySealer(both))
    newcomers = asyncio.gather(*(settle(store, str(n)) for n in range(20, 40)))
    async for _ in rewrap(store):
        pass
    assert len(await newcomers) == 20
    assert await keys_in_use(store) == {both.active.id}


async def test_a_key_that_does_not_open_stops_the_rotation_with_a_clear_word(
    opened: Open, keys: Keys
):
    store = await opened()
    await settle(store, "1")
    await store.close()
    store = await opened(KeySealer(with_new_key(keys, DAY)))
    await store.database.write(
        lambda connection: connection.execute(
            sa.update(PERSON).values(
                wrapped_key=b"\x01" + bytes.fromhex(keys.active.id) + bytes(60)
            )
        )
    )
    with pytest.raises(SealError, match="does not open"):
        async for _ in rewrap(store):
            pass
