"""Whether a bot may reach a chat, a message in it, or a topic; the refusals when it may not."""

from dataclasses import dataclass

from bot.testing.methods.parameters import Parameters
from bot.testing.methods.refusals import Refusal, bad_request, forbidden
from bot.testing.world.bots import BotAccount
from bot.testing.world.chats import Chat, ChatKind, Message, Topic
from bot.testing.world.users import Json
from bot.testing.world.world import World

GENERAL_TOPIC = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of one method, with all that is needed to answer it."""

    world: World
    bot: BotAccount
    parameters: Parameters


def readable_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat this call names, if the bot may look at it."""
    given = call.parameters.text(name)
    if not given:
        raise bad_request(f"{name} is empty")
    chat = _find(call, call.parameters.integer(name))
    if chat is None:
        raise bad_request("chat not found")
    if chat.kind is not ChatKind.PRIVATE:
        _check_group(call.bot, chat)
    return chat


def writable_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat this call names, if the bot may write there."""
    chat = readable_chat(call, name)
    if chat.migrated_to is not None:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to=chat.migrated_to,
        )
    if chat.person is not None and chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def _find(call: Call, chat_id: int) -> Chat | None:
    if chat_id in call.world.groups:
        return call.world.groups[chat_id]
    chat = call.bot.chats.get(chat_id)
    if chat is not None and chat.started:
        return chat
    if any(chat_id in group.members for group in call.world.groups.values()):
        raise forbidden("bot can't initiate conversation with a user")
    return None


def _check_group(bot: BotAccount, chat: Chat) -> None:
    member = chat.members.get(bot.id)
    if member is None or member.status == "left":
        raise forbidden(f"bot is not a member of the {_kind(chat)} chat")
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {_kind(chat)} chat")


def _kind(chat: Chat) -> str:
    return "supergroup" if chat.kind is ChatKind.SUPERGROUP else "group"


def existing_message(call: Call, chat: Chat, what: str, name: str = "message_id") -> Message:
    """The message this call names, or the refusal `what` not found."""
    message = chat.message(call.parameters.integer(name))
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def named_topic(call: Call, chat: Chat) -> Topic | None:
    """The topic a message shall go to, or None for no topic (then it is the general one)."""
    topic_id = call.parameters.integer("message_thread_id")
    if topic_id <= 0 or not chat.is_forum:
        return None
    topic = chat.topics.get(topic_id)
    if topic is None:  # also the general topic, which a message reaches only without any id
        raise bad_request("message thread not found")
    if topic.closed and not may_manage_topics(call.bot, chat):
        raise bad_request("TOPIC_CLOSED")
    return topic


def may_manage_topics(bot: BotAccount, chat: Chat) -> bool:
    """Whether the bot is an administrator with that right."""
    member = chat.members[bot.id]
    return member.is_admin and member.can_manage_topics


def without_reply(data: Json) -> Json:
    """A message as it stands inside another one: Telegram goes one level deep only."""
    return {name: value for name, value in data.items() if name != "reply_to_message"}
