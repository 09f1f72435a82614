"""Buttons nobody can forge: a press as a signed token of at most 64 bytes."""

from base64 import urlsafe_b64encode
from hmac import compare_digest

from bot.core.message import PersonId
from bot.core.press import Press, press_from_ids, press_to_ids
from bot.service.ports import Sealer

_SIGNATURE = 8


def token_of(press: Press, person: PersonId, sealer: Sealer) -> str:
    """Return the token of `press`, valid for `person` only."""
    ids = press_to_ids(press)
    return f"{ids}~{_signature(ids, person, sealer)}"


def press_of(token: str, person: PersonId, sealer: Sealer) -> Press | None:
    """Return the press in `token`, or None when it is not one we gave to `person`."""
    ids, _, signature = token.rpartition("~")
    if not ids or not _equal(signature, _signature(ids, person, sealer)):
        return None
    return press_from_ids(ids)


def _signature(ids: str, person: PersonId, sealer: Sealer) -> str:
    digest = sealer.sign("button", f"{person}/{ids}".encode("utf-8", "surrogatepass"))
    return urlsafe_b64encode(digest)[:_SIGNATURE].decode()


def _equal(given: str, expected: str) -> bool:
    return compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
