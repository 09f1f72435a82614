"""A running stand-in, and python-telegram-bot pointed at it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot

from bot.testing import BotApi, Person
from tests.testing.raw import Raw, ptb_bot


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it python-telegram-bot 22.8 warns whenever it makes a RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@pytest.fixture
async def ptb(api: BotApi) -> AsyncIterator[Bot]:
    async with ptb_bot(api) as bot:
        yield bot


@pytest.fixture
async def raw(api: BotApi) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as http:
        yield Raw(api=api, http=http)


@pytest.fixture
async def amina(api: BotApi) -> Person:
    """A person who has already written to the bot; the update waits no more."""
    person = api.person("Amina", language_code="ar")
    await person.says("/start")
    api.bot.updates.clear()
    return person
