"""Buttons of the advisors' group: what a press asks for, as a signed token of at most 64 bytes."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest

from bot.core.ticket_code import read_code
from bot.service.ports import Sealer

_SIGNATURE = 12
_LONGEST = 20
_PARTS = 3


class Press(StrEnum):
    """What a button does."""

    CLAIM = "claim"
    RELEASE = "release"
    CLOSE = "close"
    """Asks for the reason."""
    REASON = "reason"
    SNOOZE = "snooze"
    TAKE_OVER = "over"
    SEND = "send"
    """Sends a note to the person."""
    REOPEN = "reopen"
    REPLY = "reply"
    """Shows a saved reply before it is sent."""
    SAY = "say"
    """Sends the saved reply that was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPress:
    """A press: `detail` is a reason, a number of days, the place of a note in the ticket, or which saved reply."""

    code: str
    press: Press
    detail: str = ""


def desk_token(press: DeskPress, group: int, sealer: Sealer) -> str:
    """Return the token of a press, valid in this group only."""
    ids = f"{press.code}.{press.press}.{press.detail}"
    return f"{ids}~{_signature(ids, group, sealer)}"


def desk_press(token: str, group: int, sealer: Sealer) -> DeskPress | None:
    """Return the press in a token, or None when it is not one we gave to this group."""
    ids, _, signature = token.rpartition("~")
    given, expected = signature.encode("utf-8", "surrogatepass"), _signature(ids, group, sealer)
    if not compare_digest(given, expected.encode()):
        return None
    return _read(ids)


def _read(ids: str) -> DeskPress | None:
    """Return a press that was signed; None for one that an earlier Merit knew."""
    parts = ids.split(".")
    if len(parts) != _PARTS or parts[1] not in set(Press) or len(parts[2]) > _LONGEST:
        return None
    code = read_code(parts[0])
    return None if code is None else DeskPress(code=code, press=Press(parts[1]), detail=parts[2])


def _signature(ids: str, group: int, sealer: Sealer) -> str:
    digest = sealer.sign("desk-button", f"{group}/{ids}".encode("utf-8", "surrogatepass"))
    return urlsafe_b64encode(digest)[:_SIGNATURE].decode()
