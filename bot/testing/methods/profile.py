"""Who the bot is and how it presents itself: getMe, commands and texts per language."""

import re
from collections.abc import Callable

from bot.testing.methods.access import Call
from bot.testing.methods.refusals import bad_request
from bot.testing.world.users import Json

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
DESCRIPTION_LETTERS = 256
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
TEXT_LETTERS = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    """getMe."""
    return {
        **call.bot.user.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.can_read_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(call: Call) -> bool:
    """setMyCommands: at most 100 for one scope and one language."""
    commands = call.parameters.json("commands", what="commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    shown = [_command(command) for command in commands]
    if shown:
        call.bot.commands[_place(call)] = shown
    else:
        call.bot.commands.pop(_place(call), None)
    return True


def get_commands(call: Call) -> list[Json]:
    """getMyCommands: exactly those of this scope and language, without any fallback."""
    return call.bot.commands.get(_place(call), [])


def delete_commands(call: Call) -> bool:
    """deleteMyCommands: true also when there were none."""
    call.bot.commands.pop(_place(call), None)
    return True


def _command(given: Json) -> Json:
    name = str(given.get("command", "")).removeprefix("/").lower()
    description = str(given.get("description", "")).strip()
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LETTERS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _place(call: Call) -> tuple[str, str]:
    scope = call.parameters.json("scope", what="BotCommandScope") or {"type": "default"}
    kind = scope.get("type", "")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    ids = [str(scope.get(name, "")) for name in SCOPES[kind]]
    return ":".join([kind, *ids]), _language(call)


def _language(call: Call) -> str:
    code = call.parameters.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def text_setter(which: str) -> Callable[[Call], bool]:
    """setMyName, setMyDescription or setMyShortDescription, for the table of methods."""

    def set_text(call: Call) -> bool:
        text = call.parameters.text(which)
        if len(text) > TEXT_LETTERS[which]:
            raise bad_request(f"the {which.replace('_', ' ')} is too long")
        call.bot.texts[which, _language(call)] = text
        return True

    return set_text


def text_getter(which: str) -> Callable[[Call], Json]:
    """getMyName, getMyDescription or getMyShortDescription, with the default as fallback."""

    def get_text(call: Call) -> Json:
        texts = call.bot.texts
        first = call.bot.user.first_name if which == "name" else ""
        text = texts.get((which, _language(call))) or texts.get((which, "")) or first
        return {which: text}

    return get_text
