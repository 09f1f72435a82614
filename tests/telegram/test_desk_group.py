"""The advisors' group as the bot sees it, at the stand-in of the Bot API."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot import clock
from bot.service.desk.group_check import RIGHTS, Absence, Absent, Alone, Group, check_group
from bot.service.desk.setup_finding import Mark
from bot.telegram.api import BotApi as Api
from bot.telegram.desk_group import ahead_of_telegram, look
from bot.telegram.errors import ApiUnreachable, WrongToken
from bot.testing import BotApi, Refused, ServerError
from tests.telegram.adapter import api_of

NOBODY: dict[int, str] = {}


@pytest.fixture
async def stand_in() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@pytest.fixture
async def api(stand_in: BotApi) -> AsyncIterator[Api]:
    async with api_of(stand_in) as ours:
        yield ours


async def test_a_forum_with_its_advisors_is_seen_as_it_is(stand_in: BotApi, api: Api):
    desk = stand_in.group("Desk")
    noor, sam, gone = (stand_in.person(name) for name in ("Noor", "Sam", "Gone"))
    await desk.joins(noor, status="administrator")
    linked = {noor.user.id: "Noor W", sam.user.id: "Sam", 5: "Unknown", gone.user.id: "Gone"}
    seen = await look(api, desk.chat_id, linked)
    assert isinstance(seen, Group)
    assert (seen.title, seen.supergroup, seen.forum, seen.public) == ("Desk", True, True, "")
    assert seen.rights is not None
    assert seen.rights >= frozenset(RIGHTS)
    assert (seen.members, seen.linked, seen.outside) == (3, 1, ("Sam", "Unknown", "Gone"))
    assert {(each.name, each.known) for each in seen.admins} == {
        ("Owner of Desk", False),
        ("Noor W", True),
    }
    assert not any(each.anonymous for each in seen.admins)
    faults = [each for each in check_group(seen, bot="b") if each.mark is Mark.WRONG]
    assert faults == []


async def test_what_is_wrong_with_a_group_is_seen(stand_in: BotApi, api: Api):
    desk = stand_in.group("Desk", forum=False)
    desk.place.full = {
        "username": "open_desk",
        "has_hidden_members": True,
        "has_visible_history": True,
        "message_auto_delete_time": 86_400,
    }
    desk.place.members[desk.owner.id].is_anonymous = True
    desk.place.members[stand_in.bot.id].lacks = frozenset({"can_pin_messages"})
    seen = await look(api, desk.chat_id, NOBODY)
    assert isinstance(seen, Group)
    assert (seen.forum, seen.public, seen.vanishes) == (False, "open_desk", 86_400)
    assert (seen.hides_members, seen.shows_history) == (True, True)
    assert [each.anonymous for each in seen.admins] == [True]
    assert "can_pin_messages" not in (seen.rights or ())
    assert "can_manage_topics" in (seen.rights or ())


async def test_a_basic_group_and_a_bot_without_rights_are_seen(stand_in: BotApi, api: Api):
    desk = stand_in.group("Desk", basic=True, bot_status="member")
    seen = await look(api, desk.chat_id, NOBODY)
    assert isinstance(seen, Group)
    assert (seen.supergroup, seen.rights) == (False, None)


async def test_somebody_who_is_restricted_is_inside(stand_in: BotApi, api: Api):
    desk = stand_in.group("Desk")
    noor = stand_in.person("Noor")
    await desk.joins(noor, status="restricted")
    seen = await look(api, desk.chat_id, {noor.user.id: "Noor"})
    assert isinstance(seen, Group)
    assert (seen.linked, seen.outside) == (1, ())


async def test_a_group_that_moved_tells_its_new_number(stand_in: BotApi, api: Api):
    old = stand_in.group("Desk", basic=True)
    new = await old.migrates()
    seen = await look(api, old.chat_id, NOBODY)
    assert seen == Absent(why=Absence.MOVED, now=new.chat_id)


async def test_a_group_the_bot_is_not_in_and_one_there_is_not(stand_in: BotApi, api: Api):
    desk = stand_in.group("Desk")
    await desk.changes_bot("kicked")
    assert await look(api, desk.chat_id, NOBODY) == Absent(why=Absence.OUTSIDE)
    assert await look(api, -100_5, NOBODY) == Absent(why=Absence.UNKNOWN)


async def test_a_lone_volunteers_chat_can_be_written_to_or_not(stand_in: BotApi, api: Api):
    noor = stand_in.person("Noor")
    assert await look(api, noor.chat_id, NOBODY) == Absent(why=Absence.CLOSED)
    await noor.says("/start")
    assert await look(api, noor.chat_id, {noor.user.id: "Noor"}) == Alone(known=True)
    assert await look(api, noor.chat_id, NOBODY) == Alone(known=False)
    await noor.blocks()
    assert await look(api, noor.chat_id, NOBODY) == Absent(why=Absence.CLOSED)


async def test_trouble_with_telegram_itself_is_not_blamed_on_the_group(stand_in: BotApi, api: Api):
    desk = stand_in.group("Desk")
    stand_in.fail(ServerError(status=502), "getChat")
    with pytest.raises(ApiUnreachable):
        await look(api, desk.chat_id, NOBODY)
    stand_in.fail(Refused(status=401, description="Unauthorized"), "sendChatAction")
    with pytest.raises(WrongToken):
        await look(api, desk.chat_id, NOBODY)


async def test_the_clock_is_compared_with_the_servers(stand_in: BotApi):
    now = clock.now()
    ahead = await ahead_of_telegram(stand_in.url, now + timedelta(seconds=90))
    assert ahead is not None
    assert timedelta(seconds=85) < ahead < timedelta(seconds=95)
    await stand_in.stop()
    assert await ahead_of_telegram(stand_in.url, now) is None
