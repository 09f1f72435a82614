"""Teams, and what was decided about the desk, in both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.desk_clock import Periods, periods_from_json, periods_to_json
from bot.core.hours import Hours
from bot.core.team import Team
from bot.core.ticket import State, TeamId
from bot.service.desk.teams import rota
from bot.store.sql_store import SqlStore
from bot.store.teams import SqlTeams
from tests.contract.units import TELEGRAM, asks, turn

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DUBLIN = Team(
    id=TeamId("dublin"),
    name="Dublin",
    topics=frozenset({"work"}),
    hours=Hours(zone=ZoneInfo("Europe/Dublin")),
    holidays="IE",
    promise=8,
)


async def test_a_team_is_kept_changed_and_forgotten(store: SqlStore):
    teams = SqlTeams(store=store)
    assert await teams.all() == ()
    await teams.put(DUBLIN)
    await teams.put(replace(DUBLIN, id=TeamId("cork")))
    await teams.put(replace(DUBLIN, promise=4))
    assert [(team.id, team.promise) for team in await teams.all()] == [("cork", 8), ("dublin", 4)]
    assert await teams.remove(DUBLIN.id)
    assert not await teams.remove(DUBLIN.id)
    assert [team.id for team in await teams.all()] == ["cork"]


async def test_how_long_things_take_is_as_usual_until_somebody_decides(store: SqlStore):
    teams = SqlTeams(store=store)
    assert await teams.periods() == Periods()
    await teams.decide(Periods(keep_days=90))
    await teams.decide(Periods(keep_days=60))
    assert await teams.periods() == Periods(keep_days=60)


async def test_the_rota_knows_the_holidays_from_the_year_before_to_the_next(store: SqlStore):
    teams = SqlTeams(store=store)
    await teams.put(DUBLIN)
    await teams.put(replace(DUBLIN, id=TeamId("cork"), holidays=""))
    asked: list[tuple[str, tuple[int, ...]]] = []

    def holidays(region, years):
        asked.append((region, tuple(years)))
        return frozenset({date(2026, 12, 25)})

    found = await rota(teams, holidays, NOW)
    assert asked == [("IE", (2025, 2026, 2027))]
    assert [team.hours.closed for team in found.teams] == [frozenset(), {date(2026, 12, 25)}]


@given(
    st.dictionaries(
        st.sampled_from([*periods_to_json(Periods()), "new"]),
        st.one_of(st.integers(), st.text(), st.none(), st.booleans()),
    )
)
def test_periods_that_make_no_sense_are_as_usual(data: dict[str, object]):
    found = periods_to_json(periods_from_json(data))
    assert all(0 < value <= 3650 for value in found.values())
    assert periods_from_json(periods_to_json(Periods(keep_days=7))) == Periods(keep_days=7)


async def looked_at(store: SqlStore) -> list[str]:
    """Which tickets are to be looked at now."""
    return [kept.ticket.code for kept in await store.tickets_to_look_at(NOW, most=9)]


async def asked(store: SqlStore, *, closed: bool = False) -> None:
    """A ticket nothing is due for in the next days."""
    change = replace(asks("work"), look_at=NOW + timedelta(days=9))
    if closed:
        change = replace(change, ticket=replace(change.ticket, state=State.CLOSED, closed_at=1))
    await store.commit(turn(store.fresh(TELEGRAM, "1"), ticket=change))


async def test_a_team_that_changed_lets_open_tickets_be_looked_at_anew(store: SqlStore):
    teams = SqlTeams(store=store)
    await asked(store)
    assert await looked_at(store) == []
    await teams.put(DUBLIN)
    assert await looked_at(store) == ["K7-M2"]


async def test_a_team_that_is_gone_does_too(store: SqlStore):
    teams = SqlTeams(store=store)
    await teams.put(DUBLIN)
    await asked(store)
    await teams.remove(DUBLIN.id)
    assert await looked_at(store) == ["K7-M2"]


async def test_periods_that_changed_concern_closed_tickets_as_well(store: SqlStore):
    teams = SqlTeams(store=store)
    await asked(store, closed=True)
    await teams.put(DUBLIN)
    assert await looked_at(store) == []
    await teams.decide(Periods(keep_days=1))
    assert await looked_at(store) == ["K7-M2"]


async def test_a_team_that_names_what_is_no_longer_known_is_read_without_it(store: SqlStore):
    await SqlTeams(store=store).put(DUBLIN)
    (team,) = await SqlTeams(store=store, regions={"NL"}).all()
    assert (team.holidays, team.promise, team.topics) == ("", 8, frozenset({"work"}))
