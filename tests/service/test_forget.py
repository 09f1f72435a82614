"""Once a day what was told for the profile is forgotten where its time is over, person by person."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.core.forgetting import MONTH
from bot.core.message import PersonId
from bot.core.session import Session, session_from_json, session_to_json
from bot.service.drafts import ASIDE
from bot.service.forget import PAGE, Forgetting
from bot.service.ports import Conflict, KeptFile, Person, SealError, StoreError, TurnUnit
from tests.core.form import RELEASE as PLAIN
from tests.core.samples import NOW
from tests.core.skills import AGREED
from tests.memory import MemoryStore, SampleLibrary
from tests.service.handing_out import LIBRARY, settled

TOLD = Session(consent=AGREED, answers={"my_name": "Rim", "my_children": 2, "country": "nl"})
PHOTO = KeptFile(id="f_0123456789abcdef_2", media_type="image/jpeg", content=b"jpeg")


def forgetting(
    store: MemoryStore, months: float = 0, library: SampleLibrary = LIBRARY
) -> Forgetting:
    """The job, so many months and a second after the last word."""
    at = NOW + months * MONTH + timedelta(seconds=1)
    return Forgetting(store=store, library=library, now=lambda: at, pause=0)


def answers(store: MemoryStore, person: PersonId) -> dict[str, object]:
    session = store.people[person].session
    assert session is not None
    return dict(session_from_json(session).answers)


async def test_fields_are_forgotten_one_by_one_as_of_the_last_word():
    store = MemoryStore()
    rim = settled(store, "1", TOLD, NOW)
    assert await forgetting(store, 5).look() == 0
    assert await forgetting(store, 6).look() == 1
    assert answers(store, rim) == {"my_name": "Rim", "country": "nl"}
    assert await forgetting(store, 7).look() == 0
    assert await forgetting(store, 24).look() == 1
    assert answers(store, rim) == {"country": "nl"}


async def test_what_is_stored_says_nothing_and_bears_the_time_of_the_last_word():
    store = MemoryStore()
    settled(store, "1", TOLD, NOW)
    await forgetting(store, 6).look()
    (unit,) = store.committed
    assert isinstance(unit, TurnUnit)
    assert unit.at == NOW.replace(microsecond=0)
    assert (unit.outgoing, unit.lines, unit.ticket) == ((), (), None)
    assert store.outbox == {}


async def test_whether_somebody_can_be_reached_does_not_change():
    store = MemoryStore()
    rim = settled(store, "1", TOLD, NOW)
    store.people[rim] = replace(store.people[rim], reachable=False)
    await forgetting(store, 6).look()
    assert not store.people[rim].reachable


async def test_a_photo_goes_with_the_answer_that_held_it():
    store = MemoryStore()
    held = replace(TOLD, answers={"my_photo": (PHOTO.id,)})
    rim = settled(store, "1", held, NOW)
    store.files[rim] = {PHOTO.id: PHOTO}
    await forgetting(store, 6).look()
    assert store.files[rim] == {PHOTO.id: PHOTO}
    assert await forgetting(store, 24).look() == 1
    assert store.files[rim] == {}


async def test_people_are_looked_at_page_by_page():
    store = MemoryStore()
    people = [settled(store, f"{n}", TOLD, NOW) for n in range(2 * PAGE)]
    settled(store, "lately", TOLD, NOW + 5 * MONTH)
    assert await forgetting(store, 6).look() == len(people)
    assert await forgetting(store, 6).look() == 0


async def test_without_a_profile_nobody_is_looked_at():
    store = MemoryStore()
    settled(store, "1", TOLD, NOW)
    assert await forgetting(store, 500, SampleLibrary(release=PLAIN)).look() == 0


async def test_who_writes_in_the_same_moment_keeps_everything():
    store = MemoryStore()
    rim = settled(store, "1", TOLD, NOW)
    store.failing.append(Conflict())
    assert await forgetting(store, 24).look() == 0
    assert answers(store, rim)["my_name"] == "Rim"


@dataclass
class Changed(MemoryStore):
    """A store in which people change after they were found: one does not open, some are gone, some have no session."""

    broken: tuple[PersonId, ...] = ()
    gone: tuple[PersonId, ...] = ()
    empty: tuple[PersonId, ...] = ()

    async def person(self, person_id: PersonId) -> Person | None:
        if person_id in self.broken:
            raise SealError("session.session does not open")
        found = self.people[person_id]
        if person_id in self.empty:
            return replace(found, session=None)
        return None if person_id in self.gone else found


async def test_a_conversation_that_does_not_open_or_is_gone_keeps_nobody_else_from_being_forgotten():
    store = Changed()
    broken, gone, empty, rim = (settled(store, f"{n}", TOLD, NOW) for n in range(4))
    store.broken, store.gone, store.empty = (broken,), (gone,), (empty,)
    assert await forgetting(store, 24).look() == 1
    assert answers(store, rim) == {"country": "nl"}
    assert answers(store, broken)["my_name"] == "Rim"


@dataclass
class Restless(MemoryStore):
    """A store that fails once and then ends the job at the third look."""

    looks: int = 0
    enough: asyncio.Event | None = None

    async def silent(self, since: datetime, *, after: str, most: int) -> list[PersonId]:
        self.looks += 1
        if self.looks == 1:
            raise StoreError("The database is locked.")
        if self.looks == 3:
            assert self.enough is not None
            self.enough.set()
        return list(await super().silent(since, after=after, most=most))


async def test_the_job_looks_again_and_again_and_outlives_a_store_that_does_not_answer():
    store = Restless(enough=asyncio.Event())
    rim = settled(store, "1", TOLD, NOW)
    task = asyncio.create_task(forgetting(store, 24).run())
    assert store.enough is not None
    async with asyncio.timeout(5):
        await store.enough.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert answers(store, rim) == {"country": "nl"}


def test_the_job_looks_once_a_day():
    job = Forgetting(store=MemoryStore(), library=LIBRARY, now=lambda: NOW)
    assert job.pause == timedelta(days=1).total_seconds()


def trying(store: MemoryStore, tried: Session, real: Session) -> PersonId:
    """Keep somebody who tries a draft, with the conversation that waits for its end."""
    rim = settled(store, "1", replace(tried, draft=True), NOW)
    waiting = session_to_json(replace(real, heard_at=int(NOW.timestamp())))
    kept = {**(store.people[rim].session or {}), ASIDE: waiting}
    store.people[rim] = replace(store.people[rim], session=kept)
    return rim


def aside(store: MemoryStore, person: PersonId) -> dict[str, object]:
    return dict(session_from_json((store.people[person].session or {})[ASIDE]).answers)


async def test_of_a_tester_what_is_over_goes_also_in_the_conversation_that_waits():
    store = MemoryStore()
    rim = trying(store, Session(consent=AGREED), TOLD)
    assert await forgetting(store, 5).look() == 0
    assert await forgetting(store, 6).look() == 1
    assert aside(store, rim) == {"my_name": "Rim", "country": "nl"}
    assert await forgetting(store, 6).look() == 0
    assert await forgetting(store, 24).look() == 1
    assert aside(store, rim) == {"country": "nl"}
    assert (store.people[rim].session or {})["draft"]


async def test_of_a_tester_what_is_over_in_the_test_goes_and_what_waits_stays():
    store = MemoryStore()
    rim = trying(store, TOLD, Session(consent=AGREED, answers={"country": "nl"}))
    assert await forgetting(store, 24).look() == 1
    assert answers(store, rim) == {"country": "nl"}
    assert aside(store, rim) == {"country": "nl"}


async def test_the_photo_of_the_conversation_that_waits_goes_with_the_answer_that_held_it():
    store = MemoryStore()
    rim = trying(store, Session(consent=AGREED), replace(TOLD, answers={"my_photo": (PHOTO.id,)}))
    store.files[rim] = {PHOTO.id: PHOTO}
    assert await forgetting(store, 24).look() == 1
    assert store.files[rim] == {}


async def test_whatever_is_wrong_with_one_conversation_the_others_are_looked_at():
    store = MemoryStore()
    broken, rim = (settled(store, f"{n}", TOLD, NOW) for n in range(2))
    odd = {**(store.people[broken].session or {}), "frames": 7}
    store.people[broken] = replace(store.people[broken], session=odd)
    assert await forgetting(store, 24).look() == 1
    assert answers(store, rim) == {"country": "nl"}
