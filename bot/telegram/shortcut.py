"""The two commonest updates, a typed text and a pressed button, read without python-telegram-bot.

Building an Update costs more than everything else Merit does with most messages. Here the JSON is read as it
is, but only when each part has exactly the form known below; for any other form the answer is None and
python-telegram-bot decides. So both give the same result wherever both give one (tests/telegram).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.message import ChannelName, Content, InboundMessage, Pressed, Words
from bot.telegram.text import MAX_TOKEN, clean, language_hint, spoken

_TEXT_UPDATE = {"update_id", "message"}
_PRESS_UPDATE = {"update_id", "callback_query"}
_TEXT = {"message_id", "from", "chat", "date", "text", "entities"}
_PRESS = {"id", "from", "message", "chat_instance", "data"}
_PRESSED_ON = _TEXT | {"edit_date", "reply_markup", "link_preview_options"}
_USER = {
    "id", "is_bot", "first_name", "last_name", "username", "language_code", "is_premium",
    "added_to_attachment_menu",
}  # fmt: skip
_CHAT = {"id", "type", "first_name", "last_name", "username"}
_ENTITY = {"type", "offset", "length"}
_BUTTON = {"text", "callback_data"}
_YEAR_2100 = 4_102_444_800


def read(update: Mapping[str, Any]) -> InboundMessage | None:
    """Return what the person did, or None if python-telegram-bot has to read this update."""
    keys = update.keys()
    if type(update.get("update_id")) is not int:
        return None
    if keys == _TEXT_UPDATE:
        return _from_text(update["update_id"], update["message"])
    if keys == _PRESS_UPDATE:
        return _from_press(update["update_id"], update["callback_query"])
    return None


def _from_text(update_id: int, message: Any) -> InboundMessage | None:
    if type(message) is not dict or not message.keys() <= _TEXT or not _is_message(message):
        return None
    text = message.get("text")
    if type(text) is not str or not _is_person(message.get("from")):
        return None
    said = spoken(text)
    content = replace(said, ref=str(message["message_id"])) if isinstance(said, Words) else said
    return _inbound(update_id, message["chat"]["id"], content, message["from"])


def _from_press(update_id: int, query: Any) -> InboundMessage | None:
    if type(query) is not dict or query.keys() != _PRESS or not _is_person(query["from"]):
        return None
    message, data = query["message"], query["data"]
    if type(data) is not str or type(query["id"]) is not str:
        return None
    if type(message) is not dict or not message.keys() <= _PRESSED_ON or not _is_message(message):
        return None
    if not _is_furniture(message):
        return None
    content = Pressed(token=clean(data, MAX_TOKEN), on=str(message["message_id"]))
    return _inbound(update_id, message["chat"]["id"], content, query["from"])


def _is_message(message: dict[str, Any]) -> bool:
    return (
        type(message.get("message_id")) is int
        and _is_moment(message.get("date"))
        and _is_private(message.get("chat"))
        and ("entities" not in message or _are_entities(message["entities"]))
    )


def _is_furniture(message: dict[str, Any]) -> bool:
    """Return whether what surrounds a pressed button has the form Merit's own messages have."""
    return (
        ("from" not in message or _is_user(message["from"]))
        and ("edit_date" not in message or _is_moment(message["edit_date"]))
        and ("reply_markup" not in message or _is_keyboard(message["reply_markup"]))
        and message.get("link_preview_options", _NO_PREVIEW) == _NO_PREVIEW
    )


_NO_PREVIEW = {"is_disabled": True}


def _is_moment(date: Any) -> bool:
    return type(date) is int and 0 < date < _YEAR_2100


def _is_private(chat: Any) -> bool:
    return (
        type(chat) is dict
        and chat.keys() <= _CHAT
        and type(chat.get("id")) is int
        and chat.get("type") == "private"
    )


def _is_user(user: Any) -> bool:
    return (
        type(user) is dict
        and user.keys() <= _USER
        and type(user.get("id")) is int
        and type(user.get("is_bot")) is bool
        and type(user.get("first_name")) is str
    )


def _is_person(user: Any) -> bool:
    return _is_user(user) and user["is_bot"] is False


def _are_entities(entities: Any) -> bool:
    return type(entities) is list and all(
        type(entity) is dict and entity.keys() == _ENTITY and type(entity["type"]) is str
        for entity in entities
    )


def _is_keyboard(markup: Any) -> bool:
    return (
        type(markup) is dict
        and markup.keys() == {"inline_keyboard"}
        and type(markup["inline_keyboard"]) is list
        and all(
            type(row) is list and all(map(_is_button, row)) for row in markup["inline_keyboard"]
        )
    )


def _is_button(button: Any) -> bool:
    return type(button) is dict and button.keys() == _BUTTON


def _inbound(
    update_id: int, chat_id: int, content: Content, sender: dict[str, Any]
) -> InboundMessage:
    return InboundMessage(
        channel=ChannelName.TELEGRAM,
        address=str(chat_id),
        update_id=str(update_id),
        content=content,
        language_hint=language_hint(sender.get("language_code")),
    )
