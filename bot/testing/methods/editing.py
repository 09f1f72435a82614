"""Methods that change or remove messages already sent, and reactions to them."""

from bot.testing.methods.access import Call, existing_message, readable_chat, writable_chat
from bot.testing.methods.keyboards import Markup, reply_markup
from bot.testing.methods.refusals import bad_request
from bot.testing.methods.sending import message_ids
from bot.testing.methods.text import caption, message_text
from bot.testing.world.chats import ChangeKind, Chat, ChatKind, Message
from bot.testing.world.users import Json

DELETABLE_SECONDS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TEXT_FIELDS = ("text", "entities", "link_preview_options")
CAPTION_FIELDS = ("caption", "caption_entities")


def edit_text(call: Call) -> Json:
    """editMessageText: new text; the inline keyboard goes unless it is given again."""
    content = message_text(call.parameters)
    chat, message = _own(call)
    if "text" not in message.data:
        raise bad_request("there is no text in the message to edit")
    return _replace(call, chat, message, TEXT_FIELDS, content)


def edit_caption(call: Call) -> Json:
    """editMessageCaption: new words under a file, or none."""
    content = caption(call.parameters)
    chat, message = _own(call)
    if "text" in message.data:
        raise bad_request("there is no caption in the message to edit")
    return _replace(call, chat, message, CAPTION_FIELDS, content)


def edit_markup(call: Call) -> Json:
    """editMessageReplyMarkup: new buttons, or none."""
    chat, message = _own(call)
    return _replace(call, chat, message, (), {})


def _own(call: Call) -> tuple[Chat, Message]:
    chat = writable_chat(call)
    message = existing_message(call, chat, "message to edit")
    if message.sender_id != call.bot.id:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(
    call: Call, chat: Chat, message: Message, removed: tuple[str, ...], content: Json
) -> Json:
    markup: Markup = reply_markup(call.parameters)
    gone = {*removed, "reply_markup", "edit_date"}
    data = {name: value for name, value in message.data.items() if name not in gone}
    data |= content
    if markup.inline is not None:
        data["reply_markup"] = markup.inline
    before = {name: value for name, value in message.data.items() if name != "edit_date"}
    if data == before:
        raise bad_request(NOT_MODIFIED)
    message.data = {**data, "edit_date": call.world.date()}
    chat.show(ChangeKind.EDITED, message)
    return message.data


def delete_message(call: Call) -> bool:
    """deleteMessage: for everybody, while it is younger than 48 hours."""
    chat = readable_chat(call)
    message = existing_message(call, chat, "message to delete")
    if not _may_delete(call, chat, message):
        raise bad_request("message can't be deleted")
    chat.delete(message)
    return True


def delete_messages(call: Call) -> bool:
    """deleteMessages: 1 to 100 of them; unknown ones and ones too old are skipped."""
    chat = readable_chat(call)
    for number in message_ids(call):
        message = chat.message(int(number))
        if message is not None and _may_delete(call, chat, message):
            chat.delete(message)
    return True


def _may_delete(call: Call, chat: Chat, message: Message) -> bool:
    if "forum_topic_created" in message.data:
        return False
    if call.world.clock.now() - message.data["date"] > DELETABLE_SECONDS:
        return False
    is_own = message.sender_id == call.bot.id
    return is_own or chat.kind is ChatKind.PRIVATE or chat.members[call.bot.id].is_admin


def set_reaction(call: Call) -> bool:
    """setMessageReaction: one emoji of the bot, or none."""
    chat = readable_chat(call)
    message = existing_message(call, chat, "message to react")
    reactions = call.parameters.json("reaction", what="reaction types") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(not reaction.get("emoji") for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions[call.bot.id] = reactions
    chat.pulse.beat()
    return True


def pin_message(call: Call) -> bool:
    """pinChatMessage: in a group only by a bot that may; the chat remembers what is pinned."""
    chat = writable_chat(call)
    message = existing_message(call, chat, "message to pin")
    if chat.kind is not ChatKind.PRIVATE and not _may_pin(call, chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned[message.id] = None
    return True


def _may_pin(call: Call, chat: Chat) -> bool:
    bot = chat.members[call.bot.id]
    return bot.is_admin and "can_pin_messages" not in bot.lacks
