"""The web desk wired as `merit run` wires it."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import clock
from bot.app.desk import desk_side
from bot.app.desk_pages import Promises, desk_site
from bot.app.parts import Parts, dialogue, opened
from bot.content.load import ContentLibrary
from bot.core.hours import always
from bot.core.message import PersonId
from bot.core.team import Team
from bot.core.ticket import State, TeamId, Ticket
from bot.service.ticket_values import KeptTicket, TicketFacts
from bot.settings import read_settings
from tests.core.samples import RELEASE


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    settings = read_settings({"MERIT_DATA": str(tmp_path), "MERIT_SEARCH": "words"})
    async with opened(settings) as found:
        yield found


def kept(hours: float, team: str = "") -> KeptTicket:
    at = int((clock.now() - timedelta(hours=hours)).timestamp())
    ticket = Ticket(
        number=1,
        code="K7-M2",
        topic="work",
        opened_at=at,
        state=State.QUEUED,
        queued_at=at,
        turn_at=at,
        team=TeamId(team),
    )
    return KeptTicket(
        person_id=PersonId("x"), ticket=ticket, facts=TicketFacts(), changed_at=clock.now()
    )


async def test_open_pages_hear_of_every_ticket_that_changes(parts: Parts) -> None:
    talk = dialogue(parts, ContentLibrary(RELEASE, {}))
    site = desk_site(parts, talk, desk_side(parts, talk))
    start = site.news.place
    for face in talk.faces:
        face(kept(1).ticket)
        face(None)
    assert [each.ticket for each in site.news.since(start) or ()] == [kept(1).ticket, None]
    assert site.address == "http://127.0.0.1:8080/desk"
    assert site.place.origin == "http://127.0.0.1:8080"
    assert await site.staff.all() == []


async def test_overdue_is_what_a_team_promised_and_did_not_keep(parts: Parts) -> None:
    talk = dialogue(parts, ContentLibrary(RELEASE, {}))
    side = desk_side(parts, talk)
    await side.teams.put(Team(id=TeamId("night"), name="Night", promise=2, hours=always()))
    promises = Promises(side)
    assert not promises.overdue(kept(3, "night"))  # nobody has looked at the teams yet
    assert [team.name for team in await promises.teams()] == ["Night"]
    await side.teams.remove(TeamId("night"))
    assert len(await promises.teams()) == 1  # for a moment longer
    assert promises.overdue(kept(3, "night"))
    assert not promises.overdue(kept(1, "night"))
    assert not promises.overdue(kept(3))


async def test_what_an_admin_changes_about_teams_holds_at_once(parts: Parts) -> None:
    talk = dialogue(parts, ContentLibrary(RELEASE, {}))
    side = desk_side(parts, talk)
    site = desk_site(parts, talk, side)
    assert await site.teams() == ()
    await site.planning.teams.put(Team(id=TeamId("night"), name="Night"))
    side.clock.bell.clear()
    site.planning.changed()
    assert [team.name for team in await site.teams()] == ["Night"]
    assert side.clock.bell.is_set(), "tickets are looked at for what is due now"
    assert site.planning.regions["NL"] == "Netherlands"
    assert await site.planning.counts.read(date(2026, 1, 1), date(2026, 12, 31)) == []
