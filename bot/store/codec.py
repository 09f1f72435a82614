"""How messages and moments are written into columns, and read back the same."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.language import Direction
from bot.core.message import Attachment, Button, OutboundKind, OutboundMessage
from bot.json_bytes import from_json, to_json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LONGEST_REASON = 200


def to_microseconds(moment: datetime) -> int:
    """Return whole microseconds since 1970; `moment` knows its time zone."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_microseconds(count: int) -> datetime:
    """Return the moment in UTC."""
    return _EPOCH + timedelta(microseconds=count)


def to_plain(words: str) -> str:
    """Return a reason, topic or id as every database takes it: short, no NUL, no half surrogate pairs."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")[:LONGEST_REASON]


def message_to_json(message: OutboundMessage) -> bytes:
    """Return a message as JSON; what is as usual is left out."""
    data: dict[str, Any] = {
        "text": message.text,
        "language": message.language,
        "direction": message.direction,
    }
    if message.rows:
        data["rows"] = [[(button.label, button.token) for button in row] for row in message.rows]
    if message.kind is not OutboundKind.SEND:
        data["kind"] = message.kind
    if message.on is not None:
        data["on"] = message.on
    if message.attachment is not None:
        data["attachment"] = _attachment_to_json(message.attachment)
    if message.asks_file:
        data["asks_file"] = True
    if message.recalled:
        data["recalled"] = True
    return to_json(data)


def message_from_json(written: bytes) -> OutboundMessage:
    """Return the message that `message_to_json` wrote."""
    data = from_json(written)
    attachment = data.get("attachment")
    return OutboundMessage(
        kind=OutboundKind(data.get("kind", OutboundKind.SEND)),
        text=data["text"],
        language=data["language"],
        direction=Direction(data["direction"]),
        rows=tuple(
            tuple(Button(label=label, token=token) for label, token in row)
            for row in data.get("rows", ())
        ),
        on=data.get("on"),
        attachment=None if attachment is None else _attachment_from_json(attachment),
        asks_file=data.get("asks_file", False),
        recalled=data.get("recalled", False),
    )


def _attachment_to_json(attachment: Attachment) -> dict[str, str]:
    return {
        "filename": attachment.filename,
        "media_type": attachment.media_type,
        "content": base64.b64encode(attachment.content).decode(),
    }


def _attachment_from_json(data: Mapping[str, str]) -> Attachment:
    return Attachment(
        filename=data["filename"],
        media_type=data["media_type"],
        content=base64.b64decode(data["content"]),
    )
