"""What a person sees in a chat: messages with their text and their buttons."""

from dataclasses import dataclass
from typing import Any

from bot.testing.world.chats import Message
from bot.testing.world.users import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message; exactly one of `data` and `url` is usual."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMessage:
    """A message as it looked at one moment; `data` is the Bot API's Message."""

    id: int
    by_bot: bool
    data: Json
    keyboard: Json | None
    reactions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text, or the words under a file, or nothing."""
        text: str = self.data.get("text") or self.data.get("caption") or ""
        return text

    @property
    def entities(self) -> list[Json]:
        """Bold, links, commands and the like in `text`."""
        return self.data.get("entities") or self.data.get("caption_entities") or []

    @property
    def rows(self) -> list[list[Button]]:
        """The inline buttons, row by row as the bot ordered them."""
        markup = self.data.get("reply_markup", {})
        return [[_button(given) for given in row] for row in markup.get("inline_keyboard", [])]

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons that came with it, inline or under the text field."""
        inline = [button.label for row in self.rows for button in row]
        return inline or [label_of(given) for row in keyboard_rows(self.keyboard) for given in row]

    @property
    def edited(self) -> bool:
        """Whether it was edited before this moment."""
        return "edit_date" in self.data

    @property
    def topic(self) -> int | None:
        """The forum topic it stands in, or None."""
        topic: int | None = self.data.get("message_thread_id")
        return topic

    @property
    def answers(self) -> int | None:
        """The id of the message it replies to, or None."""
        number: int | None = self.data.get("reply_to_message", {}).get("message_id")
        return number

    @property
    def document(self) -> Json | None:
        """The Bot API's Document in it, or None."""
        return self.data.get("document")

    def button(self, wanted: str) -> Button | None:
        """The inline button with this label, or None."""
        return next((b for row in self.rows for b in row if b.label == wanted), None)


def show(message: Message, data: Json | None = None) -> ShownMessage:
    """A message as it is now, or as it was when its data were `data`."""
    reactions = (kind["emoji"] for given in message.reactions.values() for kind in given)
    data = data or message.data
    return ShownMessage(
        id=message.id,
        by_bot=bool(data["from"]["is_bot"]),
        data=data,
        keyboard=message.keyboard,
        reactions=tuple(reactions),
    )


def label_of(button: Any) -> str:
    """What stands on a button of a keyboard under the text field."""
    text: str = button["text"]
    return text


def keyboard_rows(keyboard: Json | None) -> list[list[Json]]:
    """The rows of a keyboard under the text field; none when there is none."""
    rows: list[list[Json]] = (keyboard or {}).get("keyboard", [])
    return rows


def _button(given: Json) -> Button:
    return Button(
        label=given["text"], data=given.get("callback_data", ""), url=given.get("url", "")
    )
