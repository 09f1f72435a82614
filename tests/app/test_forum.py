"""The advisors' group wired as `merit run` wires it, and what its settings may say."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import clock
from bot.app.desk import desk_side
from bot.app.desk_pages import desk_site
from bot.app.forum import forget_audit, forum_settings, forum_side
from bot.app.parts import Parts, dialogue, opened
from bot.app.telegram import TelegramSide, telegram_side
from bot.content.load import ContentLibrary, load
from bot.core.desk_clock import Due
from bot.service.desk.audit import Entry
from bot.service.ports import StoreError
from bot.settings import OperatorError, SettingsError, read_settings
from bot.store.audit import SqlAudit
from bot.telegram.desk_ear import Ear
from bot.testing import BotApi
from tests.app.test_desk_pages import kept
from tests.core.samples import RELEASE

ROOT = Path(__file__).parent.parent.parent
GROUP = {"MERIT_DESK_GROUP": "-1001234567890", "TELEGRAM_TOKEN": "1:a"}


def test_without_a_group_there_is_none() -> None:
    assert forum_settings(read_settings({}), RELEASE) is None


def test_a_group_is_used_as_the_settings_say() -> None:
    given = {
        **GROUP,
        "MERIT_DESK_FORUM": "card",
        "MERIT_DESK_CARD_TOPICS": "danger",
        "MERIT_DESK_URL": "https://merit.example.org/desk",
    }
    found = forum_settings(read_settings(given), RELEASE)
    assert found is not None
    assert (found.group, found.mode, found.language) == (-1001234567890, "card", "en")
    assert found.card_topics == {"danger"}
    assert found.desk_url == "https://merit.example.org/desk"


def test_none_is_no_topic_and_then_the_web_desk_can_be_off() -> None:
    given = {**GROUP, "MERIT_DESK": "off", "MERIT_DESK_CARD_TOPICS": "none"}
    found = forum_settings(read_settings(given), RELEASE)
    assert found is not None
    assert (found.card_topics, found.desk_url) == (frozenset(), "")


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        (
            {"MERIT_DESK_LANGUAGE": "zz"},
            "MERIT_DESK_LANGUAGE=zz: advisors cannot read the desk in it",
        ),
        ({"MERIT_DESK_CARD_TOPICS": "cooking"}, "MERIT_DESK_CARD_TOPICS names cooking"),
    ],
)
def test_what_is_not_in_the_content_is_named(changes: dict[str, str], part: str) -> None:
    with pytest.raises(OperatorError, match=part):
        forum_settings(read_settings({**GROUP, **changes}), RELEASE)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"MERIT_DESK_GROUP": "advisors"}, "the number of a chat, such as -1001234567890"),
        ({"MERIT_DESK_FORUM": "half"}, "write one of: full, card, off"),
        ({"MERIT_DESK_GROUP": "-100"}, "TELEGRAM_TOKEN is not"),
        ({**GROUP, "MERIT_DESK": "off"}, "MERIT_DESK is off, so nobody could answer"),
        (
            {**GROUP, "MERIT_DESK": "off", "MERIT_DESK_CARD_TOPICS": "none", "MERIT_DESK_FORUM": "card"},
            "MERIT_DESK is off",
        ),
    ],
)  # fmt: skip
def test_settings_of_the_group_that_do_not_fit_are_named(given: dict[str, str], part: str) -> None:
    with pytest.raises(SettingsError, match=part):
        read_settings(given)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as stand_in:
        yield stand_in


@cache
def shipped() -> ContentLibrary:
    """The shipped content."""
    release, catalogs, _ = load(ROOT)
    assert release is not None
    return ContentLibrary(release, catalogs)


Wired = tuple[Parts, TelegramSide, Callable[[], list[Coroutine[Any, Any, object]]], Any, Any]


async def wired(stack: AsyncExitStack, folder: Path, api: BotApi, **more: str) -> Wired:
    settings = read_settings(
        {
            "MERIT_DATA": str(folder),
            "MERIT_SEARCH": "words",
            "TELEGRAM_TOKEN": api.token,
            "TELEGRAM_API": api.url,
            **more,
        }
    )
    parts = await stack.enter_async_context(opened(settings))
    talk = dialogue(parts, shipped())
    side = await telegram_side(parts, talk, stack)
    desk = desk_side(parts, talk)
    pages = desk_site(parts, talk, desk) if settings.desk == "on" else None
    return parts, side, forum_side(parts, talk, desk, side, pages), talk, desk


async def test_with_a_group_it_is_heard_shown_and_reminded(tmp_path: Path, api: BotApi) -> None:
    group = api.group("Advisors")
    async with AsyncExitStack() as stack:
        _, side, running, talk, desk = await wired(
            stack, tmp_path, api, MERIT_DESK_GROUP=str(group.chat_id)
        )
        ear = side.updates.desk
        assert isinstance(ear, Ear)
        assert ear.room is not None
        assert ear.door is not None
        tasks = [asyncio.create_task(each) for each in running()]
        assert len(tasks) == 4
        for face in talk.faces:
            face(None)
        for reminds in desk.reminders:
            reminds(kept(1).ticket, Due.HALF)
        assert ear.leaving is not None
        ear.leaving.told(kept(1).ticket)
        said = await group.place.pulse.until(
            lambda: [each.text for each in group.chat if "K7-M2" in each.text] or None, 10.0
        )
        assert said is not None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_without_a_group_only_the_door_is_open(tmp_path: Path, api: BotApi) -> None:
    async with AsyncExitStack() as stack:
        _, side, running, _, _ = await wired(stack, tmp_path, api)
        ear = side.updates.desk
        assert isinstance(ear, Ear)
        assert (ear.room, ear.door is None) == (None, False)
        assert ear.leaving is not None
        ear.leaving.told(kept(1).ticket)
        tasks = running()
        assert len(tasks) == 2
        for task in tasks:
            task.close()


async def test_switched_off_a_group_is_not_heard_and_loses_what_is_deleted(
    tmp_path: Path, api: BotApi
) -> None:
    group = api.group("Advisors")
    off = {"MERIT_DESK_GROUP": str(group.chat_id), "MERIT_DESK_FORUM": "off"}
    async with AsyncExitStack() as stack:
        _, side, running, _, desk = await wired(stack, tmp_path, api, **off)
        ear = side.updates.desk
        assert isinstance(ear, Ear)
        assert ear.room is None
        assert desk.reminders == []
        assert ear.leaving is not None
        ear.leaving.told(kept(1).ticket)
        tasks = running()
        assert len(tasks) == 3
        for task in tasks:
            task.close()


async def test_without_a_desk_there_is_no_door(tmp_path: Path, api: BotApi) -> None:
    async with AsyncExitStack() as stack:
        parts, side, _, talk, desk = await wired(stack, tmp_path, api, MERIT_DESK="off")
        assert isinstance(side.updates.desk, Ear)
        assert side.updates.desk.door is None
        tasks = forum_side(parts, talk, desk, None, None)()
        for task in tasks:
            task.close()


async def test_the_audit_trail_is_looked_through_every_day(tmp_path: Path) -> None:
    async with opened(read_settings({"MERIT_DATA": str(tmp_path)})) as parts:
        looked = asyncio.Event()

        class Looking(SqlAudit):
            async def forget(self, now: datetime) -> int:
                looked.set()
                return await super().forget(now)

        audit = Looking(store=parts.store)
        await audit.note(Entry(at=clock.now(), who="operator", deed="invited"))  # type: ignore[arg-type]
        task = asyncio.create_task(forget_audit(audit))
        async with asyncio.timeout(10):
            await looked.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len(await audit.lines()) == 1


async def test_a_trail_that_cannot_be_looked_through_is_tried_again_the_next_day() -> None:
    tried = asyncio.Event()

    class Broken:
        async def forget(self, now: object) -> int:
            tried.set()
            raise StoreError("x")

    task = asyncio.create_task(forget_audit(Broken()))  # type: ignore[arg-type]
    async with asyncio.timeout(10):
        await tried.wait()
    await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
