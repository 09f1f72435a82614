"""What an update of the advisors' group says: a pure function that raises nothing.

The group is one forum, or for a volunteer alone their private chat with the bot. Without topics the thread is 0 there,
and only answers, changes and presses can be for the desk: the message they belong to decides. Not for the desk, hence
None: other chats, anonymous administrators and channels (nobody knows who they are), and other bots.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram.constants import ChatMemberStatus

from bot.telegram.text import MAX_NAME, MAX_REF, MAX_TEXT, MAX_TOKEN, clean


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisorWrote:
    """Somebody wrote into a topic.

    `reply_to` is the message they answer, `media` the kind of file they sent, `file` what Telegram calls it, and `name`
    what they do.
    """

    user: int
    thread: int
    message: int
    reply_to: int | None = None
    text: str = ""
    media: str = ""
    file: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisorEdited:
    """Somebody changed what they wrote into a topic."""

    user: int
    thread: int
    message: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisorPressed:
    """Somebody pressed a button; `thread` is None in General."""

    user: int
    token: str
    message: int
    thread: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicClosed:
    """Somebody closed a topic by hand."""

    thread: int
    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReopened:
    """Somebody opened a closed topic by hand."""

    thread: int
    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    """Somebody is no longer in the group."""

    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BotRightsChanged:
    """What the bot may do in the group changed."""


DeskInput = (
    AdvisorWrote
    | AdvisorEdited
    | AdvisorPressed
    | TopicClosed
    | TopicReopened
    | MemberLeft
    | BotRightsChanged
)

MEDIA = (
    # An animation comes with a document: the narrower kind stands first.
    "photo", "animation", "document", "voice", "audio", "video_note", "video", "sticker", "location", "contact",
)  # fmt: skip
_OUTSIDE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
_FAR = 1 << 53

Json = Mapping[str, Any]
_NOTHING: Json = {}


def desk_input(update: Any, group: int) -> DeskInput | None:
    """Return what was done in the advisors' group, or None if the update (as JSON) is not for the desk."""
    if not group:
        return None
    update = _map(update)
    for kind, read in _KINDS.items():
        found = _map(update.get(kind))
        if found:
            chat = _map(_map(found.get("message")).get("chat") or found.get("chat"))
            return read(found) if _number(chat.get("id")) == group else None
    return None


def _written(message: Json) -> DeskInput | None:
    left = _number(_map(message.get("left_chat_member")).get("id"))
    if left is not None:
        return MemberLeft(user=left)
    user, number = _user(message), _number(message.get("message_id"))
    answers = isinstance(message.get("reply_to_message"), dict)
    thread = 0 if _is_private(message) and answers else None
    thread = _thread(message) or thread
    if user is None or thread is None or number is None:
        return None
    if "forum_topic_closed" in message:
        return TopicClosed(thread=thread, user=user)
    if "forum_topic_reopened" in message:
        return TopicReopened(thread=thread, user=user)
    media, file, name = _media(message)
    text = _text(message)
    if not text and not media:
        return None  # a service message, or something newer than this
    return AdvisorWrote(
        user=user,
        thread=thread,
        message=number,
        reply_to=_reply(message, thread),
        text=text,
        media=media,
        file=file,
        name=name,
    )


def _edited(message: Json) -> DeskInput | None:
    user, number, text = _user(message), _number(message.get("message_id")), _text(message)
    thread = _thread(message) or (0 if _is_private(message) else None)
    if user is None or thread is None or number is None or not text:
        return None
    return AdvisorEdited(user=user, thread=thread, message=number, text=text)


def _pressed(query: Json) -> DeskInput | None:
    message, token = _map(query.get("message")), query.get("data")
    user, number = _person(query.get("from")), _number(message.get("message_id"))
    if user is None or number is None or not isinstance(token, str):
        return None
    thread = _thread(message)
    return AdvisorPressed(user=user, token=clean(token, MAX_TOKEN), message=number, thread=thread)


def _member(change: Json) -> DeskInput | None:
    member = _map(change.get("new_chat_member"))
    user = _person(member.get("user"))
    status = member.get("status")
    outside = status == "restricted" and member.get("is_member") is False
    if user is None or not (outside or (isinstance(status, str) and status in _OUTSIDE)):
        return None
    return MemberLeft(user=user)


def _rights(change: Json) -> DeskInput | None:
    return None if _is_private(change) else BotRightsChanged()


_KINDS = {
    "message": _written,
    "edited_message": _edited,
    "callback_query": _pressed,
    "chat_member": _member,
    "my_chat_member": _rights,
}


def _map(value: Any) -> Json:
    return value if isinstance(value, dict) else _NOTHING


def _number(value: Any) -> int | None:
    return value if type(value) is int and abs(value) < _FAR else None


def _user(message: Json) -> int | None:
    """Return who wrote; None for anonymous administrators and channels."""
    return None if message.get("sender_chat") is not None else _person(message.get("from"))


def _person(user: Any) -> int | None:
    found = _map(user)
    return _number(found.get("id")) if found.get("is_bot") is False else None


def _thread(message: Json) -> int | None:
    """Return the topic; in General a thread's number is that of a chain of replies, so the other field decides."""
    if message.get("is_topic_message") is not True:
        return None
    return _number(message.get("message_thread_id"))


def _reply(message: Json, thread: int) -> int | None:
    """Return the message this one answers: every message of a topic seems to answer the topic's first one."""
    found = _number(_map(message.get("reply_to_message")).get("message_id"))
    return None if found == thread else found


def _text(message: Json) -> str:
    text = message.get("text")
    words = text if isinstance(text, str) else message.get("caption")
    return clean(words, MAX_TEXT) if isinstance(words, str) else ""


def _media(message: Json) -> tuple[str, str, str]:
    """Return the kind of file, what Telegram calls it and what its sender does; of a photo the largest size."""
    kind = next((kind for kind in MEDIA if message.get(kind)), "")
    found = message.get(kind)
    sized = found[-1] if isinstance(found, list) and found else found
    file, name = _map(sized).get("file_id"), _map(sized).get("file_name")
    return (
        kind,
        clean(file, MAX_REF) if isinstance(file, str) else "",
        clean(name, MAX_NAME) if isinstance(name, str) else "",
    )


def _is_private(holder: Json) -> bool:
    return _map(holder.get("chat")).get("type") == "private"
