"""Teams, and what the operator decided about the desk, in the database."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot.core.desk_clock import Periods, periods_from_json, periods_to_json
from bot.core.team import Team, team_from_json, team_to_json
from bot.core.team_fields import UnfitTeam
from bot.core.ticket import TeamId
from bot.json_bytes import from_json, to_json
from bot.logs import logger
from bot.store.desk_schema import DESK_SETTING, TEAM
from bot.store.schema import TICKET
from bot.store.sql_store import SqlStore

PERIODS = "periods"
LONG_AGO = 0
"""A moment that has come: whoever looks after tickets says when to look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlTeams:
    """Implements `Teams`; of `regions` the holidays are known.

    What changes when something is due lets the tickets it concerns be looked at anew.
    """

    store: SqlStore
    regions: Container[str] | None = None

    async def all(self) -> tuple[Team, ...]:
        """Return every team, by its id."""
        query = sa.select(TEAM.c.content).order_by(TEAM.c.id)
        found = await self.store.read(lambda connection: connection.execute(query).scalars().all())
        return tuple(self._team(from_json(each.encode())) for each in found)

    def _team(self, data: Mapping[str, Any]) -> Team:
        """Return a team as it can be read today: what a newer version or almanac does not know any more is left out."""
        try:
            return team_from_json(data, self.regions)
        except UnfitTeam as error:
            unfit = {each.field.partition(".")[0] for each in error.unfit}
            logger.warning("team_not_as_written", team=data.get("id"), fields=sorted(unfit))
            known = {name: value for name, value in data.items() if name not in unfit}
            return team_from_json(known, self.regions)

    async def put(self, team: Team) -> None:
        """Keep a team, in place of the one with its id."""
        written = to_json(team_to_json(team)).decode()
        await self.store.writer.run(partial(_put, table=TEAM, key=team.id, content=written))
        await self._look_again(TICKET.c.open)

    async def remove(self, team_id: TeamId) -> bool:
        """Forget a team; False if there was none. Its tickets go to whoever takes them."""
        query = sa.delete(TEAM).where(TEAM.c.id == team_id)
        gone = await self.store.writer.run(
            lambda connection: connection.execute(query).rowcount > 0
        )
        await self._look_again(TICKET.c.open)
        return gone

    async def periods(self) -> Periods:
        """Return how long things take."""
        query = sa.select(DESK_SETTING.c.content).where(DESK_SETTING.c.name == PERIODS)
        found = await self.store.read(
            lambda connection: connection.execute(query).scalar_one_or_none()
        )
        return Periods() if found is None else periods_from_json(from_json(found.encode()))

    async def decide(self, periods: Periods) -> None:
        """Keep how long things take."""
        written = to_json(periods_to_json(periods)).decode()
        work = partial(_put, table=DESK_SETTING, key=PERIODS, content=written)
        await self.store.writer.run(work)
        await self._look_again(TICKET.c.look_at.is_not(None))

    async def _look_again(self, which: sa.ColumnElement[bool]) -> None:
        query = sa.update(TICKET).where(which).values(look_at=LONG_AGO)
        await self.store.writer.run(lambda connection: connection.execute(query).rowcount)


def _put(connection: sa.Connection, table: sa.Table, key: str, content: str) -> None:
    (name,) = table.primary_key.columns
    connection.execute(sa.delete(table).where(name == key))
    connection.execute(sa.insert(table).values({name.name: key, "content": content}))
