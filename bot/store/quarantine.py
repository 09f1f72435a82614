"""Updates nobody could handle: kept sealed for a while, so that the mistake can be found, then deleted."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.store.codec import to_microseconds
from bot.store.schema import QUARANTINE

KEPT = timedelta(days=30)


def forget_old(connection: sa.Connection, now: datetime) -> int:
    """Delete updates that have been in quarantine longer than `KEPT`; return how many there were."""
    oldest = to_microseconds(now - KEPT)
    return connection.execute(sa.delete(QUARANTINE).where(QUARANTINE.c.at < oldest)).rowcount
