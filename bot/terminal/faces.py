"""Two ways to show a conversation and to read what comes in: plain lines for people, JSON lines for scripts."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from bot.core.message import Attachment, Content, OutboundKind
from bot.core.typed import LONGEST_TYPED, typed
from bot.service.ports import Line, Speaker
from bot.terminal.files import save
from bot.terminal.kept import Kept, in_reading_order

Write = Callable[[str], None]

HINT = "Write, or choose a button by its number (#2 where Merit asks for a number). Ctrl+D ends."
_PROMPT = "> "
_HISTORY = 8
_PRESS = re.compile(r"#\s*([0-9]{1,3})")


class Problem(Exception):
    """A line that came in means nothing; `do` says what to write instead."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.do = do


class Face(Protocol):
    """How a conversation looks."""

    def begins(self, history: Sequence[Line]) -> bool:
        """Show what was said before; True when the conversation is to be started for the person."""

    def reads(self, line: str, kept: Kept) -> Content:
        """Return what a line means; raises Problem when it means nothing."""

    def shows(self, lines: Sequence[Line]) -> None:
        """Show what Merit said."""

    def complains(self, problem: Problem) -> None:
        """Say what was wrong with a line."""

    def waits(self) -> None:
        """Show that it is the person's turn."""


@dataclass(frozen=True, slots=True)
class JsonFace:
    """One JSON object per line in and one per message out; `more` says that the same answer goes on."""

    write: Write

    def begins(self, _history: Sequence[Line]) -> bool:
        """Show nothing: a script knows what it asked before."""
        return False

    def reads(self, line: str, kept: Kept) -> Content:
        """Read `{"text": …}` or `{"press": token or label}`."""
        do = 'Write one JSON object per line: {"text": "/start"} or {"press": "a token or label"}.'
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            raise Problem("This line is not JSON.", do) from None
        match given:
            case {"text": str(text)} if len(given) == 1:
                return _words(text)
            case {"press": str(press)} if len(given) == 1:
                return _press(press, kept)
        raise Problem('This object has neither just "text" nor just "press" with words.', do)

    def shows(self, lines: Sequence[Line]) -> None:
        """Write one object per message."""
        said = [line for line in lines if line.speaker is Speaker.MERIT]
        for number, line in enumerate(said, start=1):
            self._put({**_message(line), "more": number < len(said)})

    def complains(self, problem: Problem) -> None:
        """Write an object with `error` and `do`."""
        self._put({"error": str(problem), "do": problem.do, "more": False})

    def waits(self) -> None:
        """Show nothing."""

    def _put(self, value: dict[str, Any]) -> None:
        self.write(json.dumps(value, ensure_ascii=False) + "\n")


def _message(line: Line) -> dict[str, Any]:
    message = line.message
    shown: dict[str, Any] = {
        "sequence": line.sequence,
        "kind": message.kind,
        "text": message.text,
        "language": message.language,
        "direction": message.direction,
        "buttons": [
            [{"label": button.label, "press": button.token} for button in row]
            for row in message.rows
        ],
    }
    if message.on is not None:
        shown["on"] = message.on
    if message.attachment is not None:
        shown["file"] = _file(message.attachment)
    return shown


def _file(attachment: Attachment) -> dict[str, str]:
    return {
        "name": attachment.filename,
        "media_type": attachment.media_type,
        "base64": b64encode(attachment.content).decode(),
    }


@dataclass(frozen=True, slots=True)
class PlainFace:
    """Plain lines with numbered buttons; files are kept in the folder `files` if there is one."""

    write: Write
    files: Path | None = None

    def begins(self, history: Sequence[Line]) -> bool:
        """Show the end of an earlier conversation."""
        self.write(HINT + "\n")
        for line in _as_it_stands(history)[-_HISTORY:]:
            if line.speaker is Speaker.MERIT:
                self._said(line, None)
            else:
                self.write(f"\nYou: {line.message.text or '(not kept)'}\n")
        return not history

    def reads(self, line: str, kept: Kept) -> Content:
        """Read `#2` as a press and anything else as what was typed."""
        match = _PRESS.fullmatch(line.strip())
        if match is None:
            return _words(line)
        pressed = kept.numbered(int(match[1]))
        if pressed is None:
            raise Problem(f"There is no button {match[1]}.", "Choose one of the numbers above.")
        return pressed

    def shows(self, lines: Sequence[Line]) -> None:
        """Write Merit's messages and their buttons."""
        for line in lines:
            if line.speaker is Speaker.MERIT:
                self._said(line, self.files)

    def complains(self, problem: Problem) -> None:
        """Write what was wrong."""
        self.write(f"{problem} {problem.do}\n")

    def waits(self) -> None:
        """Write the prompt."""
        self.write(_PROMPT)

    def _said(self, line: Line, files: Path | None) -> None:
        message = line.message
        if message.kind is OutboundKind.SEND:
            self.write("\nMerit:\n")
            self.write("".join(f"  {part}".rstrip() + "\n" for part in message.text.splitlines()))
        for number, button in enumerate(in_reading_order(line), start=1):
            self.write(f"  [{number}] {button.label}\n")
        if message.attachment is not None:
            self.write(f"  {_kept(message.attachment, files)}\n")


def _as_it_stands(history: Sequence[Line]) -> list[Line]:
    """Return the messages with the buttons that are under them now."""
    rows = {
        line.message.on: line.message.rows
        for line in history
        if line.message.kind is OutboundKind.KEYBOARD
    }
    return [
        replace(line, message=replace(line.message, rows=rows[str(line.sequence)]))
        if str(line.sequence) in rows
        else line
        for line in history
        if line.message.kind is OutboundKind.SEND
    ]


def _kept(attachment: Attachment, files: Path | None) -> str:
    if files is None:
        return f"(a file: {attachment.filename}; start with --files FOLDER to keep files)"
    return f"(a file, saved as {save(files, attachment)})"


def _words(text: str) -> Content:
    content = typed(text)
    if not text.strip():
        raise Problem("There are no words.", "Write something.")
    if len(text) > LONGEST_TYPED:
        raise Problem(
            f"This is longer than {LONGEST_TYPED} letters.", "Send it in several messages."
        )
    return content


def _press(given: str, kept: Kept) -> Content:
    pressed = kept.pressed(given)
    if pressed is None:
        offered = ", ".join(button.label for button in kept.choices) or "none"
        raise Problem("There is no such button.", f"Press one of these: {offered}.")
    return pressed
