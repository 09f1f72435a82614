"""What an Update says, for updates read by python-telegram-bot: a pure function that raises nothing.

Merit talks with persons in private chats only. Not for us, hence None: groups and channels (a person's
situation is not for others' eyes, and an anonymous admin or a channel is no person), other bots, messages of
a business account's chats, inline queries, and service messages. A message that was edited is only a change of words
for the advisors: an answer has been used already, and the next question stands below it.
"""

from dataclasses import replace

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Contact,
    Document,
    Location,
    Message,
    PhotoSize,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType, MessageType

from bot.core.contacts import position_kept
from bot.core.message import (
    ChannelName,
    Content,
    Edited,
    FileKind,
    InboundMessage,
    Pressed,
    Reachability,
    Shared,
    SharedKind,
    Unsupported,
    Upload,
    Words,
)
from bot.telegram.text import (
    MAX_NAME,
    MAX_NUMBER,
    MAX_REF,
    MAX_TEXT,
    MAX_TOKEN,
    clean,
    language_hint,
    spoken,
)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
"""The kinds of updates Merit asks for, by polling and by webhook; the last one only for the advisors' group."""

UNSUPPORTED = (
    # A venue comes with a location and an animation with a document: the narrower kind stands first.
    "venue", "animation", "audio", "checklist", "dice", "game", "gift",
    "giveaway", "invoice", "live_photo", "paid_media", "passport_data", "poll", "sticker", "story",
    "unique_gift", "video", "video_note", "voice",
)  # fmt: skip
"""What a person can send that Merit cannot read."""

_DETAILS = {
    "business_connection_id", "effect_id", "reply_to_story", "sender_boost_count", "sender_business_bot",
}  # fmt: skip
_TAKEN = {"text", "location", "contact", "photo", "document"}
_SERVICE = tuple({kind.value for kind in MessageType} - {*UNSUPPORTED, *_DETAILS, *_TAKEN})

_REACHABLE: dict[str, bool] = {ChatMemberStatus.BANNED: False, ChatMemberStatus.MEMBER: True}


def is_sound(update: Update) -> bool:
    """Return whether the parts Merit goes by have the types Telegram documents.

    python-telegram-bot does not check them, and builds a message without a chat, too.
    """
    match update:
        case Update(message=Message() as message):
            return _is_place(message.chat) and isinstance(message.text, str | None)
        case Update(edited_message=Message() as message):
            return _is_place(message.chat) and isinstance(message.text, str | None)
        case Update(callback_query=CallbackQuery(message=Message() as message, data=data)):
            return _is_place(message.chat) and isinstance(data, str | None)
        case Update(my_chat_member=ChatMemberUpdated() as change):
            return _is_place(change.chat) and isinstance(change.new_chat_member, ChatMember)
        case _:
            return True


def _is_place(chat: object) -> bool:
    return isinstance(chat, Chat) and type(chat.id) is int and isinstance(chat.type, str)


def from_update(update: Update) -> InboundMessage | None:
    """Return what a person did, or None if the update is not for us (or not sound)."""
    if not is_sound(update):
        return None
    if update.message is not None:
        return _from_message(update, update.message)
    if update.edited_message is not None:
        return _from_change(update, update.edited_message)
    if update.callback_query is not None:
        return _from_press(update)
    if update.my_chat_member is not None:
        return _from_membership(update)
    return None


def _from_message(update: Update, message: Message) -> InboundMessage | None:
    if message.sender_chat is not None or message.business_connection_id is not None:
        return None
    content = _content(message)
    if content is None:
        return None
    return _inbound(update, message.chat, message.from_user, content)


def _from_change(update: Update, message: Message) -> InboundMessage | None:
    """Return a change of a person's words, also of those under a file; a place or a file itself changes nothing."""
    if message.sender_chat is not None or message.business_connection_id is not None:
        return None
    words = message.text if isinstance(message.text, str) else message.caption
    if not isinstance(words, str):
        return None
    content = Edited(ref=str(message.message_id), text=clean(words, MAX_TEXT))
    return _inbound(update, message.chat, message.from_user, content)


def _content(message: Message) -> Content | None:
    if isinstance(message.text, str):
        said = spoken(message.text)
        return replace(said, ref=str(message.message_id)) if isinstance(said, Words) else said
    for kind in UNSUPPORTED:
        if getattr(message, kind, None):
            return _unsupported(kind, message)
    sent = _sent(message)
    if sent is not None:
        return sent
    if any(getattr(message, kind, None) for kind in _SERVICE):
        return None
    return Unsupported(
        kind="unknown"
    )  # newer than python-telegram-bot; better a kind answer than silence


def _sent(message: Message) -> Content | None:
    """Return the place, phone number, photo or document that was sent; of a photo the largest size."""
    match message:
        case Message(location=Location(latitude=latitude, longitude=longitude)):
            return Shared(
                kind=SharedKind.LOCATION,
                value=_position(latitude, longitude),
                message=str(message.message_id),
            )
        case Message(contact=Contact(phone_number=str() as number) as contact):
            return Shared(
                kind=SharedKind.CONTACT,
                value=_international(number, contact.user_id),
                message=str(message.message_id),
            )
        case Message(photo=(*_, PhotoSize() as largest)):
            return _upload(FileKind.PHOTO, largest, message)
        case Message(document=Document() as document):
            return _upload(FileKind.DOCUMENT, document, message)
        case _:
            return None


def _position(latitude: object, longitude: object) -> str:
    if not (isinstance(latitude, int | float) and isinstance(longitude, int | float)):
        return ""
    return position_kept(latitude, longitude)


def _international(number: str, account: object) -> str:
    """Return a shared number; that of an account at Telegram begins with its country, with or without the plus."""
    found = clean(number, MAX_NUMBER)
    known = account is not None and found[:1].isdigit() and not found.startswith("0")
    return f"+{found}" if known else found


def _upload(kind: FileKind, file: PhotoSize | Document, message: Message) -> Content:
    ref, name, size = _file(file)
    if not ref:
        return Unsupported(kind=kind, words=_caption(message))
    return Upload(
        kind=kind,
        ref=ref,
        size=size,
        words=_caption(message),
        name=name,
        message=str(message.message_id),
    )


def _unsupported(kind: str, message: Message) -> Content:
    """Return what no flow takes, with what Telegram calls its file, for advisors."""
    ref, name, size = _file(getattr(message, kind))
    number = str(message.message_id)
    words = _caption(message)
    return Unsupported(kind=kind, words=words, ref=ref, size=size, name=name, message=number)


def _file(file: object) -> tuple[str, str, int]:
    """Return how a file can be had, what it is called, and its bytes, as far as Telegram says so."""
    ref = getattr(file, "file_id", None)
    name = getattr(file, "file_name", None)
    size = getattr(file, "file_size", None)
    return (
        clean(ref, MAX_REF) if isinstance(ref, str) else "",
        clean(name, MAX_NAME) if isinstance(name, str) else "",
        size if type(size) is int else 0,
    )


def _caption(message: Message) -> str:
    return clean(message.caption, MAX_TEXT) if isinstance(message.caption, str) else ""


def _from_press(update: Update) -> InboundMessage | None:
    query = update.callback_query
    if query is None or not isinstance(query.message, Message) or not isinstance(query.data, str):
        return None
    if query.message.business_connection_id is not None:
        return None
    content = Pressed(token=clean(query.data, MAX_TOKEN), on=str(query.message.message_id))
    return _inbound(update, query.message.chat, query.from_user, content)


def _from_membership(update: Update) -> InboundMessage | None:
    change = update.my_chat_member
    if change is None or change.new_chat_member.status not in _REACHABLE:
        return None
    reachable = _REACHABLE[change.new_chat_member.status]
    return _inbound(update, change.chat, change.from_user, Reachability(reachable=reachable))


def _inbound(
    update: Update, chat: Chat, sender: User | None, content: Content
) -> InboundMessage | None:
    if chat.type != ChatType.PRIVATE:
        return None
    if sender is not None and sender.is_bot:
        return None
    return InboundMessage(
        channel=ChannelName.TELEGRAM,
        address=str(chat.id),
        update_id=str(update.update_id),
        content=content,
        language_hint=None if sender is None else language_hint(sender.language_code),
    )
