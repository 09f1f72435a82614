"""The way in for one update, the same for polling and webhook: read it alone, hand it on, or put it away."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Protocol

from telegram import Update

from bot.core.message import ChannelName, InboundMessage
from bot.logs import logger
from bot.service.ports import Intake, StoreError
from bot.telegram import shortcut
from bot.telegram.inbound import from_update, is_sound


class Unsound(Exception):
    """The update is JSON, but not what Telegram documents."""


class DeskEar(Protocol):
    """Hears what is for the desk and not from a person who asks; raises StoreError when it is to be sent again."""

    async def hears(self, update: Mapping[str, Any], query: str | None) -> bool:
        """Whether the update was for the desk; a press among them is answered there."""

    async def opens(self, inbound: InboundMessage) -> bool:
        """Whether a message to the bot came from an advisor, for the desk."""


class UpdateIntake:
    """Takes updates one by one. What cannot be read or handled is put away; it never stops the rest.

    With a `desk` the updates of advisors go there, and never to the dialogue.
    """

    def __init__(self, intake: Intake, desk: DeskEar | None = None) -> None:
        self._intake = intake
        self.desk = desk

    async def take(self, update: Any, body: bytes | None = None) -> str | None:
        """Return once the update may be acknowledged; raise StoreError when it is to be sent again.

        The result is the callback query to answer, if it is one. `body` is the update's JSON, if at hand.
        """
        try:
            if await self._heard(update):
                return None
            inbound = read(update)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - python-telegram-bot raises any kind on odd JSON
            await self.put_away(update, body, type(error).__name__)
        else:
            if inbound is None:
                logger.debug("telegram_update_ignored")
            else:
                await self._receive(inbound, update, body)
        return query_id(update)

    async def put_away(self, update: Any, body: bytes | None, reason: str) -> None:
        """Quarantine an update; its id is Telegram's or else a hash of its body."""
        body = as_bytes(update) if body is None else body
        await self.put_away_body(update_id(update), body, reason)

    async def put_away_body(self, number: int | None, body: bytes, reason: str) -> None:
        """Quarantine the body of an update that has the id `number`, if that is known."""
        key = f"sha256:{hashlib.sha256(body).hexdigest()[:32]}" if number is None else str(number)
        await self._intake.quarantine(ChannelName.TELEGRAM, key, body, reason)

    async def _heard(self, update: Any) -> bool:
        if self.desk is None or not isinstance(update, dict):
            return False
        return await self.desk.hears(update, query_id(update))

    async def _receive(self, inbound: InboundMessage, update: Any, body: bytes | None) -> None:
        try:
            if self.desk is None or not await self.desk.opens(inbound):
                await self._intake.receive(inbound)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours must not stop other people's messages
            await self.put_away(update, body, type(error).__name__)


def read(update: Any) -> InboundMessage | None:
    """Return what a person did, None if it is not for us; raise when nobody can read it."""
    if not isinstance(update, dict):
        raise Unsound
    return shortcut.read(update) or read_with_library(update)


def read_with_library(update: dict[str, Any]) -> InboundMessage | None:
    """Return what python-telegram-bot makes of an update; raise when it can make nothing of it."""
    built = Update.de_json(update, None)
    if update_id(update) is None or not is_sound(built):
        raise Unsound
    return from_update(built)


def update_id(update: Any) -> int | None:
    """Return the id Telegram gave the update, if it has one."""
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if type(found) is int else None


def query_id(update: Any) -> str | None:
    """Return the id of the callback query in an update; its button shows a clock until it is answered."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def as_bytes(update: Any) -> bytes:
    """Return an update as JSON; nothing when it is nested too deeply to be written."""
    try:
        return json.dumps(update).encode()
    except RecursionError:
        return b""
