"""A stand-in of the Telegram Bot API for tests: a real HTTP server with people who talk to a bot.

    async with BotApi() as api:
        amina = api.person("Amina", language_code="ar")
        await amina.says("/start")            # your bot, pointed at api.base_url, answers
        await amina.sees("Welcome")
        await amina.presses("Nederland")

What it does as Telegram does, and what not: docs/developers/testing.md.
"""

from bot.testing.api import BotApi
from bot.testing.clock import Clock
from bot.testing.conditions import Conditions, Limits
from bot.testing.faults import (
    BrokenBody,
    Delay,
    LostAnswer,
    Refused,
    Reset,
    Rule,
    ServerError,
    TooManyRequests,
)
from bot.testing.group import Group
from bot.testing.journal import Call, Journal
from bot.testing.person import NotPossible, Person
from bot.testing.shown import Button, ShownMessage
from bot.testing.world.bots import BotAccount, CallbackAnswer

__all__ = [
    "BotAccount",
    "BotApi",
    "BrokenBody",
    "Button",
    "Call",
    "CallbackAnswer",
    "Clock",
    "Conditions",
    "Delay",
    "Group",
    "Journal",
    "Limits",
    "LostAnswer",
    "NotPossible",
    "Person",
    "Refused",
    "Reset",
    "Rule",
    "ServerError",
    "ShownMessage",
    "TooManyRequests",
]
