"""Indexes of the search, and questions left for the editors: neither says anything about a person."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from bot.service.questions import KeptQuestion
from bot.store.codec import to_microseconds
from bot.store.keyed import KeyedSealer
from bot.store.schema import QUESTION, SEARCH_INDEX
from bot.store.sql_store import SqlStore

KEPT = 3
"""Indexes that are kept: of what is in force, of a draft, and of what was before."""
QUESTION_PLACE = "question.body"
"""What the words of a question are sealed as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlIndexes:
    """Implements `Indexes` on the table `search_index`."""

    store: SqlStore

    async def index(self, name: str) -> bytes | None:
        """Return the index of this name, or None if it is not kept."""
        query = sa.select(SEARCH_INDEX.c.content).where(SEARCH_INDEX.c.name == name)
        return await self.store.read(lambda connection: connection.execute(query).scalar())

    async def latest_index(self) -> bytes | None:
        """Return the index that was kept last."""
        query = sa.select(SEARCH_INDEX.c.content).order_by(SEARCH_INDEX.c.at.desc()).limit(1)
        return await self.store.read(lambda connection: connection.execute(query).scalar())

    async def keep_index(self, name: str, packed: bytes) -> None:
        """Keep an index; the oldest ones are forgotten."""
        at = to_microseconds(self.store.now())

        def keep(connection: sa.Connection) -> None:
            connection.execute(sa.delete(SEARCH_INDEX).where(SEARCH_INDEX.c.name == name))
            connection.execute(sa.insert(SEARCH_INDEX).values(name=name, content=packed, at=at))
            newest = sa.select(SEARCH_INDEX.c.name).order_by(SEARCH_INDEX.c.at.desc()).limit(KEPT)
            names = list(connection.execute(newest).scalars())
            connection.execute(sa.delete(SEARCH_INDEX).where(SEARCH_INDEX.c.name.not_in(names)))

        await self.store.writer.run(keep)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlQuestions:
    """Implements `Questions` on the table `question`; the words are sealed with the operator's key."""

    store: SqlStore
    sealer: KeyedSealer

    async def keep(self, question: KeptQuestion) -> None:
        """Keep a question under a random number."""
        sealed = self.sealer.seal_for_operator(
            QUESTION_PLACE, question.text.encode("utf-8", "replace")
        )
        row = sa.insert(QUESTION).values(
            id=secrets.token_hex(16),
            language=question.language,
            entry=question.entry,
            unhelpful=question.unhelpful,
            body=sealed,
            key_id=self.sealer.key_id(sealed),
            day=question.day.isoformat(),
        )
        await self.store.writer.run(lambda connection: connection.execute(row))

    async def all(self) -> Sequence[KeptQuestion]:
        """Return every question that is kept, in no order that tells who asked."""
        rows = await self.store.read(
            lambda connection: connection.execute(sa.select(QUESTION).order_by(QUESTION.c.id)).all()
        )
        return [
            KeptQuestion(
                text=self.sealer.unseal_for_operator(QUESTION_PLACE, row.body).decode(),
                language=row.language,
                entry=row.entry,
                unhelpful=bool(row.unhelpful),
                day=date.fromisoformat(row.day),
            )
            for row in rows
        ]

    async def forget(self, today: date, days: int) -> int:
        """Delete the questions that are older than so many days; return how many."""
        oldest = (today - timedelta(days=days)).isoformat()
        gone = sa.delete(QUESTION).where(QUESTION.c.day < oldest)
        return await self.store.writer.run(lambda connection: connection.execute(gone).rowcount)
