"""Updates as Telegram sends them, and ways to damage them."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
SAMIRA: Json = {
    "id": 7001,
    "is_bot": False,
    "first_name": "Samira",
    "last_name": "Haddad",
    "username": "samira_h",
    "language_code": "ar",
    "is_premium": True,
}
MERIT: Json = {"id": 1, "is_bot": True, "first_name": "Merit", "username": "merit_bot"}
CHAT: Json = {"id": 7001, "type": "private", "first_name": "Samira", "username": "samira_h"}
GROUP: Json = {"id": -100, "type": "supergroup", "title": "Neighbours"}


def message(*, sender: Json | None = SAMIRA, **changes: Any) -> Json:
    """A message in Samira's private chat; a change to None leaves the field out."""
    usual = {"message_id": 12, "from": sender, "chat": CHAT, "date": 1_790_000_000}
    return _without_nones(usual | changes)


def text_update(
    text: str | None = "Good morning", *, update_id: int = 5001, **changes: Any
) -> Json:
    """An update with a typed text."""
    return {"update_id": update_id, "message": message(text=text, **changes)}


def keyboard(*labels: str) -> Json:
    """Inline buttons in one row."""
    row = [{"text": label, "callback_data": f"start/{label}"} for label in labels]
    return {"inline_keyboard": [row]}


def press_update(
    data: str | None = "start/Yes",
    *,
    update_id: int = 5002,
    sender: Json = SAMIRA,
    **changes: Any,
) -> Json:
    """An update with a press on a button of a message of Merit's."""
    usual = {
        "id": "880011",
        "from": sender,
        "message": message(
            sender=MERIT,
            text="Shall we begin?",
            entities=[{"type": "bold", "offset": 0, "length": 5}],
            reply_markup=keyboard("Yes", "No"),
            edit_date=1_790_000_100,
            link_preview_options={"is_disabled": True},
        ),
        "chat_instance": "-42",
        "data": data,
    }
    return {"update_id": update_id, "callback_query": _without_nones(usual | changes)}


def membership_update(status: str, *, update_id: int = 5003, chat: Json = CHAT) -> Json:
    """An update that says what the bot now is in a chat."""
    until = {"until_date": 0} if status == "kicked" else {}
    change = {
        "chat": chat,
        "from": SAMIRA,
        "date": 1_790_000_000,
        "old_chat_member": {"user": MERIT, "status": "left"},
        "new_chat_member": {"user": MERIT, "status": status, **until},
    }
    return {"update_id": update_id, "my_chat_member": change}


def _without_nones(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value is not None}


numbers = st.integers(-(2**70), 2**70)
scalars = st.none() | st.booleans() | numbers | st.floats(allow_nan=False) | st.text(max_size=20)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
json_objects = st.dictionaries(st.text(max_size=12), json_values, max_size=6)

FIELDS = (
    "id", "text", "entities", "chat", "from", "date", "type", "message", "is_bot", "photo", "sender_chat",
    "api_kwargs", "self", "data", "bot", "reply_to_message", "edit_date", "caption", "url", "user",
    "via_bot", "language_code", "forward_date", "reply_markup", "web_app", "callback_data", "game",
)  # fmt: skip


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every part of a JSON value is."""
    found = [here] if here else []
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, part in value.items() if isinstance(value, dict) else ():
        found += paths(part, (*here, key))
    return found


ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**12, 2**70, 1.5, "", "x", "group", "url", "/start", "\ud800\x00", [], {}, [[]],
    [{}], [[{}]], [[{"text": "a"}]], {"self": 1}, {"is_disabled": False}, {"url": 5},
)  # fmt: skip


def damages(update: Json) -> Iterator[Any]:
    """`update` with each part in turn dropped, replaced by each odd value, or given each odd field."""
    for *way, last in paths(update):
        for change in ("drop", *ODD, *FIELDS):
            copied: Any = copy.deepcopy(update)
            place = copied
            for key in way:
                place = place[key]
            if change == "drop":
                del place[last]
            elif isinstance(change, str) and change in FIELDS and isinstance(place, dict):
                place[change] = {"id": 5}
            else:
                place[last] = copy.deepcopy(change)
            yield copied


odd_or_any = st.sampled_from(ODD).map(copy.deepcopy) | json_values


@st.composite
def damaged(draw: st.DrawFn, *updates: Json) -> Any:
    """One of `updates` with up to four parts dropped, replaced or added."""
    update: Any = copy.deepcopy(draw(st.sampled_from(updates)))
    for _ in range(draw(st.integers(0, 4))):
        *way, last = draw(st.sampled_from(paths(update) or [("update_id",)]))
        place = update
        for key in way:
            place = place[key]
        match draw(st.sampled_from(["drop", "replace", "add"])):
            case "replace":
                place[last] = draw(odd_or_any)
            case "add" if isinstance(place, dict):
                place[draw(st.sampled_from(FIELDS) | st.text(max_size=8))] = draw(odd_or_any)
            case _:
                place.pop(last, None) if isinstance(place, dict) else place.pop(last)
    return update
