"""What a running Merit counts of its tickets, and what it tells people about waiting."""

from bot import clock
from bot.almanac import public_holidays, regions
from bot.service.desk.counting import Counting
from bot.service.desk.outlooks import Outlooks
from bot.service.desk.teams import Rota, rota
from bot.store.desk_counts import SqlDeskCounts
from bot.store.sql_store import SqlStore
from bot.store.teams import SqlTeams


def counting_and_outlooks(store: SqlStore) -> tuple[Counting, Outlooks]:
    """Return both, with the teams and their holidays as they are whenever they are needed."""
    teams, counts = SqlTeams(store=store, regions=regions()), SqlDeskCounts(store=store)

    async def now() -> Rota:
        return await rota(teams, public_holidays, clock.now())

    return Counting(counts=counts, rota=now), Outlooks(store=store, rota=now, counts=counts)
