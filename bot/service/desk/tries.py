"""Growing delays: after each failed try the next one has to wait longer, and nobody is locked out for ever."""

import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from bot.service.desk.account_ports import Failures, TryRows
from bot.service.ports import Sealer

FREE = 3
"""Failures nobody waits for."""
LONGEST = 60
"""Seconds somebody waits at most."""
FORGOTTEN = timedelta(hours=1)
"""After so long without a failure everything is as in the beginning."""

_NETWORK_V6 = 64
PURPOSE = "desk/try"


def delay(failures: int) -> int:
    """Return the seconds to wait after so many failures: 0, 0, 0, 1, 2, 4 ... 60."""
    if failures <= FREE:
        return 0
    return min(LONGEST, 1 << min(failures - FREE - 1, LONGEST.bit_length()))


def key(sealer: Sealer, *names: str) -> bytes:
    """Return what failures are kept under: nobody can read from it whose they are."""
    return sealer.sign(PURPOSE, "\0".join(names).encode("utf-8", "replace"))


def network(address: str) -> str:
    """Return the network of an address: of IPv6 the half that a household or a server has as a whole."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _NETWORK_V6), strict=False))


def wait(tries: TryRows, keys: Sequence[bytes], now: datetime) -> int:
    """Return for how many seconds the next try has to wait."""
    return max((_left(tries.one(each), now) for each in keys), default=0)


def failed(tries: TryRows, keys: Sequence[bytes], now: datetime) -> int:
    """Note a failed try; return for how many seconds the next one has to wait."""
    for each in keys:
        before = tries.one(each)
        count = before.count if before is not None and now - before.at < FORGOTTEN else 0
        tries.put(each, Failures(count=count + 1, at=now), forget=now - FORGOTTEN)
    return wait(tries, keys, now)


def _left(failures: Failures | None, now: datetime) -> int:
    if failures is None or now - failures.at >= FORGOTTEN:
        return 0
    until = failures.at + timedelta(seconds=delay(failures.count))
    return max(0, ceil((until - now).total_seconds()))
