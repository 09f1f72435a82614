"""What a person typed, made safe: no half characters, no NUL, no endless texts; `/name` is a command."""

import re

from bot.core.message import Command, Words

MAX_TEXT = 4096
MAX_PAYLOAD = 64
MAX_TOKEN = 64
MAX_NUMBER = 40
MAX_REF = 300
MAX_NAME = 120
_MAX_TAG = 35

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def clean(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`; what no database or UTF-8 can hold becomes U+FFFD."""
    return _BROKEN.sub("\ufffd", text[:limit])


def spoken(text: str) -> Words | Command:
    """Return the command that `text` is, or else its words."""
    text = clean(text, MAX_TEXT)
    if text.startswith("/") and (found := _COMMAND.fullmatch(text)):
        name, payload = found.groups(default="")
        return Command(name=name.lower(), payload=payload.strip()[:MAX_PAYLOAD])
    return Words(text=text)


def language_hint(tag: object) -> str | None:
    """Return the language tag of a person's app in lower case, if there is one."""
    return clean(tag, _MAX_TAG).lower() if isinstance(tag, str) and tag else None
