"""Methods that put a message into a chat: texts, copies, forwards, places and contacts."""

from typing import Any

from bot.testing.methods.access import (
    Call,
    existing_message,
    named_topic,
    readable_chat,
    without_reply,
    writable_chat,
)
from bot.testing.methods.keyboards import reply_markup
from bot.testing.methods.refusals import bad_request
from bot.testing.methods.text import caption, message_text
from bot.testing.world.chats import Chat, Message
from bot.testing.world.users import Json

HEADER = frozenset(
    {
        "message_id",
        "from",
        "chat",
        "date",
        "edit_date",
        "message_thread_id",
        "is_topic_message",
        "reply_to_message",
        "reply_markup",
        "forward_origin",
        "has_protected_content",
    }
)
SERVICE = (
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "new_chat_members",
    "left_chat_member",
)
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(call: Call) -> Json:
    """sendMessage."""
    content = message_text(call.parameters)
    options = call.parameters.json("link_preview_options", what="link preview options")
    if options:
        content["link_preview_options"] = options
    return post(call, content).data


def send_location(call: Call) -> Json:
    """sendLocation."""
    place = {name: call.parameters.decimal(name) for name in ("latitude", "longitude")}
    return post(call, {"location": place}).data


def send_contact(call: Call) -> Json:
    """sendContact."""
    names = ("phone_number", "first_name", "last_name")
    contact = {name: call.parameters.text(name) for name in names if call.parameters.has(name)}
    return post(call, {"contact": contact}).data


def post(call: Call, content: Json) -> Message:
    """The message a bot sends with this content, into the chat and topic its call names."""
    chat = writable_chat(call)
    markup = reply_markup(call.parameters)
    topic = named_topic(call, chat)
    if topic is not None:
        content = {**content, "message_thread_id": topic.id, "is_topic_message": True}
    if (answered := _answered(call, chat)) is not None:
        content = {**content, "reply_to_message": without_reply(answered.data)}
    elif topic is not None and (root := chat.message(topic.id)) is not None:
        content = {**content, "reply_to_message": without_reply(root.data)}
    if call.parameters.truth("protect_content"):
        content = {**content, "has_protected_content": True}
    if markup.inline is not None:
        content = {**content, "reply_markup": markup.inline}
    return call.world.post(chat, call.bot.user, content, keyboard=markup.keyboard)


def _answered(call: Call, chat: Chat) -> Message | None:
    wanted: Any = call.parameters.json("reply_parameters", what="reply parameters") or {}
    message_id = wanted.get("message_id") or call.parameters.integer("reply_to_message_id")
    if not message_id:
        return None
    message = chat.message(int(message_id))
    optional = wanted.get("allow_sending_without_reply") or call.parameters.truth(
        "allow_sending_without_reply"
    )
    if message is None and not optional:
        raise bad_request("message to be replied not found")
    return message


def copy_message(call: Call) -> Json:
    """copyMessage: the same content without any trace of who wrote it."""
    return {"message_id": _copy(call, _original(call, "copy", "copied")).id}


def copy_messages(call: Call) -> list[Json]:
    """copyMessages: those that exist, in the order of the ids."""
    return [{"message_id": _copy(call, message).id} for message in _originals(call)]


def forward_message(call: Call) -> Json:
    """forwardMessage: the same content with its author and date."""
    return _forward(call, _original(call, "forward", "forwarded")).data


def forward_messages(call: Call) -> list[Json]:
    """forwardMessages: those that exist, in the order of the ids."""
    return [{"message_id": _forward(call, message).id} for message in _originals(call)]


def _original(call: Call, verb: str, done: str) -> Message:
    source = readable_chat(call, "from_chat_id")
    message = existing_message(call, source, f"message to {verb}")
    if not _can_travel(message):
        raise bad_request(f"the message can't be {done}")
    return message


def _originals(call: Call) -> list[Message]:
    source = readable_chat(call, "from_chat_id")
    found = [source.message(int(number)) for number in message_ids(call)]
    return [message for message in found if message is not None and _can_travel(message)]


def message_ids(call: Call) -> list[Any]:
    """The 1 to 100 message ids of a call that takes several."""
    given = call.parameters.json("message_ids", what="message identifiers")
    if not isinstance(given, list) or not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > 100:
        raise bad_request("too many message identifiers specified")
    return given


def _can_travel(message: Message) -> bool:
    data = message.data
    return not data.get("has_protected_content") and not any(name in data for name in SERVICE)


def _content(message: Message) -> Json:
    return {name: value for name, value in message.data.items() if name not in HEADER}


def _copy(call: Call, message: Message) -> Message:
    content = _content(message)
    if call.parameters.has("caption") and "text" not in content:
        kept = {n: v for n, v in content.items() if n not in ("caption", "caption_entities")}
        content = {**kept, **caption(call.parameters)}
    return post(call, content)


def _forward(call: Call, message: Message) -> Message:
    origin = message.data.get("forward_origin") or {
        "type": "user",
        "sender_user": message.data["from"],
        "date": message.data["date"],
    }
    return post(call, {**_content(message), "forward_origin": origin})


def send_chat_action(call: Call) -> bool:
    """sendChatAction: shown to the person, never part of the chat."""
    chat = writable_chat(call)
    action = call.parameters.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    named_topic(call, chat)
    chat.actions.append(action)
    chat.pulse.beat()
    return True
