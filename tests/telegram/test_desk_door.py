"""/desk in the private chat, reminders in the group, a volunteer alone, and where updates go."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.desk_clock import Due
from bot.core.message import Command
from bot.core.ticket import NOBODY, State, Ticket
from bot.service.desk.advisor import DeskRole
from bot.service.desk.availability import AWAY, NOT_KNOWN
from bot.service.desk.outcomes import DONE
from bot.service.ports import StoreError
from bot.telegram import desk_words as words
from bot.telegram.desk_ear import Ear
from bot.telegram.desk_reminding import Reminding, look_after
from bot.testing import Refused
from tests.telegram.adapter import within
from tests.telegram.forum_room import plain
from tests.telegram.hearing_room import DESK, HearingRoom, Seat, hearing_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[HearingRoom]:
    async with hearing_room(tmp_path) as room:
        yield room


@pytest.fixture
async def ada(room: HearingRoom) -> Seat:
    return await room.employs("Ada")


async def test_an_advisor_gets_a_link_to_the_desk_that_is_good_once(
    room: HearingRoom, ada: Seat
) -> None:
    await ada.alone.says("/desk")
    await room.hears()
    said = ada.alone.chat[-1].text
    assert said.startswith(words.LINK.source)
    assert f"{DESK}/enter?link=" in said
    assert room.inbound() == []
    assert "link_sent" in await room.office.deeds()


async def test_for_everybody_else_there_is_no_such_command(room: HearingRoom, ada: Seat) -> None:
    eve = room.base.stand_in.person("Eve")
    for typed in ("/desk", "/desk ABCD-EFGH", "/menu"):
        await eve.says(typed)
    await room.leaves_the_desk(ada)
    await ada.alone.says("/desk")
    await room.hears()
    assert [each.content for each in room.inbound()] == [
        Command(name="desk"),
        Command(name="desk", payload="ABCD-EFGH"),
        Command(name="menu"),
        Command(name="desk"),
    ]
    assert room.base.stand_in.calls("sendMessage") == []


async def test_a_code_from_the_desk_links_the_chat_it_is_sent_from(room: HearingRoom) -> None:
    known = await room.office.employed(name="Cem")
    cem = room.base.stand_in.person("Cem")
    code = await room.office.own.telegram_code(known)
    await cem.says(f"/desk {code}")
    await room.hears()
    assert plain(cem.chat[-1]).startswith("Thank you, Cem")
    await cem.says("/desk WRONG-CODE")
    await room.hears()
    assert cem.chat[-1].text == words.WRONG_CODE.source
    assert room.inbound() == []


async def test_a_link_that_cannot_be_sent_is_asked_for_again_by_the_advisor(
    room: HearingRoom, ada: Seat
) -> None:
    gone = Refused(status=403, description="Forbidden: bot was blocked by the user")
    room.base.stand_in.fail(gone, method="sendMessage")
    await ada.alone.says("/desk")
    await room.hears()
    assert room.inbound() == []


async def test_an_account_closed_in_the_same_moment_opens_nothing(
    room: HearingRoom, ada: Seat
) -> None:
    door = room.ear.door
    assert door is not None

    class Closing:
        async def advisor_at(self, telegram: str) -> object:
            found = await room.office.own.advisor_at(telegram)
            await room.leaves_the_desk(ada)
            return found

    closing = replace(door, own=Closing())  # type: ignore[arg-type]
    assert not await closing.opens(str(ada.alone.user.id), "")


async def test_without_a_desk_and_without_a_group_everything_is_a_persons(
    room: HearingRoom, ada: Seat
) -> None:
    room.intake.desk = Ear()
    await ada.alone.says("/desk")
    await room.base.group.opens_topic("x", by=ada.there)
    await room.hears()
    assert [each.content for each in room.inbound()] == [Command(name="desk")]


async def test_half_of_the_time_calls_who_has_it_and_all_of_it_the_leads(
    room: HearingRoom, ada: Seat
) -> None:
    _, code = await room.base.somebody()
    await room.base.settles()
    ticket = await room.ticket(code)
    await _said(room, code, Due.HALF)
    assert (await room.lines(code))[-1] == words.HALF_OVER_NOBODY.source.format(code=code)
    await _said(room, code, Due.WHOLE)
    assert (await room.lines(code))[-1] == words.ALL_OVER_NOBODY.source.format(code=code)
    line = await room.shown(code, "time promised")
    assert await room.presses(ada.there, "Take it", line) == "Done."
    await _said(room, code, Due.HALF)
    assert (await room.lines(code))[-1] == f"Ada: half of the time promised for {code} is over."
    lea = await room.employs("Lea 🌸", DeskRole.LEAD)
    await _away(room, ada)
    await _said(room, code, Due.HALF)
    assert (await room.lines(code))[-1] == f"Lea 🌸: half of the time promised for {code} is over."
    await _said(room, code, Due.WHOLE)
    line = await room.shown(code, "Lea 🌸: the time")
    (entity,) = line.data["entities"]
    units = line.text.encode("utf-16-le")
    start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    assert units[start:end].decode("utf-16-le") == "Lea 🌸"
    assert entity["user"]["id"] == lea.there.user.id
    assert ticket.state is State.QUEUED


async def _away(room: HearingRoom, who: Seat) -> None:
    done = await room.office.own.change(
        who.known, name="Ada", languages=("en",), settings={AWAY: NOT_KNOWN}
    )
    assert done == DONE


async def _said(room: HearingRoom, code: str, due: Due) -> None:
    await room.reminding.call(await room.ticket(code), due)
    await room.base.settles()


async def test_a_reminder_without_a_topic_stands_in_general(room: HearingRoom) -> None:
    await room.employs("Boss", DeskRole.ADMIN)
    _, code = await room.base.somebody()
    ticket = replace(await room.ticket(code), assignee=NOBODY)
    await room.reminding.call(replace(ticket, code="22-22"), None)
    await room.base.settles()
    assert any(each.startswith("Boss: 22-22 waits in the queue") for each in room.base.general())


async def test_reminders_are_said_one_after_the_other_and_a_store_that_fails_ends_nothing(
    room: HearingRoom, ada: Seat
) -> None:
    _, code = await room.base.somebody()
    ticket = await room.ticket(code)
    said: list[str] = []

    class Once(Reminding):
        async def call(self, ticket: Ticket, due: Due | None) -> None:
            said.append(str(due))
            if len(said) == 1:
                raise StoreError("x")
            done.set()

    done = asyncio.Event()
    reminding = Once(room=room.room)
    reminding.reminds(ticket, Due.HALF)
    reminding.released(ticket)
    task = asyncio.create_task(reminding.run())
    await within(done.wait())
    task.cancel()
    assert said == ["half", "None"]


async def test_looking_for_those_who_left_goes_on_after_a_fault(room: HearingRoom) -> None:
    looked = asyncio.Event()

    class Broken:
        async def look(self) -> None:
            looked.set()
            raise ValueError("x")

    task = asyncio.create_task(look_after(Broken()))  # type: ignore[arg-type]
    await within(looked.wait())
    await asyncio.sleep(0)
    assert not task.done()
    task.cancel()


async def test_a_volunteer_alone_answers_the_card_in_their_own_chat_and_is_a_person_beside(
    tmp_path: Path,
) -> None:
    async with hearing_room(tmp_path) as room:
        known = await room.office.employed(DeskRole.ADMIN, "Vol")
        vol = room.base.stand_in.person("Vol")
        await room.office.linked(known, str(vol.user.id))
        await vol.says("/start")
        await room.hears()
        room.starts(group=vol.chat_id)
        _, code = await room.base.somebody()
        await room.base.settles()
        card = next(each for each in vol.chat if f"🆕 {code}" in plain(each))
        assert await room.presses(vol, "Take it", card) == "Done."
        mine = await vol.says("What do I know?")
        await vol.edits(mine, "What do I not know?")
        answer = await vol.says("Come on Monday.", reply_to=card)
        await room.hears()
        assert (await room.words(code))[-1] == ("advisor", "Come on Monday.")
        await room.delivers(code)
        await vol.edits(answer, "Come on Tuesday.")
        await room.hears()
        assert (await room.words(code))[-1] == ("advisor", "Come on Tuesday.")
        assert [type(each.content).__name__ for each in room.inbound()] == [
            "Command", "Words", "Edited",
        ]  # fmt: skip
        await vol.sends_raw(
            {
                "callback_query": {
                    "id": "5",
                    "from": vol.user.as_json(),
                    "chat_instance": "1",
                    "data": "a.b~c",
                    "message": {
                        "message_id": card.id,
                        "date": 1,
                        "chat": {"id": vol.chat_id, "type": "private"},
                    },
                }
            }
        )
        await room.hears()
        assert type(room.inbound()[-1].content).__name__ == "Pressed"
