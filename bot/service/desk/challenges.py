"""What a passkey signs: a random challenge that carries its own end and is answered once.

Nothing is stored when one is made, so strangers who ask for many fill no table; only answered ones are remembered.
"""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from bot.core.ticket import AdvisorId
from bot.service.desk.account_ports import Link, LinkRows, Purpose
from bot.service.desk.tokens import token_hash
from bot.service.ports import Sealer

LASTS = timedelta(minutes=5)

_PURPOSE = "desk/challenge"
_UNTIL, _RANDOM, _SIGNED = 8, 16, 16


def challenge(sealer: Sealer, about: bytes, now: datetime) -> bytes:
    """Return a fresh challenge that only fits where `about` is the same."""
    until = int((now + LASTS).timestamp())
    head = until.to_bytes(_UNTIL, "big") + secrets.token_bytes(_RANDOM)
    return head + sealer.sign(_PURPOSE, head + about)[:_SIGNED]


def fits(sealer: Sealer, given: bytes, about: bytes, now: datetime) -> bool:
    """Whether it is one of ours, for this, and not too old."""
    head, signed = given[: _UNTIL + _RANDOM], given[_UNTIL + _RANDOM :]
    ours = sealer.sign(_PURPOSE, head + about)[:_SIGNED]
    until = int.from_bytes(head[:_UNTIL], "big")
    return compare_digest(signed, ours) and now.timestamp() <= until


def spend(links: LinkRows, given: bytes, advisor_id: AdvisorId, now: datetime) -> bool:
    """Remember that it was answered; False if it was before."""
    hashed = token_hash(given.hex())
    if links.one(hashed) is not None:
        return False
    link = Link(
        token_hash=hashed,
        advisor_id=advisor_id,
        purpose=Purpose.PASSKEY,
        until=now + LASTS,
        used=True,
    )
    links.keep(link, now)
    return True
