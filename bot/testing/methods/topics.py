"""Forum topics: made, renamed, closed, opened again and deleted by a bot that may."""

from bot.testing.methods.access import Call, may_manage_topics, writable_chat
from bot.testing.methods.refusals import bad_request
from bot.testing.world.chats import Chat, Topic
from bot.testing.world.users import Json, User
from bot.testing.world.world import World

NAME_LETTERS = 128
ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def create_topic(call: Call) -> Json:
    """createForumTopic: the topic's id is the id of the message that announces it."""
    chat = _forum(call, "create a topic")
    name = _name(call)
    color = call.parameters.integer("icon_color") or ICON_COLORS[0]
    if color not in ICON_COLORS:
        raise bad_request("invalid icon color specified")
    topic = open_topic(call.world, chat, call.bot.user, name=name, color=color)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def edit_topic(call: Call) -> bool:
    """editForumTopic: a new name, a new icon, or both."""
    chat = _forum(call, "edit the topic")
    topic = _topic(call, chat)
    changes: Json = {}
    if call.parameters.text("name"):
        topic.name = changes["name"] = _name(call)
    if call.parameters.has("icon_custom_emoji_id"):
        icon = call.parameters.text("icon_custom_emoji_id")
        topic.icon_custom_emoji_id = changes["icon_custom_emoji_id"] = icon
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    note(call.world, chat, call.bot.user, topic, {"forum_topic_edited": changes})
    return True


def close_topic(call: Call) -> bool:
    """closeForumTopic: only those who manage topics may write there afterwards."""
    return _set_closed(call, closed=True)


def reopen_topic(call: Call) -> bool:
    """reopenForumTopic."""
    return _set_closed(call, closed=False)


def delete_topic(call: Call) -> bool:
    """deleteForumTopic: the topic goes with all its messages."""
    chat = _forum(call, "delete the topic")
    topic = _topic(call, chat)
    del chat.topics[topic.id]
    for message in list(chat.messages.values()):
        if topic.id in (message.topic_id, message.id) and not message.deleted:
            chat.delete(message)
    return True


def open_topic(world: World, chat: Chat, author: User, *, name: str, color: int) -> Topic:
    """A new topic in `chat`, announced by a service message of `author`."""
    content = {"forum_topic_created": {"name": name, "icon_color": color}}
    root = world.post(chat, author, content)
    root.data = {**root.data, "message_thread_id": root.id, "is_topic_message": True}
    topic = Topic(id=root.id, name=name, icon_color=color)
    chat.topics[topic.id] = topic
    if not author.is_bot:
        world.tell_of_message(chat, root)
    return topic


def note(world: World, chat: Chat, author: User, topic: Topic, content: Json) -> None:
    """Put a service message of `author` about `topic` into it; bots hear it from a person."""
    place = {"message_thread_id": topic.id, "is_topic_message": True}
    message = world.post(chat, author, {**content, **place})
    if not author.is_bot:
        world.tell_of_message(chat, message)


def set_closed(world: World, chat: Chat, author: User, topic: Topic, *, closed: bool) -> None:
    """Close or reopen `topic`, announced by a service message of `author`."""
    topic.closed = closed
    note(world, chat, author, topic, {f"forum_topic_{'closed' if closed else 'reopened'}": {}})


def _set_closed(call: Call, *, closed: bool) -> bool:
    chat = _forum(call, "close the topic" if closed else "reopen the topic")
    topic = _topic(call, chat)
    if topic.closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    set_closed(call.world, chat, call.bot.user, topic, closed=closed)
    return True


def _forum(call: Call, deed: str) -> Chat:
    chat = writable_chat(call)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not may_manage_topics(call.bot, chat):
        raise bad_request(f"not enough rights to {deed}")
    return chat


def _topic(call: Call, chat: Chat) -> Topic:
    topic = chat.topics.get(call.parameters.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(call: Call) -> str:
    name = call.parameters.text("name").strip()
    if not name:
        raise bad_request("title must be non-empty")
    return name[:NAME_LETTERS]
