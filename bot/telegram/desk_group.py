"""Looking at the advisors' group with the eyes of the bot."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.service.desk.group_check import Absence, Absent, Admin, Alone, Group, Seen
from bot.telegram.api import BotApi, kind_of
from bot.telegram.errors import ApiUnreachable, WrongToken

INSIDE = frozenset({"creator", "administrator", "member"})
PATIENCE = aiohttp.ClientTimeout(total=10)
_OF_A_PERSON = "private"


async def look(api: BotApi, chat: int, linked: Mapping[int, str]) -> Seen:
    """Return what the bot sees of a chat; `linked` are the advisors' names by their Telegram ids.

    Raises WrongToken or ApiUnreachable.
    """
    try:
        return await _look(api, chat, linked)
    except ChatMigrated as error:
        return Absent(why=Absence.MOVED, now=error.new_chat_id)
    except InvalidToken:
        raise WrongToken(api.host) from None
    except Forbidden:
        return Absent(why=Absence.OUTSIDE if chat < 0 else Absence.CLOSED)
    except BadRequest:
        return Absent(why=Absence.UNKNOWN if chat < 0 else Absence.CLOSED)
    except TelegramError as error:
        raise ApiUnreachable(api.host, kind_of(error)) from None


async def _look(api: BotApi, chat: int, linked: Mapping[int, str]) -> Seen:
    named = {"chat_id": chat}
    # Nothing stays of it, and it fails where the bot cannot write: also in a group that moved.
    await api.call("sendChatAction", {**named, "action": "typing"})
    found = await api.call("getChat", named)
    if found.get("type") == _OF_A_PERSON:
        return Alone(known=chat in linked)
    bot = await api.call("getMe", {})
    place = await api.call("getChatMember", {**named, "user_id": bot["id"]})
    places = {user: await _place(api, chat, user) for user in linked}
    return Group(
        title=str(found.get("title", "")),
        supergroup=found.get("type") == "supergroup",
        forum=bool(found.get("is_forum")),
        public=str(found.get("username", "")),
        rights=_rights(place),
        admins=_admins(await api.call("getChatAdministrators", named), linked),
        members=int(await api.call("getChatMemberCount", named)),
        linked=sum(places.values()),
        outside=tuple(linked[user] for user, inside in places.items() if not inside),
        hides_members=bool(found.get("has_hidden_members")),
        shows_history=bool(found.get("has_visible_history")),
        vanishes=int(found.get("message_auto_delete_time", 0)),
    )


async def _place(api: BotApi, chat: int, user: int) -> bool:
    """Return whether somebody is in the group; Telegram may not know them at all."""
    try:
        found = await api.call("getChatMember", {"chat_id": chat, "user_id": user})
    except BadRequest:
        return False
    status = found.get("status")
    return status in INSIDE or (status == "restricted" and bool(found.get("is_member")))


def _rights(place: Mapping[str, Any]) -> frozenset[str] | None:
    if place.get("status") != "administrator":
        return None
    return frozenset(name for name, value in place.items() if value is True)


def _admins(found: list[dict[str, Any]], linked: Mapping[int, str]) -> tuple[Admin, ...]:
    return tuple(
        Admin(
            name=linked.get(each["user"]["id"]) or str(each["user"].get("first_name", "?")),
            anonymous=bool(each.get("is_anonymous")),
            known=each["user"]["id"] in linked,
        )
        for each in found
        if not each["user"].get("is_bot")
    )


async def ahead_of_telegram(base: str, now: datetime) -> timedelta | None:
    """Return how far `now` is ahead of the clock of a Bot API server; None if it does not say what time it is."""
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(base, allow_redirects=False) as response,
        ):
            said = parsedate_to_datetime(response.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
    return now - (said if said.tzinfo else said.replace(tzinfo=UTC))
