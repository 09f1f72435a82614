"""A line of a conversation as the page's scripts read it."""

from typing import Any
from urllib.parse import quote

from bot.core.message import VOICE_MEDIA_TYPE, Attachment, Button
from bot.service.ports import Line
from bot.web.identity import Visitor


def line_as_json(line: Line, visitor: Visitor) -> dict[str, Any]:
    """Return everything the page needs to draw `line`; rows stand as they are drawn, from left to right."""
    message = line.message
    return {
        "sequence": line.sequence,
        "speaker": line.speaker,
        "kind": message.kind,
        "text": message.text,
        "language": message.language,
        "direction": message.direction,
        "rows": [[_button(button) for button in row] for row in message.rows],
        "on": message.on,
        "at": line.at.isoformat(timespec="milliseconds"),
        "asks_file": message.asks_file,
        "attachment": _attachment(line.sequence, message.attachment, visitor),
    }


def file_address(sequence: int, filename: str, visitor: Visitor) -> str:
    """Return where the file of line `sequence` is downloaded."""
    return f"/chat/files/{sequence}/{quote(filename, safe='')}{visitor.query}"


def _button(button: Button) -> dict[str, str]:
    return {"label": button.label, "token": button.token}


def _attachment(
    sequence: int, attachment: Attachment | None, visitor: Visitor
) -> dict[str, Any] | None:
    if attachment is None:
        return None
    return {
        "filename": attachment.filename,
        "link": file_address(sequence, attachment.filename, visitor),
        "bytes": len(attachment.content),
        "spoken": attachment.media_type == VOICE_MEDIA_TYPE,
    }
