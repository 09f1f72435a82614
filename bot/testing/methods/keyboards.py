"""The buttons under a message or under the text field, checked as Telegram checks them."""

from dataclasses import dataclass
from typing import Any

from bot.testing.methods.parameters import Parameters
from bot.testing.methods.refusals import bad_request
from bot.testing.world.users import Json

CALLBACK_BYTES = 64
MOST_BUTTONS = 100
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A checked reply markup: `inline` belongs to the message, `keyboard` to the chat."""

    inline: Json | None = None
    keyboard: Json | None = None


NO_MARKUP = Markup()


def reply_markup(parameters: Parameters) -> Markup:
    """The markup of a call; an inline keyboard without any button counts as none."""
    given = parameters.json("reply_markup", what="reply keyboard markup")
    if given is None:
        return NO_MARKUP
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        rows = [row for row in _rows(given["inline_keyboard"], "inline_keyboard") if row]
        _check_inline(rows)
        return Markup(inline={"inline_keyboard": rows} if rows else None)
    if "keyboard" in given:
        rows = [[_named(button) for button in row] for row in _rows(given["keyboard"], "keyboard")]
        return Markup(keyboard={**given, "keyboard": rows})
    return Markup(keyboard=given) if given else NO_MARKUP


def _rows(value: Any, name: str) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{name}" of the ReplyMarkup must be an Array of Arrays')
    return value


def _named(button: Any) -> Json:
    shown = {"text": button} if isinstance(button, str) else button
    if not isinstance(shown, dict) or not isinstance(shown.get("text"), str):
        raise bad_request(
            "can't parse keyboard button: KeyboardButton must be a String or an Object"
        )
    return shown


def _check_inline(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button)


def _check_inline_button(button: Any) -> None:
    problem = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{problem}InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"]:
        raise bad_request(f'{problem}Field "text" must be of type String')
    if not any(action in button for action in ACTIONS):
        raise bad_request(f"{problem}Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
