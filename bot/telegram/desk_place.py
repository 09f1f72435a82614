"""Where a ticket stands in the advisors' group: its topic, its card, and how far its messages are posted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.json_bytes import from_json, to_json

KEPT_POSTS = 200
AGAIN = 5
"""Messages that are posted again when a topic was deleted."""
DONE = '{"done":1,'
"""How the place of a ticket begins that is closed and needs nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What stands in the group `chat` of one ticket, by Telegram's numbers; 0 for what is not there.

    `card` and `line` are messages (in the topic, in General), `shown` and `told` digests of what they say. `last` is
    the message of the ticket (nth) that was posted last, `parts` how many parts of the one after it. `posts` are
    Telegram's messages with the nth they stand for. `says` has the version of a message that stands there changed, by
    Telegram's number; `failed` are the nths of which the topic says that they did not arrive. `again` means that the
    topic was made again and does not say so yet, `shut` that it is closed there.

    `lines` are further messages about an nth, each with what it tells of the delivery, or nothing. `bare` means that
    no word of anybody was posted there; `rule` is by which rule for words it was judged when it was done.
    """

    done: bool = False
    chat: int = 0
    thread: int = 0
    card: int = 0
    line: int = 0
    shown: str = ""
    told: str = ""
    pinned: bool = False
    again: bool = False
    last: int = 0
    parts: int = 0
    shut: bool = False
    posts: tuple[tuple[int, int], ...] = ()
    says: tuple[tuple[int, str], ...] = ()
    failed: tuple[int, ...] = ()
    lines: tuple[tuple[int, int, str], ...] = ()
    bare: bool = False
    rule: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing of the ticket stands there."""
        return not (self.thread or self.card or self.line)

    @property
    def begun(self) -> bool:
        """Whether anything is known of the ticket there."""
        return replace(self, done=False, rule="") != Place(chat=self.chat)

    def nth_of(self, message: int) -> int | None:
        """Return which message of the ticket stands here as `message`."""
        return next((nth for number, nth in self.posts if number == message), None)

    def message_of(self, nth: int) -> int | None:
        """Return the first message that stands for the `nth` of the ticket."""
        return next(iter(self.messages_of(nth)), None)

    def messages_of(self, nth: int) -> list[int]:
        """Return the messages that stand for the `nth` of the ticket, in order."""
        return [number for number, each in self.posts if each == nth]

    def version_of(self, message: int) -> str:
        """Return which version of what was said stands here as `message`; nothing for the first."""
        return next((version for number, version in self.says if number == message), "")

    def stands(self, nth: int, version: str) -> bool:
        """Whether all that stands here for the `nth` is in this version."""
        return all(self.version_of(each) == version for each in self.messages_of(nth))

    def with_post(self, message: int, nth: int) -> "Place":
        """Return this with one more message that stands for the `nth`."""
        posts = (*self.posts, (message, nth))[-KEPT_POSTS:]
        known = {number for number, _ in posts}
        says = tuple(each for each in self.says if each[0] in known)
        return replace(self, posts=posts, says=says)

    def with_line(self, message: int, nth: int, told: str = "") -> "Place":
        """Return this with one more message about the `nth`; `told` is what it says of the delivery."""
        return replace(self, lines=(*self.lines, (message, nth, told))[-KEPT_POSTS:])

    def telling(self, message: int, told: str) -> "Place":
        """Return this with a message that says something else of the delivery now."""
        lines = (
            (number, nth, told if number == message else was) for number, nth, was in self.lines
        )
        return replace(self, lines=tuple(lines))

    def saying(self, message: int, version: str) -> "Place":
        """Return this with a message in another version."""
        if version == self.version_of(message):
            return self
        others = tuple(each for each in self.says if each[0] != message)
        return replace(self, says=(*others, (message, version))[-KEPT_POSTS:])

    def posted(self, nth: int) -> "Place":
        """Return this with everything up to `nth` posted."""
        return replace(self, last=max(self.last, nth), parts=0)

    def without_topic(self, nths: Sequence[int]) -> "Place":
        """Return this for a topic to be made again: card and the latest of the messages `nths` are posted anew."""
        known = [nth for nth in nths if nth <= self.last]
        again = known[-AGAIN - 1] if len(known) > AGAIN else 0
        begun = Place(chat=self.chat, line=self.line, last=again, again=True, failed=self.failed)
        return replace(begun, bare=self.bare)

    def judged(self, *, words: bool, closed: bool) -> "Place":
        """Return this for a ticket whose words may stand there, or not.

        If they stand there and may not any more, everything begins anew, and what is here now is to be removed.
        """
        if words:
            return replace(self, bare=False)
        if self.bare or (self.empty and closed):
            return self
        if not self.posts:
            return replace(self, bare=True)
        begun = Place(chat=self.chat, line=self.line, last=self.last, again=True)
        return replace(begun, failed=self.failed, bare=True)

    def without_line(self) -> "Place":
        """Return this without its line in General, which stays."""
        return replace(self, line=0, told="")


def place_to_text(place: Place) -> str:
    """Return it as JSON; what is empty is left out."""
    fields = {name: getattr(place, name) for name in Place.__slots__}
    data: dict[str, Any] = {name: value for name, value in fields.items() if value}
    if place.done:
        data["done"] = 1  # first, so that it can be found by how the text begins
    return to_json(data).decode()


def place_from_text(text: str) -> Place | None:
    """Return what `place_to_text` wrote, None for anything else."""
    try:
        data = from_json(text.encode())
        lists: dict[str, Any] = {
            "posts": tuple((int(message), int(nth)) for message, nth in data.pop("posts", ())),
            "says": tuple((int(message), str(each)) for message, each in data.pop("says", ())),
            "failed": tuple(int(nth) for nth in data.pop("failed", ())),
            "lines": tuple(
                (int(message), int(nth), str(told)) for message, nth, told in data.pop("lines", ())
            ),
        }
        done = bool(data.pop("done", 0))
        return Place(**data, **lists, done=done)
    except (ValueError, TypeError, AttributeError):
        return None
