"""Operations in the advisors' group at Telegram: each is one call, and what became of it is one word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.core.media import Media
from bot.telegram.api import BotApi, kind_of, seconds_of
from bot.telegram.desk_look import Look, Markup
from bot.telegram.desk_place import Place
from bot.telegram.desk_steps import Due, Kind, Step

ICON_COLOR = 7322096
SHORT_PAUSE = 5.0
LONG_PAUSE = 60.0
REST = "…"
"""What stands in place of a part that is not needed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A call of a Bot API method."""

    method: str
    parameters: Mapping[str, Any]


class Became(StrEnum):
    """What became of an operation."""

    DONE = "done"
    NO_TOPIC = "no_topic"
    """The topic is not there any more."""
    NO_MESSAGE = "no_message"
    """The message is not there any more, or not to be changed."""
    TOO_OLD = "too_old"
    """The message cannot be deleted any more."""
    LATER = "later"
    REFUSED = "refused"
    """It will not work for this ticket before something changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of an operation: the `number` of the new topic or message, or how long everything must pause."""

    became: Became
    number: int = 0
    pause: float = 0.0
    reason: str = ""


_ALREADY = ("not modified", "topic_not_modified")
_NO_TOPIC = ("thread not found", "topic_id_invalid", "topic_deleted", "topic not found")
_NO_MESSAGE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message to pin not found",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "message_id_invalid",
)
_TOO_OLD = "message can't be deleted"
_RIGHTS = {
    "manage pinned": "can_pin_messages",
    "pin a message": "can_pin_messages",
    "delete a message": "can_delete_messages",
    "delete messages": "can_delete_messages",
    "topic": "can_manage_topics",
    "chat_admin_required": "administrator",
    "not a forum": "topics_are_off",
    "send": "can_send_messages",
}
"""Telegram's words where a right is missing, and what an operator has to give the bot."""
TOO_MANY = "too_many_requests"


async def tried(api: BotApi, operation: Operation) -> Result:
    """Do an operation once and return what became of it; raises nothing."""
    try:
        found = await api.call(operation.method, operation.parameters)
    except RetryAfter as error:
        return Result(became=Became.LATER, pause=seconds_of(error), reason=TOO_MANY)
    except BadRequest as error:
        return _refused(error)
    except (Forbidden, InvalidToken) as error:
        return Result(became=Became.LATER, pause=LONG_PAUSE, reason=kind_of(error))
    except TelegramError as error:
        return Result(became=Became.LATER, pause=SHORT_PAUSE, reason=kind_of(error))
    return Result(became=Became.DONE, number=_number(found))


def _refused(error: BadRequest) -> Result:
    said = error.message.lower()
    if any(part in said for part in _ALREADY):
        return Result(became=Became.DONE)
    if any(part in said for part in _NO_TOPIC):
        return Result(became=Became.NO_TOPIC)
    if any(part in said for part in _NO_MESSAGE):
        return Result(became=Became.NO_MESSAGE)
    if _TOO_OLD in said:
        return Result(became=Became.TOO_OLD)
    reason = next((right for part, right in _RIGHTS.items() if part in said), kind_of(error))
    return Result(became=Became.REFUSED, reason=reason)


def _number(found: Any) -> int:
    if not isinstance(found, dict):
        return 0
    number = found.get("message_thread_id" if "icon_color" in found else "message_id")
    return number if isinstance(number, int) else 0


def operation_of(step: Step, place: Place, look: Look) -> Operation:
    """Return what Telegram is asked for a step."""
    return _OPERATIONS[step.kind](step, place, look)


def _open(_step: Step, place: Place, look: Look) -> Operation:
    named = {"chat_id": place.chat, "name": look.title, "icon_color": ICON_COLOR}
    return Operation(method="createForumTopic", parameters=named)


def _card(_step: Step, place: Place, look: Look) -> Operation:
    return said(place.chat, look.card, thread=place.thread, buttons=look.buttons)


def _line(_step: Step, place: Place, look: Look) -> Operation:
    return said(place.chat, look.line, buttons=look.line_buttons)


def _post(step: Step, place: Place, look: Look) -> Operation:
    due = look.due(step.nth)
    text = due.parts[min(step.part, len(due.parts) - 1)]
    # Without topics it is an answer to the card: so everybody sees which ticket it belongs to.
    reply_to = step.message or (0 if place.thread else place.card)
    buttons = _link(due, step, look)
    operation = said(place.chat, text, thread=place.thread, buttons=buttons, reply_to=reply_to)
    return operation if due.media is None or step.part else _with(operation, due.media)


def _link(due: Due, step: Step, look: Look) -> Markup:
    return [[look.desk_link]] if due.link and look.desk_link and not step.part else []


def _with(operation: Operation, media: Media) -> Operation:
    """Return an operation with a file Telegram has; what it says stands under it."""
    kept = {
        name: value
        for name, value in operation.parameters.items()
        if name not in {"text", "link_preview_options"}
    }
    file = {media.kind.value: media.ref, "caption": operation.parameters["text"]}
    return Operation(method=f"send{media.kind.value.capitalize()}", parameters={**kept, **file})


def _again(_step: Step, place: Place, look: Look) -> Operation:
    return said(place.chat, look.again, thread=place.thread)


def _failed(step: Step, place: Place, look: Look) -> Operation:
    reply_to = step.message or place.card
    return said(place.chat, look.failed[step.nth], thread=place.thread, reply_to=reply_to)


def _retell(step: Step, place: Place, look: Look) -> Operation:
    return edited(place.chat, step.message, look.failed[step.nth], [])


def _change(step: Step, place: Place, look: Look) -> Operation:
    due = look.due(step.nth)
    text = due.parts[step.part] if step.part < len(due.parts) else REST
    if due.media is None or step.part:
        return edited(place.chat, step.message, text, _link(due, step, look))
    changed = {"chat_id": place.chat, "message_id": step.message, "caption": text}
    return Operation(method="editMessageCaption", parameters=changed)


def _correct(step: Step, place: Place, look: Look) -> Operation:
    text = look.due(step.nth).parts[0]
    return said(place.chat, text, thread=place.thread, reply_to=step.message)


def _pin(_step: Step, place: Place, _look: Look) -> Operation:
    pinned = {"chat_id": place.chat, "message_id": place.card, "disable_notification": True}
    return Operation(method="pinChatMessage", parameters=pinned)


def _edit_card(_step: Step, place: Place, look: Look) -> Operation:
    return edited(place.chat, place.card, look.card, look.buttons)


def _edit_line(_step: Step, place: Place, look: Look) -> Operation:
    return edited(place.chat, place.line, look.line, look.line_buttons)


def _turned(method: str) -> "Draw":
    def turn(_step: Step, place: Place, _look: Look) -> Operation:
        topic = {"chat_id": place.chat, "message_thread_id": place.thread}
        return Operation(method=method, parameters=topic)

    return turn


def said(
    chat: int, text: str, *, thread: int = 0, buttons: Markup | None = None, reply_to: int = 0
) -> Operation:
    """Return what is asked to say something, in a topic or in General."""
    parameters: dict[str, Any] = {
        "chat_id": chat,
        "text": text,
        "link_preview_options": {"is_disabled": True},
    }
    if thread:
        parameters["message_thread_id"] = thread
    if buttons:
        parameters["reply_markup"] = {"inline_keyboard": buttons}
    if reply_to:
        parameters["reply_parameters"] = {
            "message_id": reply_to,
            "allow_sending_without_reply": True,
        }
    return Operation(method="sendMessage", parameters=parameters)


def edited(chat: int, message: int, text: str, buttons: Markup) -> Operation:
    """Return what is asked to let a message say something else."""
    parameters = {
        "chat_id": chat,
        "message_id": message,
        "text": text,
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": buttons},
    }
    return Operation(method="editMessageText", parameters=parameters)


Draw = Callable[[Step, Place, Look], Operation]

_OPERATIONS: Mapping[Kind, Draw] = {
    Kind.OPEN: _open,
    Kind.CARD: _card,
    Kind.LINE: _line,
    Kind.POST: _post,
    Kind.PIN: _pin,
    Kind.EDIT_CARD: _edit_card,
    Kind.EDIT_LINE: _edit_line,
    Kind.AGAIN: _again,
    Kind.FAILED: _failed,
    Kind.CHANGE: _change,
    Kind.ADD: _post,
    Kind.CORRECT: _correct,
    Kind.RETELL: _retell,
    Kind.CLOSE: _turned("closeForumTopic"),
    Kind.REOPEN: _turned("reopenForumTopic"),
}
