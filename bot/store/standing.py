"""Every kept conversation opened for counting, some at a time, without a word of whose it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot.json_bytes import from_json
from bot.logs import logger
from bot.service.ports import SealError
from bot.service.standing import Look
from bot.store.changes import SESSION_PLACE
from bot.store.keyed import KeyedSealer
from bot.store.schema import PERSON, SESSION
from bot.store.sql_store import SqlStore

PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlSessions:
    """Implements `Sessions`."""

    store: SqlStore

    async def each(self, look: Look) -> None:
        """Show each kept session to `look`; one that does not open is passed over."""
        after = ""
        while rows := await self.store.read(partial(_page, after=after)):
            for row in rows:
                session = _opened(row, self.store.sealer)
                if session is not None:
                    look(session)
            after = rows[-1].person_id


def _page(connection: sa.Connection, after: str) -> Sequence[Any]:
    query = (
        sa.select(SESSION.c.person_id, SESSION.c.session, PERSON.c.wrapped_key)
        .join(PERSON, PERSON.c.person_id == SESSION.c.person_id)
        .where(SESSION.c.person_id > after, SESSION.c.session.is_not(None))
        .order_by(SESSION.c.person_id)
        .limit(PAGE)
    )
    return connection.execute(query).fetchall()


def _opened(row: Any, sealer: KeyedSealer) -> Mapping[str, Any] | None:
    try:
        key = sealer.unwrap(row.wrapped_key, row.person_id)
        opened = sealer.unseal(key, SESSION_PLACE, row.person_id, row.session)
    except SealError as error:
        logger.error("session_not_readable", person=row.person_id, error=type(error).__name__)
        return None
    found: Mapping[str, Any] = from_json(opened)
    return found
