"""A chat and what is in it: messages, topics, members, and the order in which all was shown."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.testing.world.pulse import Pulse
from bot.testing.world.users import Json, User


class ChatKind(StrEnum):
    """The Bot API's chat types, without channels."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class ChangeKind(StrEnum):
    """What happened to a message."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(slots=True, kw_only=True)
class Message:
    """One message; `data` is the Bot API's Message and is replaced, never changed, by an edit."""

    id: int
    sender_id: int
    data: Json
    keyboard: Json | None = None  # a reply keyboard that came with it; not part of `data`
    deleted: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def topic_id(self) -> int | None:
        """The forum topic it stands in, or None for the general one and for other chats."""
        topic_id: int | None = self.data.get("message_thread_id")
        return topic_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was shown to the people in a chat; `number` grows by one each time."""

    number: int
    kind: ChangeKind
    message: Message
    data: Json


@dataclass(slots=True, kw_only=True)
class Topic:
    """A forum topic; `id` is the id of the service message that created it."""

    id: int
    name: str
    icon_color: int = 7322096
    icon_custom_emoji_id: str = ""
    closed: bool = False


@dataclass(slots=True, kw_only=True)
class Member:
    """Somebody's place in a group: `status` is the Bot API's (member, administrator, ...).

    `lacks` are rights of administrators, by the Bot API's names, that were not given to this one.
    """

    user: User
    status: str = "member"
    can_manage_topics: bool = False
    is_anonymous: bool = False
    lacks: frozenset[str] = frozenset()

    @property
    def is_inside(self) -> bool:
        """Whether they are in the group now."""
        return self.status not in ("left", "kicked")

    @property
    def is_admin(self) -> bool:
        """Whether they are an administrator or the owner."""
        return self.status in ("administrator", "creator")


@dataclass(slots=True, kw_only=True)
class Chat:
    """One chat as one bot sees it (private), or as everybody sees it (a group).

    `full` is what getChat says besides, such as {"username": "open_desk", "has_hidden_members": True}.
    """

    id: int
    kind: ChatKind
    instance: str
    title: str = ""
    person: User | None = None
    is_forum: bool = False
    message_ids: Iterator[int]
    size: int
    started: bool = False  # the person wrote to this bot at least once
    blocked: bool = False  # the person blocked this bot
    migrated_to: int | None = None
    full: Json = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: dict[int, None] = field(default_factory=dict)
    changes: deque[Change] = field(default_factory=deque)
    actions: deque[str] = field(default_factory=lambda: deque(maxlen=100))
    keyboard: Json | None = None  # the reply keyboard now shown under the text field
    pulse: Pulse = field(default_factory=Pulse)
    last_number: int = 0  # of the newest change

    def as_json(self) -> Json:
        """The Bot API's Chat."""
        if self.person is not None:
            shown = self.person.as_json()
            del shown["is_bot"]
            shown.pop("language_code", None)
            return {**shown, "type": self.kind.value}
        shown = {"id": self.id, "title": self.title, "type": self.kind.value}
        if self.is_forum:
            shown["is_forum"] = True
        return shown

    def message(self, message_id: int) -> Message | None:
        """The message with this id, unless it never was, was deleted or is no longer kept."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def add(self, message: Message) -> None:
        """Show a new message to everybody in the chat."""
        self.messages[message.id] = message
        if len(self.messages) > self.size:
            del self.messages[next(iter(self.messages))]
        self.show(ChangeKind.SENT, message)

    def show(self, kind: ChangeKind, message: Message) -> None:
        """Note that `message` was sent, edited or deleted just now, and wake who waits for it."""
        self.last_number += 1
        self.changes.append(
            Change(number=self.last_number, kind=kind, message=message, data=message.data)
        )
        if len(self.changes) > self.size:
            self.changes.popleft()
        self.pulse.beat()

    def delete(self, message: Message) -> None:
        """Take a message away from everybody."""
        message.deleted = True
        self.show(ChangeKind.DELETED, message)

    def changes_after(self, number: int) -> list[Change]:
        """Changes with a higher number than `number`, oldest first."""
        found: list[Change] = []
        for change in reversed(self.changes):
            if change.number <= number:
                break
            found.append(change)
        found.reverse()
        return found
