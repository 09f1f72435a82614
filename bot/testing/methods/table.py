"""The methods a bot can call: one table from the name, in small letters, to what it does."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.testing.methods.access import Call
from bot.testing.methods.callbacks import answer_callback
from bot.testing.methods.chats import (
    get_administrators,
    get_chat,
    get_member,
    get_member_count,
    leave_chat,
)
from bot.testing.methods.editing import (
    delete_message,
    delete_messages,
    edit_caption,
    edit_markup,
    edit_text,
    pin_message,
    set_reaction,
)
from bot.testing.methods.media import get_file, sender
from bot.testing.methods.profile import (
    delete_commands,
    get_commands,
    get_me,
    set_commands,
    text_getter,
    text_setter,
)
from bot.testing.methods.sending import (
    copy_message,
    copy_messages,
    forward_message,
    forward_messages,
    send_chat_action,
    send_contact,
    send_location,
    send_message,
)
from bot.testing.methods.topics import (
    close_topic,
    create_topic,
    delete_topic,
    edit_topic,
    reopen_topic,
)
from bot.testing.methods.webhooks import delete_webhook, get_webhook_info, set_webhook


def _log_out(call: Call) -> bool:
    call.bot.logged_out = True
    return True


def _close(_: Call) -> bool:
    return True


METHODS: Mapping[str, Callable[[Call], Any]] = {
    "getme": get_me,
    "logout": _log_out,
    "close": _close,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": send_message,
    "senddocument": sender("document"),
    "sendphoto": sender("photo"),
    "sendvoice": sender("voice"),
    "sendaudio": sender("audio"),
    "sendvideo": sender("video"),
    "sendanimation": sender("animation"),
    "sendlocation": send_location,
    "sendcontact": send_contact,
    "sendchataction": send_chat_action,
    "copymessage": copy_message,
    "copymessages": copy_messages,
    "forwardmessage": forward_message,
    "forwardmessages": forward_messages,
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "setmessagereaction": set_reaction,
    "pinchatmessage": pin_message,
    "answercallbackquery": answer_callback,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_member,
    "getchatmembercount": get_member_count,
    "getchatadministrators": get_administrators,
    "leavechat": leave_chat,
    "createforumtopic": create_topic,
    "editforumtopic": edit_topic,
    "closeforumtopic": close_topic,
    "reopenforumtopic": reopen_topic,
    "deleteforumtopic": delete_topic,
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "deletemycommands": delete_commands,
    "setmyname": text_setter("name"),
    "getmyname": text_getter("name"),
    "setmydescription": text_setter("description"),
    "getmydescription": text_getter("description"),
    "setmyshortdescription": text_setter("short_description"),
    "getmyshortdescription": text_getter("short_description"),
}
SENDING = frozenset(name for name in METHODS if name.startswith(("send", "copy", "forward"))) - {
    "sendchataction"
}
COUNTED_IN_GROUPS = SENDING | {
    "createforumtopic",
    "editmessagecaption",
    "editmessagereplymarkup",
    "editmessagetext",
}
"""What spends a group's limit: edits and new topics as well as messages."""
