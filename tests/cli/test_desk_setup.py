"""`merit desk setup`, as an operator uses it, with the stand-in of the Bot API in a thread of its own."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.parts import opened
from bot.cli import main
from bot.core.ticket import AdvisorId
from bot.service.desk.account_ports import Register
from bot.service.desk.advisor import DeskRole
from bot.settings import read_settings
from bot.testing import BotApi
from tests.office import Office

Setup = Callable[..., str]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))


@pytest.fixture
def setup(capsys: pytest.CaptureFixture[str]) -> Setup:
    """What `merit desk setup` says."""

    def said(*words: str, status: int = 0) -> str:
        code = main(["desk", "setup", *words])
        out, err = capsys.readouterr()
        assert code == status, out + err
        return err if status == 2 else out

    return said


async def employ(role: DeskRole, telegram: str = "") -> AdvisorId:
    async with opened(read_settings()) as parts:
        office = Office(store=parts.store)
        who = (await office.employed(role)).advisor.id

        def link(register: Register) -> None:
            account = register.accounts.one(who)
            assert account is not None
            register.accounts.put(replace(account, telegram=telegram))

        await office.accounts.write(link)
        return who


def test_a_fresh_merit_needs_an_admin(setup: Setup):
    said = setup(status=1)
    assert "WRONG  There is no admin" in said
    assert "merit desk invite NAME --role admin" in said
    assert "note   TELEGRAM_TOKEN is not set, so nothing was asked at Telegram." in said
    assert "1 thing has to be put right." in said


def test_a_desk_in_the_browser_alone_can_be_right(setup: Setup, monkeypatch: pytest.MonkeyPatch):
    asyncio.run(employ(DeskRole.ADMIN))
    monkeypatch.setenv("MERIT_DESK_URL", "https://merit.example.org/desk")
    said = setup()
    assert "ok     The desk's address is https://merit.example.org/desk" in said
    assert said.endswith("Nothing has to be put right.\n")
    monkeypatch.setenv("MERIT_DESK", "off")
    assert "note   MERIT_DESK is off" in setup()


def test_a_group_without_a_token_is_a_question_to_nobody(setup: Setup):
    assert "TELEGRAM_TOKEN is not set" in setup("--group", "-1005", status=2)


async def in_a_thread(setup: Setup, *words: str, status: int = 0) -> str:
    """The command has an event loop of its own."""
    return await asyncio.to_thread(setup, *words, status=status)


async def test_the_group_is_looked_at_where_there_is_one(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
):
    async with BotApi() as api:
        monkeypatch.setenv("TELEGRAM_TOKEN", api.token)
        monkeypatch.setenv("TELEGRAM_API", api.url)
        desk = api.group("Desk")
        noor = await desk.joins(api.person("Noor"), status="administrator")
        await employ(DeskRole.ADMIN, str(noor.user.id))
        said = await in_a_thread(setup)
        assert "ok     The clock of this computer is right" in said
        assert "note   MERIT_DESK_GROUP is not set" in said
        said = await in_a_thread(setup, "--group", str(desk.chat_id))
        assert "ok     “Desk” is a group with topics." in said
        assert "Of 2 people in the group, 1 are linked" in said
        desk.place.members[api.bot.id].lacks = frozenset({"can_delete_messages"})
        monkeypatch.setenv("MERIT_DESK_GROUP", str(desk.chat_id))
        said = await in_a_thread(setup, status=1)
        assert "it may not delete messages." in said
        assert "Tap @stand_in_bot." in said
        desk.place.full = {"username": "open_desk"}
        assert "2 things have to be put right." in await in_a_thread(setup, status=1)


async def test_a_group_that_moved_tells_the_number_to_set(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
):
    async with BotApi() as api:
        monkeypatch.setenv("TELEGRAM_TOKEN", api.token)
        monkeypatch.setenv("TELEGRAM_API", api.url)
        await employ(DeskRole.ADMIN)
        old = api.group("Desk", basic=True)
        new = await old.migrates()
        said = await in_a_thread(setup, "--group", str(old.chat_id), status=1)
        assert f"MERIT_DESK_GROUP={new.chat_id}" in said
