"""What goes wrong between Merit and the advisors' group: nothing is lost, and nothing holds up the rest."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.message import PersonId
from bot.core.ticket import Move
from bot.service.ports import StoreError
from bot.telegram.api import BotApi
from bot.telegram.desk_calls import said
from bot.telegram.desk_look import ForumSettings, Looks
from bot.telegram.desk_pace import MOST, WINDOW
from bot.telegram.desk_topics import Topics
from bot.telegram.forum import GAP, LOOK, REST, Forum, ForumParts
from bot.telegram.request import AiohttpRequest
from bot.testing import BotApi as StandIn
from bot.testing import Conditions, Limits, Refused, Reset, TooManyRequests
from tests.core.samples import NOW
from tests.memory import PlainSealer, SampleLibrary
from tests.service.desk.test_desk import ADA, asked
from tests.telegram.adapter import all_that_is_logged, within
from tests.telegram.forum_room import ForumRoom, Staff, forum_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ForumRoom]:
    """A group with nothing in it."""
    async with StandIn() as stand_in, forum_room(tmp_path, stand_in) as room:
        yield room


async def test_too_many_requests_make_the_whole_group_wait_as_long_as_telegram_says(
    room: ForumRoom,
):
    room.stand_in.fail(TooManyRequests(retry_after=40), "createForumTopic")
    await room.somebody()
    await room.somebody()
    await room.steps()
    assert not await room.steps()
    assert room.at == 40.0
    await room.settles()
    assert len(room.group.topics) == 2


async def test_without_a_network_it_is_tried_again_ever_more_rarely(room: ForumRoom):
    room.stand_in.fail(Reset(), times=4)
    await room.somebody()
    assert await room.settles() >= 5 + 10 + 20 + 40
    assert len(room.group.topics) == 1


async def test_a_missing_right_is_named_to_the_operator_and_the_ticket_rests(room: ForumRoom):
    await room.group.changes_bot("administrator", can_manage_topics=False)
    _, code = await room.somebody()
    with all_that_is_logged() as log:
        for _ in range(30):
            await room.steps()
    lines = [line for line in log.getvalue().splitlines() if "forum_refused" in line]
    assert '"reason": "can_manage_topics"' in lines[0]
    assert f'"code": "{code}"' in lines[0]
    assert len(lines) <= 1 + room.at // REST
    await room.group.changes_bot("administrator", can_manage_topics=True)
    await room.settles()
    assert len(room.group.topics) == 1


async def test_who_may_not_pin_still_gets_every_message(room: ForumRoom):
    room.group.place.members[room.stand_in.bot.id].lacks = frozenset({"can_pin_messages"})
    somebody, code = await room.taken()
    for _ in range(20):
        await room.steps()
    await somebody.says("is it read?")
    for _ in range(4):
        await room.steps()
    assert (await room.topic(code))[-1].endswith("is it read?")
    assert room.group.pinned == []
    room.group.place.members[room.stand_in.bot.id].lacks = frozenset()
    room.at += REST
    await room.looks()
    assert room.group.pinned == [(await room.place(code)).card]


async def test_what_is_so_already_is_no_trouble(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    await room.group.closes_topic(room.group.topics[(await room.place(code)).thread])
    await room.closes(code)
    await room.settles()
    assert (await room.place(code)).shut


async def test_an_odd_answer_of_telegrams_holds_up_only_what_it_is_about(room: ForumRoom):
    odd = Refused(status=400, description="Bad Request: MESSAGE_ID_INVALID")
    room.stand_in.fail(odd, "closeForumTopic")
    _, code = await room.taken()
    await room.settles()
    await room.closes(code)
    await room.settles()
    (topic,) = room.group.topics.values()
    assert not topic.closed
    room.at += REST
    await room.looks()
    assert topic.closed


async def test_a_topic_too_old_to_be_deleted_is_given_up(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    too_old = Refused(status=400, description="Bad Request: message can't be deleted")
    room.stand_in.fail(too_old, "deleteForumTopic")
    await room.erases(code)
    await room.settles()
    assert await room.places.removals() == []


async def test_what_needs_nothing_any_more_when_its_turn_comes_asks_telegram_nothing(
    room: ForumRoom,
):
    room.stand_in.fail(TooManyRequests(retry_after=5), "createForumTopic")
    _, code = await room.taken()
    await room.steps()
    await room.forum.step(room.at)
    await room.closes(code)
    await room.settles()
    assert room.calls() == ["createForumTopic"]


async def test_a_store_that_fails_after_the_call_makes_nothing_stand_there_twice(room: ForumRoom):
    failing = Forgetful(room.places)
    room.places = failing
    room.starts()
    _, code = await room.taken()
    for failures in (1, 2, 1, 1, 3, 1):
        failing.failures = failures
        for _ in range(12):
            try:
                await room.steps()
            except StoreError:
                room.at += 1.0
    await room.settles()
    assert len(room.group.topics) == 1
    assert len(await room.topic(code)) == 2
    assert len(room.general()) == 1


async def test_a_store_that_cannot_be_read_is_asked_again(room: ForumRoom):
    failing = Forgetful(room.places)
    room.places = failing
    room.starts()
    failing.unread = 1
    with all_that_is_logged() as log:
        task = asyncio.create_task(room.forum.run())
        try:
            _, code = await within(room.somebody())
            while "forum_not_stored" not in log.getvalue():
                await asyncio.sleep(0)
                room.forum.changed(await _ticket(room, code))
            pulse = room.group.place.pulse
            await within(pulse.until(lambda: len(room.group.topics) or None, 9.0))
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    assert len(room.group.topics) == 1


async def test_a_damaged_ticket_holds_up_no_other(room: ForumRoom):
    _, bad = await room.somebody()
    _, good = await room.somebody()
    room.starts(damaged=bad)
    with all_that_is_logged() as log:
        for _ in range(30):
            await room.steps()
    assert (await room.place(good)).thread
    assert '"event": "ticket_not_shown"' in log.getvalue()
    assert bad in log.getvalue()
    room.starts()
    await room.settles()
    assert (await room.place(bad)).thread


async def test_a_line_for_advisors_takes_its_turn_and_is_tried_again(room: ForumRoom):
    room.stand_in.fail(TooManyRequests(retry_after=3), "sendMessage")
    room.forum.soon(said(room.group.chat_id, "an answer to a press"))
    room.forum.soon(said(-5, "nowhere"))
    await room.settles()
    assert room.general() == ["an answer to a press"]


async def test_nothing_anybody_wrote_is_in_the_log(room: ForumRoom):
    with all_that_is_logged() as log:
        room.stand_in.fail(Refused(status=400, description="Bad Request: odd: please help"))
        room.stand_in.fail(Refused(status=403, description="Forbidden: bot was kicked"))
        await room.taken()
        await room.settles()
    assert "please help" not in log.getvalue()
    assert "forum_waits" in log.getvalue()
    assert room.stand_in.token not in log.getvalue()


async def test_at_telegrams_own_limits_no_call_is_ever_refused(tmp_path: Path):
    async with (
        StandIn(Conditions(limits=Limits())) as stand_in,
        forum_room(tmp_path, stand_in) as room,
    ):
        for _ in range(9):
            await room.taken()
        clock = stand_in.clock
        moments: list[float] = []
        while room.forum.behind or not moments:
            before = len(stand_in.calls())
            wait = await room.forum.step(clock.monotonic())
            moments += [clock.monotonic()] * (len(stand_in.calls()) - before)
            clock.advance(wait)
        assert {call.status for call in stand_in.calls()} == {200}
        assert len(moments) > 4 * MOST / 2
        assert len(room.group.topics) == 9


class PaperApi(BotApi):
    """A Bot API that takes everything at once; `calls` are when and what."""

    def __init__(self) -> None:
        super().__init__(AiohttpRequest(), token="1:x")
        self.now = 0.0
        self.calls: list[tuple[float, str]] = []

    async def call(self, method: str, parameters: Any, **_: Any) -> Any:
        self.calls.append((self.now, method))
        return {"message_id": len(self.calls), "message_thread_id": len(self.calls)} | (
            {"icon_color": 1} if method == "createForumTopic" else {}
        )


class PaperPlaces:
    """Places in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, int], str] = {}

    async def place(self, person_id: PersonId, number: int) -> str:
        return self.kept.get((person_id, number), "")

    async def keep(self, person_id: PersonId, number: int, place: str) -> bool:
        self.kept[person_id, number] = place
        return True

    async def all(self) -> list[Any]:
        return []

    async def unfinished(self, done: str) -> list[str]:
        return []

    async def removals(self) -> list[str]:
        return []

    async def remove(self, place: str) -> None:
        raise AssertionError

    async def removed(self, place: str) -> None:
        raise AssertionError


EVENTS = st.lists(
    st.tuples(st.sampled_from(["note", "say", "wait", "claim"]), st.floats(0, 30)), max_size=60
)


@settings(max_examples=40, deadline=None)
@given(EVENTS)
async def test_whatever_happens_the_group_is_never_written_to_faster_than_telegram_allows(
    events: list[tuple[str, float]],
):
    somebody, desk, code = await asked()
    api, places = PaperApi(), PaperPlaces()
    forum = Forum(
        ForumParts(
            desk=desk,
            places=places,
            topics=Topics(places, -100),
            members=Staff(),
            looks=Looks(ForumSettings(group=-100), SampleLibrary(), PlainSealer(), lambda: NOW),
            api=api,
            monotonic=lambda: api.now,
        )
    )

    async def note(words: str) -> None:
        await desk.note(code, ADA, words, NOW, language="en")

    async def claim(_words: str) -> None:
        await desk.move(code, Move.CLAIM, ADA, NOW)

    deeds = {"note": note, "say": somebody.says, "claim": claim}
    for number, (what, seconds) in enumerate(events):
        if what in deeds:
            await deeds[what](f"words {number}")
        forum.changed((await _opened(desk, code)).kept.ticket)
        forum.soon(said(-100, "line"))
        await _work(forum, api, api.now + seconds)
    api.now += LOOK
    while await forum.step(api.now) == 0.0 or forum.behind:
        api.now += GAP
    moments = [at for at, _ in api.calls]
    for at in moments:
        assert sum(at <= other <= at + WINDOW for other in moments) <= MOST
    posted = sum(method == "sendMessage" for _, method in api.calls)
    said_there = [each for each in (await _opened(desk, code)).said if each.message.text]
    assert posted == 2 + len(said_there) + len(events)


async def _work(forum: Forum, api: PaperApi, end: float) -> None:
    while api.now < end and forum.behind:
        api.now = min(end, api.now + await forum.step(api.now))


class Forgetful:
    """Places that fail so many times, after which they are as they were."""

    def __init__(self, places: Any) -> None:
        self._places = places
        self.failures = 0
        self.unread = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        work = getattr(self._places, name)

        async def done(*given: Any) -> Any:
            if name == "keep" and self.failures:
                self.failures -= 1
                raise StoreError("disk full")
            if name == "removals" and self.unread:
                self.unread -= 1
                raise StoreError("disk gone")
            return await work(*given)

        return done


async def _opened(desk: Any, code: str) -> Any:
    opened = await desk.open(code)
    assert opened is not None
    return opened


async def _ticket(room: ForumRoom, code: str) -> Any:
    return (await _opened(room.desk, code)).kept.ticket
