"""Telegram as a way out to people: one try to deliver a message, and what became of it."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.core.message import ChannelName, OutboundKind, OutboundMessage
from bot.service.limits import Limits
from bot.service.ports import Delivery, Later, Refused, Sent, Unreachable
from bot.telegram.api import BotApi, kind_of, seconds_of
from bot.telegram.outbound import Call, Unsendable, call_for
from bot.telegram.request import NotConnected

_GONE = {
    "bot was blocked": "blocked",
    "user is deactivated": "deactivated",
    "can't initiate conversation": "not_started",
    "chat not found": "chat_not_found",
    "user not found": "chat_not_found",
    "peer_id_invalid": "chat_not_found",
}
"""Telegram's words for people who cannot be reached, and our code for each."""

_WRONG = {
    "message is too long": "text_too_long",
    "caption is too long": "text_too_long",
    "text is empty": "text_empty",
    "must be non-empty": "text_empty",
    "button_data_invalid": "button_token_length",
    "reply markup is too long": "keyboard_too_long",
    "encoded in utf-8": "text_not_utf8",
    "file is too big": "file_too_big",
}
"""Telegram's words for messages it will never take, and our code for each."""

_ALREADY = {
    "message is not modified": "not_modified",
    "message to delete not found": "deleted",
}
"""Telegram's words where what was asked for is so already."""
_NO_VOICE = "voice_messages_forbidden"
"""Telegram's word where somebody takes no voice messages (a setting of its paying users)."""
_TOKEN_PAUSE = 60.0


class TelegramChannel:
    """A Channel of the service; errors are mapped by class and by fixed words, never passed on."""

    name = ChannelName.TELEGRAM

    def __init__(self, api: BotApi, limits: Limits) -> None:
        self._api = api
        self.limits = limits

    async def deliver(self, address: str, message: OutboundMessage) -> Delivery:
        """Try once to hand the message over; never raises for what the network or the person does."""
        try:
            call = call_for(address, message)
            return Sent(ref=await self._send(call))
        except Unsendable as error:
            return Refused(reason=error.reason)
        except BadRequest as error:
            if message.kind is OutboundKind.KEYBOARD or _code(_ALREADY, error) is not None:
                return Sent()  # it is gone or already so: nobody misses it
            return _refusal(error)
        except TelegramError as error:
            return _outcome(error)

    async def _send(self, call: Call) -> str:
        """Return the id of the message that was sent."""
        attachment = None if call.attachment is None else (call.file, call.attachment)
        try:
            result = await self._api.call(call.method, call.parameters, attachment=attachment)
        except BadRequest as error:
            if call.file != "voice" or _NO_VOICE not in error.message.lower():
                raise
            return await self._send(call.as_document)
        found = result.get("message_id") if isinstance(result, dict) else None
        return "" if found is None else str(found)


def _refusal(error: BadRequest) -> Delivery:
    if (gone := _code(_GONE, error)) is not None:
        return Unreachable(reason=gone)
    return Refused(reason=_code(_WRONG, error) or "bad_request")


def _outcome(error: TelegramError) -> Delivery:
    match error:
        case RetryAfter():
            return Later(seconds=seconds_of(error), counts=False, reason="too_many_requests")
        case Forbidden():
            return Unreachable(reason=_code(_GONE, error) or "forbidden")
        case InvalidToken():
            return Later(seconds=_TOKEN_PAUSE, everyone=True, counts=False, reason="wrong_token")
        case ChatMigrated():
            return Refused(reason="chat_migrated")  # a group became a supergroup: no person's chat
        case TimedOut():
            return Later(reason="timed_out")
        case NotConnected():
            return Later(reason="not_connected")
        case _:
            return Later(reason=kind_of(error))


def _code(table: dict[str, str], error: TelegramError) -> str | None:
    words = error.message.lower()
    return next((code for part, code in table.items() if part in words), None)
