"""How what the advisors' group shows of a ticket goes away again, as far as Telegram lets a bot."""

from collections.abc import Iterator

from bot.telegram.desk_calls import Operation, edited
from bot.telegram.desk_place import Place

_TOPIC, _MESSAGE = "deleteForumTopic", "deleteMessage"
TAKE_AWAY = frozenset({_TOPIC, _MESSAGE})
"""What really removes something; without the right to it, it is tried again."""


def removals_of(place: Place) -> list[Operation]:
    """Return what removes a place: its topic with everything in it, or each message, and its line in General."""
    return list(_removals(place))


def emptied(removal: Operation, words: str) -> list[Operation]:
    """Return what can still be done with a message that is too old to be deleted: it says only `words` then."""
    if removal.method != _MESSAGE:
        return []
    return [edited(removal.parameters["chat_id"], removal.parameters["message_id"], words, [])]


def _removals(place: Place) -> Iterator[Operation]:
    if place.thread:
        topic = {"chat_id": place.chat, "message_thread_id": place.thread}
        yield Operation(method=_TOPIC, parameters=topic)
    else:
        about = (number for number, _, _ in place.lines)
        numbers = (place.card, *(number for number, _ in place.posts), *about)
        yield from (_away(place.chat, number) for number in numbers if number)
    if place.line:
        yield _away(place.chat, place.line)


def _away(chat: int, message: int) -> Operation:
    return Operation(method=_MESSAGE, parameters={"chat_id": chat, "message_id": message})
