"""The advisors' group shows what is stored, whatever happens on the way there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.core.ticket import Move, State, Ticket
from bot.telegram.desk_place import AGAIN
from bot.telegram.forum import LOOK
from bot.testing import BotApi as StandIn
from bot.testing import LostAnswer, Refused
from tests.core.samples import NOW
from tests.service.desk.test_desk import ADA
from tests.telegram.adapter import within
from tests.telegram.forum_room import ForumRoom, forum_room


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A Bot API with nobody there."""
    async with StandIn() as api:
        yield api


@pytest.fixture
async def room(tmp_path: Path, stand_in: StandIn) -> AsyncIterator[ForumRoom]:
    """A group with nothing in it."""
    async with forum_room(tmp_path, stand_in) as room:
        yield room


async def test_who_asks_for_help_has_a_topic_with_a_pinned_card_and_a_line_in_general(
    room: ForumRoom,
):
    _, code = await room.somebody()
    await room.settles()
    (topic,) = room.group.topics.values()
    assert topic.name == f"{code.replace('-', '')} · en · other"
    card, words = await room.topic(code)
    assert card.startswith(f"🆕 {code} · waits in the queue")
    assert words == "💬 The person:\n\nplease help"
    assert room.group.pinned == [(await room.place(code)).card]
    (line,) = room.general()
    assert line.startswith(f"🆕 {code}")


async def test_who_takes_it_stands_on_the_card_and_in_general(room: ForumRoom):
    _, code = await room.somebody()
    await room.settles()
    await room.desk.move(code, Move.CLAIM, ADA, NOW)
    await room.settles()
    assert "Ada has it" in (await room.topic(code))[0]
    assert room.general() == [f"✓ {code} · other · English · Ada"]


async def test_what_is_said_elsewhere_comes_into_the_topic_in_order_and_an_answer_goes_out(
    room: ForumRoom,
):
    somebody, code = await room.taken()
    await room.settles()
    await room.answers(code, "Come on Monday.")
    await room.desk.note(code, ADA, "Ask for the letter.", NOW, language="en")
    await somebody.says("thank you")
    await room.settles()
    assert [each.split("\n\n") for each in (await room.topic(code))[1:]] == [
        ["💬 The person:", "please help"],
        ["➡️ Ada to the person:", "Come on Monday."],
        ["📝 Note of Ada:", "Ask for the letter."],
        ["💬 The person:", "thank you"],
    ]
    opened = await room.desk.open(code)
    assert opened is not None
    assert [each.sequence is not None for each in opened.said if each.message.text] == [
        False, True, False, False,
    ]  # fmt: skip


async def test_what_an_advisor_wrote_in_the_topic_is_not_posted_there_again(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    thread = (await room.place(code)).thread
    owner = room.group.owner
    assert owner is not None
    written = 9001
    # As who hears advisors does it: the place is held from before the note is kept.
    async with room.topics.lock(code):
        await room.desk.note(code, ADA, "written here", NOW, language="en")
        meanwhile = asyncio.ensure_future(room.settles())
        await asyncio.sleep(0)
        opened = await room.desk.open(code)
        assert opened is not None
        nth = opened.said[-1].nth
        await room.topics.change(code, lambda place: place.with_post(written, nth))
    await within(meanwhile)
    assert thread
    assert not [each for each in await room.topic(code) if "written here" in each]
    assert (await room.place(code)).last == nth


async def test_a_closed_ticket_has_a_closed_topic_and_is_done_until_it_goes_on(room: ForumRoom):
    somebody, code = await room.taken()
    await room.settles()
    await room.closes(code)
    await room.settles()
    (topic,) = room.group.topics.values()
    assert topic.closed
    assert (await room.topic(code))[0].startswith(f"✅ {code} · closed")
    assert (await room.place(code)).done
    before = len(room.calls())
    await room.looks()
    assert len(room.calls()) == before
    assert isinstance(await room.desk.move(code, Move.REOPEN, ADA, NOW), Ticket)
    await somebody.says("one more thing")
    await room.settles()
    assert not room.group.topics[topic.id].closed
    assert "one more thing" in (await room.topic(code))[-1]
    assert not (await room.place(code)).done


async def test_what_was_closed_before_anybody_saw_it_needs_no_topic(room: ForumRoom):
    _, code = await room.taken()
    await room.closes(code)
    await room.settles()
    assert room.calls() == []


async def test_a_topic_that_was_deleted_is_made_again_with_card_and_the_latest_messages(
    room: ForumRoom,
):
    somebody, code = await room.taken()
    for number in range(AGAIN + 3):
        await somebody.says(f"message {number}")
    await room.settles()
    before = room.group.topics[(await room.place(code)).thread]
    await room.group.deletes_topic(before)
    await somebody.says("are you there?")
    await room.settles()
    (topic,) = room.group.topics.values()
    assert (topic.id, topic.name) == ((await room.place(code)).thread, before.name)
    card, again, *messages = await room.topic(code)
    assert card.startswith(f"🟢 {code}")
    assert again.startswith("The topic of this ticket was deleted")
    latest = [f"message {number}" for number in range(3, AGAIN + 3)]
    assert [each.split("\n\n")[1] for each in messages] == [*latest, "are you there?"]
    assert len(room.general()) == 1


async def test_a_topic_telegram_denies_though_people_see_it_goes_when_another_is_made(
    room: ForumRoom,
):
    somebody, code = await room.taken()
    await room.settles()
    thread = (await room.place(code)).thread
    room.stand_in.fail(_refused("Bad Request: message thread not found"), "sendMessage")
    await somebody.says("are you there?")
    await room.settles()
    assert thread not in room.group.topics
    assert len(room.group.topics) == 1


async def test_of_a_closed_ticket_a_deleted_topic_is_not_made_again(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    await room.group.deletes_topic(room.group.topics[(await room.place(code)).thread])
    await room.closes(code)
    await room.settles()
    assert room.group.topics == {}
    assert room.general() == [f"✅ {code} · closed · other · English"]
    assert (await room.place(code)).done


async def test_a_card_somebody_deleted_is_posted_and_pinned_again(room: ForumRoom):
    _, code = await room.somebody()
    await room.settles()
    card = (await room.place(code)).card
    room.group.place.delete(room.group.place.messages[card])
    await room.desk.move(code, Move.CLAIM, ADA, NOW)
    await room.settles()
    again = (await room.place(code)).card
    assert again != card
    assert room.group.pinned == [again]
    assert "Ada has it" in (await room.topic(code))[-1]


async def test_a_line_somebody_deleted_in_general_is_written_again(room: ForumRoom):
    _, code = await room.somebody()
    await room.settles()
    line = (await room.place(code)).line
    room.group.place.delete(room.group.place.messages[line])
    await room.desk.move(code, Move.CLAIM, ADA, NOW)
    await room.settles()
    assert len(room.general()) == 1


@pytest.mark.parametrize("after", range(12))
async def test_a_restart_after_any_step_posts_nothing_twice(room: ForumRoom, after: int):
    somebody, code = await room.taken()
    await somebody.says("a second message")
    for _ in range(2 * after):
        await room.steps()
    room.starts()
    await room.settles()
    assert len(room.group.topics) == 1
    assert [each.split("\n\n")[-1] for each in (await room.topic(code))[1:]] == [
        "please help",
        "a second message",
    ]
    assert len(room.general()) == 1


async def test_only_what_was_in_flight_in_a_crash_can_stand_there_twice(room: ForumRoom):
    somebody, code = await room.taken()
    await room.settles()
    room.stand_in.fail(LostAnswer(), "sendMessage")
    await somebody.says("once or twice")
    await somebody.says("once")
    await room.settles()
    said = [each.split("\n\n")[1] for each in (await room.topic(code))[1:]]
    assert said == ["please help", "once or twice", "once or twice", "once"]


async def test_what_was_deleted_at_merit_goes_from_the_group_with_its_line(room: ForumRoom):
    _, code = await room.taken()
    _, other = await room.somebody()
    await room.settles()
    await room.erases(code)
    await room.settles()
    (topic,) = room.group.topics.values()
    assert topic.name.startswith(other.replace("-", ""))
    assert not any(code in line for line in room.general())
    assert await room.places.removals() == []


async def test_what_is_deleted_while_it_is_being_shown_goes_too(room: ForumRoom):
    _, code = await room.taken()
    places = Hurried(room.places)
    room.places = places
    room.starts()
    places.before_keep = lambda: room.erases(code)
    await room.settles()
    assert room.calls() == ["createForumTopic", "deleteForumTopic"]
    assert room.group.topics == {}
    assert await room.places.removals() == []


async def test_what_was_closed_while_nobody_looked_is_closed_after_the_next_start(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    await room.closes(code)
    room.starts()
    await room.settles()
    (topic,) = room.group.topics.values()
    assert topic.closed


async def test_what_was_never_sent_is_not_shown(room: ForumRoom):
    _, code = await room.somebody()
    opened = await room.desk.open(code)
    assert opened is not None
    room.starts()
    room.forum.changed(replace(opened.kept.ticket, state=State.REQUESTED))
    assert room.forum.behind == 1, "only the look for what is to be removed"
    room.forum.changed(replace(opened.kept.ticket, state=State.REQUESTED, danger="violence"))
    assert room.forum.behind == 2


async def test_a_removal_that_is_refused_is_tried_again(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    room.stand_in.fail(_refused("Bad Request: not enough rights to delete the topic"), times=2)
    await room.erases(code)
    assert await room.settles() >= 20 * 60
    assert room.group.topics == {}


async def test_rights_that_came_are_used_at_once(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    room.stand_in.fail(_refused("Bad Request: not enough rights to delete the topic"), times=1)
    await room.erases(code)
    _, another = await room.somebody()
    room.stand_in.fail(_refused("Bad Request: not enough rights to create a topic"), times=1)
    for _ in range(8):
        await room.steps()
    room.forum.rights_changed()
    assert await room.settles() < LOOK
    assert [await room.topic(another)] != [[]]
    assert await room.places.removals() == []


async def test_where_content_has_no_place_only_the_card_and_calls_stand_in_the_topic(
    room: ForumRoom,
):
    room.starts(mode="card", desk_url="https://x.example/desk")
    somebody, code = await room.taken()
    await room.settles()
    await somebody.says("my secret")
    await room.answers(code, "my answer")
    await room.settles()
    card, call = await room.topic(code)
    assert call == "💬 The person wrote. Read it at the web desk."
    assert not [
        each.text
        for each in room.group.chat
        if "secret" in each.text or "help" in each.text or "answer" in each.text
    ]
    (button,) = room.group.in_topic((await room.place(code)).thread)[-1].rows[0]
    assert button.url == f"https://x.example/desk/ticket/{code}"
    assert card


async def test_topics_that_are_too_grave_are_only_cards_in_a_full_group(room: ForumRoom):
    room.starts(card_topics=frozenset({"other"}))
    _, code = await room.somebody()
    await room.settles()
    assert len(await room.topic(code)) == 1


async def test_a_group_that_is_switched_off_shows_nothing_and_what_was_deleted_still_goes(
    room: ForumRoom,
):
    _, code = await room.taken()
    await room.settles()
    room.starts(mode="off")
    before = room.group.topics
    await room.somebody()
    await room.settles()
    assert room.group.topics == before
    await room.erases(code)
    await room.settles()
    assert room.group.topics == {}


async def test_another_group_is_begun_anew_and_what_stood_in_the_first_one_goes(room: ForumRoom):
    _, code = await room.taken()
    await room.settles()
    other = room.stand_in.group("Others")
    room.starts(group=other.chat_id)
    await room.settles()
    assert room.group.topics == {}
    assert room.general() == []
    assert len(other.topics) == 1
    assert (await room.place(code)).chat == other.chat_id


async def test_a_group_the_bot_was_thrown_out_of_holds_up_nobody(room: ForumRoom):
    await room.taken()
    await room.settles()
    other = room.stand_in.group("Others")
    await room.group.changes_bot("kicked")
    room.starts(group=other.chat_id)
    for _ in range(40):
        await room.steps()
    assert len(other.topics) == 1
    assert len(await room.places.removals()) == 1


async def test_while_it_runs_a_change_is_shown_without_waiting_for_the_next_look(room: ForumRoom):
    task = asyncio.create_task(room.forum.run())
    try:
        await within(room.somebody())
        pulse = room.group.place.pulse
        await within(pulse.until(lambda: len(room.group.topics) or None, 5.0))
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert len(room.group.topics) == 1


class Hurried:
    """Places; something happens right before the next is kept."""

    def __init__(self, places: Any) -> None:
        self._places = places
        self.before_keep: Callable[[], Awaitable[None]] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._places, name)

    async def keep(self, *place: Any) -> bool:
        before, self.before_keep = self.before_keep, None
        if before is not None:
            await before()
        kept: bool = await self._places.keep(*place)
        return kept


def _refused(words: str) -> Refused:
    return Refused(status=400, description=words)
