"""What Telegram is asked to do for a message: a method and its parameters, or why it cannot be asked."""

from dataclasses import dataclass
from typing import Any

from bot.core.message import (
    VOICE_MEDIA_TYPE,
    Attachment,
    Button,
    OutboundKind,
    OutboundMessage,
)

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_TOKEN_BYTES = 64


class Unsendable(Exception):
    """The message breaks a rule of Telegram's that its author must keep; `reason` is a short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Telegram cannot take this message: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a Bot API method; a file goes as the parameter `file`."""

    method: str
    parameters: dict[str, Any]
    attachment: Attachment | None = None
    file: str = "document"

    @property
    def as_document(self) -> "Call":
        """The same as a file to keep, for people who take no voice messages."""
        plain = self.parameters | {"disable_content_type_detection": True}
        return Call(method="sendDocument", parameters=plain, attachment=self.attachment)


def call_for(address: str, message: OutboundMessage) -> Call:
    """Return the call that hands `message` to the chat `address`; raise Unsendable, never cut a text."""
    chat_id = _number(address, "address_not_a_chat")
    match message.kind:
        case OutboundKind.KEYBOARD:
            return _keyboard_call(chat_id, message)
        case OutboundKind.EDIT:
            return _edit_call(chat_id, message)
        case OutboundKind.REMOVE:
            return Call(method="deleteMessage", parameters=_on(chat_id, message))
        case OutboundKind.SEND if message.attachment is not None:
            return _file_call(chat_id, message, message.attachment)
        case OutboundKind.SEND:
            return _text_call(chat_id, message)


def _text_call(chat_id: int, message: OutboundMessage) -> Call:
    _check_text(message.text, MAX_TEXT)
    if not message.text.strip():
        raise Unsendable("text_empty")
    parameters: dict[str, Any] = {
        "chat_id": chat_id,
        "text": message.text,
        "link_preview_options": {"is_disabled": True},
    }
    return Call(method="sendMessage", parameters=parameters | _markup(message))


def _file_call(chat_id: int, message: OutboundMessage, attachment: Attachment) -> Call:
    _check_text(message.text, MAX_CAPTION)
    if not attachment.content:
        raise Unsendable("file_empty")
    parameters: dict[str, Any] = {"chat_id": chat_id}
    if message.text:
        parameters["caption"] = message.text
    spoken = attachment.media_type == VOICE_MEDIA_TYPE
    return Call(
        method="sendVoice" if spoken else "sendDocument",
        parameters=parameters | _markup(message),
        attachment=attachment,
        file="voice" if spoken else "document",
    )


def _keyboard_call(chat_id: int, message: OutboundMessage) -> Call:
    buttons = {"reply_markup": {"inline_keyboard": _rows(message)}}
    parameters = _on(chat_id, message) | buttons
    return Call(method="editMessageReplyMarkup", parameters=parameters)


def _edit_call(chat_id: int, message: OutboundMessage) -> Call:
    text = _text_call(chat_id, message).parameters
    return Call(method="editMessageText", parameters=text | _on(chat_id, message))


def _on(chat_id: int, message: OutboundMessage) -> dict[str, Any]:
    number = _number(message.on or "", "change_without_message")
    return {"chat_id": chat_id, "message_id": number}


def _markup(message: OutboundMessage) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": _rows(message)}} if message.rows else {}


def _rows(message: OutboundMessage) -> list[list[dict[str, str]]]:
    return [[_button(button) for button in row] for row in message.rows]


def _button(button: Button) -> dict[str, str]:
    _check_text(button.label, MAX_TEXT)
    if not button.label.strip():
        raise Unsendable("button_label_empty")
    if not button.token.isprintable() or not 1 <= len(button.token.encode()) <= MAX_TOKEN_BYTES:
        raise Unsendable("button_token_length")
    return {"text": button.label, "callback_data": button.token}


def _check_text(text: str, limit: int) -> None:
    """Raise if `text` has more than `limit` UTF-16 units, which is how Telegram counts, or half a character."""
    try:
        units = len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise Unsendable("text_not_utf8") from None
    if units > limit:
        raise Unsendable("text_too_long")


def _number(text: str, reason: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit()):
        raise Unsendable(reason)
    return int(text)
