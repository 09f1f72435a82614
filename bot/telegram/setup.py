"""What is told to Telegram before a bot works: the commands, the texts, and how updates shall come."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.logs import logger
from bot.telegram.api import BotApi, kind_of
from bot.telegram.errors import (
    ApiUnreachable,
    WebhookElsewhere,
    WebhookInTheWay,
    WebhookRefused,
    WrongToken,
)
from bot.telegram.inbound import ALLOWED_UPDATES
from bot.telegram.webhook import PLACE, Endpoint

_LANGUAGE_LETTERS = 2
MOST_LETTERS = 256
"""How long Telegram lets a command's description be."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How the bot presents itself.

    `commands`: each command's name and its description per language; `description` (shown before the first
    message) and `short_description` per language. `fallback` is the language shown to all others.
    """

    commands: Sequence[tuple[str, Mapping[str, str]]]
    description: Mapping[str, str] = field(default_factory=dict)
    short_description: Mapping[str, str] = field(default_factory=dict)
    fallback: str = "en"


async def check_token(api: BotApi) -> str:
    """Return the bot's @name without @; raise WrongToken or ApiUnreachable."""
    me = await _asked(api, api.bot().get_me())
    return me.username or ""


async def check_polling(api: BotApi) -> None:
    """Return if nothing keeps polling from getting updates; raise WebhookInTheWay otherwise."""
    info = await _asked(api, api.bot().get_webhook_info())
    logger.info("telegram_updates_waiting", count=info.pending_update_count)
    if info.url:
        raise WebhookInTheWay(urlsplit(info.url).netloc)


async def start_webhook(api: BotApi, at: Endpoint, *, connections: int = 40) -> None:
    """Let Telegram bring updates to `at`, at most `connections` at a time; raise WebhookElsewhere."""
    bot = api.bot()
    info = await _asked(api, bot.get_webhook_info())
    if info.url and not _is_ours(info.url, at):
        raise WebhookElsewhere(urlsplit(info.url).netloc, at.host)
    try:
        await bot.set_webhook(
            at.url,
            secret_token=at.secret,
            max_connections=connections,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
        )
    except BadRequest as error:
        raise WebhookRefused(at.host, error.message) from None
    except TelegramError as error:
        raise ApiUnreachable(api.host, kind_of(error)) from None
    logger.info("telegram_webhook_set", host=at.host, count=info.pending_update_count)


async def delete_webhook(api: BotApi) -> None:
    """Let Telegram keep updates for polling; what waits is kept."""
    await _asked(api, api.bot().delete_webhook(drop_pending_updates=False))


async def publish(api: BotApi, profile: Profile) -> bool:
    """Show commands and texts in each language; False (and a log line) when Telegram did not take all.

    Telegram knows two-letter languages only; people with other languages see the fallback.
    """
    bot = api.bot()
    try:
        await _publish_commands(bot, profile)
        for language, text in _by_language(profile.description, profile.fallback):
            await bot.set_my_description(text, language_code=language)
        for language, text in _by_language(profile.short_description, profile.fallback):
            await bot.set_my_short_description(text, language_code=language)
    except TelegramError as error:
        logger.warning("telegram_profile_not_published", error=kind_of(error))
        return False
    return True


async def _publish_commands(bot: Bot, profile: Profile) -> None:
    languages = {language for _, texts in profile.commands for language in texts}
    shown = {language: _commands(profile, language) for language in sorted(languages)}
    for code, commands in _by_language(shown, profile.fallback):
        await bot.set_my_commands(
            commands, scope=BotCommandScopeAllPrivateChats(), language_code=code
        )


def _commands(profile: Profile, language: str) -> list[BotCommand]:
    """Return the commands that have a description in the language or at least in the fallback."""
    described = [
        (name, texts.get(language) or texts.get(profile.fallback))
        for name, texts in profile.commands
    ]
    return [BotCommand(name, text[:MOST_LETTERS]) for name, text in described if text]


def _by_language(table: Mapping[str, T], fallback: str) -> list[tuple[str | None, T]]:
    """Return Telegram's language code and value of each entry; None stands for all other languages."""
    known: list[tuple[str | None, T]] = [
        (language, value)
        for language, value in table.items()
        if len(language) == _LANGUAGE_LETTERS and language != fallback
    ]
    return [(None, table[fallback]), *known] if fallback in table else known


def _is_ours(url: str, at: Endpoint) -> bool:
    """Return whether `url` is this endpoint, perhaps with the path of an earlier key."""
    theirs, ours = urlsplit(url), urlsplit(at.url)
    return (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc) and PLACE in theirs.path


async def _asked(api: BotApi, answer: Awaitable[T]) -> T:
    try:
        return await answer
    except InvalidToken:
        raise WrongToken(api.host) from None
    except TelegramError as error:
        raise ApiUnreachable(api.host, kind_of(error)) from None
