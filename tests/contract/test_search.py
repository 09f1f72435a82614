"""Indexes of the search, and questions left for the editors, on both databases."""

from datetime import date, timedelta

import sqlalchemy as sa

from bot.crypto.sealer import KeySealer
from bot.service.questions import KeptQuestion
from bot.store.schema import QUESTION
from bot.store.search import KEPT, SqlIndexes, SqlQuestions
from bot.store.sql_store import SqlStore

DAY = date(2026, 11, 26)
ASKED = KeptQuestion(
    text="وين بلاقي شغل؟", language="ar", entry="eu-talent-pool", unhelpful=True, day=DAY
)


async def test_an_index_is_kept_by_its_name_and_written_anew(store: SqlStore) -> None:
    indexes = SqlIndexes(store=store)
    assert await indexes.index("a") is None
    assert await indexes.latest_index() is None
    await indexes.keep_index("a", b"\x00one")
    await indexes.keep_index("a", b"\x00two")
    assert await indexes.index("a") == b"\x00two"
    assert await indexes.latest_index() == b"\x00two"


async def test_only_the_latest_indexes_are_kept(store: SqlStore) -> None:
    indexes = SqlIndexes(store=store)
    for number in range(KEPT + 2):
        await indexes.keep_index(str(number), b"x")
    kept = [await indexes.index(str(number)) for number in range(KEPT + 2)]
    assert sum(each is not None for each in kept) == KEPT
    assert kept[-1] is not None


async def test_a_question_comes_back_as_it_was_left_and_says_nothing_about_who_asked(
    store: SqlStore, sealer: KeySealer
) -> None:
    questions = SqlQuestions(store=store, sealer=sealer)
    await questions.keep(ASKED)
    assert list(await questions.all()) == [ASKED]
    rows = await store.read(lambda connection: connection.execute(sa.select(QUESTION)).all())
    (row,) = rows
    assert set(row._mapping) == {"id", "language", "entry", "unhelpful", "body", "key_id", "day"}
    assert "شغل".encode() not in row.body


async def test_a_question_is_deleted_when_its_time_is_over(
    store: SqlStore, sealer: KeySealer
) -> None:
    questions = SqlQuestions(store=store, sealer=sealer)
    await questions.keep(ASKED)
    assert await questions.forget(DAY + timedelta(days=90), 90) == 0
    assert await questions.forget(DAY + timedelta(days=91), 90) == 1
    assert list(await questions.all()) == []
