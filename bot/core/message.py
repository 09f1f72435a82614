"""What comes in from a channel and what goes out to one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.core.found import Found
from bot.core.language import Direction, LanguageCode

PersonId = NewType("PersonId", str)


class ChannelName(StrEnum):
    """The ways a person can talk with Merit."""

    TELEGRAM = "telegram"
    WEB = "web"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The person wrote text; `found` is what the search says about it, None where nobody looked.

    `concepts` are jobs or skills of ESCO with such a name, as answers keep them, where one was asked for. `ref` is what
    the channel calls the message, where it tells of changes.
    """

    text: str
    found: Found | None = None
    concepts: tuple[str, ...] = ()
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """The person pressed a button that carries `token`, on the message the channel knows as `on`."""

    token: str
    on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The person sent a command; `name` is lower case without the slash, `payload` the rest (untrusted)."""

    name: str
    payload: str = ""


class SharedKind(StrEnum):
    """What a person can share with a tap instead of typing it."""

    CONTACT = "contact"
    LOCATION = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The person shared a phone number, or a place as `latitude,longitude`."""

    kind: SharedKind
    value: str
    message: str = ""
    """What the channel calls the message, where it tells of changes; so in what else can be sent."""


class FileKind(StrEnum):
    """What a person can send where a flow asks for a file."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The person sent a photo or a document; the channel has it as `ref`, `words` stand under it.

    What it says of itself is not trusted: `kind` is how it was sent, not what it is.
    """

    kind: FileKind
    ref: str
    size: int = 0
    words: str = ""
    name: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that was looked at, cleaned, and can be kept as `file`; `words` stood under it."""

    file: str
    kind: FileKind
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported:
    """The person sent something Merit does not take, such as a voice message; only the `words` under it are read.

    Advisors may take it: the channel has it as `ref`.
    """

    kind: str
    words: str = ""
    ref: str = ""
    size: int = 0
    name: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability:
    """The person blocked the bot or let it write again."""

    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The person changed the message the channel calls `ref`: it says `text` now."""

    ref: str
    text: str


Content = Words | Pressed | Command | Shared | Upload | Unsupported | Reachability | Edited


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """One thing a person did.

    `address` is where the channel reaches the person (a chat id), `update_id` is unique per address,
    `language_hint` is what the person's app is set to, if it says so.
    """

    channel: ChannelName
    address: str
    update_id: str
    content: Content
    language_hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A choice as it is shown: its label in the person's language and the token it sends back."""

    label: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message."""

    filename: str
    media_type: str
    content: bytes


VOICE_MEDIA_TYPE = "audio/ogg"
"""A spoken message, Ogg with Opus in it: channels play it instead of handing it over as a file."""


class OutboundKind(StrEnum):
    """What a channel does with an outbound message."""

    SEND = "send"
    KEYBOARD = "keyboard"
    """Replace the buttons under the message `on`; losing this one harms nobody."""
    EDIT = "edit"
    """Replace the words of the message `on`."""
    REMOVE = "remove"
    """Take the message `on` back; where that cannot be, its words are replaced by `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """A message in its final words: rows of buttons are in reading order as drawn from left to right.

    `asks_file`: it asks for a photo or document, so a channel of ours offers a way to send one. `recalled`: it may be
    changed or taken back later, so what the channel calls it is remembered.
    """

    kind: OutboundKind = OutboundKind.SEND
    text: str = ""
    language: LanguageCode = "en"
    direction: Direction = Direction.LEFT_TO_RIGHT
    rows: tuple[tuple[Button, ...], ...] = ()
    on: str | None = None
    attachment: Attachment | None = None
    asks_file: bool = False
    recalled: bool = False
