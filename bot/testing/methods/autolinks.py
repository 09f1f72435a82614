"""What Telegram marks in a text by itself: commands, mentions, addresses, hashtags."""

import re

from bot.testing.world.users import Json

FOUND = {
    "bot_command": re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w)"),
    "url": re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?()\"']"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "hashtag": re.compile(r"(?<!\w)#\w*[^\W\d]\w*"),
}
SIGNS = frozenset("/@#:")
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url", "email", "mention"})


def units(text: str) -> int:
    """The length of `text` in UTF-16 units, in which Telegram counts."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """`entities` and those Telegram finds itself, by offset; none inside code or a link."""
    if SIGNS.isdisjoint(text):
        return entities
    result = list(entities)
    for kind, pattern in FOUND.items():
        for match in pattern.finditer(text):
            found = {
                "type": kind,
                "offset": units(text[: match.start()]),
                "length": units(match.group()),
            }
            if not any(_overlap(found, other) for other in result if other["type"] in OPAQUE):
                result.append(found)
    return sorted(result, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
