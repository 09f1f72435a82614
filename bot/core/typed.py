"""What a person typed: a command or words."""

import re

from bot.core.message import Command, Words

LONGEST_TYPED = 4096
"""Letters one message may have, the same as on Telegram."""

_COMMAND = re.compile(r"/([A-Za-z][A-Za-z0-9_]{0,31})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def typed(text: str) -> Words | Command:
    """Return what `text` says, without what no database or screen takes (control codes, half letters)."""
    clean = _CONTROLS.sub("", _whole_letters(text)).strip()
    match = _COMMAND.fullmatch(clean)
    if match is None:
        return Words(text=clean)
    return Command(name=match[1].lower(), payload=(match[2] or "").strip())


def _whole_letters(text: str) -> str:
    """Return `text` with pairs of surrogates joined and single ones replaced by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
