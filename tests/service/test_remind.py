"""Reminders as turns nobody caused, and what of a turn reaches the advisors."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.core.message import ChannelName, Command, PersonId, Words
from bot.core.session import session_from_json
from bot.core.ticket import State
from bot.service.ports import Conflict, Person, StoreError
from bot.service.remind import Reminders
from tests.core.form import RELEASE
from tests.core.samples import NOW
from tests.memory import MemoryStore, SampleLibrary
from tests.service.test_receive import Somebody


def somebody(**more: object) -> Somebody:
    return Somebody(library=SampleLibrary(RELEASE), **more)  # type: ignore[arg-type]


def person_of(amina: Somebody) -> Person:
    (person,) = amina.store.people.values()
    return person


async def agreed(amina: Somebody) -> None:
    await amina.says("/reminders")
    consent = {"given": True, "text": "", "language": "en", "at": "2026-11-23T12:00:00+00:00"}
    person = person_of(amina)
    assert person.session is not None
    amina.store.people[person.id] = replace(person, session={**person.session, "consent": consent})
    await amina.says("/reminders")
    await amina.presses("daily")


def reminders(amina: Somebody, days: float) -> Reminders:
    return Reminders(receiver=replace(amina.receiver, now=lambda: NOW + timedelta(days=days)))


async def test_a_person_is_reminded_when_it_is_due_and_not_before():
    amina = somebody()
    await agreed(amina)
    amina.handed.clear()
    assert await reminders(amina, 0.5).look() == 0
    assert await reminders(amina, 2).look() == 1
    assert amina.handed[0].outgoing.message.text.startswith("You asked me to remind you.")
    assert await reminders(amina, 2).look() == 0


async def test_who_blocked_the_bot_is_not_reminded_any_more():
    amina = somebody()
    await agreed(amina)
    person = person_of(amina)
    amina.store.people[person.id] = replace(person, reachable=False)
    amina.handed.clear()
    assert await reminders(amina, 2).look() == 1
    assert amina.handed == []
    assert await reminders(amina, 3).look() == 0


async def test_who_writes_in_the_same_moment_is_reminded_at_the_next_look():
    amina = somebody()
    await agreed(amina)
    amina.store.failing.append(Conflict())
    amina.handed.clear()
    await reminders(amina, 2).look()
    assert amina.handed == []
    await reminders(amina, 2).look()
    assert amina.handed


async def test_a_conversation_that_cannot_be_read_keeps_nobody_else_from_being_reminded():
    amina = somebody()
    await agreed(amina)
    person = person_of(amina)
    broken = replace(person, id=PersonId("broken"), address="broken", session={"remind_at": 1})
    amina.store.people = {broken.id: broken, person.id: person}
    amina.handed.clear()
    assert await reminders(amina, 2).look() == 2
    assert {queued.person_id for queued in amina.handed} == {person.id}


async def test_in_the_browser_a_reminder_is_a_line_of_the_conversation():
    amina = somebody(channel=ChannelName.WEB)
    await agreed(amina)
    await reminders(amina, 2).look()
    (lines,) = amina.store.lines.values()
    assert lines[-2].message.text.startswith("You asked me to remind you.")


async def test_words_of_danger_are_flagged_without_the_words_where_nobody_agreed():
    amina = somebody()
    await amina.says("he beats me")
    (message,) = amina.store.heard
    assert (message.side, message.text, message.about) == ("event", "", {"danger": "violence"})
    (kept,) = await amina.store.open_tickets()
    assert (kept.ticket.state, kept.ticket.danger) == (State.REQUESTED, "violence")


async def test_with_consent_all_words_of_danger_reach_the_advisors_each_once():
    amina = somebody()
    await agreed(amina)
    for words in ("he beats me", "now he beats me again", "/human", "he beats me, please call"):
        await amina.says(words)
    assert [(message.side.value, message.text) for message in amina.store.heard] == [
        ("event", "he beats me"),
        ("event", "now he beats me again"),
        ("person", "he beats me, please call"),
    ]
    (kept,) = await amina.store.open_tickets()
    assert (kept.ticket.state, kept.ticket.topic) == (State.QUEUED, "other")


async def test_without_consent_a_second_word_of_danger_makes_no_second_flag():
    amina = somebody()
    await amina.says("he beats me")
    await amina.says("he beats me")
    assert len(amina.store.heard) == 1
    later = replace(amina.receiver, now=lambda: NOW + timedelta(hours=2))
    amina.receiver = later
    await amina.gives(Words(text="he beats me"))
    assert len(amina.store.heard) == 2


async def test_words_of_danger_every_half_hour_are_flagged_every_other_time():
    amina = somebody()
    for half_hours in range(5):
        at = (NOW + timedelta(minutes=31 * half_hours)).timestamp()
        amina.receiver = replace(amina.receiver, now=partial(datetime.fromtimestamp, at, UTC))
        await amina.says("he beats me")
    assert len(amina.store.heard) == 3


async def test_words_of_danger_behind_a_command_are_flagged_with_the_words():
    amina = somebody()
    await agreed(amina)
    await amina.gives(Command(name="human", payload="he beats me"))
    (message,) = amina.store.heard
    assert (message.about["danger"], message.text) == ("violence", "he beats me")


async def test_a_tester_reaches_no_advisor():
    amina = somebody()
    await amina.says("/menu")
    person = person_of(amina)
    assert person.session is not None
    amina.store.people[person.id] = replace(person, session={**person.session, "draft": True})
    await amina.says("he beats me")
    assert amina.store.heard == []
    assert session_from_json(person_of(amina).session or {}).alarm_at


@dataclass
class LeavingStore(MemoryStore):
    """A store whose person is gone after they were looked up `times` times; reading fails the first time."""

    times: int = 0
    failed: bool = False

    async def person(self, person_id: PersonId) -> Person | None:
        self.times -= 1
        return await super().person(person_id) if self.times >= 0 else None

    async def due(self, at: datetime, *, most: int) -> Sequence[PersonId]:
        if not self.failed:
            self.failed = True
            raise StoreError
        return await super().due(at, most=most)


async def test_the_look_goes_on_after_a_failure_and_who_is_gone_is_not_reminded():
    for times in (0, 1):
        store = LeavingStore(times=times)
        amina = somebody(store=store)
        await agreed(amina)
        amina.handed.clear()
        later = replace(amina.receiver, now=lambda: NOW + timedelta(days=2))
        looking = asyncio.create_task(Reminders(receiver=later, pause=0).run())
        while store.times >= 0:  # noqa: ASYNC110 - it looks again and again by itself
            await asyncio.sleep(0)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        assert amina.handed == []
